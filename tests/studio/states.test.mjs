// Every pane of the studio in three languages, light and dark, on a wide screen and on a telephone: axe finds nothing, and nothing is
// wider than the window. With PICTURES=1 it writes pictures to tests/out/studio.
//   node --test tests/studio/states.test.mjs
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch } from "../browser/launch.mjs";
import { edition, here, opened, settled, template } from "./studio.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = process.env.PICTURES ? here("tests/out/studio") : "";
if (pictures) mkdirSync(pictures, { recursive: true });

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** What axe finds on the page. The form in the frame has tests of its own. @param {import("playwright-core").Page} page */
async function violations(page) {
  return page.evaluate(async () => {
    // @ts-expect-error axe was put into the page.
    const { violations: found } = await window.axe.run({ exclude: [["iframe"]] }, { iframes: false });
    return found.map((/** @type {any} */ one) => `${one.id}: ${one.nodes.map((/** @type {any} */ node) => node.target.join(" ")).join(", ")}`);
  });
}

/** @param {import("playwright-core").Page} page @param {string} name */
async function held(page, name) {
  await settled(page);
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` });
  assert.deepEqual(await violations(page), [], name);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(over <= 0, `${name}: the page is ${over} pixels wider than the window`);
}

const WIDTHS = { phone: 360, desk: 1280, wide: 1920 };

for (const [device, width] of Object.entries(WIDTHS)) {
  for (const [colorScheme, locale] of /** @type {const} */ ([["light", "fr-FR"], ["dark", "en-GB"], ["light", "es-ES"]])) {
    if (device === "wide" && locale === "es-ES") continue;
    const state = `${device}-${colorScheme}-${locale.slice(0, 2)}`;
    test(`every pane: ${state}`, async () => {
      const { page, context, faults } = await opened(browser, { viewport: { width, height: 900 }, colorScheme, locale });
      await page.evaluate(axe);
      await held(page, `${state}-start`);
      await template(page, "annual");
      await edition(page, "annual-report/2023-2024");
      const isNarrow = device === "phone";
      const show = async (/** @type {string} */ pane) => isNarrow && page.click(`#switch-${pane}`);
      await show("outline");
      await held(page, `${state}-outline`);
      await page.click("#outline-list .question button");
      await show("edit");
      await held(page, `${state}-question`);
      for (const tab of ["yaml", "translations", "changes", "returns"]) {
        await page.click(`#tab-${tab}`);
        await held(page, `${state}-${tab}`);
      }
      await show("result");
      await page.selectOption("#target", "word");
      await held(page, `${state}-word`);
      await show("findings");
      await held(page, `${state}-findings`);
      assert.deepEqual(faults, []);
      await context.close();
    });
  }
}
