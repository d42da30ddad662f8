// Loaded on every page, small: opens the search when someone turns to it.
// Everything else (engine, table of records, panels) is fetched by <script> elements on first use, never before, which
// works over HTTP and from a disk (file://) alike and needs nothing of a Content-Security-Policy but script-src 'self'.
;(function () {
  "use strict"
  const search = (globalThis.danvanSearch = globalThis.danvanSearch || {})
  const ROOT = new URL("../../", document.currentScript.src)
  const HERE = new URL("assets/javascripts/", ROOT)
  const TABLE = ["search-text.js", "search-table.js"]
  const ENGINE = ["../search/uFuzzy.iife.min.js", "search-text.js", "search-engine.js", "search-view.js"]
  const BOX = ["search-box.js"]
  const PAGE = ["search-facets.js", "search-controls.js", "search-page.js"]
  const PAGE_OF = { "": ["search-fulltext.js"], model: ["search-models.js"] } // by what the page is about
  const SLASH_OFF = "danvan.search.slash-off"
  const loaded = new Map()

  search.root = ROOT
  search.pageUrl = (params) => {
    const url = new URL("tim-kiem.html", ROOT)
    url.search = new URLSearchParams(params).toString()
    return url.href
  }

  /** Whether the key "/" opens the search; people who speak or type with aids can turn it off (WCAG 2.1.4). */
  search.slashKey = {
    get on() {
      try {
        return !localStorage.getItem(SLASH_OFF)
      } catch {
        return true
      }
    },
    set on(value) {
      try {
        value ? localStorage.removeItem(SLASH_OFF) : localStorage.setItem(SLASH_OFF, "1")
      } catch {
        // No storage (file:// in some browsers): the choice holds for nothing longer than this page.
      }
    },
  }

  function script(url) {
    if (!loaded.has(url.href)) {
      loaded.set(
        url.href,
        new Promise((resolve, reject) => {
          const element = document.createElement("script")
          element.async = false
          element.src = url.href
          element.onload = resolve
          element.onerror = () => {
            loaded.delete(url.href)
            element.remove()
            reject(new Error(url.href))
          }
          document.head.append(element)
        }),
      )
    }
    return loaded.get(url.href)
  }

  /** Lets the page draw and answer before going on. */
  search.pause = () => globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve))

  /** Returns a function that does `work` once and gives its promise again; after a failure it tries anew. */
  function once(work) {
    let under = null
    return () => {
      under = under || work()
      under.catch(() => (under = null))
      return under
    }
  }
  search.once = once
  search.load = (path) => script(new URL(path, ROOT))
  const all = (urls) => Promise.all(urls.map(script))
  const here = (names) => names.map((name) => new URL(name, HERE))

  /** Returns a promise of the table of records, read once for all panels. */
  search.openTable = once(async () => {
    const records = document.querySelector("[data-search-records]")
    const table = new URL(records?.dataset.searchRecords || "assets/search/table.js", document.baseURI)
    await all([table, ...here(TABLE)])
    await search.pause()
    const raw = globalThis.danvanSearchTable
    globalThis.danvanSearchTable = null
    if (raw.neighbours) await search.require(["search-foreign.js", "search-neighbours.js"])
    search.table = search.readTable(raw.neighbours ? await search.withNeighbours(raw, raw.neighbours) : raw)
    return search.table
  })

  /** Returns a promise of the engine, opened once for all panels. */
  search.open = once(async () => {
    const [table] = await Promise.all([search.openTable(), all(here(ENGINE))])
    await search.foldSlowly(table)
    return search.createEngine(table)
  })
  search.require = (names) => Promise.all(names.map((name) => script(new URL(name, HERE))))

  function startBox(input) {
    if (input.dataset.searchReady) return
    input.dataset.searchReady = "soon"
    search
      .require(["search-text.js", "search-view.js", ...BOX])
      .then(() => {
        search.startBox(input)
        input.dataset.searchReady = "yes"
      })
      .catch(() => delete input.dataset.searchReady)
  }

  search.script = script

  /** Pages that are made in the browser, by the attribute of their frame: their scripts and what starts them. */
  const MADE = {
    "data-compare": { names: ["pick.js", "compare.js"], start: (page) => search.startCompare(page) },
    "data-my-place": { names: ["pick.js", "my-place-units.js", "my-place.js"], start: (page) => search.startMyPlace(page) },
  }

  function startMade() {
    for (const [name, { names, start }] of Object.entries(MADE)) {
      const page = document.querySelector(`[${name}]`)
      if (!page || page.dataset.searchReady) continue
      page.dataset.searchReady = "yes"
      search.require(["search-text.js", "search-view.js", ...names]).then(() => start(page))
    }
  }

  function startPage() {
    startMade()
    const page = document.querySelector("[data-search-page]")
    if (!page || page.dataset.searchReady) return
    page.dataset.searchReady = "yes"
    search
      .require(["search-text.js", "search-view.js", ...PAGE_OF[page.dataset.searchScope || ""], ...PAGE])
      .then(() => search.startPage(page))
      .catch(() => page.querySelector("[data-search-failed]")?.removeAttribute("hidden"))
  }

  const typing = (target) => target instanceof Element && target.closest("input, textarea, select, [contenteditable]")

  function onKey(event) {
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey
    const chord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    if (!chord && !(slash && search.slashKey.on && !typing(event.target))) return
    const input = document.querySelector("[data-search-page] [data-search-input]") || boxes().find(visible) || boxes()[0]
    if (!input) return
    event.preventDefault()
    focus(input)
    input.select()
  }

  const boxes = () => Array.from(document.querySelectorAll("[data-search-box] [data-search-input]"))
  const visible = (element) => element.getClientRects().length > 0

  function focus(input) {
    input.closest("[data-search-box]")?.classList.add("danvan-search--open")
    input.focus()
  }

  document.addEventListener("keydown", onKey)
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("[data-search-box] [data-search-input]")) startBox(event.target)
  })
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-search-opener]")
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const input = opener.parentElement.querySelector("[data-search-box] [data-search-input]")
    if (input) focus(input)
  })
  // Material's instant navigation swaps the content without loading a page; document$ tells when.
  if (globalThis.document$?.subscribe) globalThis.document$.subscribe(startPage)
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startPage)
  else startPage()
})()
