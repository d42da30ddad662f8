// The full text of reports where Pagefind cannot read its index (file://): a table loaded by <script>, scanned here.
// openFullTextTable() gives what search-fulltext.js takes from Pagefind: search(query) -> {results: [{data()}]}.
;(function (search) {
  "use strict"
  const AROUND = 90 // characters before the first word shown as found; twice as many after
  const TITLE = 6, PHRASE = 8, MOST = 5 // weights of a word in the heading, of the whole query, of repeated words

  async function openFullTextTable() {
    await search.load("assets/search/fulltext.js")
    const sections = []
    for (const [url, title, parts] of globalThis.danvanFullText) {
      for (const [anchor, heading, text] of parts) sections.push({ url, title, anchor, heading, text })
    }
    globalThis.danvanFullText = null
    const keys = search.key(sections.map((one) => `${one.heading} ${one.text}`.replace(/\n/g, " ")).join("\n")).split("\n")
    const headings = search.key(sections.map((one) => one.heading).join("\n")).split("\n")
    sections.forEach((one, index) => Object.assign(one, { key: ` ${keys[index]} `, headingKey: ` ${headings[index]} ` }))
    return { search: async (query) => ({ results: find(sections, query) }) }
  }

  function find(sections, query) {
    const words = search.queryWords(query)
    if (!words.length) return []
    const wanted = words.map((word) => ` ${word.folded}${word.open ? "" : " "}`)
    const phrase = ` ${words.map((word) => word.folded).join(" ")}`
    const pages = new Map()
    for (const section of sections) {
      const had = wanted.map((word) => occurrences(section.key, word))
      const page = pages.get(section.url) || { section: null, best: 0, had: wanted.map(() => false) }
      pages.set(section.url, page)
      had.forEach((count, index) => (page.had[index] ||= count > 0))
      const all = had.every(Boolean)
      const score = had.reduce((sum, count) => sum + Math.min(count, MOST), 0) + (all ? 100 : 0) +
        (section.key.includes(phrase) ? PHRASE : 0) + wanted.filter((word) => section.headingKey.includes(word)).length * TITLE
      if (had.some(Boolean) && score > page.best) Object.assign(page, { section, best: score })
    }
    return Array.from(pages.values())
      .filter((page) => page.had.every(Boolean))
      .sort((a, b) => b.best - a.best)
      .map(({ section }) => ({ data: async () => result(section, words) }))
  }

  function occurrences(key, word) {
    let count = 0
    for (let at = key.indexOf(word); at >= 0 && count < MOST; at = key.indexOf(word, at + 1)) count++
    return count
  }

  function result(section, words) {
    const url = new URL(section.url, search.root).href
    const excerpt = marked(section.text, words)
    const part = section.anchor && section.heading !== section.title
      ? [{ url: `${url}#${section.anchor}`, title: section.heading, excerpt }] : []
    return { url, meta: { title: section.title }, excerpt, sub_results: part }
  }

  /** The stretch with most of the words, as HTML with <mark>, which is how Pagefind gives its excerpts. */
  function marked(text, words) {
    const spans = search.highlights(text, words)
    const near = spans.map(([start]) => spans.filter(([other]) => other >= start && other < start + AROUND).length)
    const first = spans[near.indexOf(Math.max(...near))]?.[0] || 0
    const from = first > AROUND ? text.indexOf(" ", first - AROUND) + 1 : 0
    const end = text.indexOf(" ", first + 2 * AROUND)
    const to = end < 0 ? text.length : end
    let html = from ? "… " : "", at = from
    for (const [start, stop] of spans.filter(([start, stop]) => start >= from && stop <= to)) {
      html += `${escaped(text.slice(at, start))}<mark>${escaped(text.slice(start, stop))}</mark>`
      at = stop
    }
    return html + escaped(text.slice(at, to)) + (to < text.length ? " …" : "")
  }

  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")

  Object.assign(search, { openFullTextTable })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
