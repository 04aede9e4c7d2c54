// The page of `canevas report` in a browser: axe finds nothing, nothing is fetched or run, no line is too wide, paper shows the countries
// behind the figures, every page says that the returns are invented, and no figure needs a colour.
//   node --test tests/browser/report.test.mjs
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { built } from "../built.mjs";
import { open } from "./form.mjs";
import { faultyReferences } from "./ids.mjs";
import { launch } from "./launch.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {{ [language: string]: string }} */
const urls = {};
before(async () => {
  const out = mkdtempSync(join(tmpdir(), "canevas-report-"));
  const ran = spawnSync(built("canevas"), ["report", "schemas/alliance87/annual-report/2023-2024", "--returns", "tests/examples/status-report", "--out", out], { cwd: root, encoding: "utf8" });
  assert.equal(ran.status, 0, ran.stderr);
  for (const language of ["fr", "en", "es"]) urls[language] = pathToFileURL(join(out, language, "report.html")).href;
  browser = await launch();
});
after(() => browser?.close());

/** @type {[name: string, language: string, options: import("playwright-core").BrowserContextOptions & { viewport: { width: number, height: number } }][]} */
const SIGHTS = [
  ["on a desk", "fr", { viewport: { width: 1000, height: 900 } }],
  ["in English in the dark", "en", { viewport: { width: 1000, height: 900 }, colorScheme: "dark" }],
  ["in Spanish on a phone", "es", { viewport: { width: 360, height: 720 } }],
  ["in the dark on a phone", "fr", { viewport: { width: 320, height: 640 }, colorScheme: "dark" }],
];

for (const [name, language, options] of SIGHTS) {
  test(`has no fault ${name}`, async () => {
    // The page forbids scripts, so the test inserts axe from outside.
    const { page, context, faults } = await open(browser, urls[language], { ...options, bypassCSP: true });
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    await page.addScriptTag({ content: axe });
    const { violations } = await page.evaluate(() => window.axe.run(document, { rules: { "target-size": { enabled: true } } }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).slice(0, 3).join(" ")}`), []);
    assert.deepEqual(await page.evaluate(faultyReferences), []);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= options.viewport.width, `${width} pixels`);
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("is complete without a script", async () => {
  const { page, context } = await open(browser, urls.en, { javaScriptEnabled: false });
  assert.ok((await page.locator("section").count()) > 15);
  assert.ok((await page.locator("figure svg[role=img][aria-label]").count()) >= 3);
  assert.equal(await page.locator("script").count(), 0);
  assert.match((await page.locator(".notice").textContent()) ?? "", /invented/u);
  await context.close();
});

test("paper shows the countries behind the figures", async () => {
  const { page, context } = await open(browser, urls.en, { viewport: { width: 800, height: 900 } });
  await page.emulateMedia({ media: "print" });
  const heights = await page.evaluate(() => [...document.querySelectorAll("details dl")].map((list) => list.getBoundingClientRect().height));
  assert.ok(heights.length > 3 && heights.every((height) => height > 20), heights.join(" "));
  await context.close();
});

test("each figure leads to its countries, and each chart has its table", async () => {
  const { page, context } = await open(browser, urls.en);
  const faults = await page.evaluate(() => {
    const wrong = [];
    for (const figure of document.querySelectorAll("figure")) {
      if (!figure.nextElementSibling?.querySelector("table")) wrong.push(`no table after ${figure.textContent}`);
    }
    const overall = document.querySelector("section[aria-labelledby=overall]");
    const counts = [...(overall?.querySelectorAll("dd") ?? [])].map((names) => (names.textContent ?? "").split(", ").length);
    const answered = Number(overall?.querySelector("tbody tr td:last-child")?.textContent);
    if (counts.reduce((a, b) => a + b, 0) !== answered) wrong.push(`${counts} are not ${answered}`);
    return wrong;
  });
  assert.deepEqual(faults, []);
  await context.close();
});
