// docxtemplater, as its manual says: a template is opened, filled and packed for each document.
//   fill.mjs TEMPLATE VALUES.json OUT    makes one file
//   fill.mjs TEMPLATE VALUES.json RUNS   makes as many in memory and prints the median time in milliseconds
import { readFileSync, writeFileSync } from "node:fs";
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";

const [template, values, last] = process.argv.slice(2);
const content = readFileSync(template);
const context = JSON.parse(readFileSync(values, "utf8"));
const one = () => {
  const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true, linebreaks: true });
  document.render(context);
  return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
};
if (/^\d+$/u.test(last)) {
  const runs = Number(last);
  for (let run = 0; run < runs / 10; run += 1) one();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    one();
    return performance.now() - start;
  });
  console.log(times.sort((a, b) => a - b)[runs >> 1]);
} else {
  writeFileSync(last, one());
}
