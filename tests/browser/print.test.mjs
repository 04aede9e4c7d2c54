// The form on paper: every question and every answer is complete and inside the page, and each page names the edition.
//   node --test tests/browser/print.test.mjs
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { EVERY, REAL, give, open, renderText, visit } from "./form.mjs";
import { LONG_WORD, TABLES, answered, differing } from "./samples.mjs";
import { browser, urls } from "./started.mjs";

const folder = mkdtempSync(join(tmpdir(), "canevas-print-"));
let made = 0;
/** A text without white space and hyphens, because lines break anywhere on paper. */
const bare = (/** @type {string} */ text) => text.normalize("NFKC").replace(/[\s\u00ad-]+/gu, "");

/** @param {import("playwright-core").Page} page @returns {Promise<{ pages: string[], text: string, outside: string[] }>} its sheets as text, all of it without white space, and what does not stand well */
async function paper(page) {
  const path = join(folder, `${(made += 1)}.pdf`);
  await page.pdf({ path, format: "A4", preferCSSPageSize: true });
  const run = (/** @type {string[]} */ ...how) => execFileSync("pdftotext", [...how, path, "-"], { encoding: "utf8", maxBuffer: 1 << 26 });
  const pages = run("-raw").split("\f").filter((each) => each.trim() !== "");
  const outside = [];
  for (const sheet of run("-bbox").split("<page ").slice(1)) {
    const [width, height] = [...sheet.matchAll(/(?:width|height)="([\d.]+)"/gu)].map(([, size]) => Number(size));
    /** @type {[number, number, number, number, string][]} */
    const words = [...sheet.matchAll(/xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/gu)].map(([, x0, y0, x1, y1, word]) => [Number(x0), Number(y0), Number(x1), Number(y1), word]);
    for (const [x0, y0, x1, y1, word] of words) {
      // Inside the margins that printers need.
      if (x0 < 14 || y0 < 14 || x1 > width - 14 || y1 > height - 14) outside.push(`${word} at ${x0}, ${y0}`);
      // No word covers another: boxes of neighbouring lines touch, but do not share half their height.
      for (const [a0, b0, a1, b1, other] of words) {
        const [across, down] = [Math.min(x1, a1) - Math.max(x0, a0), Math.min(y1, b1) - Math.max(y0, b0)];
        if (other !== word && across > 2 && down > Math.min(y1 - y0, b1 - b0) / 2) outside.push(`${word} over ${other}`);
      }
    }
  }
  // An answer can continue on the next sheet. The footer and header in between are not part of it.
  const { name, digest } = await page.evaluate(() => {
    const { form, edition } = JSON.parse(document.getElementById("form").textContent);
    return { name: `${form} ${edition}`, digest: document.querySelector("footer [title]").textContent };
  });
  const bodies = pages.map((sheet, place) => bare(sheet.replace(name, "").replace(`${digest} ${place + 1}/${pages.length}`, "")));
  return { pages, text: bodies.join(""), outside, path };
}

/** The texts of questions, options, hints and sections on the page, except those that ask for nothing in this copy. */
function asked() {
  const parts = [...document.querySelectorAll("main .page:not(.check, #s\\/finished) :is(h2, h3, .ask, .hint > div, .choice > label, .beside > label, legend.head .ask, caption .no + span)")];
  return parts.filter((part) => !part.closest(".home .draft, .home h2, template, .never")).map((part) => part.textContent ?? "");
}

describe("on paper", { concurrency: 2 }, () => {
  for (const [name, copy] of /** @type {const} */ ([[REAL, "blank"], [REAL, "CMR"], [EVERY, "blank"], [EVERY, "CMR"]])) {
    test(`${name.split("/").at(-1)} ${copy}, empty: every text in every language, lines to write on, and its edition on every sheet`, async () => {
      const { page, context } = await open(browser, urls[name](copy));
      const { form, edition, digest } = await page.evaluate(() => ({ ...JSON.parse(document.getElementById("form").textContent), digest: document.querySelector("footer [title]").textContent }));
      // Arabic letters join on paper, so the text that is read back has other characters.
      const languages = (await page.$$eval("[data-language]", (all) => all.map((button) => button.dataset.language))).filter((tag) => tag !== "ar");
      for (const language of languages) {
        await page.evaluate((tag) => document.querySelector(`[data-language=${tag}]`).click(), language);
        const texts = await page.evaluate(asked);
        const { pages, text, outside } = await paper(page);
        assert.deepEqual(outside, []);
        assert.ok(texts.length > 20);
        assert.deepEqual(texts.filter((each) => !text.includes(bare(each))), [], language);
        for (const [place, sheet] of pages.entries()) {
          for (const wanted of [`${form} ${edition}`, digest, `${place + 1}/${pages.length}`]) assert.ok(bare(sheet).includes(bare(wanted)), `${language}, sheet ${place + 1}: ${wanted}`);
        }
      }
      assert.equal(await page.locator(".lines, .mirror").count(), 0, "the screen is as it was");
      await context.close();
    });

    test(`${name.split("/").at(-1)} ${copy}, filled in: every answer whole`, async () => {
      const { page, context } = await open(browser, urls[name](copy));
      const long = Array.from({ length: 300 }, (_, line) => `Ligne ${line} ${"mot ".repeat(8)}fin${line}`).join("\n");
      const file = answered(name, copy);
      const given = JSON.parse(file.buffer.toString());
      const id = name === REAL ? "main_results" : "why";
      given.answers[id] = long;
      await page.setInputFiles("#file", { ...file, buffer: Buffer.from(JSON.stringify(given)) });
      await page.waitForSelector("#notice:not([hidden])");
      await visit(page, "check");
      const { text, outside, pages } = await paper(page);
      assert.deepEqual(outside, []);
      for (let line = 0; line < 300; line += 1) assert.ok(text.includes(`fin${line}`), `line ${line}`);
      /** @type {string[]} */
      const typed = [];
      const coded = new Set(["country", "said", "partner"]);
      const walk = (/** @type {unknown} */ value, /** @type {string} */ key) => {
        if (typeof value === "string" && (/[^a-z_\d-]/u.test(value) || value === LONG_WORD) && !coded.has(key)) typed.push(value);
        else if (typeof value === "object" && value !== null) for (const [inner, held] of Object.entries(value)) walk(held, inner);
      };
      walk(given.answers, "");
      walk(given.facts, "");
      assert.ok(typed.length > 8);
      assert.deepEqual(typed.filter((each) => !text.includes(bare(each))), []);
      const last = bare(pages.at(-1) ?? "");
      assert.ok(last.includes(`${pages.length}/${pages.length}`));
      await context.close();
    });
  }

  for (const [name, copy] of /** @type {const} */ ([[REAL, "CMR"], [EVERY, "blank"]])) {
    test(`${name.split("/").at(-1)} ${copy}, put together from copies that differ: each answer with its file, and texts without a place`, async () => {
      const { page, context } = await open(browser, urls[name](copy));
      const files = differing(name, copy);
      await give(page, files);
      await visit(page, "home");
      const sides = await page.$$eval("#unread .differ > div", (all) => all.map((side) => [...side.children].slice(0, 2).map((part) => part.textContent).join(" ")));
      assert.ok(sides.length >= 8, sides.join());
      for (const { name: file } of files) assert.ok(sides.some((side) => side.startsWith(file)), file);
      const { text, outside } = await paper(page);
      assert.deepEqual(outside, []);
      assert.deepEqual(sides.filter((side) => !text.includes(bare(side))), []);
      assert.ok(text.includes(bare("gone, r1")));
      await context.close();
    });
  }

  test("an answer that is typed where copies differ is one of the answers on paper", async () => {
    const { page, context } = await open(browser, urls[EVERY]("CMR"));
    await give(page, differing(EVERY, "CMR"));
    await visit(page, "simple");
    await page.fill('[id="answers/whole"]', "77123");
    const { text } = await paper(page);
    assert.match(text, /Thisbrowser77123householdsministèredutravail\.json1householdsjustice\.json2households/u);
    await context.close();
  });

  test("tables are tables on paper, wide ones on their side, and long answers break inside their cells", async () => {
    const { page, context } = await open(browser, renderText(TABLES));
    const { form, edition } = await page.evaluate(() => JSON.parse(document.getElementById("form").textContent));
    const years = Object.fromEntries([2021, 2022, 2023, 2024].map((year) => [`y${year}`, 123456.25]));
    const every = { changed: "yes", status: "dev", law: `Law ${LONG_WORD}`, obstacles: ["policy", "money"], day: "2024-02-05", tonnes: 12, partner: "COD", source: LONG_WORD, remark: `Remark ${LONG_WORD}` };
    const answers = { years: { w1: years, w2: years }, every: { w1: every, w2: every }, "every.comment": { w1: LONG_WORD } };
    const file = { canevas: 1, form, edition, status: "draft", facts: { country: "FRA" }, answers };
    await give(page, { name: "a.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
    const { text, outside, pages, path } = await paper(page);
    assert.deepEqual(outside, []);
    assert.equal(text.split(bare(LONG_WORD)).length - 1, 7, text);
    assert.match(pages[0], /2021.*2022.*2023.*2024/su);
    const sizes = execFileSync("pdfinfo", ["-l", "9", path], { encoding: "utf8" });
    assert.match(sizes, /Page +1 size: +59\d/u);
    assert.match(sizes, /Page +2 size: +84\d/u);
    await context.close();
  });
});
