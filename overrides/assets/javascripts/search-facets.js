// Facets of the search page: the state in the address, which records pass, and how many each further choice would give.
;(function (search) {
  "use strict"

  const EVERYWHERE = ["loai", "linh-vuc", "dia-phuong", "nam", "trang-thai", "phong-trao"]
  const OF_MODELS = ["linh-vuc", "dia-phuong", "nam", "trang-thai", "day-du", "doi-tuong", "phong-trao", "van-ban"]
  const MANY = 12 // A facet with more values than this is a list to choose one of, not boxes to tick.

  /** The facets in the order shown. `codes` gives the values a record has, `options` all there are: [{id, name}]. */
  function makeFacets(table, scope) {
    const shown = scope ? OF_MODELS : EVERYWHERE
    return shown.map((param) => allFacets(table).find((facet) => facet.param === param))
      .map((facet) => ({ ...facet, byId: new Map(facet.options.map((option, code) => [option.id, code])) }))
  }

  function allFacets(table) {
    if (table.facets) return table.facets
    // One list for each value, made once: counting looks at every record and must not make anything.
    const one = (column, options) => {
      const lists = [[], ...options.map((_, code) => [code])]
      return (row) => lists[column[row] + 1]
    }
    const years = Array.from(new Set(table.yearSets.flat())).sort((a, b) => b - a)
    const yearCode = new Map(years.map((year, index) => [year, index]))
    const yearCodes = table.yearSets.map((set) => set.map((year) => yearCode.get(year)))
    const within = table.placeSets.map((set) => Array.from(new Set(set.flatMap((place) => table.places[place].within))))
    return (table.facets = [
      { param: "loai", name: "Loại trang", options: table.kinds, codes: one(table.kind, table.kinds) },
      { param: "linh-vuc", name: "Lĩnh vực", options: table.fields, codes: one(table.field, table.fields) },
      { param: "dia-phuong", name: "Địa phương", options: table.places, codes: (row) => within[table.placeSet[row]], single: true },
      { param: "nam", name: "Năm", options: years.map((year) => ({ id: String(year), name: String(year) })),
        codes: (row) => yearCodes[table.yearSet[row]] },
      { param: "trang-thai", name: "Trạng thái", options: table.steps, codes: one(table.status, table.steps) },
      { param: "day-du", name: "Mức đầy đủ", options: table.tellings, codes: one(table.told, table.tellings) },
      { param: "doi-tuong", name: "Tập thể, cá nhân", options: table.holders, codes: one(table.holder, table.holders) },
      { param: "phong-trao", name: "Phong trào", options: table.movements, codes: table.movementsOf, list: table.movements.length > MANY },
      { param: "van-ban", name: "Văn bản thực hiện", options: table.directives, codes: table.directivesOf, list: table.directives.length > MANY },
    ])
  }

  const SORTS = ["lien-quan", "moi", "ten", "day-du"]
  const ID = /^[a-z0-9-]{1,160}$/
  search.COMPARED = 4 // Models one can compare at a time.

  /** Reads the state from an address; values nobody knows are left out. */
  function readState(params, facets) {
    const chosen = facets.map(({ param, byId, single, list }) => {
      const codes = params.getAll(param).map((id) => byId.get(id)).filter((code) => code !== undefined)
      return new Set(single || list ? codes.slice(0, 1) : codes)
    })
    const sort = params.get("xep")
    return {
      query: params.get("q") || "", chosen,
      sort: SORTS.includes(sort) ? sort : "",
      view: params.get("xem") === "bang" ? "bang" : "",
      compared: params.getAll("m").filter((id) => ID.test(id)).slice(0, search.COMPARED),
      page: Math.max(1, Number.parseInt(params.get("trang"), 10) || 1),
    }
  }

  function writeState(state, facets) {
    const params = []
    if (state.query.trim()) params.push(["q", state.query.trim()])
    facets.forEach(({ param, options }, index) => {
      for (const code of Array.from(state.chosen[index]).sort((a, b) => a - b)) params.push([param, options[code].id])
    })
    if (state.sort) params.push(["xep", state.sort])
    if (state.view) params.push(["xem", state.view])
    for (const id of state.compared) params.push(["m", id])
    if (state.page > 1) params.push(["trang", String(state.page)])
    return params
  }

  /** Returns {rows, counts}: rows that pass every facet, and for each facet how many rows each of its values has among
   *  those that pass all the others. */
  function applyFacets(rows, state, facets) {
    const passing = []
    const counts = facets.map(({ options }) => new Uint32Array(options.length))
    const tested = facets.map((_, index) => index).filter((index) => state.chosen[index].size)
    for (const row of rows) {
      let failed = -1
      for (const index of tested) {
        if (facets[index].codes(row).some((code) => state.chosen[index].has(code))) continue
        failed = failed === -1 ? index : -2
      }
      if (failed === -1) passing.push(row)
      if (failed === -2) continue
      for (let index = 0; index < facets.length; index++) {
        if (failed !== -1 && failed !== index) continue
        for (const code of facets[index].codes(row)) counts[index][code]++
      }
    }
    return { rows: passing, counts }
  }

  const ROWS = 2 ** 20 // More records than any table has: a row and what it is ordered by fit in one number.

  /** Returns every row of the table in the order `sort` names, made once: "moi", "day-du" or "ten" (as in the table,
   *  which is in Vietnamese order). Numbers sort many times faster than rows with a comparison of their own. */
  function orderOf(table, sort) {
    table.orders = table.orders || new Map()
    if (!table.orders.has(sort)) {
      const years = table.yearSets.map((set) => set[0] || 0)
      const newest = (row) => (9999 - years[table.yearSet[row]]) * 256
      const key = { moi: (row) => newest(row) + 255 - table.weight[row], "day-du": (row) => 255 - table.weight[row], ten: () => 0 }[sort]
      const keys = Float64Array.from({ length: table.count }, (_, row) => key(row) * ROWS + row)
      table.orders.set(sort, Int32Array.from(keys.sort(), (value) => value % ROWS))
    }
    return table.orders.get(sort)
  }

  /** Returns `rows` in the order `sort` names. */
  function inOrder(table, sort, rows) {
    if (rows.length === table.count) return orderOf(table, sort)
    const chosen = new Uint8Array(table.count)
    for (const row of rows) chosen[row] = 1
    return orderOf(table, sort).filter((row) => chosen[row])
  }

  Object.assign(search, { inOrder, makeFacets, readState, writeState, applyFacets })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
