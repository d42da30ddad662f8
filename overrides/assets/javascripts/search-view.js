// Pieces of page made from records. Text goes in as text nodes only: whatever stands in a title stays text.
;(function (search) {
  "use strict"

  /** element("a", {href, class, ...}, ...children): attributes by name; strings become text nodes; null is left out. */
  function element(name, attributes, ...children) {
    const made = document.createElement(name)
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === true) made.setAttribute(key, "")
      else if (value !== false && value != null) made.setAttribute(key, value)
    }
    made.append(...children.filter((child) => child != null && child !== ""))
    return made
  }

  /** Returns `text` as nodes, the parts that the query's words cover in <mark>. */
  function highlighted(text, words) {
    if (!words.length) return [text]
    const nodes = []
    let from = 0
    for (const [start, end] of search.highlights(text, words)) {
      if (start > from) nodes.push(text.slice(from, start))
      nodes.push(element("mark", {}, text.slice(start, end)))
      from = end
    }
    if (from < text.length) nodes.push(text.slice(from))
    return nodes
  }

  /** The facts of a record in one line: place, field, year, step. */
  function facts(table, row) {
    const kind = table.kindOf(row)
    const parts = [table.subtitles[row]]
    if (kind !== "locality") parts.push(table.placesOf(row).map((place) => table.places[place].full).join("; "))
    else if (table.placesOf(row).some((place) => table.places[place].ended)) parts.push("đơn vị trước sắp xếp")
    if (table.field[row] >= 0) parts.push(table.fields[table.field[row]].name)
    parts.push(table.yearsOf(row).join(", "))
    if (table.status[row] >= 0) parts.push(table.steps[table.status[row]].name)
    return parts.filter(Boolean).join(" · ")
  }

  let format = null // made when there is a large number: making it takes a slow phone a tenth of a second
  function count(number) {
    if (number < 1000) return String(number) // asked for each value of each facet
    format = format || new Intl.NumberFormat("vi-VN")
    return format.format(number)
  }

  /** Makes a list of choices one that is pressed: a press takes the focus from nowhere. Returns what held() does. */
  function pressable(list) {
    list.addEventListener("mousedown", (event) => event.preventDefault())
    return held(list)
  }

  /**
   * What is under the pointer in `place` stays until its click has come: returns a function whose promise is kept when no
   * press is under way. Of a press that opens a list of the browser's own, or a menu, the end is not always told.
   */
  function held(place) {
    const CLICK = 50 // ms in which the click follows the end of the press
    let press = null
    let end = null
    let timer = 0
    place.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.target.closest("select")) return
      clearTimeout(timer) // a second press, before the click of the first was over
      press = press || new Promise((kept) => (end = kept))
    })
    const over = () => {
      clearTimeout(timer)
      if (press) timer = setTimeout(() => (end(), (press = null)), CLICK)
    }
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, over, true)
    return () => press
  }

  /** Gives the focus to `next` after what had it was taken away; who has gone elsewhere meanwhile stays there. */
  function passFocus(next) {
    if (!document.activeElement || document.activeElement === document.body) next?.focus()
  }

  Object.assign(search, { element, highlighted, facts, count, pressable, held, passFocus })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
