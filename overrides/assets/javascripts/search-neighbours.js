// Several sites searched as one: the record tables of neighbours are put into this site's own, so that words, facets and
// order work over all of them. Each neighbour renews its table by itself; one that cannot be had, or is no table, is named
// and left out. What a neighbour sends is data: it is read and checked (search-foreign.js), never run.
;(function (search) {
  "use strict"
  const collator = new Intl.Collator("vi")
  const lines = (text) => text.split("\n")
  const CHOICES = ["fields", "steps", "holders", "tellings", "movements", "directives"]
  const CODED = { field: "fields", status: "steps", holder: "holders", told: "tellings" }
  const SETS = { movement: "movements", directive: "directives" }

  /** Returns `raw`, the table of this site, with the records of `neighbours` ([name, address] each). */
  async function withNeighbours(raw, neighbours) {
    const parts = [{ raw, address: "" }]
    search.neighbours = []
    search.absent = []
    const bases = neighbours.map(([, address]) => new URL(address, search.root))
    const tables = await Promise.all(bases.map((base) => search.readForeign(base).catch(() => null)))
    tables.forEach((table, at) => {
      if (!table) return search.absent.push(neighbours[at][0])
      parts.push({ raw: table, address: bases[at].href })
      search.neighbours.push(bases[at])
    })
    await search.pause()
    return merged(parts)
  }

  function merged(parts) {
    const places = mergedPlaces(parts)
    const choices = Object.fromEntries(CHOICES.map((name) => [name, mergedChoices(parts, name)]))
    const rows = inOrder(parts, places)
    const column = (name, value) => rows.map(({ part, row }) => value(parts[part].raw[name], part, row))
    const texts = (name) => rows.map(({ part, row }) => parts[part][name][row]).join("\n")
    const raw = {
      ...parts[0].raw,
      places: places.columns,
      kind: column("kind", (codes, part, row) => parts[0].raw.kinds.indexOf(parts[part].raw.kinds[codes[row]])),
      weight: column("weight", (codes, _, row) => codes[row]),
      year: mergedSets(parts, rows, "year", () => (code) => code),
      place: mergedSets(parts, rows, "place", (part) => (code) => places.codes[part][code]),
      url: mergedUrls(parts, rows),
    }
    for (const name of ["title", "subtitle", "names", "number"]) raw[name] = texts(name)
    for (const name of CHOICES) raw[name] = choices[name].columns
    for (const [name, list] of Object.entries(CODED)) {
      raw[name] = column(name, (codes, part, row) => (codes[row] < 0 ? -1 : choices[list].codes[part][codes[row]]))
    }
    for (const [name, list] of Object.entries(SETS)) {
      raw[name] = mergedSets(parts, rows, name, (part) => (code) => choices[list].codes[part][code])
    }
    return raw
  }

  /** The rows of all parts in the order of their titles. Of a locality's pages the first is taken, of a neighbour's own
   *  pages (about, how to contribute) none. */
  function inOrder(parts, places) {
    for (const part of parts) {
      for (const name of ["title", "subtitle", "names", "number"]) part[name] = lines(part.raw[name])
      part.count = part.raw.kind.length
    }
    const seen = new Set()
    const wanted = ({ part, row }) => {
      const { raw } = parts[part]
      const kind = raw.kinds[raw.kind[row]]
      if (!parts[0].raw.kinds.includes(kind)) return false // a kind of a later version
      if (kind === "page") return part === 0
      if (kind !== "locality") return true
      const place = places.codes[part][raw.place[0][raw.place[1][row]][0]]
      return !seen.has(place) && Boolean(seen.add(place))
    }
    const rows = parts.flatMap(({ count }, part) => Array.from({ length: count }, (_, row) => ({ part, row })))
    const kept = rows.filter(wanted)
    return kept.sort((a, b) => collator.compare(parts[a.part].title[a.row], parts[b.part].title[b.row]) || a.part - b.part || a.row - b.row)
  }

  /** One list of all values; two of one id and different names (documents of two provinces) stay two. */
  function mergedChoices(parts, name) {
    const ids = []
    const names = []
    const known = new Map()
    const codes = parts.map(({ raw }, part) => raw[name][0].map((id, index) => {
      const label = raw[name][1][index]
      const key = `${id}\n${label}`
      if (!known.has(key)) {
        known.set(key, ids.length)
        ids.push(ids.includes(id) ? `${id}--${part}` : id)
        names.push(label)
      }
      return known.get(key)
    }))
    return { columns: [ids, names], codes }
  }

  function mergedPlaces(parts) {
    const units = new Map()
    const read = parts.map(({ raw: { places } }) => ({ places, ids: places.id ? lines(places.id) : [] }))
    for (const { places, ids } of read) {
      const types = lines(places.type)
      const names = lines(places.name)
      ids.forEach((id, row) => {
        const unit = units.get(id) || { id, type: types[row], name: names[row], level: places.level[row], parent: null, next: new Set(), ended: places.ended[row] }
        if (places.parent[row] >= 0) unit.parent = unit.parent ?? ids[places.parent[row]]
        for (const next of places.next[row]) unit.next.add(ids[next])
        units.set(id, unit)
      })
    }
    const all = Array.from(units.values()).sort((a, b) => collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
    const code = new Map(all.map(({ id }, index) => [id, index]))
    const parent = (unit) => (unit.parent !== null && units.get(unit.parent).level < unit.level ? code.get(unit.parent) : -1)
    const text = (name) => all.map((unit) => unit[name]).join("\n")
    const columns = {
      id: text("id"), type: text("type"), name: text("name"),
      level: all.map(({ level }) => level),
      parent: all.map(parent),
      next: all.map(({ next }) => Array.from(next, (id) => code.get(id))),
      ended: all.map(({ ended }) => ended),
    }
    return { columns, codes: read.map(({ ids }) => ids.map((id) => code.get(id))) }
  }

  function mergedSets(parts, rows, name, mapped) {
    const sets = []
    const starts = parts.map(({ raw }, part) => {
      const start = sets.length
      for (const set of raw[name][0]) sets.push(set.map(mapped(part)))
      return start
    })
    return [sets, rows.map(({ part, row }) => starts[part] + parts[part].raw[name][1][row])]
  }

  function mergedUrls(parts, rows) {
    const heads = []
    const tails = []
    const starts = parts.map(({ raw: { url }, address }) => {
      const start = { head: heads.length, tail: tails.length }
      heads.push(...lines(url.heads).map((head) => address + head))
      tails.push(...lines(url.tails))
      return start
    })
    return {
      heads: heads.join("\n"), tails: tails.join("\n"),
      head: rows.map(({ part, row }) => starts[part].head + parts[part].raw.url.head[row]),
      tail: rows.map(({ part, row }) => starts[part].tail + parts[part].raw.url.tail[row]),
      cut: rows.map(({ part, row }) => parts[part].raw.url.cut[row]),
    }
  }

  Object.assign(search, { withNeighbours })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
