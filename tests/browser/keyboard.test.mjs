// The whole real form by keyboard alone: with a reload, in two languages, moved to another computer, and put together from two
// copies. The test never clicks and never sets the focus by script.
//   node --test tests/browser/keyboard.test.mjs
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { EVERY, REAL, downloaded, open, render } from "./form.mjs";
import { enter, fillPage, goNext, tabTo, useOf } from "./keys.mjs";
import { launch } from "./launch.mjs";
import { HOSTILE, expected, fillAll, holds, valid } from "./plan.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {(copy: string) => string} */
let real;
/** @type {(copy: string) => string} */
let every;
before(async () => {
  [real, every] = [render(REAL), render(EVERY)];
  browser = await launch();
});
after(() => browser?.close());

/** Opens files with the button of the form. @param {import("playwright-core").Page} page @param {Parameters<import("playwright-core").FileChooser["setFiles"]>[0]} files */
async function openFiles(page, files) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), enter(page, "open")]);
  await chooser.setFiles(files);
  await page.waitForSelector("#notice:not([hidden])");
}
const finish = (/** @type {import("playwright-core").Page} */ page) => downloaded(page, () => enter(page, "finish"));
const copyOf = (/** @type {string} */ name, /** @type {object} */ given) => ({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(given)) });

describe("by keyboard", { concurrency: 2 }, () => {
  for (const copy of /** @type {const} */ (["CMR", "blank"])) {
    test(`the whole ${copy} copy, with a reload and a language switch, saved, opened elsewhere and finished`, async () => {
      const { page, context, faults } = await open(browser, real(copy));
      await fillAll(page, copy, async (left) => {
        if (left === "about" || left === "overall") await page.reload();
        if (left !== "assessment") return;
        await enter(page, "language en", { back: true });
        assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
        assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-pressed")), "true", "the focus stays");
      });
      const { json, name } = await finish(page);
      assert.equal(name, "annual-report-2022-2023-CMR.json");
      assert.equal(json.language, "en");
      holds(json, copy);
      await page.waitForSelector("#s\\/finished.on");

      await enter(page, "#s/home");
      await page.waitForSelector("#s\\/home.on");
      const saved = await downloaded(page, () => enter(page, "save"));
      assert.equal(saved.name, "annual-report-2022-2023-CMR-draft.json");
      assert.equal(saved.json.status, "draft");
      valid(saved.json, copy);
      const other = await open(browser, real(copy));
      await openFiles(other.page, saved.path);
      await enter(other.page, "#s/check");
      await other.page.waitForSelector("#s\\/check.on");
      const again = await finish(other.page);
      holds(again.json, copy);
      assert.equal(again.json.language, "en", "a copy brings its language into an empty form");
      assert.deepEqual([...faults, ...other.faults], []);
      await Promise.all([context.close(), other.context.close()]);
    });

    test(`two parts of the ${copy} copy put together`, async () => {
      const { facts, answers } = expected(copy);
      const head = { canevas: 1, form: "alliance87/annual-report", edition: "2022-2023", status: "draft", facts };
      const entries = Object.entries(answers);
      const part = (/** @type {number} */ from, /** @type {number} */ to, /** @type {object} */ more) => ({ ...head, answers: { ...Object.fromEntries(entries.slice(from, to)), ...more } });
      const { page, context, faults } = await open(browser, real(copy));
      await openFiles(page, [
        copyOf("travail.json", part(0, 14, { cooperation_grew: "no", anything_else: "Autre chose" })),
        copyOf("justice.json", part(8, entries.length, { main_results: "Rien", overall_progress: "setback", assessment_stakeholders: [{ name: "DGSN" }] })),
      ]);
      assert.equal(await page.isVisible("#notice"), true, "what was opened stays told");
      await page.waitForSelector("#s\\/check.on .differ");
      // The form cannot be finished while answers differ.
      await enter(page, "finish");
      assert.equal(await page.locator("#s\\/check.on").count(), 1);
      assert.equal(await page.locator(".differ").count(), 5);
      for (const [id, file] of [["overall_progress", "travail"], ["main_results", "travail"], ["cooperation_grew", "justice"]]) {
        await enter(page, await useOf(page, id, `${file}.json`));
      }
      await enter(page, "both answers/assessment_stakeholders");
      await enter(page, "both answers/anything_else");
      assert.equal(await page.locator(".differ").count(), 0);
      const { json } = await finish(page);
      assert.deepEqual(json.answers, { ...answers, assessment_stakeholders: [...answers.assessment_stakeholders, { name: "DGSN" }], anything_else: `Autre chose\n\n${HOSTILE}` });
      assert.deepEqual(json.facts, facts);
      valid(json, copy);
      assert.deepEqual(faults, []);
      await context.close();
    });
  }

  test("asks for what a blank copy does not know, reports it as missing, and keeps it", async () => {
    const { page, context, faults } = await open(browser, real("blank"));
    await enter(page, "#s/check");
    await page.waitForSelector("#s\\/check.on");
    await enter(page, "finish");
    const [first, second] = await page.$$eval("#errors a", (links) => links.map((link) => link.getAttribute("href")));
    assert.deepEqual([first, second], ["#facts/country", "#facts/first_report"]);
    // From the summary, the focus goes to the box itself.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "facts/country");
    await page.keyboard.type("Madaga");
    await fillPage(page, { "facts/first_report": 0 });
    await page.reload();
    await enter(page, "#s/home");
    await page.waitForSelector("#s\\/home.on");
    assert.match(await page.textContent(".who"), /Madagascar/u);
    const { json, name } = await downloaded(page, () => enter(page, "save"));
    assert.equal(name, "annual-report-2022-2023-MDG-draft.json");
    assert.deepEqual(json.facts, { country: "MDG", first_report: "yes" });
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("rows are added, removed and undone without losing the focus", async () => {
    const { page, context } = await open(browser, `${every("CMR")}#s/parts`);
    await fillPage(page, { "answers/steps/0/title": "a", "add answers/steps": true, "answers/steps/1/title": "b" });
    await tabTo(page, "add answers/steps", { back: true });
    await page.keyboard.press("Enter");
    await page.keyboard.type("c");
    const rows = () => page.$$eval(".rows.rows input[id$='/title']", (boxes) => boxes.map((box) => box.value));
    assert.deepEqual(await rows(), ["a", "b", "c"]);
    await tabTo(page, "answers/steps/1/title", { back: true });
    await enter(page, "remove");
    assert.deepEqual(await rows(), ["a", "c"]);
    const inRow = () => page.evaluate(() => [document.activeElement?.dataset.do, document.activeElement?.closest(".row")?.querySelector("input")?.value]);
    assert.deepEqual(await inRow(), ["remove", "c"], "the next Remove has the focus");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.dataset.do), "add", "after the last, Add has it");
    await tabTo(page, "go next");
    await goNext(page, "members_only");
    await context.close();
  });

  test("the skip link leads past the header, and every page starts at its title", async () => {
    const { page, context } = await open(browser, real("CMR"));
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.className), "skip");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "main");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.closest("main")?.id), "main");
    await enter(page, "#s/about");
    await page.waitForFunction(() => document.activeElement?.id === "st/about");
    await context.close();
  });
});
