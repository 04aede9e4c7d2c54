// The page of `canevas returns status` in a browser: axe finds nothing, nothing is fetched or run, no line is too wide, and paper
// shows all of it.
//   node --test tests/browser/returns-status.test.mjs
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
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
const edition = join(root, "schemas/alliance87/annual-report/2022-2023");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** @type {import("playwright-core").Browser} */
let browser;
let url = "";
before(async () => {
  const inbox = mkdtempSync(join(tmpdir(), "canevas-inbox-"));
  const good = readFileSync(join(edition, "returns/CMR.mended.json"), "utf8");
  mkdirSync(join(inbox, "twice"));
  writeFileSync(join(inbox, "CMR.json"), good);
  cpSync(join(edition, "returns/CMR.returned.json"), join(inbox, "twice/CMR.json"));
  writeFileSync(join(inbox, "FRA.json"), good.replaceAll('"CMR"', '"FRA"'));
  writeFileSync(join(inbox, "half.json"), good.slice(0, 2000));
  writeFileSync(join(inbox, `${"a-very-long-name-without-a-space".repeat(5)}.pdf`), "%PDF");
  const ran = spawnSync(built("canevas"), ["returns", "status", inbox, "--form", edition, "--format", "html"], { encoding: "utf8", maxBuffer: 1 << 26 });
  assert.equal(ran.status, 100, ran.stderr);
  const file = join(inbox, "status.html");
  writeFileSync(file, ran.stdout);
  url = pathToFileURL(file).href;
  browser = await launch();
});
after(() => browser?.close());

/** @type {[name: string, options: import("playwright-core").BrowserContextOptions & { viewport: { width: number, height: number } }][]} */
const SIGHTS = [
  ["on a desk", { viewport: { width: 1000, height: 900 } }],
  ["in the dark", { viewport: { width: 1000, height: 900 }, colorScheme: "dark" }],
  ["on a phone", { viewport: { width: 360, height: 720 } }],
  ["in the dark on a phone", { viewport: { width: 320, height: 640 }, colorScheme: "dark" }],
];

for (const [name, options] of SIGHTS) {
  test(`has no fault ${name}`, async () => {
    // The page forbids scripts, so the test inserts axe from outside.
    const { page, context, faults } = await open(browser, url, { ...options, bypassCSP: true });
    await page.evaluate(() => document.querySelectorAll("details").forEach((country) => (country.open = true)));
    await page.addScriptTag({ content: axe });
    const { violations } = await page.evaluate(() => window.axe.run(document, { rules: { "target-size": { enabled: true } } }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`), []);
    assert.deepEqual(await page.evaluate(faultyReferences), []);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= options.viewport.width, `${width} pixels`);
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("says who reported, who did not, and what is wrong with each file", async () => {
  const { page, context } = await open(browser, url);
  const rows = await page.evaluate(() => [...document.querySelectorAll("#countries + * tbody tr")].map((row) => [...row.children].slice(0, 3).map(({ textContent }) => textContent)));
  assert.deepEqual(rows.map(([country, state]) => [country, state]), [["Cameroun", "reported"], ["Comores", "missing"], ["Côte d’Ivoire", "missing"], ["France", "incomplete"], ["Madagascar", "missing"]]);
  const text = await page.evaluate(() => document.body.textContent);
  for (const words of ["2 files hold different answers", "half.json", "This file ends too early", "It is a picture or a PDF", "was not asked to report"]) assert.ok(text.includes(words), words);
  assert.equal(await page.evaluate(() => document.scripts.length), 0);
  await context.close();
});
