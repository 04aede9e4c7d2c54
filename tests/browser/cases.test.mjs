// The cases of all editions in schemas/, through the form: what it asks, prints and finds, and the answers that it saves. `canevas check`
// runs the same files through the model, the JSON Schema and the Word file.
//   node --test tests/browser/cases.test.mjs
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { built } from "../built.mjs";
import { downloaded, give, open, pages, render, speak, visit } from "./form.mjs";
import { browser } from "./started.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * @typedef {{ id: string, field: string | null, comment: boolean, rows: boolean }} Part
 * @typedef {{ folder: string, name: string, copy: string, language: string, return: any, asks: Part[], does_not_ask: Part[],
 *   prints: { at: Part, words: string }[], findings: { rule: string, question: string | null }[] }} Case
 */

/** @type {Case[]} */
const cases = JSON.parse(execFileSync(built("examples/case_files"), { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 }));
const rendered = new Map(cases.map(({ folder }) => [folder, render(folder)]));

/** The texts of the places of a part that the form shows. @param {import("playwright-core").Page} page @param {Part} part @returns {Promise<string[]>} */
function shown(page, part) {
  return page.evaluate(({ id, field, comment, rows }) => {
    const last = comment ? `${field ?? id}.comment` : field ?? id;
    const isOf = (/** @type {string} */ path) => {
      const steps = path.split("/").slice(1);
      const first = comment && field === null ? last : id;
      if (steps[0] !== first) return false;
      if (field === null) return steps.length === (rows ? 2 : 1);
      return steps.length > 1 && steps.at(-1) === last;
    };
    const places = [...document.querySelectorAll("[data-p]")].filter((place) => isOf(/** @type {HTMLElement} */ (place).dataset["p"] ?? ""));
    const isShown = (/** @type {Element} */ place) => {
      for (let at = /** @type {Element | null} */ (place); at && !at.classList.contains("page"); at = at.parentElement) {
        if (/** @type {HTMLElement} */ (at).hidden) return false;
      }
      return true;
    };
    return places.filter(isShown).map((place) => place.textContent ?? "");
  }, part);
}

/** The name of a part in a message. @param {Part} part */
const named = ({ id, field, comment }) => [id, field, comment ? "comment" : null].filter(Boolean).join(".");

/** Words with plain spaces and straight apostrophes. @param {string} text */
const plain = (text) => text.replaceAll(/\s+/gu, " ").replaceAll("’", "'").trim();

/** Answers without the keys that the form gives to rows. @param {unknown} value @returns {unknown} */
function unnamed(value) {
  if (Array.isArray(value)) return value.map(unnamed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== "_row").map(([key, inner]) => [key, unnamed(inner)]));
}

test("there are cases", () => assert.ok(cases.length >= 3, `${cases.length}`));

for (const one of cases) {
  test(`${one.folder.split("/schemas/")[1]}: ${one.name}`, async () => {
    const { page, context, faults } = await open(browser, rendered.get(one.folder)?.(one.copy) ?? "");
    const draft = { ...one.return, status: "draft" };
    await give(page, { name: "case.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(draft)) });
    await speak(page, one.language);
    // A page has its rows once somebody saw it.
    for (const id of await pages(page)) await visit(page, id);
    for (const part of one.asks) assert.notDeepEqual(await shown(page, part), [], `${named(part)} is asked`);
    for (const part of one.does_not_ask) assert.deepEqual(await shown(page, part), [], `${named(part)} is not asked`);
    for (const { at, words } of one.prints) {
      const texts = (await shown(page, at)).map(plain);
      assert.ok(texts.some((text) => text.includes(plain(words))), `${named(at)} prints “${words}”: ${texts.join(" | ")}`);
    }
    const saved = await downloaded(page, () => page.click("[data-do=save] >> visible=true"));
    assert.deepEqual(unnamed(saved.json.answers), unnamed(one.return.answers), "the answers that the form saves");
    if (one.return.status === "complete") {
      await visit(page, "check");
      await page.click("[data-do=finish]");
      // A form does not send what it does not ask, so nothing there keeps it from being finished.
      const found = one.findings.filter(({ rule }) => rule !== "answer-hidden");
      const links = await page.$$eval("#errors a", (all) => all.map((link) => link.getAttribute("href") ?? ""));
      for (const { question } of found) assert.ok(links.some((link) => link.split(/[/.]/u)[1] === question), `${question}: ${links.join(" ")}`);
      assert.equal(links.length === 0, found.length === 0, links.join(" "));
    }
    assert.deepEqual(faults, []);
    await context.close();
  });
}
