// Second results: the full text of reports, from Pagefind, loaded when the search page has a query and not before.
// Pagefind reads its index with fetch(), which browsers refuse on file://: there the offline edition brings a table instead.
;(function (search) {
  "use strict"
  const { element, count } = search
  const FIRST = 5
  let opening = null

  function openFullText() {
    if (!opening) {
      opening = search.root.protocol === "file:" ? openTable() : openPagefind()
      opening.catch(() => (opening = null))
    }
    return opening
  }

  async function openPagefind() {
    const pagefind = await import(new URL("pagefind/pagefind.js", search.root).href)
    await pagefind.options({ baseUrl: search.root.pathname, excerptLength: 30 })
    for (const base of search.neighbours || []) {
      await pagefind.mergeIndex(new URL("pagefind", base).href, { baseUrl: base.pathname }).catch(() => {})
    }
    return pagefind
  }

  async function openTable() {
    await search.require(["search-offline.js"])
    return search.openFullTextTable()
  }

  /** Shows the results of `query` in `section`; a later call makes an earlier one void, unless it is for the same words:
   *  what stands for them stays, or comes. */
  async function showFullText(section, query) {
    if (section.searchedFor === query) return
    section.searchedFor = query
    const turn = (section.searchTurn = (section.searchTurn || 0) + 1)
    const body = section.querySelector("[data-search-fulltext-results]")
    section.hidden = !query.trim()
    if (section.hidden) return body.replaceChildren()
    body.replaceChildren(element("p", {}, "Đang tìm trong toàn văn…"))
    try {
      const pagefind = await openFullText()
      const found = await pagefind.search(query)
      if (turn === section.searchTurn) await showPart(body, found.results, FIRST, () => turn === section.searchTurn)
    } catch {
      if (turn === section.searchTurn) section.searchedFor = null
      const where = search.root.protocol === "file:" ? " Hãy xem qua máy chủ nội bộ hoặc dùng bản ngoại tuyến." : ""
      if (turn === section.searchTurn) body.replaceChildren(element("p", {}, `Chưa tìm được trong toàn văn báo cáo.${where}`))
    }
  }

  async function showPart(body, results, shown, current) {
    if (!results.length) return body.replaceChildren(element("p", {}, "Không có báo cáo nào chứa các từ này."))
    const data = await Promise.all(results.slice(0, shown).map((result) => result.data()))
    if (!current()) return
    const list = element("ol", { class: "danvan-results" }, ...data.filter((page) => page?.meta && page.url).map(item))
    const rest = results.length - shown
    body.replaceChildren(element("p", {}, `${count(results.length)} trang có các từ này`), list)
    if (rest <= 0) return
    const more = element("button", { type: "button", class: "danvan-search__more" }, `Xem thêm (${count(rest)})`)
    more.addEventListener("click", async () => {
      await showPart(body, results, shown + FIRST, current)
      search.passFocus(body.querySelectorAll("li")[shown]?.querySelector("a"))
    })
    body.append(more)
  }

  function item(page) {
    const title = (page.meta.title || page.url).replace(/\s*¶$/, "")
    const part = (page.sub_results || []).find((one) => one.url !== page.url)
    return element("li", { class: "danvan-result" },
      element("h3", { class: "danvan-result__title" }, element("a", { href: address(page.url) }, title)),
      part && part.title !== page.meta.title
        ? element("p", { class: "danvan-result__facts" }, element("a", { href: address(part.url) }, part.title.replace(/\s*¶$/, "")))
        : null,
      element("p", { class: "danvan-result__excerpt" }, ...excerpt((part || page).excerpt)))
  }

  /** What an index says, perhaps another site's, as an address of a page and nothing else. */
  function address(url) {
    const to = new URL(url, search.root)
    return to.protocol === search.root.protocol ? to.href : search.root.href
  }

  /** Pagefind's excerpt is HTML with <mark>: read as an inert document, only text and marks are taken over. */
  function excerpt(html) {
    const parsed = new DOMParser().parseFromString(html, "text/html")
    return Array.from(parsed.body.childNodes, (node) =>
      node.nodeName === "MARK" ? element("mark", {}, node.textContent) : node.textContent)
  }

  Object.assign(search, { showFullText })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
