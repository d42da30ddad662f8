// Reading a report: a link to a directive, place, movement or model shows what the page's own lists say of it, on hover
// and on focus; every heading and paragraph has an address one can copy. Without this script they are plain links.
;(() => {
  "use strict"
  const WAIT = 250 // ms over a link before the preview opens, and after leaving it before it closes
  const LISTS = "[id^=vien-dan-] + ul > li"

  function start() {
    const page = document.querySelector(".dv-page--report")
    if (!page) return
    startPreviews(page)
    startAddresses(page)
  }

  /** Name of each page in the lists at the end of the report, and what they say of it, by its address. */
  function told(page) {
    const known = new Map()
    for (const item of page.querySelectorAll(LISTS)) {
      const link = item.querySelector("a[href]")
      const name = link?.textContent.trim()
      const about = link ? item.textContent.replace(name, "").replace(/\s+/g, " ").trim() : ""
      if (about) known.set(plain(link), { name, about })
    }
    return known
  }

  const plain = (link) => link.href.split("#")[0]

  function startPreviews(page) {
    const known = told(page)
    const card = document.createElement("div")
    card.id = "dv-preview"
    card.className = "dv-preview"
    card.setAttribute("role", "tooltip")
    card.hidden = true
    document.body.append(card)
    let link = null
    let timer = 0

    const linkOf = (target) => {
      const found = target.closest?.("a[href]")
      return found && page.contains(found) && !found.closest(LISTS) && known.has(plain(found)) ? found : null
    }

    function open(next) {
      clearTimeout(timer)
      if (link) close()
      link = next
      const { name, about } = known.get(plain(link))
      const title = document.createElement("strong")
      title.textContent = name
      card.replaceChildren(title, " ", about)
      card.hidden = false
      link.setAttribute("aria-describedby", card.id)
      const at = link.getClientRects()[0]
      const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 8))
      const below = at.bottom + card.offsetHeight + 8 < innerHeight
      card.style.setProperty("left", `${left + scrollX}px`)
      card.style.setProperty("top", `${(below ? at.bottom + 4 : at.top - card.offsetHeight - 4) + scrollY}px`)
    }

    function close() {
      clearTimeout(timer)
      link?.removeAttribute("aria-describedby")
      card.hidden = true
      link = null
    }

    const later = (act) => {
      clearTimeout(timer)
      timer = setTimeout(act, WAIT)
    }

    page.addEventListener("pointerover", (event) => {
      const next = event.pointerType === "touch" ? null : linkOf(event.target)
      if (!next) return
      if (next === link) clearTimeout(timer) // back on it, or on another of its words
      else later(() => open(next))
    })
    page.addEventListener("pointerout", (event) => linkOf(event.target) && later(close))
    card.addEventListener("pointerenter", () => clearTimeout(timer))
    card.addEventListener("pointerleave", () => later(close))
    page.addEventListener("focusin", (event) => {
      const next = linkOf(event.target)
      if (next?.matches(":focus-visible")) open(next)
    })
    page.addEventListener("focusout", close)
    addEventListener("keydown", (event) => event.key === "Escape" && close())
  }

  function startAddresses(page) {
    const said = document.createElement("p")
    said.className = "dv-said"
    said.setAttribute("role", "status")
    document.body.append(said)
    const sign = document.createElement("a")
    sign.className = "dv-address"
    sign.textContent = "¶"
    sign.tabIndex = -1 // a keyboard has the signs of the headings; one for every paragraph would be in its way
    sign.title = "Chép địa chỉ của đoạn này"

    page.addEventListener("pointerover", (event) => {
      const block = event.target.closest?.("p[id], li[id]")
      if (!block || sign.parentElement === block) return
      sign.href = `#${block.id}`
      block.append(" ", sign)
    })
    let timer = 0
    page.addEventListener("click", async (event) => {
      const chosen = event.target.closest?.(".headerlink, .dv-address")
      if (!chosen || event.ctrlKey || event.metaKey || event.shiftKey) return
      const copied = await copy(chosen.href)
      said.textContent = copied ? "Đã chép địa chỉ của đoạn này." : ""
      clearTimeout(timer)
      timer = setTimeout(() => (said.textContent = ""), 4000)
    })
  }

  /** Copies a text; on plain HTTP and from a disk the older way is the only one there is. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      const focused = document.activeElement
      const field = document.createElement("textarea")
      field.value = text
      field.className = "danvan-visually-hidden"
      document.body.append(field)
      field.select()
      const done = document.execCommand("copy")
      field.remove()
      focused?.focus({ preventScroll: true })
      return done
    }
  }

  start()
})()
