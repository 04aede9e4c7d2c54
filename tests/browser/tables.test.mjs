// Tables: no word is broken, no box is squeezed, a wide table scrolls in itself and the page does not.
//   node --test tests/browser/tables.test.mjs
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open, renderText } from "./form.mjs";
import { launch } from "./launch.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
let url = "";

/** One field of each kind, with a long word in its name. @param {string[]} lines */
const field = (...lines) => lines.map((line, index) => `${index ? "            " : "          - "}${line}`).join("\n");
const FORM = `canevas: 1
form: example/tables
edition: 2024-2025
languages:
  source: en
title: T
lists:
  wastes:
    w1: Hazardous wastes that the Convention’s intergovernmental committees have classified
    w2: Others
sections:
  - id: narrow
    title: Narrow
    questions:
      - id: years
        type: group
        for_each: wastes
        layout: table
        ask: Quantities
        fields:
${[2021, 2022, 2023, 2024].map((year) => field(`id: y${year}`, "type: decimal", `ask: "${year}"`)).join("\n")}
  - id: wide
    title: Wide
    questions:
      - id: every
        type: group
        for_each: wastes
        layout: table
        comment: Anything to add?
        ask: Everything
        fields:
${field("id: changed", "type: yes_no", "ask: Changed")}
${field("id: status", "type: single_choice", "ask: Status", "hint: Tick one", "choices:", "  dev: Underdevelopment", "  none: Notwithstanding")}
${field("id: law", "type: long_text", "max_length: 500", "ask: Title of the law")}
${field("id: obstacles", "type: multiple_choice", "ask: Obstacles", "choices:", "  policy: Intergovernmental frameworks", "  money: Money")}
${field("id: day", "type: date", "ask: Day of implementation")}
${field("id: tonnes", "type: decimal", "unit: tonnes", "ask: Quantity")}
${field("id: partner", "type: single_choice", "choices: countries", "ask: Partner")}
${field("id: source", "type: url", "ask: Source")}
${field("id: remark", "type: long_text", "ask: Remarks")}
`;

before(async () => {
  url = renderText(FORM);
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
