import { launch } from "./browser/launch.mjs";
/** Runs in the page: what is squeezed. */
function squeezed() {
  const faults = [];
  const table = document.querySelector(".page.on");
  const least = { textarea: 200, "input[type=text]:not(.two, .four)": 110, select: 60, ".two": 40, ".four": 60 };
  for (const [selector, width] of Object.entries(least)) {
    for (const box of table.querySelectorAll(selector)) if (box.offsetParent && box.offsetWidth < width) faults.push(`${box.id}: ${box.offsetWidth} px`);
  }
  // A word is broken where one word stands on two lines.
  const walker = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest("option, .vh, textarea") || !node.parentElement.offsetParent || node.parentElement.offsetWidth < 2) continue;
    if (node.parentElement.closest(".head, .hint") && getComputedStyle(node.parentElement.closest(".head, .hint > *") ?? node.parentElement).position === "absolute") continue;
    for (const { index, 0: word } of node.textContent.matchAll(/\p{L}+/gu)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) faults.push(`broken: ${word}`);
    }
  }
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} px wide`);
  return [...new Set(faults)];
}


const browser = await launch();
for (const file of process.argv.slice(2)) for (const width of [360, 768, 1280, 1920]) {
  const page = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
  await page.goto("file://" + file);
  const ids = await page.evaluate(() => [...document.querySelectorAll(".page")].map((p) => p.id));
  for (const id of ids) { await page.evaluate((h) => (location.hash = h), id); await page.waitForTimeout(60); const r = await page.evaluate(squeezed); if (r.length) console.log(file.slice(9, 12), width, id, r.slice(0, 6)); }
  await page.close();
}
await browser.close();
