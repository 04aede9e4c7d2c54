// Rules between answers: what keeps a form from being finished, beside which fields, and in which language. The packed script runs here.
//   node --test tests/browser/rules.test.mjs
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { downloaded, give, open, renderText, speak, visit } from "./form.mjs";
import { browser } from "./started.mjs";

const definition = readFileSync(new URL("../cases/rules/form.yaml", import.meta.url), "utf8").replace("{ source: en }", "{ source: en, translations: [fr] }");
/** @type {{ what: string, answers: object, failing: string[] }[]} */
const cases = JSON.parse(readFileSync(new URL("../cases/rules/cases.json", import.meta.url), "utf8"));
const address = renderText(definition, "canevas: 1\ncountry: CMR\n");

/** A page with these answers, where they can be finished. @param {object} answers */
async function filled(answers) {
  const { page, context, faults } = await open(browser, address);
  const copy = { canevas: 1, form: "a/b", edition: "2024", language: "en", status: "draft", facts: { country: "CMR" }, answers };
  await give(page, { name: "copy.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(copy)) });
  await visit(page, "check");
  return { page, context, faults };
}

test("each rule that is broken is named where it is broken", async () => {
  const broken = { planned: 1, held: 2, people: { north: { men: 1, women: 1, total: 3 } }, budget: 1.1, costs: [{ amount: 1.2 }] };
  const { page, context, faults } = await filled(broken);
  await page.click("[data-do=finish]");
  const links = () => page.$$eval("#errors a", (all) => all.map((link) => `${link.getAttribute("href")} ${link.textContent}`.replaceAll("\u00a0", " ")));
  assert.deepEqual(await links(), [
    "#answers/held Question 2 (How many meetings were held?): this answer does not fit others. Not more than the answer to question 1.",
    "#answers/people/north/total Question 6 (Who came?), North, Together: this answer does not fit others. Men and women together make the total.",
    "#answers/costs Question 7 (What did it cost?): this answer does not fit others. The costs are within the budget.",
  ]);
  assert.match((await page.textContent('[id="e:answers/people/north/total"]')) ?? "", /Men and women together make the total/u);
  await speak(page, "fr");
  assert.match((await links())[0] ?? "", /concorde pas avec d’autres. Pas plus que la réponse à la question 1\.$/u);
  assert.deepEqual(faults, []);
  await context.close();
});

test("what breaks no rule is finished", async () => {
  for (const { what, answers } of cases.filter(({ failing }) => !failing.length)) {
    const { page, context, faults } = await filled(answers);
    const { json } = await downloaded(page, () => page.click("[data-do=finish]"));
    assert.equal(json.status, "complete", what);
    assert.deepEqual(faults, [], what);
    await context.close();
  }
});
