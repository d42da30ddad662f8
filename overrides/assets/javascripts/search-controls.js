// The controls of the facets: check boxes with counts, three lists for a locality by level, and what is chosen now.
;(function (search) {
  "use strict"
  const { element, count } = search
  const MANY_PLACES = 1500 // With more than these a province is chosen first.
  const LEVELS = [
    { level: 0, name: "Tỉnh, thành phố" },
    { level: 1, name: "Huyện, quận, thị xã (trước 7/2025)" },
    { level: 2, name: "Xã, phường, thị trấn" },
  ]

  /** Builds the controls into `place`. `state` tells what is chosen at this moment, which may be more than is shown yet;
   *  `change` takes over an edit of it. Returns {update(counts)}. */
  function makeControls(facets, table, place, state, change) {
    const choose = (index, codes) => change({ chosen: state().chosen.map((set, at) => (at === index ? new Set(codes) : set)) })
    const toggle = (index, code, on) => {
      const codes = new Set(state().chosen[index])
      on ? codes.add(code) : codes.delete(code)
      return choose(index, codes)
    }
    const chosen = element("div", { class: "danvan-facets__chosen", role: "group", "aria-label": "Đang lọc theo", hidden: true })
    const parts = facets.map((facet, index) =>
      facet.single
        ? placeLists(facet, table, (code) => choose(index, code < 0 ? [] : [code]))
        : facet.list ? oneOfMany(facet, (code) => choose(index, code < 0 ? [] : [code])) : checkBoxes(facet, (code, on) => toggle(index, code, on)))
    place.replaceChildren(chosen, ...parts.map((part) => part.root))

    function update(counts) {
      const now = state().chosen
      parts.forEach((part, index) => part.update(now[index], counts[index]))
      const chips = facets.flatMap((facet, index) => Array.from(now[index], (code) => chip(facet, index, code)))
      if (chips.length > 1) chips.push(clearAll())
      chosen.replaceChildren(...chips)
      chosen.hidden = !chips.length
    }

    function chip(facet, index, code) {
      const name = facet.options[code].full || facet.options[code].name
      const button = element("button", { type: "button", "aria-label": `Bỏ lọc ${facet.name}: ${name}` }, `${name} ×`)
      button.addEventListener("click", () => after(() => toggle(index, code, false)))
      return button
    }

    function clearAll() {
      const button = element("button", { type: "button", class: "danvan-facets__clear" }, "Bỏ tất cả")
      button.addEventListener("click", () => after(() => change({ chosen: facets.map(() => new Set()) })))
      return button
    }

    /** The pressed button is gone after the change: the focus goes to the next one, or to the controls. */
    async function after(act) {
      await act()
      search.passFocus(chosen.querySelector("button") || place.querySelector("input, select"))
    }

    return { update }
  }

  const frame = (facet, ...children) =>
    element("fieldset", { class: "danvan-facet" }, element("legend", {}, facet.name),
      element("div", { class: "danvan-facet__body" }, ...children))

  function checkBoxes(facet, toggle) {
    const rows = facet.options.map((option, code) => {
      const box = element("input", { type: "checkbox", name: facet.param, value: option.id })
      const number = element("span", { class: "danvan-facet__count" })
      box.addEventListener("change", () => toggle(code, box.checked))
      return { box, number, root: element("label", { class: "danvan-facet__choice" }, box, element("span", {}, option.name), number) }
    })
    const root = frame(facet, ...rows.map((row) => row.root))
    const update = (codes, counts) => {
      rows.forEach(({ box, number, root: label }, code) => {
        box.checked = codes.has(code)
        number.textContent = count(counts[code])
        label.hidden = !counts[code] && !box.checked && document.activeElement !== box
      })
      root.hidden = rows.every(({ root: label }) => label.hidden)
    }
    return { root, update }
  }

  /** A facet of many values: a list that offers those some record has, one to choose. */
  function oneOfMany(facet, choose) {
    const select = element("select", { "aria-label": facet.name })
    select.addEventListener("change", () => choose(select.value === "" ? -1 : Number(select.value)))
    const root = frame(facet, select)
    const update = (codes, counts) => {
      const [chosen = -1] = codes
      const offered = facet.options.map((option, code) => ({ option, code })).filter(({ code }) => counts[code] || code === chosen)
      select.replaceChildren(element("option", { value: "" }, "Tất cả"),
        ...offered.map(({ option, code }) => element("option", { value: code }, `${option.name} (${count(counts[code])})`)))
      select.value = chosen < 0 ? "" : String(chosen)
      root.hidden = !offered.length
    }
    return { root, update }
  }

  /** Province, district (until 2025), commune: each list offers what lies in the choice above it and has records. */
  function placeLists(facet, table, choose) {
    const places = table.places
    const lists = LEVELS.map(({ level, name }) => {
      const select = element("select", {})
      const root = element("label", { class: "danvan-facet__place" }, element("span", {}, name), select)
      select.addEventListener("change", () => choose(select.value === "" ? above(level) : Number(select.value)))
      return { level, select, root }
    })
    const root = frame(facet, ...lists.map((list) => list.root))

    /** What stays chosen when the list of `level` is set back: the list above it, if that has a choice. */
    function above(level) {
      const higher = lists.filter((list) => list.level < level && list.select.value !== "").pop()
      return higher ? Number(higher.select.value) : -1
    }

    function update(codes, counts) {
      const [chosen = -1] = codes
      const line = chosen < 0 ? [] : lineOf(chosen)
      for (const { level, select, root: label } of lists) {
        const scope = line.filter((row) => places[row].level < level).pop()
        const current = line.find((row) => places[row].level === level)
        const offered = places.filter((place) => place.level === level && (counts[place.row] || place.row === current)
          && (scope === undefined || place.row === current || places[place.row].within.includes(scope)))
        label.hidden = !offered.length || (level > 0 && scope === undefined && places.length > MANY_PLACES)
        fill(select, label.hidden ? [] : offered, counts, current)
      }
      root.hidden = lists.every((list) => list.root.hidden)
    }

    const lineOf = (row) => (row < 0 ? [] : [...lineOf(places[row].parent), row])
    return { root, update }
  }

  function fill(select, offered, counts, current) {
    const option = (place) => element("option", { value: place.row }, `${place.short} (${count(counts[place.row])})`)
    const standing = offered.filter((place) => !place.ended)
    const ended = offered.filter((place) => place.ended)
    const grouped = standing.length && ended.length
      ? [element("optgroup", { label: "Hiện nay" }, ...standing.map(option)),
        element("optgroup", { label: "Trước sắp xếp" }, ...ended.map(option))]
      : offered.map(option)
    select.replaceChildren(element("option", { value: "" }, "Tất cả"), ...grouped)
    select.value = current === undefined ? "" : String(current)
  }

  Object.assign(search, { makeControls })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
