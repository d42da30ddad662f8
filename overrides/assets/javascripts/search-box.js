// The box in the header: a combobox with a list of results while typing (WAI-ARIA, list autocomplete, manual selection).
;(function (search) {
  "use strict"
  const SHOWN = 8
  const PER_KIND = 4
  const LOOKED_AT = 40
  const PAUSE = 60 // ms without a key before searching
  const { element, highlighted, facts, count } = search

  function startBox(input) {
    const box = input.closest("[data-search-box]")
    const list = box.querySelector("[data-search-list]")
    const status = box.querySelector("[data-search-status]")
    let active = -1
    let timer = 0
    let asked = 0
    let shown = null
    let moving = null // an arrow key that is still looking: what is pressed next waits for it

    const options = () => Array.from(list.querySelectorAll("[role=option]"))
    const released = search.pressable(list)

    /** Closes the list; what is still being looked for must not open it again. */
    function close() {
      clearTimeout(timer)
      asked++
      list.hidden = true
      input.setAttribute("aria-expanded", "false")
      choose(-1)
    }

    function choose(index) {
      const all = options()
      all.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)))
      active = index
      if (index < 0) return input.removeAttribute("aria-activedescendant")
      input.setAttribute("aria-activedescendant", all[index].id)
      all[index].scrollIntoView({ block: "nearest" })
    }

    async function update() {
      const query = input.value
      const turn = ++asked
      if (!search.fold(query).trim()) {
        status.textContent = ""
        return close()
      }
      let engine
      try {
        engine = await search.open()
      } catch {
        status.textContent = "Chưa tải được dữ liệu tìm kiếm."
        return
      }
      await released()
      // The same words again must not take away what is chosen in the list.
      if (turn !== asked || (query === shown && !list.hidden)) return
      shown = query
      const result = engine.find(query)
      show(query, result, engine.rank(result, result.rows || [], LOOKED_AT))
    }

    function show(query, result, ranked) {
      const total = result.rows ? result.rows.length : 0
      list.replaceChildren(...groups(list, result, ranked), all(list, query, total))
      list.hidden = document.activeElement !== input
      input.setAttribute("aria-expanded", String(!list.hidden))
      choose(-1)
      status.textContent = total ? `${count(total)} kết quả${result.partial ? " gần đúng" : ""}` : "Không có kết quả"
    }

    function onKey(event) {
      if (event.key === "Escape") {
        const open = !list.hidden
        close()
        if (!open && input.value) input.value = ""
        else if (!open) leave()
        event.preventDefault()
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault()
        const step = event.key === "ArrowDown" ? 1 : -1
        const turn = (moving = Promise.resolve(moving).then(() => move(step)).finally(() => {
          if (moving === turn) moving = null
        }))
      } else if (event.key === "Enter" && (moving || active >= 0)) {
        event.preventDefault()
        Promise.resolve(moving).then(enter)
      }
    }

    /** Enter opens what is chosen, or else looks for the words on the page of results. */
    function enter() {
      if (active >= 0) options()[active].click()
      else input.form.requestSubmit()
    }

    /** Moves the choice, among the results of what stands in the box now. */
    async function move(step) {
      clearTimeout(timer)
      if (list.hidden || input.value !== shown) await update()
      const last = options().length - 1
      if (!list.hidden) choose(active + step > last ? -1 : active + step < -1 ? last : active + step)
    }

    function leave() {
      box.classList.remove("danvan-search--open")
      const opener = document.querySelector("[data-search-opener]")
      if (opener?.getClientRects().length) opener.focus()
      else input.blur()
    }

    input.addEventListener("input", (event) => {
      clearTimeout(timer)
      choose(-1) // among results of other words
      if (!event.isComposing) timer = setTimeout(update, PAUSE)
    })
    input.addEventListener("compositionend", () => update())
    input.addEventListener("keydown", onKey)
    box.addEventListener("focusout", (event) => {
      if (box.contains(event.relatedTarget)) return
      close()
      box.classList.remove("danvan-search--open")
    })
    search.open().catch(() => {})
    if (input.value) update()
  }

  /** The best results, grouped by kind; groups and what is in them keep the order of rank. */
  function groups(list, result, ranked) {
    const byKind = new Map()
    let shown = 0
    for (const row of ranked) {
      const kind = search.table.kind[row]
      const group = byKind.get(kind) || []
      if (shown >= SHOWN || group.length >= PER_KIND) continue
      group.push(row)
      shown++
      byKind.set(kind, group)
    }
    return Array.from(byKind, ([kind, rows]) => {
      const id = `${list.id}-group-${kind}`
      return element("div", { role: "group", "aria-labelledby": id, class: "danvan-search__group" },
        element("div", { id, class: "danvan-search__kind" }, search.table.kinds[kind].name),
        ...rows.map((row) => option(list, result, row)))
    })
  }

  function option(list, result, row) {
    const table = search.table
    return element("a", { role: "option", id: `${list.id}-${row}`, href: table.url(row), tabindex: "-1",
      "aria-selected": "false", class: "danvan-search__option" },
      element("span", { class: "danvan-search__title" }, ...highlighted(table.titles[row], result.words)),
      " ",
      element("span", { class: "danvan-search__facts" }, ...highlighted(facts(table, row), result.words)))
  }

  function all(list, query, total) {
    return element("a", { role: "option", id: `${list.id}-all`, href: search.pageUrl({ q: query.trim() }), tabindex: "-1",
      "aria-selected": "false", class: "danvan-search__option danvan-search__all" },
      total ? `Xem tất cả ${count(total)} kết quả` : "Không có kết quả. Tìm trong toàn văn báo cáo")
  }

  Object.assign(search, { startBox })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
