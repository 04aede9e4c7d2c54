// What the interface says in another language that only a browser knows: the form of a word that a number decides.
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

test("the number of errors is told in each language, in the form that it takes", async () => {
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
