// The oldest Chromium that the form supports, 103 of June 2022, from the npm package @sparticuz/chromium. It knows no `:has()`.
//   node --test tests/browser/oldest.test.mjs
import assert from "node:assert/strict";
import { chmodSync, createReadStream, createWriteStream, mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { after, before, describe, test } from "node:test";
import { createBrotliDecompress } from "node:zlib";
import { chromium } from "playwright-core";
import { EVERY, REAL, downloaded, give, open, pages, render, visit } from "./form.mjs";
import { answered } from "./samples.mjs";

const OLDEST = "103.";
/** The package holds a program for one kind of machine. */
const skip = process.platform === "linux" && process.arch === "x64" ? false : "there is no such browser for this machine";

/** @returns {Promise<string>} the path of the program */
async function unpacked() {
  const folder = dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium/package.json"));
  const program = join(mkdtempSync(join(tmpdir(), "canevas-oldest-")), "chromium");
  await pipeline(createReadStream(join(folder, "bin/chromium.br")), createBrotliDecompress(), createWriteStream(program));
  chmodSync(program, 0o755);
  return program;
}

describe("in the oldest Chromium", { skip }, () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await chromium.launch({ executablePath: await unpacked(), args: ["--no-sandbox", "--disable-gpu", "--no-zygote"] });
    assert.ok(browser.version().startsWith(OLDEST), browser.version());
  });
  after(() => browser?.close());

  for (const [name, copy] of /** @type {const} */ ([[REAL, "CMR"], [EVERY, "blank"]])) {
    test(`${name.split("/").at(-1)}: one page at a time, every answer shown, and a finished return`, async () => {
      const { page, context, faults } = await open(browser, render(name)(copy));
      const file = answered(name, copy);
      await give(page, file);
      for (const id of await pages(page)) {
        await visit(page, id);
        assert.deepEqual(await page.$$eval(".page", (all) => all.filter((part) => part.getClientRects().length > 0).map((part) => part.id)), [`s/${id}`]);
      }
      await visit(page, "check");
      const { json } = await downloaded(page, () => page.click(".check [data-do=finish]"));
      assert.equal(json.status, "complete");
      assert.deepEqual(json.answers, JSON.parse(file.buffer.toString()).answers);
      await page.waitForFunction(() => document.querySelector(".page.on")?.id === "s/finished");
      assert.deepEqual(faults, []);
      await context.close();
    });
  }

  test("a question appears, a row is added and removed, and a step is undone", async () => {
    const { page, context, faults } = await open(browser, render(EVERY)("blank"));
    const id = (/** @type {string} */ path) => `[id="answers/${path}"]`;
    const section = await page.$eval(id("agree=no"), (box) => box.closest(".page").id.slice(2));
    await visit(page, section);
    assert.equal(await page.isVisible(id("why")), false);
    await page.check(id("agree=no"));
    assert.equal(await page.isVisible(id("why")), true);
    await visit(page, await page.$eval("[data-rows='answers/steps']", (rows) => rows.closest(".page").id.slice(2)));
    await page.fill(id("steps/0/title"), "one");
    await page.click("[data-do=add][data-for='answers/steps']");
    await page.fill(id("steps/1/title"), "two");
    await page.click("[data-rows='answers/steps'] .row:first-child [data-do=remove]");
    assert.equal(await page.inputValue(id("steps/0/title")), "two");
    await page.click("#notice [data-do=undo]");
    assert.deepEqual(await page.$$eval("[data-rows='answers/steps'] input[name$='/title']", (boxes) => boxes.map((box) => box.value)), ["one", "two"]);
    assert.deepEqual(faults, []);
    await context.close();
  });
});
