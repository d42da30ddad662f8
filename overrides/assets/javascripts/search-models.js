// The explorer of models: the results as cards or as a table, and up to four of them chosen to be compared.
;(function (search) {
  "use strict"
  const { element, highlighted, count } = search
  const COLUMNS = ["Mô hình", "Địa bàn", "Lĩnh vực", "Năm", "Trạng thái", "Mức đầy đủ"]

  /** Returns {show(rows, result, from)}: fills the list or the table of the page. `state` tells what is asked and chosen,
   *  `note` takes over an edit of it, `change` shows what it finds, too. */
  function modelViews(part, table, { state, note, change }) {
    const idOf = (row) => decodeURI(new URL(table.url(row)).pathname.split("/").pop()).replace(/\.html$/, "")

    for (const button of part("views").querySelectorAll("button")) {
      button.addEventListener("click", () => change({ view: button.value }, { keepPage: true }))
    }
    part("compare-clear").addEventListener("click", () => {
      choose([])
      part("status").focus()
    })

    /** Chooses models to compare. The list stays as it is, so that the next box is where it was seen. */
    function choose(compared) {
      note({ compared }, { replace: true, keepPage: true })
      mark()
    }

    function mark() {
      const { compared } = state()
      for (const list of [part("results"), part("table-rows")]) {
        for (const box of list.querySelectorAll("input")) {
          box.checked = compared.includes(box.value)
          box.disabled = !box.checked && compared.length >= search.COMPARED
        }
      }
      bar(compared)
    }

    function show(rows, result, from) {
      const { view } = state()
      for (const button of part("views").querySelectorAll("button")) {
        button.setAttribute("aria-pressed", String(button.value === view))
      }
      const asTable = view === "bang"
      part("results").hidden = asTable
      part("table").hidden = !asTable || !rows.length
      part("results").start = from + 1
      part("results").replaceChildren(...(asTable ? [] : rows.map((row) => card(row, result))))
      part("table-rows").replaceChildren(...(asTable ? rows.map((row) => line(row, result)) : []))
      mark()
    }

    /** The line that stays at the foot of the window while models are chosen. */
    function bar(compared) {
      part("compare").hidden = !compared.length
      part("compare-count").textContent = `Đã chọn ${compared.length} / ${search.COMPARED}`
      const url = new URL("so-sanh.html", search.root)
      url.search = new URLSearchParams(compared.map((id) => ["m", id])).toString()
      part("compare-go").href = url.href
    }

    function title(row, result) {
      return element("a", { href: table.url(row) }, ...highlighted(table.titles[row], result.words))
    }

    const places = (row) => table.placesOf(row).map((place) => table.places[place].full).join("; ")
    const of = (list, code) => (code < 0 ? "" : list[code].name)

    function card(row, result) {
      const badges = [of(table.fields, table.field[row]), table.yearsOf(row).join(", "), of(table.steps, table.status[row]),
        of(table.tellings, table.told[row])].filter(Boolean)
      return element("li", { class: "dv-found" },
        element("h3", { class: "dv-found__title" }, title(row, result)),
        element("p", { class: "dv-found__place" }, ...highlighted(places(row), result.words)),
        element("p", { class: "dv-found__badges" }, ...badges.flatMap((badge) => [element("span", {}, badge), " "])),
        chooser(row))
    }

    function line(row, result) {
      const cells = [places(row), of(table.fields, table.field[row]), table.yearsOf(row).join(", "),
        of(table.steps, table.status[row]), of(table.tellings, table.told[row])]
      return element("tr", {}, element("th", { scope: "row" }, title(row, result), chooser(row)),
        ...cells.map((cell) => element("td", {}, cell)))
    }

    function chooser(row) {
      const box = element("input", { type: "checkbox", value: idOf(row) })
      box.addEventListener("change", () => {
        const others = state().compared.filter((id) => id !== box.value)
        choose(box.checked ? [...others, box.value] : others)
      })
      return element("label", { class: "dv-found__choose" }, box, element("span", {}, "So sánh"),
        element("span", { class: "danvan-visually-hidden" }, `: ${table.titles[row]}`))
    }

    part("table-head").replaceChildren(element("tr", {}, ...COLUMNS.map((name) => element("th", { scope: "col" }, name))))
    return { show }
  }

  Object.assign(search, { modelViews, count })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
