// What a form says of itself around the answers: how far a section is, what a number must be, how a date is written, and, at the
// end, the receipt and the name of a PDF.
//   node --test tests/browser/finished.test.mjs
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { downloaded, give, open, renderText, speak, visit } from "./form.mjs";
import { browser } from "./started.mjs";

const FORM = `canevas: 1
form: example/finished
edition: 2024-2025
languages: { source: en, translations: [fr, es, pt, ar] }
title: The form
sections:
  - id: first
    title: First
    questions:
      - { id: q, type: text, ask: Q }
      - { id: whole, type: decimal, decimals: 0, min: 5, ask: Whole }
  - id: second
    title: Second
    questions:
      - { id: day, type: date, ask: Day }
      - { id: month, type: month, ask: Month }
  - id: third
    title: Third
    questions:
      - { id: free, type: text, ask: Free }
`;

/** @type {string | undefined} */
let address;
/** @param {(page: import("playwright-core").Page) => Promise<void>} step */
async function onForm(step) {
  address ??= renderText(FORM);
  const { page, context, faults } = await open(browser, address);
  await step(page);
  assert.deepEqual(faults, []);
  await context.close();
}

/** A copy of the form. @param {object} answers @param {object} [unread] */
function copy(answers, unread = {}) {
  const held = { canevas: 1, form: "example/finished", edition: "2024-2025", facts: { country: "CMR" }, answers, unread };
  return { name: "a.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(held)) };
}

test("the receipt has the digest of the file, and the file can be downloaded again", () =>
  onForm(async (page) => {
    await give(page, copy({ q: "x" }));
    await visit(page, "check");
    const first = await downloaded(page, () => page.click("[data-do=finish]"));
    const bytes = readFileSync(first.path);
    const digest = createHash("sha256").update(bytes).digest("hex");
    await page.waitForSelector("#receipt dt:nth-of-type(4)");
    const told = await page.textContent("#receipt dd:last-of-type");
    assert.equal(told.replaceAll(" ", ""), digest);
    assert.equal(told.split(" ").length, 16, "groups of four digits");
    assert.equal(execFileSync("sha256sum", [first.path], { encoding: "utf8" }).split(" ")[0], digest);
    assert.match(await page.textContent("#receipt"), /finished-2024-2025-CMR\.json.*\d{4}-\d{2}-\d{2} \d{2}:\d{2}.*1 \/ 5/su);
    // In another language, a file that is made anew would differ.
    await speak(page, "fr");
    const again = await downloaded(page, () => page.click("[data-do=again]"));
    assert.equal(again.name, first.name);
    assert.deepEqual(readFileSync(again.path), bytes);
    assert.equal(await page.textContent("#receipt dt:last-of-type"), "Empreinte (SHA-256)");
  }));

test("paper has the receipt after the form is finished, and not before", () =>
  onForm(async (page) => {
    await give(page, copy({ q: "x" }));
    await visit(page, "check");
    const receipt = page.locator("#receipt");
    await page.emulateMedia({ media: "print" });
    assert.ok(!(await receipt.isVisible()));
    await page.emulateMedia({ media: "screen" });
    await downloaded(page, () => page.click("[data-do=finish]"));
    await page.waitForSelector("#s\\/finished.on");
    await page.emulateMedia({ media: "print" });
    assert.ok(await receipt.isVisible());
    assert.ok(await page.locator('[id="w:answers/free"]').isVisible());
  }));

test("a PDF has the name of the form and the country, and the window that of its page", () =>
  onForm(async (page) => {
    await give(page, copy({ q: "x" }));
    await visit(page, "second");
    const screen = await page.title();
    const printed = await page.evaluate(() => {
      dispatchEvent(new Event("beforeprint"));
      const { title } = document;
      dispatchEvent(new Event("afterprint"));
      return title;
    });
    assert.equal(printed, "The form Cameroon");
    assert.equal(screen, "Second – The form");
    assert.equal(await page.title(), screen);
  }));

test("a section with only a text that could not be read is started, and one with such a text is not done", () =>
  onForm(async (page) => {
    await give(page, copy({ q: "x", whole: 7 }, { "/day": "in May", "/third_q": "lost" }));
    await visit(page, "home");
    const states = () => page.$$eval("[data-status]", (all) => Object.fromEntries(all.map(({ dataset, textContent }) => [dataset.status, textContent])));
    assert.deepEqual(await states(), { about: "Completed", first: "Completed", second: "In progress", third: "Not started" });
    await give(page, copy({ q: "x", whole: 7, day: "2024-05-01", month: "2024-05" }, { "/free/0": "no place" }));
    await visit(page, "check");
    await visit(page, "home");
    assert.equal((await states()).third, "In progress");
  }));

test("a box says that it takes whole numbers, in the line of its bounds", () =>
  onForm(async (page) => {
    await visit(page, "first");
    assert.deepEqual(await page.$$eval('[id="h:answers/whole"] p', (lines) => lines.map(({ textContent }) => textContent)), ["At least 5. A whole number."]);
    await page.fill('[id="answers/whole"]', "7.5");
    await page.press('[id="answers/whole"]', "Tab");
    await page.waitForFunction(() => document.getElementById("e:answers/whole").textContent);
    assert.match(await page.textContent('[id="e:answers/whole"]'), /write a whole number/u);
    await page.fill('[id="answers/whole"]', "1’234");
    await page.press('[id="answers/whole"]', "Tab");
    await page.waitForFunction(() => !document.getElementById("e:answers/whole").textContent);
  }));

test("dates stand in the words of documents, in every language", () =>
  onForm(async (page) => {
    await give(page, copy({ day: "2024-05-01", month: "2024-05" }));
    const shown = async (/** @type {string} */ tag) => {
      await speak(page, tag);
      await visit(page, "home");
      await visit(page, "check");
      return page.$$eval('[href="#answers/day"], [href="#answers/month"]', (links) => links.map((link) => link.closest("div").querySelector("dd").textContent));
    };
    assert.deepEqual(await shown("en"), ["1 May 2024", "May 2024"]);
    assert.deepEqual(await shown("fr"), ["1er mai 2024", "mai 2024"]);
    assert.deepEqual(await shown("es"), ["1 de mayo de 2024", "mayo de 2024"]);
    assert.deepEqual(await shown("pt"), ["1.º de maio de 2024", "maio de 2024"]);
    assert.deepEqual(await shown("ar"), ["1 أيار/مايو 2024", "أيار/مايو 2024"]);
  }));
