// "Xã tôi": a place picked by its old or new name; what was done there, by what it is part of, near there and in
// places like it. The place stands in the address (noi=ID).
;(function (search) {
  "use strict"
  const FAR = 60 // km: farther is not near
  const STEP = 8 // models shown of a group before one asks for more
  const CHOICES = 12

  async function startMyPlace(page) {
    const part = (name) => page.querySelector(`[data-place-${name}]`)
    const status = (text) => (part("status").textContent = text)
    let units = null
    let turn = 0 // of what was asked for last: a place that comes later than one asked for after it is not shown
    /** The list of units is large: it is fetched when someone turns to the line, or the address names a place. */
    const open = search.once(async () => {
      await search.script(new URL(page.dataset.myPlace, document.baseURI))
      await search.pause()
      units = await search.readUnits(globalThis.danvanUnits)
      globalThis.danvanUnits = null
    })
    part("form").addEventListener("submit", (event) => event.preventDefault())
    const input = page.querySelector("[data-pick-input]")
    let typed = input.value !== "" // since a place was taken, perhaps before this script was there
    const failed = () => status("Chưa tải được danh mục địa phương. Hãy tải lại trang.")
    const picker = search.makePicker({
      input, list: page.querySelector("[data-pick-list]"), status,
      find: async (text) => {
        await open()
        return search.findUnits(units, text, CHOICES).map((row) => choice(units, row))
      },
      choose: ({ row }) => {
        history.pushState(history.state, "", `${location.pathname}?noi=${units.id(row)}`)
        typed = false
        show(row).then((shown) => shown && !typed && document.activeElement === input && part("title").focus()).catch(failed)
      },
    })

    /** Shows a place; returns whether it did, or another was asked for meanwhile. */
    async function show(row) {
      const now = ++turn
      if (!typed) input.value = units.short(row)
      status("Đang tìm…")
      const table = await search.openTable()
      await search.pause()
      placeRows(units, table)
      await search.pause()
      if (now !== turn) return false
      const groups = groupsOf(units, table, row)
      part("title").textContent = units.full(row)
      part("about").replaceChildren(...about(units, table, row))
      part("groups").replaceChildren(...groups.map((group) => section(table, group)))
      part("result").hidden = false
      const total = groups.reduce((sum, group) => sum + group.models.length, 0)
      status(total ? `${search.count(groups[0].models.length)} mô hình ở đây, ${search.count(total - groups[0].models.length)} mô hình khác đáng xem.` : "Chưa có mô hình nào trong kho ở đây, gần đây hay ở nơi giống đây.")
      return true
    }

    async function follow() {
      const now = ++turn
      const params = new URLSearchParams(location.search)
      if (params.get("noi")) {
        await Promise.all([open(), search.openTable()])
        if (now !== turn) return
        const row = search.rowOfId(units, params.get("noi"))
        if (row >= 0) return show(row)
      }
      part("result").hidden = true
      status("")
      if (params.get("q") && !typed) {
        input.value = params.get("q")
        input.focus()
        turnedTo()
      }
    }

    function turnedTo() {
      open().catch(() => {}) // told when something is typed
      if (input.value) picker.update()
    }

    input.addEventListener("input", () => (typed = true))
    input.addEventListener("focus", () => open().catch(() => {}))
    addEventListener("popstate", () => follow().catch(failed))
    if (document.activeElement === input) turnedTo() // before this script was there
    follow().catch(failed)
  }

  function choice(units, row) {
    const above = units.full(row).slice(units.short(row).length + 2)
    const heirs = units.next[row].map((one) => units.short(one))
    const before = units.before[row].filter((one) => units.level[one] === units.level[row]).map((one) => units.names[one])
    const told = units.ended[row] ? `trước 7/2025${heirs.length ? `, nay thuộc ${some(heirs)}` : ""}`
      : before.length && units.level[row] === 2 ? `gồm ${some(before)} cũ` : ""
    return { row, label: units.short(row), detail: [above, told].filter(Boolean).join(" · ") }
  }

  const some = (names) => (names.length > 4 ? `${names.slice(0, 4).join(", ")}…` : names.join(", "))

  function about(units, table, row) {
    const { element } = search
    const places = placeRows(units, table)
    const page = table.pageOf(places.get(row))
    const heirs = units.next[row]
    const name = (one) => element("a", { href: `?noi=${units.id(one)}` }, units.full(one))
    const told = units.ended[row] ? "Đơn vị này không còn từ sắp xếp năm 2025. Nay thuộc: " : "Hình thành từ: "
    const others = units.ended[row] ? heirs : units.before[row].filter((one) => units.level[one] === units.level[row])
    return [
      others.length ? element("p", {}, told, ...others.flatMap((one, index) => [index ? "; " : "", name(one)])) : null,
      page >= 0 ? element("p", {}, element("a", { href: table.url(page) }, `Trang của ${units.short(row)}: báo cáo, văn bản, phong trào`)) : null,
    ].filter(Boolean)
  }

  /** The row of each unit among the localities of the table, by names and what they are part of. */
  function placeRows(units, table) {
    if (units.places) return units.places
    const wanted = new Map(table.places.map((place) => [pathOf(table, place), place.row]))
    const names = new Set(table.places.map((place) => place.name))
    units.places = new Map()
    units.rowOfPlace = new Map()
    for (let row = 0; row < units.count; row++) {
      if (!names.has(units.names[row])) continue // few units have a name of the table: the others need no path
      const place = wanted.get(units.path(row))
      if (place === undefined || (units.exceptions[row] && units.exceptions[row] !== table.places[place].id)) continue
      units.places.set(row, place)
      units.rowOfPlace.set(place, row)
    }
    return units.places
  }

  function pathOf(table, place) {
    const line = (row) => (row < 0 ? [] : [table.places[row].short, ...line(table.places[row].parent)])
    return `${line(place.row).join("/")}/${Number(place.ended)}`
  }

  /** The groups of models, each model in the first that fits: here, what this is part of, near, alike. */
  function groupsOf(units, table, row) {
    const places = placeRows(units, table)
    const at = (rows) => rows.map((one) => places.get(one)).filter((place) => place !== undefined)
    const same = [row, ...units.next[row].filter((one) => units.level[one] === units.level[row])]
    const around = new Set([row, ...units.before[row], ...units.next[row]].flatMap((one) => units.line(one).slice(1)))
    const groups = [
      { title: "Ở đây", empty: "Trong kho chưa có mô hình nào ở đây.", test: setTest(at(same), (place) => table.places[place].within), why: (place) => table.places[place].full },
      { title: "Của huyện, tỉnh có nơi này", test: setTest(at([...around]), (place) => [place]), why: (place) => `cả ${lower(table.places[place].full)}` },
      { title: "Gần đây", ...near(units, row, table) },
      { title: "Nơi giống ở đây", ...alike(units, row, table) },
    ].map((group) => ({ ...group, models: [] }))
    const taken = new Map()
    for (const [code, set] of table.placeSets.entries()) taken.set(code, firstGroup(groups, set))
    for (let index = 0; index < table.count; index++) {
      if (table.kindOf(index) !== "model") continue
      const fit = taken.get(table.placeSet[index])
      if (fit) groups[fit.group].models.push({ row: index, order: fit.order, why: fit.why })
    }
    for (const group of groups) group.models.sort((a, b) => a.order - b.order || table.weight[b.row] - table.weight[a.row] || a.row - b.row)
    return groups.filter((group, index) => index === 0 || group.models.length)
  }

  const lower = (text) => text[0].toLowerCase() + text.slice(1)

  function setTest(wanted, placesOf) {
    const chosen = new Set(wanted)
    return (place) => (placesOf(place).some((one) => chosen.has(one)) ? 0 : -1)
  }

  function firstGroup(groups, set) {
    for (const [group, { test, why }] of groups.entries()) {
      for (const place of set) {
        const order = test(place)
        if (order >= 0) return { group, order, why: why(place, order) }
      }
    }
    return null
  }

  function near(units, row, table) {
    const test = (place) => {
      const other = units.rowOfPlace.get(place)
      if (other === undefined || units.level[other] === 0 || units.level[row] === 0) return -1
      const far = search.distance(units, row, other)
      return far <= FAR ? far : -1
    }
    return { test, why: (place, far) => `${table.places[place].full} · cách khoảng ${search.count(Math.max(1, Math.round(far)))} km` }
  }

  /** Places of the same type in the same region; where there are none of that type, the order tells which is likest. */
  function alike(units, row, table) {
    const region = units.regions[units.region[row]]
    const test = (place) => {
      const other = units.rowOfPlace.get(place)
      if (other === undefined || units.level[other] !== units.level[row] || units.type[other] !== units.type[row]) return -1
      return units.region[other] === units.region[row] ? 0 : 1
    }
    const why = (place, order) => [table.places[place].full, `cùng là ${units.type[row].toLowerCase()}`,
      order === 0 && region ? `cùng vùng ${region[1]}` : ""].filter(Boolean).join(" · ")
    return { test, why }
  }

  function section(table, group) {
    const { element, count } = search
    const list = element("ol", { class: "dv-founds" })
    const more = element("button", { type: "button" }, "Xem thêm")
    let shown = 0
    const grow = () => {
      const added = group.models.slice(shown, shown + STEP).map((model) => item(table, model))
      shown += added.length
      list.append(...added)
      more.hidden = shown >= group.models.length
      return added[0]
    }
    more.addEventListener("click", () => grow()?.querySelector("a")?.focus())
    grow()
    return element("section", { class: "dv-place__group" }, element("h3", {}, `${group.title} (${count(group.models.length)})`),
      group.models.length ? list : element("p", {}, group.empty), more)
  }

  function item(table, { row, why }) {
    const { element } = search
    const more = [table.field[row] < 0 ? "" : table.fields[table.field[row]].name, table.yearsOf(row).join(", ")].filter(Boolean)
    return element("li", { class: "dv-found" },
      element("h4", { class: "dv-found__title" }, element("a", { href: table.url(row) }, table.titles[row])),
      element("p", { class: "dv-found__place" }, why),
      more.length ? element("p", { class: "dv-found__badges" }, ...more.flatMap((one) => [element("span", {}, one), " "])) : null)
  }

  Object.assign(search, { startMyPlace })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
