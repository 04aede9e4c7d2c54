// Tables: no word is broken, no box is squeezed, a wide table scrolls in itself and the page does not.
//   node --test tests/browser/tables.test.mjs
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, renderText } from "./form.mjs";
import { launch } from "./launch.mjs";
import { TABLES } from "./samples.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
let url = "";

before(async () => {
  url = renderText(TABLES);
  browser = await launch();
});
after(() => browser.close());

/** Runs in the page: what is squeezed. */
function squeezed() {
  const faults = [];
  const table = document.querySelector(".page.on table");
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

for (const width of [360, 800, 1120, 1280, 1920]) {
  test(`fits at ${width} px`, async () => {
    const { page, context, faults } = await open(browser, `${url}#s/narrow`, { viewport: { width, height: 800 } });
    for (const section of ["narrow", "wide"]) {
      await page.evaluate((hash) => (location.hash = hash), `s/${section}`);
      await page.waitForSelector(`#s\\/${section}.on`);
      assert.deepEqual(await page.evaluate(squeezed), [], section);
    }
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("a box that takes the focus in a wide table scrolls into sight, beside the name of its row", async () => {
  const { page, context } = await open(browser, `${url}#s/wide`, { viewport: { width: 1120, height: 800 } });
  await page.focus('[id="answers/every/w2/remark"]');
  const [box, name] = await page.evaluate(() => [document.activeElement, document.activeElement.closest("tr").querySelector("th")].map((node) => node.getBoundingClientRect().toJSON()));
  assert.ok(box.right <= 1120 && box.left >= name.right - 1, JSON.stringify([box, name]));
  await context.close();
});
