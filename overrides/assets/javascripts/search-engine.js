// The seam between the panels and whatever finds the records: createEngine(table) -> { find, rank, words }.
//
// No index: names are scanned as they are, which takes milliseconds and has nothing to load; uFuzzy finds words with a
// typing error. Facts many records share (places, years, fields) are scanned once each, not once a record.
// This module puts the words together and orders what was found.
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

  const ANY_ERROR = { intraSlice: [0, Infinity], intraIns: 1, intraSub: 1, intraTrn: 1, intraDel: 1 }
  const NO_ERROR = { intraSlice: [0, 0], intraIns: 0, intraSub: 0, intraTrn: 0, intraDel: 0 }
  // Vietnamese syllables are short: uFuzzy's own rule allows errors from five letters on, which is hardly ever here.
  const typoRules = (word) => (word.length > 2 && !/\d/.test(word) ? ANY_ERROR : NO_ERROR)
  const TYPO = new uFuzzy({ intraMode: 1, interLft: 2, interRgt: 2, intraRules: typoRules })
  const TYPO_PREFIX = new uFuzzy({ intraMode: 1, interLft: 2, interRgt: 0, intraRules: typoRules })

  const whole = (word) => ({ name: `=${word}`, hits: (texts) => holding(texts, ` ${word} `) })
  const begun = (word) => ({ name: `^${word}`, hits: (texts) => holding(texts, ` ${word}`) })
  const nearly = (word, open) => ({ hits: (texts, rows) => (open ? TYPO_PREFIX : TYPO).filter(texts, word, rows) || [] })

  function holding(texts, needle) {
    const rows = []
    for (let row = 0; row < texts.length; row++) if (texts[row].includes(needle)) rows.push(row)
    return rows
  }

  function createEngine(table) {
    search.foldAll(table)
    const names = table.nameTexts
    const facts = contexts(table)
    const masks = new Map()

    /** Returns a byte per record: 1 where its names or facts have the word. The last few are kept: typing repeats them. */
    function mask(asked) {
      let found = masks.get(asked.name)
      if (!found) {
        found = factMask(asked)
        for (const row of asked.hits(names)) found[row] = 1
        if (masks.size >= KEPT_MASKS) masks.delete(masks.keys().next().value)
        masks.set(asked.name, found)
      }
      return found
    }

    function factMask(asked) {
      const found = new Uint8Array(table.count)
      for (const { texts, codes } of facts) {
        const hits = new Set(asked.hits(texts))
        if (hits.size) for (let row = 0; row < table.count; row++) if (hits.has(codes[row])) found[row] = 1
      }
      return found
    }

    /** Returns {rows, words, typo: Map row -> the word with an error, partial} for a typed query. */
    function find(query) {
      const words = search.queryWords(query)
      const open = !/\s$/.test(query)
      const result = { rows: null, words, open, typo: new Map(), partial: false }
      if (!words.length) return result
      const exact = words.map((word) => mask((word.open ? begun : whole)(word.folded)))
      result.rows = haveAll(exact)
      if (result.rows.length >= FEW) return result
      if (named(words, result.rows).length) return result
      const seen = new Set(result.rows)
      const add = (rows) => rows.forEach((row) => seen.add(row))
      add(haveAll(words.map((word) => mask(begun(word.folded)))))
      if (seen.size < FEW) add(withOneTypo(words, exact, seen, result.typo))
      result.partial = !result.rows.length && !Array.from(result.typo.values()).some((typo) => typo.meant)
      if (result.partial) add(haveSome(exact))
      result.rows = Array.from(seen)
      return result
    }

    /** Returns those of `rows` whose names have all the words. */
    const named = (words, rows) => rows.filter((row) => words.every((word) => names[row].includes(` ${word.folded}`)))

    function haveAll(found) {
      const rows = []
      next: for (let row = 0; row < table.count; row++) {
        for (const hits of found) if (!hits[row]) continue next
        rows.push(row)
      }
      return rows
    }

    /** Returns rows that have all words but one, and that one with an error in it. */
    function withOneTypo(words, found, seen, typo) {
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
        if (!rows.length) return rows
        const asked = nearly(words[index].folded, words[index].open)
        const inName = new Set(asked.hits(names, rows))
        const inFacts = factMask(asked)
        const hits = rows.filter((row) => inName.has(row) || inFacts[row])
        const meant = meantWord(asked)
        hits.forEach((row) => typo.set(row, { index, meant: inName.has(row) ? meant(names[row]) : null }))
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
      const corrected = new Map()
      const askedOf = (typo) => {
        if (!typo?.meant) return asked
        const name = `${typo.index} ${typo.meant}`
        if (!corrected.has(name)) corrected.set(name, question(result, typo))
        return corrected.get(name)
      }
      rows.forEach((row, index) => {
        const typo = result.typo.get(row)
        scores[index] = score(table, names[row], askedOf(typo), result, row, typo)
      })
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

  const cachedText = new Map()
  function labelKey(text) {
    if (!cachedText.has(text)) cachedText.set(text, search.key(text))
    return cachedText.get(text)
  }

  /** What else a record is found by. Few texts for many records: {texts, codes: which of them each record has}. */
  function contexts(table) {
    const pad = (texts) => texts.map((text) => ` ${text} `)
    const place = (row) => `${table.places[row].own} ${table.places[row].around}`
    return [
      { codes: table.kind, texts: table.kinds.map(({ name }) => labelKey(name)) },
      { codes: table.field, texts: table.fields.map(({ name }) => labelKey(name)) },
      { codes: table.status, texts: table.steps.map(({ name }) => labelKey(name)) },
      { codes: table.placeSet, texts: table.placeSets.map((set) => set.map(place).join(" ")) },
      { codes: table.movementSet, texts: table.movementSets.map((set) => set.map((row) => labelKey(table.movements[row].name)).join(" ")) },
      { codes: table.yearSet, texts: table.yearSets.map((set) => set.join(" ")) },
    ].map(({ codes, texts }) => ({ codes, texts: pad(texts) }))
  }

  /** Returns a function that finds the word of a name that a word with an error stands for. */
  function meantWord(asked) {
    const near = new Map()
    const isNear = (word) => {
      if (!near.has(word)) near.set(word, asked.hits([word]).length > 0)
      return near.get(word)
    }
    return (name) => name.split(" ").find((word) => word && isNear(word)) || null
  }

  /** The query as ranking needs it; with the word that `typo` means in the place of the one typed. */
  function question({ words, open }, typo = null) {
    const folded = words.map((word, index) => (index === typo?.index ? typo.meant : word.folded))
    const phrase = folded.join(" ")
    return {
      phrase: ` ${phrase}${open ? "" : " "}`,
      whole: withoutKind(phrase),
      needles: folded.map((word) => ` ${word}`),
      marked: words.filter((word) => word.marked).map((word) => search.toneForms(word.marked)),
    }
  }

  const withoutKind = (key) => key.replace(KIND_WORDS, "")

  function score(table, names, asked, result, row, typo) {
    const title = names.slice(0, table.keys[row].length + 2)
    let points = KIND_BONUS[table.kindOf(row)] + Math.min(table.weight[row], 20) / 4
    let strong = 0
    for (let index = 0; index < asked.needles.length; index++) {
      const needle = asked.needles[index]
      let worth
      if (index === typo?.index && !typo.meant) worth = IN_CONTEXT
      else if (names.includes(needle)) {
        strong++
        worth = (title.includes(needle) ? IN_TITLE : IN_NAMES) - (names.includes(`${needle} `) ? 0 : PREFIX_OFF)
      } else worth = outsideNames(table, result, row, needle)
      points += worth / asked.needles.length
    }
    if (typo) points -= TYPO_OFF
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
    if (table.numbers[row]) names.push(...search.numberForms(table.numbers[row]))
    if (table.kindOf(row) === "locality") {
      for (const place of table.placesOf(row)) names.push(labelKey(table.places[place].short), labelKey(table.places[place].name))
    }
    return names.map(withoutKind)
  }

  /** How many words typed with diacritics stand so in the record's names or places. */
  function agreeing(table, marked, row) {
    const texts = [table.lower[row], ...table.placesOf(row).map((place) => table.places[place].lower)]
    return marked.filter((forms) => forms.some((word) => texts.some((text) => startsWord(text, word)))).length
  }

  function startsWord(text, word) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (at === 0 || text[at - 1].toLowerCase() === text[at - 1].toUpperCase()) return true
    }
    return false
  }

  Object.assign(search, { createEngine })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
