// The seam between the panels and whatever finds the records: createEngine(table) -> { find, rank, words }.
//
// uFuzzy (a scan, no index: nothing to load, 50 ms to start at 25,000 records) says which records have a word, as a
// whole, as a beginning or with one typing error; this module puts the words together and orders what was found.
// Order: all words before some; words of the title before those of places and other facts; the very title (or number)
// before a title that holds it; agreeing diacritics before others; then the better documented.
;(function (search) {
  "use strict"
  const FEW = 8 // Fewer exact results than this, and near ones are looked for, too.
  const KEPT_MASKS = 24
  const KIND_WORDS = /^(mo hinh|dien hinh|phong trao thi dua|phong trao|cuoc van dong) (?=.)/
  const KIND_BONUS = { locality: 20, directive: 15, movement: 10, model: 8, report: 5, page: 0 }
  const IN_TITLE = 300
  const IN_NAMES = 270
  const IN_PLACE = 150
  const IN_CONTEXT = 100
  const PREFIX_OFF = 15
  const TYPO_OFF = 120
  const EXACT = 600
  const PHRASE = 120
  const START = 60
  const MARKS_AGREE = 90
  const COVERAGE = 60
  const STANDING = 6

  const WHOLE = new uFuzzy({ interLft: 2, interRgt: 2 })
  const PREFIX = new uFuzzy({ interLft: 2, interRgt: 0 })
  const ANY_ERROR = { intraSlice: [0, Infinity], intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 }
  const NO_ERROR = { intraSlice: [0, 0], intraIns: 0, intraSub: 0, intraTrn: 0, intraDel: 0 }
  // Vietnamese syllables are short: uFuzzy's own rule allows errors from five letters on, which is hardly ever here.
  const typoRules = (word) => (word.length > 2 && !/\d/.test(word) ? ANY_ERROR : NO_ERROR)
  const TYPO = new uFuzzy({ intraMode: 1, interLft: 2, interRgt: 2, intraRules: typoRules })
  const TYPO_PREFIX = new uFuzzy({ intraMode: 1, interLft: 2, interRgt: 0, intraRules: typoRules })

  function createEngine(table) {
    const titles = table.keys.map((title, row) => strongText(table, title, row))
    const texts = titles.map((title, row) => `${title} ${contextText(table, row)}`)
    const masks = new Map()

    /** Returns a byte per record: 1 where `text` has the word. The last few are kept: typing repeats them. */
    function mask(word, engine) {
      const name = `${engine === WHOLE ? "=" : "^"}${word}`
      let found = masks.get(name)
      if (!found) {
        found = new Uint8Array(table.count)
        for (const row of engine.filter(texts, word) || []) found[row] = 1
        if (masks.size >= KEPT_MASKS) masks.delete(masks.keys().next().value)
        masks.set(name, found)
      }
      return found
    }

    /** Returns {rows, words, typo: Map row -> the word with an error, partial} for a typed query. */
    function find(query) {
      const words = search.queryWords(query)
      const open = !/\s$/.test(query)
      const result = { rows: null, words, open, typo: new Map(), partial: false }
      if (!words.length) return result
      const exact = words.map((word, index) => mask(word.folded, open && index === words.length - 1 ? PREFIX : WHOLE))
      result.rows = haveAll(exact)
      if (result.rows.length >= FEW) return result
      if (named(words, result.rows).length) return result
      const begun = words.map((word) => mask(word.folded, PREFIX))
      const seen = new Set(result.rows)
      const add = (rows) => rows.forEach((row) => seen.add(row))
      add(haveAll(begun))
      if (seen.size < FEW) add(withOneTypo(words, exact, open, seen, result.typo))
      result.partial = !result.rows.length && !Array.from(result.typo.values()).some((typo) => typo.inName)
      if (result.partial) add(haveSome(exact))
      result.rows = Array.from(seen)
      return result
    }

    /** Returns those of `rows` whose names have all the words. */
    const named = (words, rows) => rows.filter((row) => words.every((word) => ` ${titles[row]}`.includes(` ${word.folded}`)))

    function haveAll(found) {
      const rows = []
      next: for (let row = 0; row < table.count; row++) {
        for (const hits of found) if (!hits[row]) continue next
        rows.push(row)
      }
      return rows
    }

    /** Returns rows that have all words but one, and that one with an error in it. */
    function withOneTypo(words, found, open, seen, typo) {
      const missing = words.map(() => [])
      for (let row = 0; row < table.count; row++) {
        if (seen.has(row)) continue
        let lacking = -1
        for (let index = 0; index < found.length; index++) {
          if (!found[index][row]) lacking = lacking === -1 ? index : -2
        }
        if (lacking >= 0) missing[lacking].push(row)
      }
      return missing.flatMap((rows, index) => {
        const engine = open && index === words.length - 1 ? TYPO_PREFIX : TYPO
        const hits = rows.length ? engine.filter(texts, words[index].folded, rows) || [] : []
        const names = new Set(hits.length ? engine.filter(titles, words[index].folded, hits) : [])
        hits.forEach((row) => typo.set(row, { index, inName: names.has(row) }))
        return hits
      })
    }

    /** Returns rows that have at least half of the words, counted by how rare they are. */
    function haveSome(found) {
      const worth = found.map((hits) => {
        const count = hits.reduce((sum, hit) => sum + hit, 0)
        return count ? Math.log(1 + table.count / count) : 0
      })
      const whole = worth.reduce((sum, one) => sum + one, 0)
      const rows = []
      for (let row = 0; row < table.count && whole; row++) {
        let sum = 0
        for (let index = 0; index < found.length; index++) if (found[index][row]) sum += worth[index]
        if (sum >= whole / 2) rows.push(row)
      }
      return rows
    }

    /** Returns the rows of a result, best first; only the first `limit` when one is given. */
    function rank(result, rows = result.rows, limit = Infinity) {
      const scores = new Float64Array(rows.length)
      const asked = question(result)
      rows.forEach((row, index) => (scores[index] = score(table, titles, asked, result, row)))
      let order = rows.map((_, index) => index)
      if (limit < rows.length) {
        const least = Float64Array.from(scores).sort()[rows.length - limit]
        order = order.filter((index) => scores[index] >= least)
      }
      order.sort((a, b) => scores[b] - scores[a] || rows[a] - rows[b])
      return order.slice(0, Math.min(limit, order.length)).map((index) => rows[index])
    }

    return { find, rank }
  }

  /** What counts as the name of a record: title, subtitle, other names, number with its letters run together. */
  function strongText(table, title, row) {
    const number = table.numbers[row] ? ` ${numberForms(table.numbers[row]).join(" ")}` : ""
    const more = table.names[row] || table.subtitles[row] ? ` ${search.key(`${table.names[row]} ${table.subtitles[row]}`)}` : ""
    return title + number + more
  }

  /** "22-CT/TU" -> "22 ct tu", "22 cttu". */
  function numberForms(number) {
    const plain = search.key(number)
    return [plain, plain.replace(/([a-z]) (?=[a-z])/g, "$1")]
  }

  const cachedText = new Map()
  function labelKey(text) {
    if (!cachedText.has(text)) cachedText.set(text, search.key(text))
    return cachedText.get(text)
  }

  function contextText(table, row) {
    const parts = [labelKey(table.kinds[table.kind[row]].name)]
    for (const place of table.placesOf(row)) parts.push(table.places[place].own, table.places[place].around)
    if (table.field[row] >= 0) parts.push(labelKey(table.fields[table.field[row]].name))
    if (table.status[row] >= 0) parts.push(labelKey(table.steps[table.status[row]].name))
    for (const movement of table.movementsOf(row)) parts.push(labelKey(table.movements[movement].name))
    parts.push(table.yearsOf(row).join(" "))
    return parts.join(" ")
  }

  /** The query as ranking needs it. */
  function question({ words, open }) {
    const phrase = words.map((word) => word.folded).join(" ")
    return {
      phrase: ` ${phrase}${open ? "" : " "}`,
      whole: withoutKind(phrase),
      needles: words.map((word) => ` ${word.folded}`),
      marked: words.filter((word) => word.marked).map((word) => ` ${word.marked}`),
    }
  }

  const withoutKind = (key) => key.replace(KIND_WORDS, "")

  function score(table, titles, asked, result, row) {
    const title = ` ${table.keys[row]} `
    const names = ` ${titles[row]} `
    let points = KIND_BONUS[table.kindOf(row)] + Math.min(table.weight[row], 20) / 4
    const typo = result.typo.get(row)
    let strong = 0
    for (let index = 0; index < asked.needles.length; index++) {
      const needle = asked.needles[index]
      let worth
      if (index === typo?.index) worth = (typo.inName ? IN_NAMES : IN_CONTEXT) - TYPO_OFF
      else if (names.includes(needle)) {
        strong++
        worth = (title.includes(needle) ? IN_TITLE : IN_NAMES) - (names.includes(`${needle} `) ? 0 : PREFIX_OFF)
      } else worth = outsideNames(table, result, row, needle)
      points += worth / asked.needles.length
    }
    if (strong === asked.needles.length) points += nameBonus(table, title, asked, row)
    if (asked.marked.length) points += (MARKS_AGREE * agreeing(table, asked.marked, row)) / asked.marked.length
    const places = table.placesOf(row)
    if (places.length && !table.places[places[0]].ended) points += STANDING
    return points
  }

  function outsideNames(table, result, row, needle) {
    if (table.placesOf(row).some((place) => table.places[place].own.includes(needle))) return IN_PLACE
    return result.partial ? 0 : IN_CONTEXT
  }

  /** Points for a name that is, begins with or holds the query as it stands. */
  function nameBonus(table, title, asked, row) {
    let points = 0
    if (title.includes(asked.phrase)) points += PHRASE
    if (variants(table, row).some((name) => name === asked.whole)) points += EXACT
    else if (title.startsWith(asked.phrase)) points += START
    return points + COVERAGE * Math.min(1, asked.phrase.length / (table.keys[row].length + 2))
  }

  /** The names by which someone may mean this very record. */
  function variants(table, row) {
    const names = [table.keys[row], ...(table.names[row] ? table.names[row].split("|").map(search.key) : [])]
    if (table.numbers[row]) names.push(...numberForms(table.numbers[row]))
    if (table.kindOf(row) === "locality") {
      for (const place of table.placesOf(row)) names.push(labelKey(table.places[place].short), labelKey(table.places[place].name))
    }
    return names.map(withoutKind)
  }

  /** How many words typed with diacritics stand so in the record's names or places. */
  function agreeing(table, marked, row) {
    const places = table.placesOf(row).map((place) => table.places[place].full).join(" ")
    const text = ` ${search.marked(`${table.titles[row]} ${table.names[row]} ${table.subtitles[row]} ${places}`)}`
    return marked.filter((word) => text.includes(word)).length
  }

  Object.assign(search, { createEngine })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
