// Facets of the search page: the state in the address, which records pass, and how many each further choice would give.
;(function (search) {
  "use strict"

  /** The facets in the order shown. `codes` gives the values a record has, `options` all there are: [{id, name}]. */
  function makeFacets(table) {
    const one = (column) => (row) => (column[row] < 0 ? [] : [column[row]])
    const years = Array.from(new Set(table.yearSets.flat())).sort((a, b) => b - a)
    const yearCode = new Map(years.map((year, index) => [year, index]))
    const yearCodes = table.yearSets.map((set) => set.map((year) => yearCode.get(year)))
    const within = table.placeSets.map((set) => Array.from(new Set(set.flatMap((place) => table.places[place].within))))
    return [
      { param: "loai", name: "Loại trang", options: table.kinds, codes: one(table.kind) },
      { param: "linh-vuc", name: "Lĩnh vực", options: table.fields, codes: one(table.field) },
      { param: "dia-phuong", name: "Địa phương", options: table.places, codes: (row) => within[table.placeSet[row]], single: true },
      { param: "nam", name: "Năm", options: years.map((year) => ({ id: String(year), name: String(year) })),
        codes: (row) => yearCodes[table.yearSet[row]] },
      { param: "trang-thai", name: "Trạng thái", options: table.steps, codes: one(table.status) },
      { param: "phong-trao", name: "Phong trào", options: table.movements, codes: table.movementsOf },
    ].map((facet) => ({ ...facet, byId: new Map(facet.options.map((option, code) => [option.id, code])) }))
  }

  const SORTS = ["lien-quan", "moi", "ten", "day-du"]

  /** Reads the state from an address; values nobody knows are left out. */
  function readState(params, facets) {
    const chosen = facets.map(({ param, byId, single }) => {
      const codes = params.getAll(param).map((id) => byId.get(id)).filter((code) => code !== undefined)
      return new Set(single ? codes.slice(0, 1) : codes)
    })
    const sort = params.get("xep")
    return {
      query: params.get("q") || "", chosen,
      sort: SORTS.includes(sort) ? sort : "",
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

  Object.assign(search, { makeFacets, readState, writeState, applyFacets })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
