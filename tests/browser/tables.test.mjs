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

test("a hundred options in a cell scroll in a list of their own", async () => {
  const { page, context } = await open(browser, `${url}#s/wide`, { viewport: { width: 1280, height: 800 } });
  const heights = await page.$$eval("#s\\/wide tbody tr", (rows) => rows.map(({ offsetHeight }) => offsetHeight));
  assert.ok(heights.every((height) => height < 600), heights.join(" "));
  await page.focus('[id="answers/every/w2/ways=ZWE"]');
  const [box, list] = await page.evaluate(() => [document.activeElement, document.activeElement.closest(".choices")].map((node) => node.getBoundingClientRect().toJSON()));
  assert.ok(box.top >= list.top && box.bottom <= list.bottom, JSON.stringify([box, list]));
  await context.close();
});

test("each box names its row and its column, and a cell that is not asked keeps its column", async () => {
  const { page, context } = await open(browser, `${url}#s/wide`, { viewport: { width: 1920, height: 1000 } });
  const session = await context.newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const all = nodes.filter(({ ignored }) => !ignored).map(({ role, name }) => [role?.value, name?.value ?? ""]);
  const named = (/** @type {string} */ role, /** @type {string} */ column) => all.filter(([own, name]) => own === role && name.includes("Others") && name.includes(column));
  for (const [role, column] of [["textbox", "Title of the law"], ["textbox", "Quantity"], ["textbox", "Remarks"], ["combobox", "Partner"], ["group", "Changed"], ["group", "Status"], ["group", "Obstacles"], ["group", "Day of implementation"]]) {
    assert.equal(named(role, column).length, 1, `${role}: ${column}`);
  }
  const places = () => page.$$eval("#s\\/wide table", ([table]) => [...table.rows].map((row) => [...row.cells].slice(1).map(({ offsetLeft }) => offsetLeft)));
  const hidden = '[id="w:answers/every/w2/source"]';
  assert.equal(await page.isVisible(hidden), false);
  const [head, , row] = await places();
  assert.deepEqual(row, head);
  await page.check('[id="answers/every/w2/changed=yes"]');
  assert.equal(await page.isVisible(hidden), true);
  assert.equal(await page.isVisible('[id="w:answers/every/w1/source"]'), false);
  const after = await places();
  assert.deepEqual(after[2], after[0]);
  assert.deepEqual(after[1], after[0]);
  await context.close();
});

const CELLS = `canevas: 1
form: a/b
edition: 2024
languages: { source: en }
title: T
lists:
  sites: { north: North }
sections:
  - id: s
    title: S
    questions:
      - id: amount
        type: decimal
        ask: How much?
        hint: In euros.
        can_say: [not_available]
      - id: q
        type: group
        for_each: sites
        layout: table
        ask: Q
        fields:
          - id: is_open
            type: yes_no
            ask: Open
          - id: why
            type: text
            show_if: is_open = no
            ask: Why not
`;

test("a cell that is not asked leaves no line on a telephone, and bounds go with the box", async () => {
  const { page, context, faults } = await open(browser, `${renderText(CELLS)}#s/s`, { viewport: { width: 360, height: 640 } });
  const height = () => page.evaluate(() => document.getElementById("w:answers/q/north/why").parentElement.getBoundingClientRect().height);
  assert.equal(await height(), 0);
  await page.check('[id="answers/q/north/is_open=no"]');
  assert.ok((await height()) > 50);
  const bound = page.locator('[id="h:answers/amount"] > p');
  assert.ok(await bound.isVisible());
  await page.check('[id="answers/amount!not_available"]');
  assert.ok(!(await bound.isVisible()) && (await page.isVisible("text=In euros.")));
  assert.deepEqual(faults, []);
  await context.close();
});
