// A combobox that offers what `find(text)` returns and tells `choose(item)`: WAI-ARIA list autocomplete, manual
// selection. Items: {label, detail}. Used to pick a place and to add a model to a comparison.
;(function (search) {
  "use strict"
  const PAUSE = 80 // ms without a key before looking

  /** `status` is told how many were found; `choose` gets the item; `find` may be slow and returns a promise. */
  function makePicker({ input, list, status, find, choose }) {
    const { element } = search
    let items = []
    let active = -1
    let timer = 0
    let asked = 0
    let shown = null // the text the items were found for
    let keys = Promise.resolve() // a key waits for the one before it, which may still be looking

    const options = () => Array.from(list.children)
    const released = search.pressable(list)

    /** Closes the list; what is still being looked for must not open it again. */
    function close() {
      clearTimeout(timer)
      asked++
      list.hidden = true
      input.setAttribute("aria-expanded", "false")
      mark(-1)
    }

    function mark(index) {
      options().forEach((option, at) => option.setAttribute("aria-selected", String(at === index)))
      active = index
      if (index < 0) return input.removeAttribute("aria-activedescendant")
      input.setAttribute("aria-activedescendant", options()[index].id)
      options()[index].scrollIntoView({ block: "nearest" })
    }

    async function update() {
      const turn = ++asked
      const text = input.value.trim()
      if (!text) {
        status("")
        return close()
      }
      let found = []
      try {
        found = await find(text)
      } catch {
        return status("Chưa tải được dữ liệu. Hãy tải lại trang.")
      }
      await released()
      if (turn !== asked) return
      items = found
      shown = text
      list.replaceChildren(...items.map(option))
      list.hidden = !items.length
      input.setAttribute("aria-expanded", String(!list.hidden))
      mark(-1)
      status(items.length ? `${items.length} lựa chọn` : "Không tìm thấy. Hãy thử gõ tên khác, có thể bỏ dấu.")
    }

    function option(item, index) {
      const made = element("div", { role: "option", id: `${list.id}-${index}`, class: "dv-pick__option", "aria-selected": "false" },
        element("span", { class: "dv-pick__label" }, item.label), " ", element("span", { class: "dv-pick__detail" }, item.detail))
      made.addEventListener("click", () => take(index))
      return made
    }

    function take(index) {
      const item = items[index]
      close()
      choose(item)
    }

    /** Keys act on what was found for the text that stands in the line now, never for one typed before. */
    async function settle() {
      clearTimeout(timer)
      if (list.hidden || input.value.trim() !== shown) await update()
    }

    async function move(step) {
      await settle()
      const last = items.length - 1
      if (!list.hidden) mark(active + step > last ? 0 : active + step < 0 ? last : active + step)
    }

    input.addEventListener("input", (event) => {
      clearTimeout(timer)
      if (!event.isComposing) timer = setTimeout(update, PAUSE)
    })
    input.addEventListener("compositionend", () => update())
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault()
        const step = event.key === "ArrowDown" ? 1 : -1
        keys = keys.then(() => move(step))
      } else if (event.key === "Escape") {
        if (!list.hidden) event.preventDefault()
        close()
      } else if (event.key === "Enter") {
        event.preventDefault()
        keys = keys.then(enter)
      }
    })

    /** Enter takes what is marked, or the only choice there is. */
    async function enter() {
      await settle()
      if (active >= 0) take(active)
      else if (items.length === 1) take(0)
      else if (items.length) mark(0)
    }

    input.addEventListener("blur", () => close())
    return { update }
  }

  Object.assign(search, { makePicker })
})((globalThis.danvanSearch = globalThis.danvanSearch || {}))
