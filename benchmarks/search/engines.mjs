// Adapters over the engines measured by engines.py: build(docs) -> search(query) -> {count, first: [id]}.
// Every engine sees the same folded text and is asked for the same: all words, the last one as a prefix, one typo.
import MiniSearch from "minisearch"
import uFuzzy from "ufuzzy"
import Fuse from "fuse"
import * as flex from "flexsearch"
import { create, insertMultiple, search as find } from "orama"

const FIELDS = ["title", "number", "place", "other"]
const whole = (d) => FIELDS.map((f) => d[f]).filter(Boolean).join(" ")
const MINI = { fields: FIELDS, tokenize: (text) => text.split(" "), processTerm: (term) => term }
const miniQuery = (index) => (query) => {
  const words = query.split(" ")
  const options = {
    combineWith: "AND", boost: { title: 4, number: 4 },
    prefix: (_, i, terms) => i === terms.length - 1,
  }
  let found = index.search(words.join(" "), options)
  if (!found.length) found = index.search(words.join(" "), { ...options, fuzzy: (t) => (t.length > 2 ? 1 : false) })
  if (!found.length) found = index.search(words.join(" "), { ...options, combineWith: "OR" })
  return { count: found.length, first: found.slice(0, 10).map((r) => r.id) }
}

export const engines = {
  minisearch: (docs) => {
    const index = new MiniSearch(MINI)
    index.addAll(docs)
    return miniQuery(index)
  },
  "minisearch, index loaded": {
    prepare: (docs) => {
      const index = new MiniSearch(MINI)
      index.addAll(docs)
      return JSON.stringify(index)
    },
    open: (json) => miniQuery(MiniSearch.loadJSON(json, MINI)),
  },
  ufuzzy: (docs) => {
    const hay = docs.map(whole)
    const exact = new uFuzzy({ interLft: 2, interRgt: 0 })
    const typo = new uFuzzy({ interLft: 2, interRgt: 0, intraMode: 1 })
    const all = (engine, words) => words.reduce((ids, w) => (ids && !ids.length ? ids : engine.filter(hay, w, ids)), null)
    return (query) => {
      const words = query.split(" ")
      let ids = all(exact, words)
      if (!ids.length) ids = all(typo, words)
      if (!ids.length) ids = words.flatMap((w) => exact.filter(hay, w) ?? [])
      return { count: ids.length, first: ids.slice(0, 10) }
    }
  },
  flexsearch: (docs) => {
    const Index = flex.Index ?? flex.default.Index
    const index = new Index({ tokenize: "forward", encode: (text) => text.split(" ") })
    for (const d of docs) index.add(d.id, whole(d))
    return (query) => {
      let ids = index.search(query, { limit: 30000 })
      if (!ids.length) ids = index.search(query, { limit: 30000, suggest: true })
      return { count: ids.length, first: ids.slice(0, 10) }
    }
  },
  fuse: (docs) => {
    const fuse = new Fuse(docs, { keys: FIELDS, useExtendedSearch: true, ignoreLocation: true, threshold: 0.2 })
    return (query) => {
      const found = fuse.search(query, { limit: 100 })
      return { count: found.length, first: found.slice(0, 10).map((r) => r.item.id) }
    }
  },
  orama: async (docs) => {
    const db = create({ schema: { title: "string", number: "string", place: "string", other: "string" } })
    await insertMultiple(db, docs.map((d) => ({ ...d, id: String(d.id) })), 5000)
    return async (query) => {
      let found = await find(db, { term: query, threshold: 0, limit: 10, boost: { title: 4 } })
      if (!found.count) found = await find(db, { term: query, threshold: 0, limit: 10, tolerance: 1 })
      return { count: found.count, first: found.hits.map((h) => Number(h.id)) }
    }
  },
}
