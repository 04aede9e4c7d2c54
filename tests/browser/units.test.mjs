// The unit of a number: it stands beside the box, is asked for with the number only, and comes back with the answer.
//   node --test tests/browser/units.test.mjs
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { downloaded, open, renderText, visit } from "./form.mjs";
import { launch } from "./launch.mjs";

const FORM = `canevas: 1
form: example/units
edition: 2024
languages: { source: en }
title: T
sections:
  - id: first
    number: 3
    title: First
    not_published: yes
    questions:
      - id: waste
        number: "3.1"
        type: decimal
        units: { t: tonnes, kg: kilograms }
        ask: How much waste was there?
`;

/** @type {import("playwright-core").Browser} */
let browser;
let url = "";
before(async () => {
  url = renderText(FORM);
  browser = await launch();
});
after(() => browser.close());

const number = "[name='answers/waste']";
const unit = "select[name='answers/waste.unit']";
const finish = "[data-do=finish]";

test("a number asks for its unit, and a return has both or neither", async () => {
  const { page, faults } = await open(browser, url);
  await visit(page, "about");
  await page.selectOption("[name='facts/country']", "CMR");
  await visit(page, "first");
  assert.match((await page.textContent("h2#st\\/first")) ?? "", /^3\. First$/u);
  assert.match((await page.textContent("[data-s=first]")) ?? "", /This section is not published\./u);
  // Whoever leaves the box by the keyboard comes to the unit.
  await page.focus(number);
  await page.keyboard.type("2.5");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "answers/waste.unit");
  await visit(page, "check");
  await page.click(finish);
  assert.match((await page.textContent("#errors")) ?? "", /Question 3\.1 \(How much waste was there\?\), Unit: an answer is required/u);
  await visit(page, "first");
  await page.selectOption(unit, "kg");
  await visit(page, "check");
  assert.match((await page.textContent("#answers")) ?? "", /2\.5\u00A0kilograms/u);
  const whole = await downloaded(page, () => page.click(finish));
  assert.deepEqual(whole.json.answers, { waste: 2.5, "waste.unit": "kg" });
  await visit(page, "first");
  await page.fill(number, "");
  await visit(page, "check");
  const empty = await downloaded(page, () => page.click(finish));
  assert.deepEqual(empty.json.answers, {});
  assert.deepEqual(faults, []);
});
