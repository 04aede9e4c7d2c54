// axe-core on every page of the form, in every language: no violation of any rule.
//   node --test tests/browser/axe.test.mjs
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { EVERY, REAL, open, pages, render, visit } from "./form.mjs";
import { launch } from "./launch.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** @returns {Promise<string[]>} what axe finds on the page as it is */
async function violations(page) {
  const found = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ["violations"] })).violations);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

async function look(page, where, found) {
  for (const violation of await violations(page)) found.push(`${where}: ${violation}`);
}

for (const [folder, copy] of [[REAL, "CMR"], [REAL, "blank"], [EVERY, "CMR"], [EVERY, "blank"]]) {
  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    test(`${folder} ${copy} ${scheme}`, async () => {
      const url = render(folder)(copy);
      // The page's own policy refuses scripts that are not its own, axe included.
      const { page, context } = await open(browser, url, { bypassCSP: true, colorScheme: scheme });
      await page.evaluate(axe);
      /** @type {string[]} */
      const found = [];
      const languages = await page.$$eval("[data-language]", (all) => all.map((button) => button.dataset.language));
      for (const language of scheme === "dark" ? languages.slice(0, 1) : languages) {
        await page.click(`[data-language=${language}]`);
        for (const part of await pages(page)) {
          await visit(page, part);
          await look(page, `${language} ${part}`, found);
        }
        await page.click("[data-do=finish]");
        await look(page, `${language} errors`, found);
        const first = await page.getAttribute("#errors a", "href");
        await page.click(`#errors a[href="${first}"]`);
        await look(page, `${language} error`, found);
      }
      assert.deepEqual([...new Set(found)], []);
      await context.close();
    });
  }
}
