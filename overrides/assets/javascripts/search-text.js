// Text as search compares it. fold() is generator.text.folded in JavaScript; the tests hold the two together.
;(function (search) {
  "use strict"
  const LONG_ENOUGH = 4
  const MARKS = /[\u0300-\u036f]/g
  const STROKED = /[đĐðÐ]/g
  const INVISIBLE = /[\u00ad\u200b\u200c\u200d\u2060\ufeff]/g
  const APOSTROPHES = /['’ʼ]/g
  const LETTER_DIGIT = /([a-z])(?=\d)|(\d)(?=[a-z])/g
  const OTHER = /[^a-z0-9\n]+/g
  const LEADING_ZEROS = /(^|[ \n])0+(?=\d)/g
  const NUMBER_WORD = /(^|[ \n])so (?=\d)/g
  const FIRST_TONED = /(q?)(o|u)([\u0300\u0301\u0303\u0309\u0323])([aey])(?![\p{L}\p{M}])/gu
  const TONED_GLIDE = /(q?)(o[ae]|uy)([\u0300\u0301\u0303\u0309\u0323])(?![\p{L}\p{M}])/gu

  const unmarked = (text) => text.normalize("NFD").replace(MARKS, "").replace(STROKED, "d").toLowerCase()

  /** No diacritics, đ as d, lower case, single spaces; line breaks stay, so that many texts are folded at once. */
  function fold(text) {
    return unmarked(text.replace(INVISIBLE, "")).replace(/[^\S\n]+/g, " ").replace(/^ | $/gm, "")
  }

  /** The words of a folded text: "Chỉ thị số 05-CT/TW" and "chi thi 5ct tw" both become "chi thi 5 ct tw". */
  function key(text) {
    return fold(text).replace(APOSTROPHES, "").replace(LETTER_DIGIT, "$1$2 ").replace(OTHER, " ").replace(/^ | $/gm, "")
      .replace(LEADING_ZEROS, "$1").replace(NUMBER_WORD, "$1")
  }

  /** The words with their diacritics, tones where the present spelling puts them (hoà -> hòa), lower case. */
  function marked(text) {
    return text.replace(INVISIBLE, "").normalize("NFD").toLowerCase()
      .replace(TONED_GLIDE, (all, q, glide, tone) => (q ? all : glide[0] + tone + glide[1]))
      .normalize("NFC").replace(/ð/g, "đ").replace(/[^\p{L}\p{N}\n]+/gu, " ")
  }

  /** The spellings of a word of marked(): tones on oa, oe, uy stand on the first vowel now and stood on the second. */
  function toneForms(word) {
    const old = word.normalize("NFD").replace(FIRST_TONED, (all, q, first, tone, next) => (q ? all : first + next + tone))
    return Array.from(new Set([word, old.normalize("NFC")]))
  }

  const slug = (text) => unmarked(text).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")

  /** Returns the words of a query: {folded, marked or null if typed without diacritics, open}; open: still being typed. */
  function queryWords(query) {
    const folded = key(query).split(" ").filter(Boolean)
    const written = marked(query).split(" ").filter(Boolean)
    const accents = new Map()
    for (const word of written) {
      const plain = key(word)
      if (plain !== word) accents.set(plain, word)
    }
    const open = (index) => index === folded.length - 1 && !/\s$/.test(query)
    return folded.map((word, index) => ({ folded: word, marked: accents.get(word) || null, open: open(index) }))
  }

  /** Returns [start, end) pairs of `text` to mark: the words of the query, and words that begin with one that is open
   *  or long enough to mean it. A word typed with diacritics marks the words that agree with them, and others only where none does. */
  function highlights(text, words) {
    const spans = []
    const tokens = Array.from(text.matchAll(/[\p{L}\p{M}\p{N}]+/gu), (match) => {
      const pieces = key(match[0]).split(" ")
      return { start: match.index, text: match[0], folded: pieces, marked: marked(match[0]).trim() }
    })
    for (const word of words) {
      const begins = word.open || word.folded.length >= LONG_ENOUGH
      const meant = (piece) => (begins ? piece.startsWith(word.folded) : piece === word.folded)
      const plain = tokens.filter((token) => token.folded.some(meant))
      const agreeing = word.marked ? plain.filter((token) => token.marked.startsWith(word.marked)) : []
      for (const token of agreeing.length ? agreeing : plain) spans.push([token.start, token.start + lead(token, word)])
    }
    return merged(spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]))
  }

  /** Returns how much of the token the word covers, whole letters with their marks. */
  function lead(token, word) {
    if (token.folded.length > 1 || token.folded[0] === word.folded) return token.text.length
    let end = 0
    for (const char of token.text) {
      if (fold(token.text.slice(0, end)).length >= word.folded.length && !/\p{M}/u.test(char)) break
      end += char.length
    }
    return end
  }

  function merged(spans) {
    const out = []
    for (const [start, end] of spans) {
      const last = out[out.length - 1]
      if (last && start < last[1]) last[1] = Math.max(last[1], end)
      else out.push([start, end])
    }
    return out
  }

  Object.assign(search, { toneForms, fold, key, marked, slug, queryWords, highlights })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
