// What the studio weighs, and how long a person waits: until the first preview, from a key to the new preview, and how much memory the
// compiler holds after a thousand edits; at 31 and at 1,000 questions.
//   npm run bench:studio
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { launch } from "../browser/launch.mjs";
import { PAGE, opened, settled } from "../studio/studio.mjs";

const page_ = readFileSync(PAGE);
console.log(`one file: ${(page_.length / 1e6).toFixed(2)} MB, ${(gzipSync(page_, { level: 9 }).length / 1e6).toFixed(2)} MB packed by gzip`);

/** A form of many questions. @param {number} count */
function long(count) {
  const questions = Array.from({ length: count }, (_, number) => `      - id: q_${number}\n        type: ${["text", "integer", "yes_no", "long_text"][number % 4]}\n        ask: What is the answer to question ${number}?\n`);
  const sections = [];
  for (let at = 0; at < count; at += 25) sections.push(`  - id: part_${at}\n    title: Part ${at}\n    questions:\n${questions.slice(at, at + 25).join("")}`);
  return `canevas: 1\nform: bench/long\nedition: 2024\nlanguages: { source: en }\ntitle: A long form\nsections:\n${sections.join("")}`;
}

/** Puts a text into the editor in place of all. @param {import("playwright-core").Page} page @param {string} text */
async function typed(page, text) {
  await page.click("#tab-yaml");
  await page.click(".cm-content");
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
  await settled(page);
}

/** Milliseconds until the preview holds a text. @param {import("playwright-core").Page} page @param {string} text @param {() => Promise<void>} act */
async function until(page, text, act) {
  const start = performance.now();
  await act();
  await page.waitForFunction((wanted) => /** @type {HTMLIFrameElement} */ (document.getElementById("preview")).srcdoc.includes(wanted), text, { polling: "raf" });
  return performance.now() - start;
}

const median = (/** @type {number[]} */ all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
const browser = await launch();
{
  const { page, context } = await opened(browser);
  const start = performance.now();
  await page.click("#template-annual");
  await page.waitForFunction(() => (/** @type {HTMLIFrameElement | null} */ (document.getElementById("preview"))?.srcdoc.length ?? 0) > 10_000, null, { polling: "raf" });
  console.log(`first preview of the real form: ${Math.round(performance.now() - start)} ms after its folder was opened`);
  await settled(page);
  await context.close();
}
for (const count of [31, 1000]) {
  const { page, context } = await opened(browser);
  await page.fill("#new-form", "bench/long");
  await page.fill("#new-edition", "2024");
  await page.click("#begin");
  await page.waitForSelector("#outline-list button");
  await typed(page, long(count));
  await page.keyboard.press("Control+f");
  await page.keyboard.press("Escape");
  await page.click(".cm-content .cm-line:nth-child(5)");
  await page.keyboard.press("End");
  const times = [];
  for (let number = 0; number < 15; number += 1) {
    const sign = String.fromCharCode(97 + number);
    const so_far = Array.from({ length: number + 1 }, (_, index) => String.fromCharCode(97 + index)).join("");
    times.push(await until(page, `A long form${so_far}`, () => page.keyboard.type(sign)));
  }
  console.log(`${count} questions: ${Math.round(median(times))} ms from a key to the new preview (median of ${times.length})`);
  if (count === 31) {
    for (let number = 0; number < 1000; number += 1) await page.keyboard.type(number % 2 ? "x" : "y");
    await settled(page);
    const memory = await page.evaluate(() => /** @type {any} */ (window).canevasStudio.memory());
    console.log(`${count} questions: the compiler holds ${(memory / 1048576).toFixed(1)} MiB after a thousand edits`);
  }
  await context.close();
}
await browser.close();
