// The record table of another site, read as data. It is the script generator/render/search.py writes, but it is not run:
// the JSON in it is taken out, and is a table only if every code in it points to something and no place lies in itself.
;(function (search) {
  "use strict"
  const PATIENCE = 15000 // ms; a site that does not answer must not keep the others from being searched
  const LARGEST = 40e6 // characters; 25,000 models take two million
  const TEXTS = ["title", "subtitle", "names", "number"]
  const CHOSEN = { field: "fields", status: "steps", holder: "holders", told: "tellings" }
  const LISTED = { movement: "movements", directive: "directives" }
  const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g // signs that turn the direction of what follows
  const lines = (text) => text.split("\n")

  /** Returns a promise of the table of the site at `base`; it fails where there is none, or none one can take over. */
  async function readForeign(base) {
    const raw = search.root.protocol === "file:" ? await fromDisk(base) : fromText(await fetched(base))
    if (!isTable(raw)) throw new TypeError(base.href)
    return straight(raw)
  }

  async function fetched(base) {
    const answer = await fetch(new URL("assets/search/table.js", base), { signal: AbortSignal.timeout(PATIENCE) })
    const text = answer.ok ? await answer.text() : ""
    if (text.length > LARGEST) throw new RangeError(base.href)
    return text
  }

  /** The value in `globalThis.NAME=JSON.parse('…')`. */
  function fromText(text) {
    const json = text.slice(text.indexOf("'") + 1, text.lastIndexOf("'"))
    return JSON.parse(json.replace(/\\(u202[89]|[^])/g, (_, sign) => (sign.length > 1 ? " " : sign)))
  }

  /** From a disk browsers fetch nothing: the script is run, in a folder whose files stand beside our own. */
  async function fromDisk(base) {
    await search.script(new URL("assets/search/table.js", base))
    const raw = globalThis.danvanSearchTable
    globalThis.danvanSearchTable = null
    return raw
  }

  /** A space for each sign that turns the direction of texts: addresses made of a title stay what they were. */
  function straight(raw) {
    const turned = (text) => text.replace(TURNING, " ")
    for (const name of TEXTS) raw[name] = turned(raw[name])
    for (const name of ["type", "name"]) raw.places[name] = turned(raw.places[name])
    for (const name of [...Object.values(CHOSEN), ...Object.values(LISTED)]) raw[name][1] = raw[name][1].map(turned)
    return raw
  }

  const isText = (value) => typeof value === "string"
  const areTexts = (list) => Array.isArray(list) && list.every(isText)
  const areCodes = (list, size, least = 0) =>
    Array.isArray(list) && list.every((code) => Number.isInteger(code) && code >= least && code < size)
  const column = (list, count, size, least) => areCodes(list, size, least) && list.length === count
  const sets = ([values, codes], count, size) =>
    values.every((set) => areCodes(set, size)) && column(codes, count, values.length)

  function isTable(raw) {
    const count = raw.kind.length
    const long = (text) => isText(text) && lines(text).length === Math.max(count, 1)
    const choices = ([ids, names]) => areTexts(ids) && areTexts(names) && ids.length === names.length
    const size = (name) => raw[name][0].length
    return areTexts(raw.kinds) && column(raw.kind, count, raw.kinds.length) && column(raw.weight, count, 65536) && TEXTS.every((name) => long(raw[name]))
      && [...Object.values(CHOSEN), ...Object.values(LISTED)].every((name) => choices(raw[name]))
      && Object.entries(CHOSEN).every(([name, list]) => column(raw[name], count, size(list), -1))
      && Object.entries(LISTED).every(([name, list]) => sets(raw[name], count, size(list)))
      && arePlaces(raw.places) && sets(raw.place, count, raw.places.level.length) && eachHasPlace(raw)
      && sets(raw.year, count, 10000) && areAddresses(raw.url, count)
  }

  /** A locality's page is about a place. */
  function eachHasPlace({ kinds, kind, place: [values, codes] }) {
    return kind.every((code, row) => kinds[code] !== "locality" || values[codes[row]].length > 0)
  }

  function arePlaces(places) {
    const ids = places.id ? lines(places.id) : []
    const count = ids.length
    const named = (text) => isText(text) && lines(text).length === Math.max(count, 1) && (!count || lines(text).every(Boolean))
    return named(places.type) && named(places.name) && new Set(ids).size === count && column(places.level, count, 3) && column(places.ended, count, 2)
      && column(places.parent, count, count, -1) && places.parent.every((above, row) => above < 0 || places.level[above] < places.level[row])
      && places.next.length === count && places.next.every((rows) => areCodes(rows, count))
  }

  function areAddresses(url, count) {
    return isText(url.heads) && isText(url.tails) && column(url.head, count, lines(url.heads).length)
      && column(url.tail, count, lines(url.tails).length) && column(url.cut, count, 1000, -1)
  }

  Object.assign(search, { readForeign })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
