// The search page: query, facets, sort order and page stand in the address, so that what one sees can be sent to others.
;(function (search) {
  "use strict"
  const PER_PAGE = 20
  const LONG = 4000 // results that are sifted in a task of their own
  const PAUSE = 120 // ms without a key before searching
  const { element, highlighted, facts, count } = search
  const NOTHING_ASKED = { rows: null, words: [], partial: false }

  async function startPage(page) {
    const part = (name) => page.querySelector(`[data-search-${name}]`)
    part("loading").hidden = false
    let engine = null // opened when there are words to look for
    try {
      await search.openTable()
      await search.pause()
    } catch (problem) {
      part("loading").hidden = true
      throw problem
    }
    const table = search.table
    const scope = page.dataset.searchScope || "" // "model": models only, with the views and facets of their explorer
    const everything = scoped(table, scope)
    const facets = search.makeFacets(table, scope)
    await search.pause()
    const usual = (result) => state.sort || (result.rows ? "lien-quan" : scope ? "day-du" : "moi")
    const results = scope ? search.modelViews(part, table, { state: () => state, note, change }) : null
    const controls = search.makeControls(facets, table, part("facets"), () => state, change)
    await search.pause()
    const input = part("input")
    let state = search.readState(new URLSearchParams(location.search), facets)
    let timer = 0

    /** Takes over a changed state and writes it into the address; from the first page on, unless told otherwise. */
    function note(edit, { replace = false, keepPage = false } = {}) {
      state = { ...state, ...edit, page: edit.page ?? (keepPage ? state.page : 1) }
      const url = address(search.writeState(state, facets))
      history[replace ? "replaceState" : "pushState"](history.state, "", url)
    }

    /** Takes over a changed state and shows what it finds. */
    function change(edit, options) {
      note(edit, options)
      return show().catch(() => (part("status").textContent = "Chưa tải được dữ liệu tìm kiếm. Hãy tải lại trang."))
    }

    const released = search.held(part("body"))
    const busy = (is) => part("results").setAttribute("aria-busy", String(is))

    /** Shows what the state finds; a later call makes an earlier one void. */
    async function show() {
      const turn = (show.turn = (show.turn || 0) + 1)
      busy(true)
      if (state.query.trim() && !engine) {
        part("status").textContent = "Đang tìm…"
        engine = await search.open()
      }
      if (turn !== show.turn) return
      const result = engine ? lookUp(state.query) : NOTHING_ASKED
      const rows = result.rows ? result.rows.filter((row) => everything.has(row)) : everything.rows
      if (rows.length > LONG) await search.pause()
      if (turn !== show.turn) return
      const found = search.applyFacets(rows, state, facets)
      const sorted = ordered(result, found.rows)
      await search.pause() // finding and showing are two tasks
      await released()
      if (turn !== show.turn) return
      const pages = Math.max(1, Math.ceil(sorted.length / PER_PAGE))
      const from = (Math.min(state.page, pages) - 1) * PER_PAGE
      controls.update(found.counts)
      part("status").textContent = statusText(sorted.length, result, from)
      part("sort").value = usual(result)
      const shown = Array.from(sorted.slice(from, from + PER_PAGE))
      if (results) results.show(shown, result, from)
      else {
        part("results").start = from + 1
        part("results").replaceChildren(...shown.map((row) => resultItem(table, result, row)))
      }
      part("none").hidden = sorted.length > 0
      part("paging").replaceChildren(...paging(from / PER_PAGE + 1, pages))
      part("paging").hidden = pages < 2
      busy(false)
      clearTimeout(show.timer)
      if (part("fulltext")) show.timer = setTimeout(showText, 250)
    }

    async function showText() {
      await released()
      search.showFullText(part("fulltext"), state.query)
    }

    /** What the words find; kept for the next page, order or facet of the same words. */
    function lookUp(query) {
      if (lookUp.query !== query) Object.assign(lookUp, { query, result: engine.find(query) })
      return lookUp.result
    }

    function address(params) {
      return scope ? `${location.pathname}?${new URLSearchParams(params)}` : search.pageUrl(params)
    }

    function ordered(result, rows) {
      const sort = usual(result)
      if (sort !== "lien-quan") return search.inOrder(table, sort, rows)
      if (!result.rows) return search.inOrder(table, "ten", rows)
      return engine.rank(result, rows)
    }

    function paging(now, pages) {
      const to = (number, label, rel) => {
        const params = search.writeState({ ...state, page: number }, facets)
        const link = element("a", { href: address(params), rel }, label)
        link.addEventListener("click", async (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return
          event.preventDefault()
          await change({ page: number })
          search.passFocus(part("status"))
        })
        return link
      }
      return [
        now > 1 ? to(now - 1, "← Trang trước", "prev") : element("span", {}),
        element("span", {}, `Trang ${count(now)} / ${count(pages)}`),
        now < pages ? to(now + 1, "Trang sau →", "next") : element("span", {}),
      ]
    }

    input.addEventListener("input", (event) => {
      clearTimeout(timer)
      busy(true)
      if (!event.isComposing) timer = setTimeout(() => change({ query: input.value }, { replace: true }), PAUSE)
    })
    input.addEventListener("compositionend", () => change({ query: input.value }, { replace: true }))
    part("form").addEventListener("submit", (event) => {
      event.preventDefault()
      clearTimeout(timer)
      change({ query: input.value })
    })
    part("sort").addEventListener("change", () => change({ sort: part("sort").value }))
    globalThis.addEventListener("popstate", () => {
      if (!page.isConnected) return
      state = search.readState(new URLSearchParams(location.search), facets)
      input.value = state.query
      show()
    })
    if (part("slash")) startSlashChoice(part("slash"))
    part("filters").addEventListener("click", () => {
      const open = part("filters").getAttribute("aria-expanded") !== "true"
      part("filters").setAttribute("aria-expanded", String(open))
    })
    input.value = input.value || state.query
    if (input.value !== state.query) state = { ...state, query: input.value }
    part("loading").hidden = true
    part("body").hidden = false
    await show()
  }

  /** The rows a page is about, and whether one is among them. */
  function scoped(table, scope) {
    const kind = table.kinds.findIndex((one) => one.kind === scope)
    const has = (row) => !scope || table.kind[row] === kind
    return { has, rows: Array.from({ length: table.count }, (_, row) => row).filter(has) }
  }

  function statusText(total, result, from) {
    if (!total) return "Không có kết quả"
    const near = result.partial ? " gần đúng (không trang nào có đủ các từ)" : ""
    const range = total > PER_PAGE ? `, đang xem ${count(from + 1)}–${count(Math.min(from + PER_PAGE, total))}` : ""
    const absent = search.absent?.length ? `; chưa tìm được ở ${search.absent.join(", ")}` : ""
    return `${count(total)} kết quả${near}${range}${absent}`
  }

  function resultItem(table, result, row) {
    const link = element("a", { href: table.url(row) }, ...highlighted(table.titles[row], result.words))
    return element("li", { class: "danvan-result" },
      element("h3", { class: "danvan-result__title" }, link),
      element("p", { class: "danvan-result__facts" },
        element("span", { class: "danvan-result__kind" }, table.kinds[table.kind[row]].name), " ",
        ...highlighted(facts(table, row), result.words)))
  }

  function startSlashChoice(box) {
    box.checked = search.slashKey.on
    box.addEventListener("change", () => (search.slashKey.on = box.checked))
  }

  Object.assign(search, { startPage })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
