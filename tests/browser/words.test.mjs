// What the form says: what an answer may be, what is wrong with it and where, why something is not asked, what does not fit.
//   node --test tests/browser/words.test.mjs
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { EVERY, downloaded, give, open, render, renderText, visit } from "./form.mjs";
import { launch } from "./launch.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {(copy: string) => string} */
let every;
let waits = "";

const WAITS = `canevas: 1
form: example/waits
edition: 2024-2025
period: { from: 2024-01, to: 2024-12 }
languages: { source: en }
title: T
lists: { sites: { north: North, south: South } }
sections:
  - id: first
    title: First
    questions:
      - id: agree
        type: yes_no
        ask: Do you agree with all of what the ministries of the country have planned for the coming year?
      - id: much
        type: decimal
        min: 1
        max: 100
        decimals: 2
        ask: How much?
      - id: count
        type: integer
        min: 0
        ask: How many?
      - id: day
        type: date
        within: period
        ask: Which day?
      - id: mail
        type: email
        ask: Which address?
      - id: people
        type: names_and_roles
        ask: Who?
      - id: more
        type: text
        show_if: answered(people)
        ask: More about them?
      - id: kind
        type: single_choice
        ask: Which kind?
        choices:
          a: A
          other:
            label: Other
            specify: Which other?
      - id: many
        type: multiple_choice
        ask: Which of these?
        choices:
          a: A
          other:
            label: Other
            specify: Which others?
  - id: second
    title: Second
    show_if: agree
    questions:
      - id: why
        type: text
        ask: Why?
      - id: deep
        type: yes_no
        ask: Deeper?
  - id: third
    title: Third
    questions:
      - id: only
        type: text
        show_if: deep
        ask: Only then?
  - id: table
    title: Table
    questions:
      - id: sites
        type: group
        for_each: sites
        layout: table
        required: true
        ask: For each site
        fields:
          - id: staff
            type: integer
            max: 9
            ask: Staff
  - id: optional
    title: Optional
    questions:
${[1, 2, 3].map((n) => `      - id: o${n}\n        type: text\n        ask: "Optional ${n}?"`).join("\n")}
`;

before(async () => {
  every = render(EVERY);
  waits = renderText(WAITS);
  browser = await launch();
});
after(() => browser.close());

const id = (path) => `[id="answers/${path}"]`;
const beside = (page, path) => page.textContent(`[id="e:answers/${path}"]`);

/** @param {object} answers @param {object} [more] */
function copy(answers, more = {}) {
  const held = { canevas: 1, form: "example/waits", edition: "2024-2025", status: "draft", facts: { country: "CMR" }, answers, ...more };
  return { name: "x.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(held)) };
}

describe("an answer", () => {
  test("has its limits beside its box beforehand", async () => {
    const { page, context } = await open(browser, `${waits}#s/first`);
    const hint = (path) => page.textContent(`[id="h:answers/${path}"]`);
    assert.match(await hint("much"), /Between 1 and 100\..*Decimals: 2 at most\./su);
    // Its minimum is 0, and nobody counts below that.
    assert.equal((await hint("count")).trim(), "A whole number.");
    assert.match(await hint("day"), /From 1 January 2024 to 31 December 2024\./u);
    assert.match(await page.getAttribute(id("much"), "aria-describedby"), /h:answers\/much/u);
    await context.close();
  });

  test("is checked when somebody leaves its box, and not before", async () => {
    const { page, context } = await open(browser, `${waits}#s/first`);
    await page.focus(id("much"));
    await page.keyboard.type("1000");
    assert.equal(await beside(page, "much"), "");
    await page.keyboard.press("Tab");
    assert.match(await beside(page, "much"), /Error: Question 2 \(How much\?\): 100 or less/u);
    assert.equal(await page.getAttribute(id("much"), "aria-invalid"), "true");
    await page.waitForTimeout(600);
    assert.match(await page.textContent("#live"), /100 or less/u);
    await page.fill(id("much"), "50");
    await page.keyboard.press("Tab");
    assert.equal(await beside(page, "much"), "");
    for (const [path, text, told] of [["much", "lots", /a number with digits only, such as 1/u], ["count", "1.5", /a whole number with digits only/u], ["mail", "nobody", /email address/u]]) {
      await page.fill(id(path), text);
      await page.keyboard.press("Tab");
      assert.match(await beside(page, path), told);
    }
    // A date is checked when the focus leaves all its boxes.
    await page.fill(id("day=d"), "5");
    await page.keyboard.press("Tab");
    assert.equal(await beside(page, "day"), "");
    await page.selectOption(id("day=m"), "2");
    await page.fill(id("day=y"), "23");
    await page.keyboard.press("Tab");
    assert.match(await beside(page, "day"), /the day, the month and the year with four digits, such as 1 January 2024/u);
    await page.fill(id("day=y"), "2023");
    await page.keyboard.press("Tab");
    assert.match(await beside(page, "day"), /not before 1 January 2024/u);
    await context.close();
  });

  test("that a box cannot hold is not taken, and the page stays quick", async () => {
    const { page, context, faults } = await open(browser, `${every("CMR")}#s/simple`);
    await page.fill(id("long"), "mine");
    const start = Date.now();
    await page.evaluate(() => {
      const box = /** @type {HTMLTextAreaElement} */ (document.getElementById("answers/long"));
      box.value = "x".repeat(20_000_000);
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
    assert.ok(Date.now() - start < 5000);
    assert.equal(await page.inputValue(id("long")), "mine");
    assert.match(await page.textContent("#notice"), /too long and was not added/u);
    const large = { canevas: 1, form: "example/every-control", edition: "2024-2025", facts: { country: "CMR" }, answers: { long: "y".repeat(20_000_000) } };
    await give(page, { name: "large.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(large)) });
    assert.match(await page.textContent("#notice"), /more than 500,000 characters: large\.json\. No answer was taken from it/u);
    assert.equal(await page.inputValue(id("long")), "mine");
    assert.deepEqual(faults, []);
    await context.close();
  });
});

describe("a section without questions", () => {
  test("says that it waits for an answer, or why it is left out, with a link", async () => {
    const { page, context, faults } = await open(browser, waits);
    const status = (section) => page.textContent(`[data-status=${section}]`);
    assert.equal(await status("second"), "Depends on an earlier answer");
    assert.equal(await status("third"), "Depends on an earlier answer");
    await visit(page, "second");
    assert.match(await page.textContent(".page.on .why"), /depends on an earlier answer.*Question 1 \(Do you agree with all of what the ministries of the country…\)/su);
    await visit(page, "third");
    assert.equal(await page.getAttribute(".page.on .why a", "href"), "#answers/agree", "what it waits for waits itself");
    await page.click(".page.on .why a");
    await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "answers/agree");
    await page.check(id("agree=no"));
    await visit(page, "second");
    assert.match(await page.textContent(".page.on .why"), /does not apply, because of another answer/u);
    await visit(page, "first");
    await page.check(id("agree=yes"));
    await page.waitForTimeout(600);
    assert.doesNotMatch(await page.textContent("#live"), /Question \W*$/u);
    await visit(page, "second");
    assert.equal(await page.locator(".page.on .why").count(), 0);
    await visit(page, "home");
    assert.equal(await status("second"), "Not started");
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("is not completed by one of several optional answers", async () => {
    const { page, context } = await open(browser, waits);
    await give(page, copy({ o1: "a" }));
    await visit(page, "home");
    assert.equal(await page.textContent("[data-status=optional]"), "In progress");
    assert.match(await page.textContent(".tasks"), /Answered: 1 of 3/u);
    await give(page, copy({ o2: "b", o3: "c" }));
    await visit(page, "home");
    assert.equal(await page.textContent("[data-status=optional]"), "Completed");
    await context.close();
  });
});

describe("what is missing", () => {
  test("is told at its own box: a name for a role, the text of “other”, the row of a table", async () => {
    const { page, context, faults } = await open(browser, `${waits}#s/first`);
    await page.click('[id="w:answers/people"] [data-do=add]');
    await page.fill(id("people/1/role"), "Minister");
    assert.ok(await page.isHidden(id("more")), "a role without a name is no entry");
    await page.fill(id("people/0/name"), "Ada");
    assert.ok(await page.isVisible(id("more")));
    await page.check(id("kind=other"));
    await page.check(id("many=other"));
    await visit(page, "check");
    await page.click("[data-do=finish]");
    const told = await page.$$eval("#errors a", (links) => links.map((link) => [link.getAttribute("href"), link.textContent]));
    const of = (path) => told.find(([href]) => href === `#answers/${path}`)?.[1] ?? "";
    assert.match(of("people/1/name"), /Question 6 \(Who\?\), row 2, Name: an answer is required/u);
    assert.match(of("kind.other"), /Question 8 \(Which kind\?\), Which other\?: an answer is required/u);
    assert.match(of("many.other"), /Which others\?/u);
    assert.match(of("sites/north"), /For each site\), North: an answer is required/u);
    for (const [href, text] of told) {
      const path = href.slice(1);
      const place = await page.textContent(`[id="e:${path}"]`);
      assert.ok(place.includes(text), `${path}: ${place}`);
    }
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("is listed under a title that is on the screen of a phone", async () => {
    const { page, context } = await open(browser, `${every("blank")}#s/check`, { viewport: { width: 360, height: 640 } });
    await page.click(".check [data-do=finish]");
    const top = await page.evaluate(() => document.querySelector("#errors h3").getBoundingClientRect().top);
    assert.ok(top >= 0 && top < 500, String(top));
    await context.close();
  });
});

test("what fits nowhere is shown in words", async () => {
  const { page, context } = await open(browser, waits);
  const unread = { "/gone": '{"said":"not_available"}', "/kind": '["a","b"]', "/other/r1": '{"name":"Ada","role":"x"}', "/sites/west/people": "7" };
  await give(page, copy({}, { unread }));
  await visit(page, "check");
  const text = await page.textContent("#unread");
  assert.doesNotMatch(text, /[{}[\]"]|said|\/gone|not_available/u);
  for (const part of ["Not a question of this form: gone", "Not available", "Ada", "west"]) assert.ok(text.includes(part), `${part} in ${text}`);
  // A text that is no option stands beside the options of its question, with the label of each option in it.
  const beside = await page.textContent('[id="e:answers/kind"]');
  assert.match(beside, /A.*b/su);
  assert.doesNotMatch(beside, /[{}[\]"]/u);
  await context.close();
});

test("untranslated texts keep their language on the page of answers", async () => {
  const { page, context } = await open(browser, every("CMR"));
  await page.click("[data-language=fr]");
  await give(page, { name: "x.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify({ canevas: 1, form: "example/every-control", edition: "2024-2025", facts: { country: "CMR" }, answers: { one: "first", place: { town: "x" }, long: { said: "not_available" } } })) });
  await visit(page, "check");
  const wrong = await page.evaluate(() => {
    const english = [...document.querySelectorAll(".page:not(.check) [lang=en]")].map((node) => node.textContent.trim()).filter((text) => text.length > 3);
    const walker = document.createTreeWalker(document.getElementById("answers"), NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent.trim();
      if (english.includes(text) && !node.parentElement.closest(".vh") && node.parentElement.closest("[lang]").lang !== "en") found.push(text);
    }
    return found;
  });
  assert.deepEqual(wrong, []);
  assert.ok((await page.locator("#answers [lang=en]").count()) > 3);
  await context.close();
});

test("what stands beside a question names it: “nothing to report”, comments, texts of options, choices", async () => {
  const { page, context } = await open(browser, `${every("CMR")}#s/simple`);
  const named = (/** @type {RegExp} */ name, role = "textbox") => page.getByRole(/** @type {"textbox"} */ (role), { name }).count();
  assert.equal(await named(/Nothing to report.*A long text/u, "checkbox"), 1);
  assert.equal(await named(/A comment on it.*A long text/u), 1);
  await give(page, [1, 2].map((n) => ({ name: `${n}.json`, mimeType: "application/json", buffer: Buffer.from(JSON.stringify({ canevas: 1, form: "example/every-control", edition: "2024-2025", facts: { country: "CMR" }, answers: { line: String(n) } })) })));
  assert.equal(await named(/Choose 1\.json, Question 1/u, "button"), 1);
  await context.close();
});

test("a finished return comes with a receipt, a dropped file is opened, and answers have the order of the definition", async () => {
  const { page, context, faults } = await open(browser, renderText("canevas: 1\nform: example/waits\nedition: 2024-2025\nlanguages: { source: en }\ntitle: T\nsections:\n  - id: s\n    title: S\n    questions:\n      - id: q\n        type: text\n        ask: Q\n      - id: partners\n        type: multiple_choice\n        choices: countries\n        ask: Partners\n"));
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "dropped.json"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, copy({ q: "x" }).buffer.toString());
  await page.waitForSelector("#notice:not([hidden])");
  assert.match(await page.textContent("#notice"), /dropped\.json/u);
  await visit(page, "s");
  const names = await page.$$eval("[data-sort] .choice label", (labels) => labels.map((label) => label.textContent));
  assert.deepEqual(names, [...names].sort(new Intl.Collator("en").compare));
  for (const code of ["ZMB", "ALB", "AGO"]) await page.check(id(`partners=${code}`));
  await visit(page, "check");
  const { json } = await downloaded(page, () => page.click("[data-do=finish]"));
  assert.deepEqual(json.answers.partners, ["AGO", "ALB", "ZMB"]);
  assert.match(await page.textContent("#receipt"), /waits-2024-2025-CMR\.json.*Questions answered2 \/ 2/su);
  assert.deepEqual(faults, []);
  await context.close();
});
