// Plural forms that only the browser can choose: the script takes the category of a number from `Intl`.
//   node --test tests/browser/interface-language.test.mjs
import assert from "node:assert/strict";
import { test } from "node:test";
import { EVERY, open, visit } from "./form.mjs";
import { browser, urls } from "./started.mjs";

const TITLES = {
  en: { one: "One answer needs your attention", other: "{n} answers need your attention" },
  fr: { one: "Une réponse demande votre attention", other: "{n} réponses demandent votre attention" },
  ar: {
    one: "إجابة واحدة تتطلب انتباهكم",
    two: "إجابتان تتطلبان انتباهكم",
    few: "{n} إجابات تتطلب انتباهكم",
    many: "{n} إجابة تتطلب انتباهكم",
  },
};

test("names the number of errors in each language with the right plural form", async () => {
  const { page, context, faults } = await open(browser, urls[EVERY]("blank"));
  const seen = new Set();
  await visit(page, "check");
  for (const tag of Object.keys(TITLES)) {
    await page.click(`[data-language="${tag}"]`);
    await page.click("[data-do=finish]");
    const told = async () => ({ title: await page.textContent("#errors h3"), n: await page.locator("#errors a").count() });
    const { title, n } = await told();
    const category = new Intl.PluralRules(tag).select(n);
    seen.add(`${tag} ${category}`);
    assert.equal(title, TITLES[tag][category].replace("{n}", String(n)));
    assert.equal(await page.getAttribute("#errors", "aria-label"), title);
  }
  assert.deepEqual(faults, []);
  assert.equal(seen.size, 3);
  await context.close();
});
