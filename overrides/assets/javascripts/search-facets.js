// Facets of the search page: the state in the address, which records pass, and how many each further choice would give.
;(function (search) {
  "use strict"

  const EVERYWHERE = ["loai", "linh-vuc", "dia-phuong", "nam", "trang-thai", "phong-trao"]
  const OF_MODELS = ["linh-vuc", "dia-phuong", "nam", "trang-thai", "day-du", "doi-tuong", "phong-trao", "van-ban"]
  const MANY = 12 // A facet with more values than this is a list to choose one of, not boxes to tick.

  /** The facets in the order shown. `options` are the values there are: [{id, name}]. Records share few sets of values:
   *  `column` gives the set of each record, `sets` the values in each. */
  function makeFacets(table, scope) {
    const shown = scope ? OF_MODELS : EVERYWHERE
    return shown.map((param) => allFacets(table).find((facet) => facet.param === param))
      .map((facet) => ({ ...facet, byId: new Map(facet.options.map((option, code) => [option.id, code])) }))
  }

  function allFacets(table) {
    if (table.facets) return table.facets
    const one = (column, options) => ({ options, column: column.map((code) => code + 1), sets: [[], ...options.map((_, code) => [code])] })
    const years = Array.from(new Set(table.yearSets.flat())).sort((a, b) => b - a)
    const yearCode = new Map(years.map((year, index) => [year, index]))
    const yearCodes = table.yearSets.map((set) => set.map((year) => yearCode.get(year)))
    const within = table.placeSets.map((set) => Array.from(new Set(set.flatMap((place) => table.places[place].within))))
    return (table.facets = [
      { param: "loai", name: "Loại trang", ...one(table.kind, table.kinds) },
      { param: "linh-vuc", name: "Lĩnh vực", ...one(table.field, table.fields) },
      { param: "dia-phuong", name: "Địa phương", options: table.places, column: table.placeSet, sets: within, single: true },
      { param: "nam", name: "Năm", options: years.map((year) => ({ id: String(year), name: String(year) })), column: table.yearSet, sets: yearCodes },
      { param: "trang-thai", name: "Trạng thái", ...one(table.status, table.steps) },
      { param: "day-du", name: "Mức đầy đủ", ...one(table.told, table.tellings) },
      { param: "doi-tuong", name: "Tập thể, cá nhân", ...one(table.holder, table.holders) },
      { param: "phong-trao", name: "Phong trào", options: table.movements, column: table.movementSet, sets: table.movementSets,
        list: table.movements.length > MANY },
      { param: "van-ban", name: "Văn bản thực hiện", options: table.directives, column: table.directiveSet, sets: table.directiveSets,
        list: table.directives.length > MANY },
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
    const tested = facets.map((facet, index) => index).filter((index) => state.chosen[index].size)
    const allowed = tested.map((index) => facets[index].sets.map((set) => set.some((code) => state.chosen[index].has(code))))
    const columns = facets.map(({ column }) => column)
    const inSets = facets.map(({ sets }) => new Uint32Array(sets.length))
    const passing = []
    for (const row of rows) {
      let failed = -1
      for (let at = 0; at < tested.length; at++) {
        if (!allowed[at][columns[tested[at]][row]]) failed = failed === -1 ? tested[at] : -2
      }
      if (failed === -1) {
        passing.push(row)
        for (let index = 0; index < columns.length; index++) inSets[index][columns[index][row]]++
      } else if (failed >= 0) inSets[failed][columns[failed][row]]++
    }
    return { rows: passing, counts: facets.map((facet, index) => valuesOf(facet, inSets[index])) }
  }

  /** How many records have each value, from how many have each set of values. */
  function valuesOf({ sets, options }, inSets) {
    const counts = new Uint32Array(options.length)
    inSets.forEach((many, set) => {
      if (many) for (const code of sets[set]) counts[code] += many
    })
    return counts
  }

  /** Returns every row of the table in the order `sort` names, made once: "moi", "day-du" or "ten" (as in the table,
   *  which is in Vietnamese order). Few keys, many rows: rows are put with their key, and only the keys are sorted. */
  function orderOf(table, sort) {
    table.orders = table.orders || new Map()
    if (!table.orders.has(sort)) {
      const years = table.yearSets.map((set) => set[0] || 0)
      const documented = (row) => 65535 - table.weight[row]
      const key = { moi: (row) => (9999 - years[table.yearSet[row]]) * 65536 + documented(row), "day-du": documented, ten: () => 0 }[sort]
      const groups = new Map()
      for (let row = 0; row < table.count; row++) {
        const at = key(row)
        groups.has(at) ? groups.get(at).push(row) : groups.set(at, [row])
      }
      const keys = Array.from(groups.keys()).sort((a, b) => a - b)
      table.orders.set(sort, Int32Array.from(keys.flatMap((at) => groups.get(at))))
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
