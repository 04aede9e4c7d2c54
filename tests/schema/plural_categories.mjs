// What the browser's Intl.PluralRules and the headers of the catalogues say of many numbers.
// Given: { numbers, languages: { tag: { header, categories } } }. Told: { tag: { rules: [...], header: [...] } }, each a
// category a number.
import { readFileSync } from "node:fs";

const { numbers, languages } = JSON.parse(readFileSync(0, "utf8"));
const told = {};
for (const [tag, { header, categories }] of Object.entries(languages)) {
  const rules = new Intl.PluralRules(tag);
  const [, count, formula] = /^nplurals=(\d+); plural=(.*);$/.exec(header);
  // A formula of gettext is one of JavaScript too; truth counts as 1.
  const index = new Function("n", `return Number(${formula})`);
  if (Number(count) !== categories.length) throw new Error(`${tag}: ${count} forms, ${categories.length} categories`);
  told[tag] = {
    rules: numbers.map((n) => rules.select(n)),
    header: numbers.map((n) => categories[index(n)] ?? "none"),
  };
}
process.stdout.write(JSON.stringify(told));
