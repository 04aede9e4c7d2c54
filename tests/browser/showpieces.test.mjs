// The showpieces: every return is the same after it went through the form and through the Word file, `canevas check` accepts it, and every page
// fits its window.
//   node --test tests/browser/showpieces.test.mjs
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { built } from "../built.mjs";
import { downloaded, give, open, pages, render, speak, visit } from "./form.mjs";
import { launch } from "./launch.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const SHOWPIECES = "schemas/showpieces";
const EDITIONS = readdirSync(join(root, SHOWPIECES), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(join(root, SHOWPIECES, name)).map((edition) => `${SHOWPIECES}/${name}/${edition}`));
const WIDTHS = [360, 768, 1280, 1920];

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test("there are three showpieces, one of them with two editions", () => {
  assert.equal(EDITIONS.length, 4);
  for (const edition of EDITIONS) assert.equal(readdirSync(join(root, edition, "returns")).length, 2, edition);
});

/** What `canevas check` says of an edition that has only this return. @param {string} edition @param {string} country @param {object} json */
function check(edition, country, json) {
  const folder = join(mkdtempSync(join(tmpdir(), "canevas-showpiece-")), "edition");
  mkdirSync(join(folder, "returns"), { recursive: true });
  for (const entry of readdirSync(join(root, edition)).filter((name) => name !== "returns")) symlinkSync(join(root, edition, entry), join(folder, entry));
  writeFileSync(join(folder, `returns/${country}.json`), JSON.stringify(json));
  return spawnSync(built("canevas"), ["check", folder], { encoding: "utf8" });
}

for (const edition of EDITIONS) {
  describe(edition, () => {
    /** @type {(copy: string) => string} */
    let url;
    before(() => (url = render(edition)));

    for (const file of readdirSync(join(root, edition, "returns"))) {
      const country = file.slice(0, 3);
      const path = join(root, edition, "returns", file);
      test(`${country}: through the form and through Word`, async () => {
        const hand = JSON.parse(readFileSync(path, "utf8"));
        const { page, context, faults } = await open(browser, url(country));
        await give(page, path);
        await visit(page, "check");
        const { json } = await downloaded(page, () => page.click("[data-do=finish]"));
        assert.deepEqual(faults, []);
        await context.close();
        const word = JSON.parse(execFileSync(built("examples/word_fills"), ["answer", edition, path], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 }));
        assert.equal(json.status, "complete");
        for (const part of ["facts", "answers"]) {
          assert.deepEqual(json[part], hand[part], `${part} through the form`);
          assert.deepEqual(word[part], hand[part], `${part} through Word`);
        }
        assert.equal(word.unread, undefined);
        const checked = check(edition, country, json);
        assert.equal(checked.status, 0, checked.stderr);
        assert.match(checked.stderr, /nothing found/u);
      });
    }

    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      test(`no page is wider than its window, ${colorScheme}`, async () => {
        const [file] = readdirSync(join(root, edition, "returns"));
        const { page, context, faults } = await open(browser, url(String(file).slice(0, 3)), { colorScheme });
        await give(page, join(root, edition, "returns", String(file)));
        const languages = await page.$$eval("[data-language]", (all) => all.map(({ dataset }) => String(dataset["language"])));
        // A form in one language has nothing to switch.
        for (const language of languages.length ? languages : [undefined]) {
          if (language) await speak(page, language);
          for (const width of WIDTHS) {
            await page.setViewportSize({ width, height: 800 });
            for (const id of await pages(page)) {
              await visit(page, id);
              const wide = await page.evaluate(() => document.documentElement.scrollWidth);
              assert.ok(wide <= width, `${id} in ${language} at ${width}: ${wide}`);
            }
          }
        }
        assert.deepEqual(faults, []);
        await context.close();
      });
    }
  });
}
