// Opens the table that generator/render/search.py writes: columns become typed arrays, texts stay one string a column
// until needed. Everything derived (folded texts, closures of localities) is made here, once.
;(function (search) {
  "use strict"
  const KIND_LABELS = {
    model: "Mô hình", locality: "Địa phương", directive: "Văn bản chỉ đạo", movement: "Phong trào", report: "Báo cáo",
    page: "Trang",
  }
  const KIND_SLUGS = {
    model: "mo-hinh", locality: "dia-phuong", directive: "van-ban", movement: "phong-trao", report: "bao-cao", page: "trang",
  }
  const lines = (text) => text.split("\n")
  const choices = ([ids, names]) => ids.map((id, index) => ({ id, name: names[index] }))
  const lowerFirst = (text) => text[0].toLowerCase() + text.slice(1)

  function readTable(raw) {
    const titles = lines(raw.title)
    const keys = lines(search.key(raw.title))
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
      titles, keys,
      lower: lines(raw.title.toLowerCase()),
      subtitles: lines(raw.subtitle), names: lines(raw.names), numbers: lines(raw.number),
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
    return ids[0] === "" ? [] : ids.map((id, row) => ({
      id, row, type: types[row], name: names[row], level: raw.level[row], parent: raw.parent[row], ended: !!raw.ended[row],
      short: short(row),
      lower: up(row).map(short).join(" ").toLowerCase(),
      full: up(row).map((part, index) => (index ? lowerFirst(short(part)) : short(part))).join(", "),
      within: [...new Set(up(row).flatMap((part) => [part, ...sameLevel(part).flatMap(up)]))],
      own: ` ${search.key(up(row).map(short).join(" "))} `,
      around: search.key([...raw.next[row], ...before[row]].map(short).join(" ")),
    }))
  }

  Object.assign(search, { readTable })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
