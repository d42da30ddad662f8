// Opens the list of all administrative units (generator/render/place_units.py) and finds one by any way of typing it.
;(function (search) {
  "use strict"
  const HUNDREDTHS = 100
  const NONE = []
  const DISTRICTS = new Set(["Huyện", "Quận", "Thị xã", "Thành phố"]) // Below a province these are districts (until 2025).
  const EARTH = 6371 // km
  const FIRST = "a".charCodeAt(0) // the letter of the first type
  const SLICE = 2000 // units read at a time
  const lines = (text) => text.split("\n")
  const lowerFirst = (text) => text[0].toLowerCase() + text.slice(1)

  function spread(runs) {
    const out = []
    for (let at = 0; at < runs.length; at += 2) for (let n = 0; n < runs[at + 1]; n++) out.push(runs[at])
    return out
  }

  /** Columns as arrays by row; `parent` -1 for provinces; `before` are the rows of what a unit replaced.
   *  A slice of the units at a time, so that a slow phone stays responsive. */
  async function readUnits(raw) {
    const names = lines(raw.name)
    const count = names.length
    const next = lines(raw.next)
    const at = raw.at.split(" ")
    await search.pause()
    const units = {
      count, names, regions: raw.regions, exceptions: raw.ids,
      type: Array.from(raw.type, (letter) => raw.types[letter.charCodeAt(0) - FIRST]), ended: spread(raw.ended), next: [], keys: [],
      parent: new Int32Array(count).fill(-1), level: new Uint8Array(count), region: new Int8Array(count),
      latitude: new Float32Array(count), longitude: new Float32Array(count), before: new Array(count).fill(NONE),
    }
    descend(units, spread(raw.below), raw.region)
    let north = 0
    let east = 0
    for (let row = 0; row < count; row++) {
      if (row % SLICE === 0) {
        await search.pause()
        units.keys.push(...lines(search.key(names.slice(row, row + SLICE).join("\n"))))
      }
      units.latitude[row] = (north += Number(at[2 * row])) / HUNDREDTHS
      units.longitude[row] = (east += Number(at[2 * row + 1])) / HUNDREDTHS
      units.next.push(next[row] ? next[row].split(" ").map((step) => row + Number(step)) : NONE)
      for (const heir of units.next[row]) units.before[heir] = [...units.before[heir], row]
    }
    units.typeKeys = new Map(raw.types.map((type) => [type, search.key(type)]))
    return Object.assign(units, wording(units))
  }

  /** Breadth first: what is below the first unit follows the provinces, then what is below the second, and so on. */
  function descend(units, below, regions) {
    let next = regions.length
    regions.forEach((code, row) => (units.region[row] = code))
    for (let row = 0; row < units.count; row++) {
      for (let n = 0; n < below[row]; n++, next++) {
        units.parent[next] = row
        units.region[next] = units.region[row]
        units.level[next] = DISTRICTS.has(units.type[next]) ? 1 : 2
      }
    }
  }

  function wording(units) {
    const short = (row) => `${units.type[row]} ${units.names[row]}`
    const line = (row) => (row < 0 ? [] : [row, ...line(units.parent[row])])
    const full = (row) => line(row).map((one, index) => (index ? lowerFirst(short(one)) : short(one))).join(", ")
    const path = (row) => `${line(row).map(short).join("/")}/${units.ended[row]}`
    const id = (row) => units.exceptions[row]
      || search.slug(line(row).map((one, index) => (index === 0 || units.level[one] === 1 ? short(one) : units.names[one])).join(" "))
    return { short, line, full, path, id }
  }

  /** Returns the rows whose name, with the names of what they are part of, has all words typed; best first. */
  function findUnits(units, text, most) {
    const words = search.key(text).split(" ").filter(Boolean)
    if (!words.length) return []
    const typed = words.join(" ")
    const found = []
    for (let row = 0; row < units.count; row++) {
      const points = match(units, row, words, typed)
      if (points > 0) found.push({ row, points })
    }
    return found.sort((a, b) => b.points - a.points || a.row - b.row).slice(0, most).map(({ row }) => row)
  }

  function match(units, row, words, typed) {
    const name = units.keys[row]
    const own = ` ${units.typeKeys.get(units.type[row])} ${name}`
    const held = words.filter((word) => own.includes(` ${word}`))
    if (!held.some((word) => ` ${name}`.includes(` ${word}`))) return 0
    if (held.length < words.length) {
      const above = units.line(row).slice(1).map((one) => ` ${units.typeKeys.get(units.type[one])} ${units.keys[one]}`).join("")
      if (!words.every((word) => own.includes(` ${word}`) || above.includes(` ${word}`))) return 0
    }
    let points = 100 * held.length / words.length + (units.ended[row] ? 0 : 6) + (units.level[row] === 2 ? 4 : 0)
    if (own === ` ${typed}`) points += 90
    else if (name === typed) points += 80
    else if (`${own} `.includes(` ${typed} `)) points += 40
    else if (typed.startsWith(`${name} `) || typed.startsWith(`${own.trim()} `)) points += 70
    else if (own.includes(` ${typed}`)) points += 20
    return points
  }

  /** Returns the row of a unit's id, -1 if there is none. */
  function rowOfId(units, id) {
    const told = Object.keys(units.exceptions).find((row) => units.exceptions[row] === id)
    if (told !== undefined) return Number(told)
    const words = id.replace(/-/g, " ")
    for (const letters of [undefined, 3]) { // names that stand in the id whole, then those whose beginning does
      for (let row = 0; row < units.count; row++) {
        if (words.includes(units.keys[row].slice(0, letters)) && !units.exceptions[row] && units.id(row) === id) return row
      }
    }
    return -1
  }

  /** Kilometres between two units as the crow flies. */
  function distance(units, one, two) {
    const rad = Math.PI / 180
    const [a, b] = [units.latitude[one] * rad, units.latitude[two] * rad]
    const h = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(((units.longitude[two] - units.longitude[one]) * rad) / 2) ** 2
    return 2 * EARTH * Math.asin(Math.sqrt(h))
  }

  Object.assign(search, { readUnits, findUnits, rowOfId, distance })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
