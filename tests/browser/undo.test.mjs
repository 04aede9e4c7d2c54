// A step that removes or replaces answers says so where it is seen, and can be taken back; rows of two tabs stay beside each other.
//   node --test tests/browser/undo.test.mjs
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { EVERY, give, open, render, renderText, visit } from "./form.mjs";
import { launch } from "./launch.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {(copy: string) => string} */
let every;

before(async () => {
  every = render(EVERY);
  browser = await launch();
});
after(() => browser.close());

const id = (path) => `[id="answers/${path}"]`;
const kept = (page) => page.evaluate(() => JSON.parse(Object.values(localStorage)[0] ?? "null"));

/** @param {string} name @param {object} answers @param {object} [more] */
function copy(name, answers, more = {}) {
  const held = { canevas: 1, form: "example/every-control", edition: "2024-2025", status: "draft", facts: { country: "CMR" }, answers, ...more };
  return { name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(held)) };
}

/** Whether the notice is whole in the window, and what the next Tab reaches. */
async function seen(page) {
  const inWindow = await page.evaluate(() => {
    const { top, bottom } = document.getElementById("notice").getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight && bottom > top;
  });
  await page.keyboard.press("Tab");
  return [inWindow, await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.do)];
}

describe("a step that removes answers", () => {
  for (const viewport of [{ width: 1280, height: 600 }, { width: 360, height: 640 }]) {
    test(`is told in the window, and the next Tab reaches Undo, at ${viewport.width} px`, async () => {
      const { page, context, faults } = await open(browser, every("CMR"), { viewport });
      page.on("dialog", (dialog) => dialog.accept());
      await give(page, copy("x.json", { line: "a line", grade: "good", steps: [{ title: "one" }, { title: "two" }], people_met: [{ name: "Ada" }] }));
      await visit(page, "parts");
      const titles = () => page.$$eval(".rows.rows input[id$='/title']", (boxes) => boxes.map((box) => box.value));
      await page.focus('[id="w:answers/steps"] [data-do=remove] >> nth=0');
      await page.keyboard.press("Enter");
      assert.deepEqual(await titles(), ["two"]);
      assert.deepEqual(await seen(page), [true, "undo"]);
      await page.waitForTimeout(200);
      assert.match(await page.textContent("#live"), /Row 1 removed/u);
      await page.keyboard.press("Enter");
      assert.deepEqual(await titles(), ["one", "two"]);
      assert.notEqual(await page.evaluate(() => document.activeElement.tagName), "BODY");
      await visit(page, "choices");
      await page.focus('[id="w:answers/grade"] [data-do=clear]');
      await page.keyboard.press("Enter");
      assert.equal((await kept(page))?.answers.grade ?? "good", "good");
      assert.deepEqual(await seen(page), [true, "undo"]);
      await page.keyboard.press("Enter");
      assert.ok(await page.isChecked(id("grade=good")));
      await visit(page, "home");
      await page.focus("[data-do=erase]");
      await page.keyboard.press("Enter");
      assert.equal(await kept(page), null);
      assert.deepEqual(await seen(page), [true, "undo"]);
      await page.keyboard.press("Enter");
      assert.deepEqual(Object.keys((await kept(page)).answers), ["line", "grade", "steps", "people_met"]);
      assert.deepEqual(faults, []);
      await context.close();
    });
  }

  test("is final once something else is answered, and a notice is closed by Escape", async () => {
    const { page, context } = await open(browser, every("CMR"));
    await give(page, copy("x.json", { grade: "good" }));
    await visit(page, "choices");
    await page.click('[id="w:answers/grade"] [data-do=clear]');
    await page.check(id("agree=yes"));
    assert.equal(await page.locator("#notice [data-do=undo]").count(), 0);
    await page.click('[id="w:answers/one"] input >> nth=0');
    await page.click('[id="w:answers/one"] [data-do=clear]');
    await page.keyboard.press("Escape");
    assert.ok(await page.isHidden("#notice"));
    await context.close();
  });

  test("leaves what has the focus in sight", async () => {
    const { page, context } = await open(browser, every("CMR"), { viewport: { width: 360, height: 640 } });
    await give(page, copy("x.json", { line: "mine" }));
    await visit(page, "simple");
    await give(page, copy("other.json", { long: "theirs" }));
    for (let press = 0; press < 40; press += 1) {
      await page.keyboard.press("Tab");
      const [covered, what] = await page.evaluate(() => {
        const [box, notice] = [document.activeElement, document.getElementById("notice")];
        const [{ top, bottom }, edge] = [box.getBoundingClientRect(), notice.getBoundingClientRect().top];
        return [!notice.contains(box) && box !== document.body && (top >= edge || (bottom > edge && bottom - top < edge)), box.id];
      });
      assert.ok(!covered, `${what} is under the notice`);
    }
    await context.close();
  });
});

describe("rows of two tabs", () => {
  test("that both add within a second stay, and typing goes on in its own row", async () => {
    const { page: one, context, faults } = await open(browser, `${every("CMR")}#s/parts`);
    const two = await context.newPage();
    await two.goto(`${every("CMR")}#s/parts`);
    await one.fill(id("steps/0/title"), "common");
    await one.waitForTimeout(500);
    assert.equal(await two.inputValue(id("steps/0/title")), "common");
    for (const page of [one, two]) await page.click("[data-do=add] >> nth=0");
    const isInOwnRow = () => document.activeElement?.id.endsWith("/title") && /** @type {HTMLInputElement} */ (document.activeElement).value === "";
    for (const page of [one, two]) await page.waitForFunction(isInOwnRow, undefined, { timeout: 10_000, polling: 100 });
    await two.waitForTimeout(300);
    await Promise.all([one.keyboard.type("from one", { delay: 30 }), two.keyboard.type("from two", { delay: 30 })]);
    // A busy machine takes longer to tell one tab of the other.
    const shows = (/** @type {import("playwright-core").Page} */ page, /** @type {string} */ text) =>
      page.waitForFunction((wanted) => [...document.querySelectorAll("input")].some(({ value }) => value === wanted), text, { timeout: 10_000, polling: 100 });
    await Promise.all([shows(one, "from two"), shows(two, "from one")]);
    await two.keyboard.type(", on");
    await one.keyboard.type(", on");
    await Promise.all([shows(one, "from two, on"), shows(two, "from one, on")]);
    await one.waitForTimeout(900);
    const { answers, unread } = await kept(one);
    assert.deepEqual(unread, {});
    assert.deepEqual(answers.steps.map(({ title }) => title).toSorted(), ["common", "from one, on", "from two, on"]);
    for (const page of [one, two]) {
      const titles = await page.$$eval(".rows.rows input[id$='/title']", (boxes) => boxes.map((box) => box.value));
      assert.deepEqual(titles.toSorted(), ["common", "from one, on", "from two, on"]);
    }
    assert.deepEqual(faults, []);
    await context.close();
  });
});

describe("a file of another edition or format", () => {
  test("is refused unless the form names its edition as the one before", async () => {
    const { page, context } = await open(browser, every("COM"));
    for (const edition of ["2022-2023", "2025-2026", "1999", "Second"]) {
      await give(page, copy("old.json", { line: "x" }, { edition, facts: { country: "COM" } }));
      assert.match(await page.textContent("#notice"), new RegExp(`another edition: ${edition}\\. No answer was taken`, "u"));
      assert.equal(await page.locator(".last").count(), 0);
    }
    for (const canevas of [2, 0, "next"]) {
      await give(page, copy("format.json", { line: "x" }, { canevas, facts: { country: "COM" } }));
      assert.match(await page.textContent("#notice"), /too old to read this file: format\.json/u);
    }
    await give(page, copy("last.json", { line: "then" }, { edition: "2023-2024", facts: { country: "COM" } }));
    assert.match(await page.textContent("#notice"), /answers from 2023-2024/u);
    await context.close();
  });
});

const GROUP = `canevas: 1
form: example/every-control
edition: 2024-2025
languages: { source: en }
title: T
sections:
  - id: s
    title: S
    questions:
      - id: place
        type: group
        ask: Where?
        can_say: [not_available]
        fields:
          - id: town
            type: text
            ask: Town
          - id: since
            type: date
            ask: Since
`;

test("a word for a whole group against a value in it is one choice in words", async () => {
  const { page, context, faults } = await open(browser, renderText(GROUP));
  const said = { said: "not_available" };
  await give(page, [copy("a.json", { place: { town: "Douala" } }), copy("b.json", { place: said })]);
  await give(page, copy("c.json", { place: { town: "Garoua", since: "2024-01-01" } }, { unread: { "/place/since (d.json)": "about 2020" } }));
  const line = page.locator('[id="c:answers/place"]');
  assert.equal(await line.count(), 1);
  assert.equal(await page.locator('[id^="c:answers/place/"]').count(), 0);
  const text = await line.textContent();
  for (const part of ["Douala", "Garoua", "Not available", "about 2020"]) assert.ok(text.includes(part), `${part} in ${text}`);
  assert.doesNotMatch(await page.textContent("#unread"), /[{[]|said/u);
  await line.locator("[data-do=use]", { hasText: "b.json" }).click();
  await page.waitForTimeout(500);
  assert.deepEqual((await kept(page)).answers, { place: said });
  await page.click("#notice [data-do=undo]");
  await line.locator("[data-do=use]", { hasText: "d.json" }).click();
  await page.waitForTimeout(500);
  const { answers, unread } = await kept(page);
  assert.deepEqual([answers, unread], [{}, { "/place/since": "about 2020" }], "a part that is no date stays unread");
  assert.deepEqual(faults, []);
  await context.close();
});

test("a value in a group that one copy answers by a word is a choice too when the copies come one after the other", async () => {
  const { page, context } = await open(browser, renderText(GROUP));
  await give(page, copy("a.json", { place: { said: "not_available" } }));
  await give(page, copy("b.json", {}, { unread: { "/place/town (x.json)": "Douala", "/place/town (y.json)": "Garoua" } }));
  const text = await page.textContent('[id="c:answers/place"]');
  for (const part of ["Not available", "Douala", "Garoua"]) assert.ok(text.includes(part), text);
  await context.close();
});

test("a page names its questions in conflict, the list of sections marks it, and Finish leads to each choice", async () => {
  const { page, context, faults } = await open(browser, every("CMR"));
  await give(page, [copy("a.json", { line: "x", long: "y", per_site: { north: { people: 1 } } }), copy("b.json", { line: "z", long: "w", per_site: { north: { people: 2 } } })]);
  await visit(page, "simple");
  assert.deepEqual(await page.locator(".page.on div.differs a").evaluateAll((links) => links.map((link) => link.getAttribute("href"))), ["#answers/line", "#answers/long"]);
  await visit(page, "home");
  assert.match(await page.textContent("[data-status=simple]"), /The copies differ/u);
  await visit(page, "check");
  await page.click("[data-do=finish]");
  assert.ok(await page.isVisible("#errors"));
  const links = page.locator("#errors a", { hasText: "choose one of the answers that differ" });
  assert.equal(await links.count(), 3);
  await links.nth(2).click();
  await page.waitForFunction(() => document.activeElement?.id === "c:answers/per_site/north/people");
  assert.match(await page.textContent('[id="c:answers/per_site/north/people"] h4'), /Question 18 \(Per site\), North.*, People/u);
  assert.deepEqual(faults, []);
  await context.close();
});
