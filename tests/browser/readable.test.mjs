// The page of `canevas fill` in a browser: axe finds nothing, nothing is fetched or run, and no line is too wide.
//   node --test tests/browser/readable.test.mjs
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { built } from "../built.mjs";
import { open } from "./form.mjs";
import { launch } from "./launch.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const edition = join(root, "schemas/alliance87/annual-report/2022-2023");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** @type {import("playwright-core").Browser} */
let browser;
let folder = "";
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "canevas-readable-"));
  const languages = ["fr", "en", "es"].flatMap((tag) => ["--language", tag]);
  execFileSync(built("canevas"), ["fill", join(edition, "returns/CMR.mended.json"), "--form", edition, ...languages, "--out", folder]);
  browser = await launch();
});
after(() => browser?.close());

/** @type {[name: string, language: string, options: import("playwright-core").BrowserContextOptions & { viewport: { width: number, height: number } }][]} */
const SIGHTS = [
  ["on a desk", "fr", { viewport: { width: 1000, height: 900 } }],
  ["in the dark", "en", { viewport: { width: 1000, height: 900 }, colorScheme: "dark" }],
  ["on a phone", "es", { viewport: { width: 320, height: 640 } }],
];

for (const [name, language, options] of SIGHTS) {
  test(`a readable return has no fault ${name}, in ${language}`, async () => {
    // The page forbids scripts, so the test inserts axe from outside.
    const { page, context, faults } = await open(browser, pathToFileURL(join(folder, `CMR.mended.${language}.html`)).href, { ...options, bypassCSP: true });
    await page.addScriptTag({ content: axe });
    const { violations } = await page.evaluate(() => window.axe.run(document, { rules: { "target-size": { enabled: true } } }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`), []);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= options.viewport.width);
    assert.equal(await page.evaluate(() => document.documentElement.lang), language);
    // What the country wrote keeps its language.
    const written = await page.$$eval("blockquote", (all) => all.map((quote) => quote.lang));
    assert.ok(written.length > 20 && written.every((tag) => tag === (language === "fr" ? "" : "fr")), written.join());
    assert.deepEqual(faults, []);
    await context.close();
  });
}
