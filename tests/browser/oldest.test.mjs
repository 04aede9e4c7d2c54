// The oldest browsers in which the form is tried: docs/form.md names them. The same walk in each.
//   node --test tests/browser/oldest.test.mjs
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { EVERY, REAL, give, pages, render, visit } from "./form.mjs";
import { oldChromium, oldFirefox, oldWebKit } from "./old.mjs";
import { answered } from "./samples.mjs";

/** The start of each version. WebKit comes from the system's own release: 2.38 in Debian 12, a newer one in a newer release. */
const BROWSERS = /** @type {const} */ ([["Chromium", "103.", oldChromium], ["Firefox", "115.14", oldFirefox], ["WebKit", "2.", oldWebKit]]);
/** The packages hold programs for one kind of machine. */
const skip = process.platform === "linux" && process.arch === "x64" ? false : "there is no such browser for this machine";

for (const [name, oldest, start] of BROWSERS) {
  describe(`in the oldest ${name}`, { skip }, () => {
    /** @type {import("./old.mjs").OldBrowser} */
    let browser;
    before(async () => {
      browser = await start();
    });
    after(() => browser?.close());

    test(`is ${oldest}`, (context) => {
      context.diagnostic(`${name} ${browser.version}`);
      assert.ok(browser.version.startsWith(oldest), browser.version);
    });

    for (const [form, copy] of /** @type {const} */ ([[REAL, "CMR"], [EVERY, "blank"]])) {
      test(`${form.split("/").at(-1)}: one page at a time, every answer shown, and a finished return`, async () => {
        const { page, saved, faults, end } = await browser.fresh(render(form)(copy));
        const file = answered(form, copy);
        await give(page, file);
        for (const id of await pages(page)) {
          await visit(page, id);
          assert.deepEqual(await page.$$eval(".page", (all) => all.filter((part) => part.getClientRects().length > 0).map((part) => part.id)), [`s/${id}`]);
        }
        await visit(page, "check");
        const json = await saved(() => page.click(".check [data-do=finish]"));
        assert.equal(json.status, "complete");
        assert.deepEqual(json.answers, JSON.parse(file.buffer.toString()).answers);
        await page.waitForFunction(() => document.querySelector(".page.on")?.id === "s/finished");
        assert.deepEqual(await faults(), []);
        await end();
      });
    }

    test("a question appears, a row is added and removed, and a step is undone", async () => {
      const { page, faults, end } = await browser.fresh(render(EVERY)("blank"));
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
      assert.deepEqual(await faults(), []);
      await end();
    });
  });
}
