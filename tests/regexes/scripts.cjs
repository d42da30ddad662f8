// Prints, as JSON, every regular expression of the scripts named, with what recheck says of it:
// node tests/regexes/scripts.cjs FILE…
// Judged in this one process: the checker's own program beside it, spoken to through a worker, can go away on a busy machine.
process.env.RECHECK_SYNC_BACKEND = "pure"
const fs = require("fs")
const { parse } = require("acorn")
const { checkSync } = require("recheck")

const found = []
for (const path of process.argv.slice(2)) {
  parse(fs.readFileSync(path, "utf-8"), {
    ecmaVersion: "latest",
    locations: true,
    onToken: ({ type, value, loc }) => {
      if (type.label !== "regexp") return
      const { status, complexity } = checkSync(value.pattern, value.flags, { timeout: 60000 })
      const degree = { exponential: Infinity, polynomial: complexity?.degree }[complexity?.type] ?? 1
      found.push({ place: `${path}:${loc.start.line}`, pattern: value.pattern, status, degree: String(degree) })
    },
  })
}
console.log(JSON.stringify(found))
