// The same answers written by hand, through the form in a browser, and through the Word file give the same facts and answers.
//   node --test tests/browser/same-answers.test.mjs
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { built } from "../built.mjs";
import { EVERY, REAL, downloaded, open, render, visit } from "./form.mjs";
import { launch } from "./launch.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const CASES = [
  ["alliance87", REAL, `${REAL}/returns/CMR.mended.json`],
  ["every-control", EVERY, "tests/cases/same-answers/every-control.CMR.json"],
];

/** @type {import("playwright-core").Browser} */
let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** The return after it was opened in the form, finished and downloaded. */
async function throughForm(folder, path) {
  const { page, context, faults } = await open(browser, render(folder)("CMR"));
  await page.setInputFiles("#file", path);
  await page.waitForSelector("#notice:not([hidden])");
  await visit(page, "check");
  const file = await downloaded(page, () => page.click("[data-do=finish]"));
  assert.deepEqual(faults, []);
  await context.close();
  return file.json;
}

/** The return after its answers were filled into the Word file and read back. */
function throughWord(form, path) {
  return JSON.parse(execFileSync(built("examples/word_fills"), ["answer", form, path], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 }));
}

for (const [form, folder, name] of CASES) {
  test(`${form}: by hand, through the form and through Word`, async () => {
    const path = join(root, name);
    const hand = JSON.parse(readFileSync(path, "utf8"));
    const [html, word] = [await throughForm(folder, path), throughWord(form, path)];
    for (const part of ["facts", "answers"]) {
      assert.deepEqual(html[part], hand[part], `${part} through the form`);
      assert.deepEqual(word[part], hand[part], `${part} through Word`);
      // In the same order too, because people may compare the files as text.
      assert.equal(JSON.stringify(word[part]), JSON.stringify(html[part]), `${part}: their order`);
    }
    assert.equal(html.status, "complete");
    assert.equal(html.unread, undefined);
    assert.equal(word.unread, undefined);
    assert.equal(word.definition, html.definition);
    assert.equal(word.copy, html.copy);
  });
}

// The same cases as in `tests/same_verdicts.rs`, which asks the check of returns, the JSON Schema and the script.
test("a form finishes where the check of returns accepts the answers", async () => {
  const folder = "tests/cases/verdicts";
  const cases = JSON.parse(readFileSync(join(root, folder, "cases.json"), "utf8"));
  const url = render(folder)("blank");
  // A form does not send what it does not ask. Such an answer keeps nobody from finishing.
  for (const { what, answers, failing } of cases.filter(({ hidden }) => !hidden)) {
    const { page, context, faults } = await open(browser, url);
    const draft = { canevas: 1, form: "a/b", edition: "2024", language: "en", status: "draft", facts: { country: "CMR" }, answers };
    await page.setInputFiles("#file", { name: "draft.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(draft)) });
    await page.waitForSelector("#notice:not([hidden])");
    await visit(page, "check");
    if (failing.length === 0) {
      const file = await downloaded(page, () => page.click("[data-do=finish]"));
      assert.equal(file.json.status, "complete", what);
      assert.deepEqual(file.json.answers, answers, what);
    } else {
      await page.click("[data-do=finish]");
      assert.equal(await page.evaluate(() => document.querySelector(".page.on")?.id), "s/check", what);
    }
    assert.deepEqual(faults, [], what);
    await context.close();
  }
});
