// Opens the table that generator/render/search.py writes: columns become typed arrays. What only the engine needs (folded
// texts) is made when the engine is first opened, a slice of the records at a time, so that a slow phone stays responsive.
;(function (search) {
  "use strict"
  const KIND_LABELS = {
    model: "Mô hình", locality: "Địa phương", directive: "Văn bản chỉ đạo", movement: "Phong trào", report: "Báo cáo",
    page: "Trang",
  }
  const KIND_SLUGS = {
    model: "mo-hinh", locality: "dia-phuong", directive: "van-ban", movement: "phong-trao", report: "bao-cao", page: "trang",
  }
  const SLICE = 500 // records folded at a time
  const lines = (text) => text.split("\n")
  const choices = ([ids, names]) => ids.map((id, index) => ({ id, name: names[index] }))
  const lowerFirst = (text) => text[0].toLowerCase() + text.slice(1)

  function readTable(raw) {
    const titles = lines(raw.title)
    const table = {
      count: titles.length,
      kinds: raw.kinds.map((id) => ({ id: KIND_SLUGS[id], kind: id, name: KIND_LABELS[id] })),
      fields: choices(raw.fields),
      steps: choices(raw.steps),
      movements: choices(raw.movements),
      holders: choices(raw.holders),
      tellings: choices(raw.tellings),
      directives: choices(raw.directives),
      places: readPlaces(raw.places),
      kind: Uint8Array.from(raw.kind),
      field: Int8Array.from(raw.field),
      status: Int8Array.from(raw.status),
      weight: Uint16Array.from(raw.weight),
      holder: Int8Array.from(raw.holder),
      told: Int8Array.from(raw.told),
      directiveSets: raw.directive[0], directiveSet: Int32Array.from(raw.directive[1]),
      placeSets: raw.place[0], placeSet: Int32Array.from(raw.place[1]),
      movementSets: raw.movement[0], movementSet: Int32Array.from(raw.movement[1]),
      yearSets: raw.year[0], yearSet: Int32Array.from(raw.year[1]),
      titles, subtitles: lines(raw.subtitle), names: lines(raw.names), numbers: lines(raw.number),
      keys: null, lower: null, nameTexts: null,
    }
    if (raw.title === "" && !raw.kind.length) table.count = 0
    table.url = urls(raw.url, titles)
    table.placesOf = (row) => table.placeSets[table.placeSet[row]]
    table.movementsOf = (row) => table.movementSets[table.movementSet[row]]
    table.directivesOf = (row) => table.directiveSets[table.directiveSet[row]]
    table.yearsOf = (row) => table.yearSets[table.yearSet[row]]
    table.pageOf = (place) => pageOf(table, place)
    table.kindOf = (row) => table.kinds[table.kind[row]].kind
    return table
  }

  /** Returns the row of the page about a locality, -1 if it has none. */
  function pageOf(table, place) {
    if (place === undefined) return -1
    for (let row = 0; row < table.count; row++) {
      if (table.kindOf(row) === "locality" && table.placesOf(row)[0] === place) return row
    }
    return -1
  }

  function urls(raw, titles) {
    const heads = lines(raw.heads)
    const tails = lines(raw.tails)
    return (row) => {
      const cut = raw.cut[row]
      const name = cut === 0 ? "" : search.slug(titles[row])
      return new URL(heads[raw.head[row]] + (cut < 0 ? name : name.slice(0, cut)) + tails[raw.tail[row]], search.root).href
    }
  }

  /** Localities with `within`: the rows a record of this locality counts for (itself, what it is part of, and what
   *  replaced any of these at its own level), and the folded texts its records are found by. */
  function readPlaces(raw) {
    const ids = lines(raw.id)
    const types = lines(raw.type)
    const names = lines(raw.name)
    const before = ids.map(() => [])
    raw.next.forEach((rows, row) => rows.forEach((next) => before[next].push(row)))
    const short = (row) => `${types[row]} ${names[row]}`
    const up = (row) => (row < 0 ? [] : [row, ...up(raw.parent[row])])
    const sameLevel = (row) => raw.next[row].filter((next) => raw.level[next] === raw.level[row])
    const keys = lines(search.key(raw.name))
    const typeKeys = new Map(Array.from(new Set(types), (type) => [type, search.key(type)]))
    const key = (row) => `${typeKeys.get(types[row])} ${keys[row]}`
    const place = {
      get lower() { return kept(this, "lower", up(this.row).map(short).join(" ").toLowerCase()) },
      get full() { return kept(this, "full", up(this.row).map((part, index) => (index ? lowerFirst(short(part)) : short(part))).join(", ")) },
      get within() { return kept(this, "within", [...new Set(up(this.row).flatMap((part) => [part, ...sameLevel(part).flatMap(up)]))]) },
      get own() { return kept(this, "own", ` ${up(this.row).map(key).join(" ")} `) },
      get around() { return kept(this, "around", [...raw.next[this.row], ...before[this.row]].map(key).join(" ")) },
    }
    return ids[0] === "" ? [] : ids.map((id, row) => Object.assign(Object.create(place), {
      id, row, type: types[row], name: names[row], level: raw.level[row], parent: raw.parent[row], ended: !!raw.ended[row], short: short(row),
    }))
  }

  /** Puts a value that was asked for in the place of what makes it. */
  function kept(place, name, value) {
    Object.defineProperty(place, name, { value })
    return value
  }

  /** Makes the folded texts that the engine scans: `keys` of titles, `lower`, and `nameTexts`. */
  function foldAll(table) {
    for (const part of folding(table)) void part
  }

  /** The same, with a pause after each slice: no task of the page's thread takes long. */
  async function foldSlowly(table) {
    for (const part of folding(table)) {
      void part
      await search.pause()
    }
  }

  function* folding(table) {
    if (table.nameTexts) return
    const made = { keys: [], lower: [], nameTexts: [] }
    for (let from = 0; from < table.count; from += SLICE) {
      const to = from + SLICE
      const titles = table.titles.slice(from, to).join("\n")
      const more = table.names.slice(from, to).map((names, at) => (names || table.subtitles[from + at] ? `${names} ${table.subtitles[from + at]}` : ""))
      const keys = lines(search.key(titles))
      const moreKeys = lines(search.key(more.join("\n")))
      made.keys.push(...keys)
      made.lower.push(...lines(titles.toLowerCase()))
      made.nameTexts.push(...keys.map((key, at) => nameText(key, table.numbers[from + at], moreKeys[at])))
      yield
    }
    Object.assign(table, made)
  }

  /** What counts as the name of a record: title, number with its letters run together, subtitle, other names. */
  function nameText(title, number, more) {
    return ` ${title}${number ? ` ${numberForms(number).join(" ")}` : ""}${more ? ` ${more}` : ""} `
  }

  /** "22-CT/TU" -> "22 ct tu", "22 cttu". */
  function numberForms(number) {
    const plain = search.key(number)
    return [plain, plain.replace(/([a-z]) (?=[a-z])/g, "$1")]
  }

  Object.assign(search, { numberForms, foldAll, foldSlowly, readTable })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
