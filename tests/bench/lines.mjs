// Writes a file with a return in each line, to measure exports and checks of many returns: `node bench/lines.mjs FOLDER COUNT > FILE`.
// FOLDER holds returns to one edition; each line mixes the answers of two of them. The same arguments give the same lines.
import { readFileSync, readdirSync, writeSync } from "node:fs";
import { join } from "node:path";

const [folder = "", count = "1000"] = process.argv.slice(2);
/** @type {Record<string, any>[]} */
const returns = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .sort()
  .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
if (returns.length === 0) throw new Error(`no return stands in ${folder}`);

let state = 87;
/** @param {number} below */
function random(below) {
  // The constants are those of Numerical Recipes.
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

let text = "";
for (let line = 0; line < Number(count); line += 1) {
  const own = returns[random(returns.length)];
  const other = returns[random(returns.length)];
  const answers = Object.fromEntries(Object.entries(own.answers).map(([key, value]) => [key, random(2) ? (other.answers[key] ?? value) : value]));
  text += `${JSON.stringify({ ...own, answers })}\n`;
  if (text.length > 1_000_000) {
    writeSync(1, text);
    text = "";
  }
}
writeSync(1, text);
