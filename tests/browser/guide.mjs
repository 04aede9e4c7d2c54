// Follows the guide for countries (docs/countries.md and its translations) step by step, as somebody does who has never seen the form:
// it presses what the guide says to press, by the name that the guide gives. Each step is worth a picture.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { downloaded, open, visit } from "./form.mjs";
import { answersIn } from "./guide-answers.mjs";
import { wordsIn } from "./words.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
/** The copy of the real form that a build writes for Cameroon. */
export const COPY = "generated/alliance87/annual-report/2022-2023/CMR";

/** @typedef {(name: string, page: import("playwright-core").Page, from: string, to?: string) => Promise<void>} Picture takes the part of a page from one element to another */

/**
 * @param {import("playwright-core").Browser} browser
 * @param {typeof import("./guide-answers.mjs").TAGS[number]} tag
 * @param {Picture} [picture]
 */
export async function follow(browser, tag, picture = async () => {}) {
  const word = wordsIn(tag);
  const path = join(root, COPY, "form.html");
  const url = pathToFileURL(path).href;
  const definition = /"definition":"([^"]+)"/u.exec(readFileSync(path, "utf8"))?.[1] ?? "";
  const mine = answersIn(tag, definition);
  const options = { viewport: { width: 760, height: 700 } };

  /** A computer that has never seen the form. */
  const computer = async () => {
    const { page, context, faults } = await open(browser, url, options);
    // The receipt says the time.
    await page.clock.setFixedTime(new Date("2023-06-12T10:24:00"));
    await page.getByRole("button", { name: word("form.language_name"), exact: true }).click();
    return { page, context, faults };
  };
  // A button may also say, to those who hear it, what it is about.
  const press = (/** @type {import("playwright-core").Page} */ page, /** @type {string} */ key) =>
    page.locator("button:visible, a:visible").filter({ hasText: new RegExp(`^\\s*${word(key)}(?!\\p{L})`, "u") }).first().click();
  const choose = async (/** @type {import("playwright-core").Page} */ page, /** @type {object | object[]} */ files) => {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), press(page, "form.open")]);
    await chooser.setFiles(/** @type {any} */ (files));
    await page.waitForSelector("#notice:not([hidden])");
    return page.locator("#notice").innerText();
  };
  const quiet = (/** @type {import("playwright-core").Page} */ page) => press(page, "form.close");

  // One computer: answer, look at the sections, and save a copy.
  const first = await computer();
  await picture("start", first.page, "header", ".deadline");
  await visit(first.page, "overall");
  await first.page.check('[id="answers/overall_progress=some_progress"]');
  await first.page.fill('[id="answers/main_results"]', mine.main_results);
  await first.page.waitForFunction((text) => document.getElementById("saved")?.textContent === text, word("form.saved"));
  await picture("question", first.page, '[id="w:answers/overall_progress"]', '[id="w:answers/main_results"]');
  await press(first.page, "form.all_sections");
  await picture("sections", first.page, "#contents", ".to-check");
  await picture("draft", first.page, ".draft");
  const draft = await downloaded(first.page, () => press(first.page, "form.save"));
  assert.equal(draft.name, "annual-report-2022-2023-CMR-draft.json");

  // Another computer: the copy is there again. What the form did not know is asked on the first page.
  const second = await computer();
  const bytes = { mimeType: "application/json", buffer: readFileSync(draft.path), name: draft.name };
  assert.match(await choose(second.page, bytes), new RegExp(word("form.opened").replace("{file}", draft.name), "u"));
  await quiet(second.page);
  await visit(second.page, "overall");
  assert.equal(await second.page.inputValue('[id="answers/main_results"]'), mine.main_results);
  await visit(second.page, "about");
  for (const [row, title] of mine.titles.slice(0, 2).entries()) await second.page.locator("#s\\/about input[type=text]").nth(row).fill(title);
  await picture("about", second.page, "#s\\/about h2", "#s\\/about input[type=text] >> nth=2");

  // Several ministries: their copies as one, and what differs.
  const third = await computer();
  assert.match(await choose(third.page, mine.copies), new RegExp(word("form.conflicts_title"), "u"));
  await quiet(third.page);
  await picture("ministries", third.page, "#unread h3", "#unread li >> nth=1");
  await press(third.page, "form.both");
  await press(third.page, "form.use");
  assert.equal(await third.page.locator(".differ").count(), 0);

  // Last year's file stands beside this year's question.
  const fourth = await computer();
  await visit(fourth.page, "overall");
  assert.match(await choose(fourth.page, mine.lastYear), /2021-2022/u);
  await quiet(fourth.page);
  await picture("last-year", fourth.page, '[id="w:answers/difficulties"]');

  // The end: what is missing, the answers once more, the file and its receipt.
  await press(fourth.page, "form.check");
  await press(fourth.page, "form.finish");
  await picture("errors", fourth.page, "#errors");
  await fourth.page.locator("#errors a").nth(4).click();
  await fourth.page.waitForFunction(() => document.querySelector(".page.on")?.id === "s/overall");
  await picture("message", fourth.page, '[id="w:answers/main_results"]');
  await choose(fourth.page, mine.complete);
  await quiet(fourth.page);
  await visit(fourth.page, "check");
  await picture("check", fourth.page, "#s\\/check h2", "#s\\/check dl >> nth=1");
  const sent = await downloaded(fourth.page, () => press(fourth.page, "form.finish"));
  assert.equal(sent.name, "annual-report-2022-2023-CMR.json");
  assert.equal(sent.json.status, "complete");
  await fourth.page.waitForFunction((name) => [...document.querySelectorAll("#receipt dt")].some((line) => line.textContent === name), word("form.receipt_digest"));
  await picture("receipt", fourth.page, "#s\\/finished h2", "#s\\/finished .after, #mail");
  const again = await downloaded(fourth.page, () => press(fourth.page, "form.download_again"));
  assert.deepEqual(readFileSync(again.path), readFileSync(sent.path));

  // A mistake after sending: the file that was sent is opened, corrected and finished again.
  const fifth = await computer();
  const opened = { mimeType: "application/json", buffer: readFileSync(sent.path), name: sent.name };
  assert.match(await choose(fifth.page, opened), new RegExp(word("form.opened").replace("{file}", sent.name), "u"));
  await picture("corrected", fifth.page, "#notice");
  await visit(fifth.page, "overall");
  await fifth.page.fill('[id="answers/difficulties"]', mine.corrected);
  await visit(fifth.page, "check");
  const corrected = await downloaded(fifth.page, () => press(fifth.page, "form.finish"));
  assert.equal(corrected.json.answers.difficulties, mine.corrected);
  assert.equal(corrected.json.answers.main_results, mine.main_results);

  for (const { context, faults } of [first, second, third, fourth, fifth]) {
    assert.deepEqual(faults, []);
    await context.close();
  }
}
