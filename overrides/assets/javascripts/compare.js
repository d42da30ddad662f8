// Two to four models side by side. Which ones stands in the address (m=…&m=…); what is said of them comes from small
// scripts, so that it works over HTTP and from a disk alike.
;(function (search) {
  "use strict"
  const MOST = 4
  const SHARDS = 256
  const ID = /^[a-z0-9-]{1,160}$/

  /** The script that holds a model: FNV-1a of its id, the same rule as generator/render/compare.py. */
  function shardOf(id) {
    let value = 0x811c9dc5
    for (const char of id) value = Math.imul(value ^ char.charCodeAt(0), 0x01000193) >>> 0
    return value % SHARDS
  }

  function startCompare(page) {
    const { element } = search
    const part = (name) => page.querySelector(`[data-compare-${name}]`)
    const known = new Map()
    let labels = []
    globalThis.danvanCompare = (rows, models) => {
      labels = rows
      Object.entries(models).forEach(([id, model]) => known.set(id, model))
    }
    let ids = read()
    let turn = 0

    function read() {
      const asked = new URLSearchParams(location.search).getAll("m").filter((id) => ID.test(id))
      return Array.from(new Set(asked)).slice(0, MOST)
    }

    async function load(id) {
      if (known.has(id)) return
      await search.script(new URL(`${shardOf(id)}.js`, new URL(page.dataset.compare, document.baseURI))).catch(() => {})
    }

    /** Shows the models chosen now; a later call makes an earlier one void. */
    async function show(say) {
      const now = ++turn
      await Promise.all(ids.map(load))
      if (now !== turn) return
      const found = ids.filter((id) => known.has(id))
      const lost = ids.length - found.length
      part("scroll").hidden = !found.length
      page.dataset.compared = found.length
      if (found.length >= MOST && part("form").contains(document.activeElement)) part("scroll").focus()
      part("form").hidden = found.length >= MOST
      part("head").replaceChildren(head(found))
      part("rows").replaceChildren(...rows(found))
      const state = found.length < 2 ? "Hãy chọn ít nhất hai mô hình." : `Đang so sánh ${found.length} mô hình.`
      part("status").textContent = [say, state, lost ? `${lost} mô hình trong địa chỉ không có ở đây.` : ""].filter(Boolean).join(" ")
    }

    function head(found) {
      return element("tr", {}, element("td", {}), ...found.map((id) => {
        const { name } = known.get(id)
        const away = element("button", { type: "button", class: "dv-compare__away", "aria-label": `Bỏ ${name}` }, "Bỏ")
        away.addEventListener("click", async () => {
          await change(ids.filter((one) => one !== id), `Đã bỏ ${name}.`)
          search.passFocus(page.querySelector(".dv-compare__away") || part("form").querySelector("input"))
        })
        return element("th", { scope: "col" }, element("a", { href: new URL(`mo-hinh/${id}.html`, search.root).href }, name), " ", away)
      }))
    }

    /** A row for each label of which any model says something. */
    function rows(found) {
      const models = found.map((id) => known.get(id).rows)
      return labels.map((label, at) => ({ label, values: models.map((model) => model[at]) }))
        .filter(({ values }) => values.some((one) => one.length))
        .map(({ label, values }) => element("tr", {}, element("th", { scope: "row" }, label), ...values.map(cell)))
    }

    function cell(values) {
      if (!values.length) return element("td", { class: "dv-compare__none" }, "Nguồn chưa nêu")
      if (values.length === 1) return element("td", {}, values[0])
      return element("td", {}, element("ul", {}, ...values.map((value) => element("li", {}, value))))
    }

    function change(next, say) {
      ids = next
      history.pushState(history.state, "", `${location.pathname}?${new URLSearchParams(ids.map((id) => ["m", id]))}`)
      return show(say)
    }

    addEventListener("popstate", () => {
      ids = read()
      show("")
    })
    picker(page, part, () => ids, change)
    show("")
  }

  function picker(page, part, ids, change) {
    const input = page.querySelector("[data-pick-input]")
    const idOf = (row) => new URL(search.table.url(row)).pathname.split("/").pop().replace(/\.html$/, "")
    search.makePicker({
      input, list: page.querySelector("[data-pick-list]"), status: (text) => (part("status").textContent = text),
      find: async (text) => {
        const engine = await search.open()
        const result = engine.find(text)
        const models = (result.rows || []).filter((row) => search.table.kindOf(row) === "model")
        return engine.rank(result, models, 30).map((row) => ({ row, id: idOf(row), label: search.table.titles[row], detail: search.facts(search.table, row) }))
          .filter((item) => !ids().includes(item.id)).slice(0, 12)
      },
      choose: (item) => {
        input.value = ""
        change([...ids(), item.id], `Đã thêm ${item.label}.`)
        input.focus()
      },
    })
    part("form").addEventListener("submit", (event) => event.preventDefault())
  }

  Object.assign(search, { startCompare })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
