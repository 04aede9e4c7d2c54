// Nothing that somebody typed is lost: two tabs, copies opened over a draft, conflicts, steps that replace answers, a finished return.
//   node --test tests/browser/loss.test.mjs
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { EVERY, downloaded, give, open, render, visit } from "./form.mjs";
import { launch } from "./launch.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {(copy: string) => string} */
let every;

before(async () => {
  every = render(EVERY, "https://example.org/returns");
  browser = await launch();
});
after(() => browser.close());

const id = (path) => `[id="answers/${path}"]`;

/** @param {string} name @param {object} answers @param {object} [more] */
function copy(name, answers, more = {}) {
  const held = { canevas: 1, form: "example/every-control", edition: "2024-2025", status: "draft", facts: { country: "CMR" }, answers, ...more };
  return { name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(held)) };
}

/** What the browser keeps. */
function kept(page) {
  return page.evaluate(() => JSON.parse(Object.values(localStorage)[0] ?? "null"));
}

/**
 * Waits until something holds, at most ten seconds; the test then says what does not.
 * @param {() => Promise<boolean>} holds
 */
async function until(holds) {
  const end = Date.now() + 10_000;
  while (!(await holds()) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** The answers of a saved copy. */
async function saved(page) {
  await visit(page, "home");
  return (await downloaded(page, () => page.click("[data-do=save] >> visible=true"))).json;
}

const REQUIRED = { line: "x", long: "y", agree: "yes", place: { town: "Douala" }, progress: { roads: "a", wells: "b" }, fee: 1 };

describe("two tabs", () => {
  test("show and keep what was answered in each", async () => {
    const { page: one, context, faults } = await open(browser, `${every("CMR")}#s/simple`);
    const two = await context.newPage();
    await two.goto(`${every("CMR")}#s/simple`);
    await one.fill(id("line"), "from one");
    await until(async () => (await two.inputValue(id("line"))) === "from one");
    await two.fill(id("long"), "from two ");
    await until(async () => (await one.inputValue(id("long"))) === "from two");
    assert.equal(await two.inputValue(id("line")), "from one");
    assert.equal(await one.inputValue(id("long")), "from two");
    assert.equal(await two.inputValue(id("long")), "from two ", "the box in which somebody types stays as it is");
    const { answers } = await kept(one);
    assert.deepEqual([answers.line, answers.long], ["from one", "from two"]);
    // Both type in one box before either is kept.
    await Promise.all([one.fill(id("mail"), "a@one.org"), two.fill(id("mail"), "b@two.org")]);
    let texts = "";
    await until(async () => {
      const { answers: then, unread } = await kept(two);
      texts = JSON.stringify([then, unread]);
      return texts.includes("a@one.org") && texts.includes("b@two.org");
    });
    assert.ok(texts.includes("a@one.org") && texts.includes("b@two.org"), texts);
    assert.deepEqual(faults, []);
    await context.close();
  });

  // Each tab reads the storage through a copy of its own, which may be older than what the other one wrote a moment ago.
  test("keep both when each writes before it sees the other", async () => {
    const { page: one, context, faults } = await open(browser, `${every("CMR")}#s/simple`);
    await one.fill(id("line"), "before");
    await until(async () => (await kept(one))?.answers.line === "before");
    const two = await context.newPage();
    await two.goto(`${every("CMR")}#s/simple`);
    await two.evaluate(() => {
      const [text] = Object.values(localStorage);
      const read = Storage.prototype.getItem;
      Storage.prototype.getItem = () => text;
      Object.assign(window, { seeAll: () => (Storage.prototype.getItem = read) });
    });
    await one.fill(id("long"), "from one");
    await one.fill(id("mail"), "a@one.org");
    await until(async () => (await kept(one))?.answers.mail === "a@one.org");
    await two.fill(id("mail"), "b@two.org");
    await until(async () => JSON.stringify(await kept(one)).includes("b@two.org"));
    await two.evaluate("seeAll()");
    const lost = async () => ["before", "from one", "a@one.org", "b@two.org"].filter((text) => !texts.includes(text));
    let texts = "";
    await until(async () => {
      texts = JSON.stringify(await kept(two));
      return (await lost()).length === 0;
    });
    assert.deepEqual(await lost(), [], texts);
    assert.equal(await two.inputValue(id("long")), "from one");
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("what one erases does not come back when the other types", async () => {
    const { page: one, context } = await open(browser, `${every("CMR")}#s/simple`);
    await one.fill(id("line"), "secret");
    await until(async () => (await kept(one))?.answers.line === "secret");
    const two = await context.newPage();
    await two.goto(`${every("CMR")}#s/simple`);
    assert.equal(await two.inputValue(id("line")), "secret");
    one.on("dialog", (dialog) => dialog.accept());
    await visit(one, "home");
    await one.click("[data-do=erase]");
    await until(async () => (await two.inputValue(id("line"))) === "");
    assert.equal(await two.inputValue(id("line")), "");
    await two.fill(id("long"), "after");
    await until(async () => (await kept(two))?.answers.long === "after");
    const { answers } = await kept(two);
    assert.equal(answers.line, undefined);
    assert.equal(answers.long, "after");
    await context.close();
  });
});

test("a draft is kept while somebody types without a pause, and does not say so before", async () => {
  const { page, context } = await open(browser, `${every("CMR")}#s/simple`);
  await page.focus(id("long"));
  await page.evaluate(() => {
    const held = /** @type {any} */ (window);
    document.addEventListener("input", () => (held.typed ??= []).push(Date.now()));
  });
  /** Types for two seconds. @returns {Promise<{ pause: number, said: string }>} the longest pause, in milliseconds, and what the form says */
  async function type() {
    await page.evaluate(() => delete (/** @type {any} */ (window).typed));
    const end = Date.now() + 1800;
    while (Date.now() < end) await page.keyboard.type("x", { delay: 40 });
    return page.evaluate(() => {
      const times = [.../** @type {any} */ (window).typed, Date.now()];
      return { pause: Math.max(...times.slice(1).map((time, at) => time - times[at])), said: document.getElementById("saved")?.textContent ?? "" };
    });
  }
  // The form takes a pause of a busy machine for a pause of the typist.
  let typed = await type();
  for (let turn = 0; turn < 9 && typed.pause >= 300; turn += 1) typed = await type();
  assert.ok(typed.pause < 300, "typed without a pause");
  assert.equal(typed.said, "");
  assert.ok((await kept(page))?.answers.long.length > 5, "kept before the first pause");
  await page.waitForTimeout(500);
  assert.match(await page.textContent("#saved"), /kept/u);
  await context.close();
});

describe("a copy opened over a draft", () => {
  test("keeps both, and can be undone or taken alone", async () => {
    const { page, context, faults } = await open(browser, `${every("CMR")}#s/simple`);
    await page.fill(id("line"), "own line");
    await page.fill(id("long"), "own text");
    await visit(page, "home");
    const theirs = copy("theirs.json", { line: "their line", mail: "a@b.org" });
    await give(page, theirs);
    assert.match(await page.textContent("#notice"), /theirs\.json.*Your own answers are kept too/su);
    assert.deepEqual(await page.locator(".differ b").allTextContents(), ["This browser", "theirs.json"]);
    await page.reload();
    assert.equal(await page.locator(".differ").count(), 1, "both are kept");
    await page.click(".differ button >> nth=0");
    assert.match(await page.textContent("#notice"), /An answer was chosen: Question 1/u);
    await page.click("#notice [data-do=undo]");
    assert.equal(await page.locator(".differ").count(), 1, "the choice is undone");
    await page.click(".differ button >> nth=0");
    const { answers } = await saved(page);
    assert.deepEqual([answers.line, answers.long, answers.mail], ["own line", "own text", "a@b.org"]);
    await give(page, theirs);
    await page.click("#notice [data-do=undo]");
    assert.deepEqual((await saved(page)).answers, answers);
    await give(page, theirs);
    await page.click("#notice [data-do=alone]");
    assert.deepEqual((await saved(page)).answers, { line: "their line", mail: "a@b.org" });
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("replaces nothing where it says the same", async () => {
    const { page, context } = await open(browser, `${every("CMR")}#s/simple`);
    await page.fill(id("line"), "same");
    await give(page, copy("same.json", { line: "same", grade: "good" }));
    assert.doesNotMatch(await page.textContent("#notice"), /Your own/u);
    assert.equal(await page.locator("#notice [data-do=alone]").count(), 0);
    await context.close();
  });

  test("is refused when a later program made it", async () => {
    const { page, context } = await open(browser, every("CMR"));
    await give(page, copy("new.json", { line: "x" }, { canevas: 2 }));
    assert.match(await page.textContent("#notice"), /too old to read this file: new\.json/u);
    await give(page, copy("later.json", { line: "x" }, { edition: "2025-2026" }));
    assert.match(await page.textContent("#notice"), /another edition: 2025-2026/u, "an edition that follows is not last year’s");
    await context.close();
  });
});

describe("answers that differ", () => {
  test("are shown in words, marked on their page, and named by Finish", async () => {
    const { page, context, faults } = await open(browser, `${every("CMR")}#s/home`);
    await give(page, [
      copy("a.json", { ...REQUIRED, long: "the text", whole: 7, steps: [{ _row: "r1", title: "Wells", done: "yes" }] }),
      copy("b.json", { ...REQUIRED, long: { said: "not_available" }, steps: [{ _row: "r1", title: "Roads" }] }, { unread: { "/whole": "about 9" } }),
    ]);
    const shown = await page.locator(".differ").allTextContents();
    assert.equal(shown.length, 3);
    assert.doesNotMatch(shown.join("\n"), /[{[]/u, "no JSON");
    assert.match(shown.join("\n"), /about 9/u);
    await page.click("[data-do=finish]");
    const links = await page.locator("#errors a").allTextContents();
    assert.equal(links.length, 3, links.join("; "));
    assert.match(links[0], /choose one of the answers that differ/u);
    await visit(page, "simple");
    assert.equal(await page.locator(".page.on p.differs").count(), 2);
    await page.fill(id("long"), "typed meanwhile");
    await page.locator(id("long")).blur();
    await page.click(".page.on p.differs a >> nth=0");
    await page.waitForSelector("#s\\/check.on");
    const place = page.locator("#unread li", { hasText: "typed meanwhile" });
    assert.deepEqual(await place.locator("b").allTextContents(), ["This browser", "a.json", "b.json"]);
    await place.locator("[data-do=both]").click();
    assert.equal((await saved(page)).answers.long, "typed meanwhile\n\nthe text");
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("with a word in place of an answer cannot be kept together", async () => {
    const { page, context } = await open(browser, every("CMR"));
    await give(page, [copy("a.json", { long: "the text" }), copy("b.json", { long: { said: "not_available" } })]);
    assert.equal(await page.locator("#unread [data-do=both]").count(), 0);
    await page.click(".differ button >> nth=1");
    assert.deepEqual((await saved(page)).answers.long, { said: "not_available" });
    await context.close();
  });
});

test("a finished return is withdrawn by any change, and erased with the rest", async () => {
  const { page, context } = await open(browser, every("CMR"));
  const sent = () => page.inputValue("#return");
  await give(page, copy("x.json", REQUIRED));
  await visit(page, "check");
  await downloaded(page, () => page.click("[data-do=finish]"));
  await page.waitForSelector("#s\\/finished.on");
  assert.equal(JSON.parse(await sent()).answers.line, "x");
  await page.click("#s\\/finished a[href='#s/check']");
  await page.evaluate(() => history.back());
  await page.waitForSelector("#s\\/finished.on");
  assert.notEqual(await sent(), "", "nothing changed");
  await visit(page, "simple");
  await page.fill(id("line"), "changed");
  assert.equal(await sent(), "");
  await page.evaluate(() => history.back());
  await page.waitForSelector("#s\\/check.on");
  await downloaded(page, () => page.click("[data-do=finish]"));
  assert.equal(JSON.parse(await sent()).answers.line, "changed");
  page.on("dialog", (dialog) => dialog.accept());
  await visit(page, "home");
  await page.click("[data-do=erase]");
  assert.equal(await sent(), "");
  await page.evaluate(() => (location.hash = "s/finished"));
  await page.waitForSelector("#s\\/check.on");
  await context.close();
});

test("last year’s answer replaces another only when somebody agrees, and can be undone", async () => {
  const { page, context } = await open(browser, `${every("CMR")}#s/simple`);
  const same = '[id="w:answers/long"] [data-do=same]';
  await give(page, copy("last.json", { long: "last year" }, { edition: "2023-2024" }));
  await page.click(same);
  assert.equal(await page.inputValue(id("long")), "last year");
  await page.fill(id("long"), "last year, and more");
  let asked = "";
  page.once("dialog", (dialog) => {
    asked = dialog.message();
    return dialog.dismiss();
  });
  await page.click(same);
  assert.match(asked, /Replace your answer with the one from 2023-2024/u);
  assert.equal(await page.inputValue(id("long")), "last year, and more");
  page.once("dialog", (dialog) => dialog.accept());
  await page.click(same);
  assert.equal(await page.inputValue(id("long")), "last year");
  await page.click("#notice [data-do=undo]");
  assert.equal(await page.inputValue(id("long")), "last year, and more");
  await context.close();
});

test("a text under “nothing to report” is in the saved copy, and comes back from it", async () => {
  const { page, context } = await open(browser, `${every("CMR")}#s/simple`);
  await page.fill(id("long"), "a long story");
  await page.check(id("long!nothing_to_report"));
  const json = await saved(page);
  assert.deepEqual(json.answers.long, { said: "nothing_to_report" });
  assert.deepEqual(json.unread, { "/long (set aside)": "a long story" });
  const other = await open(browser, `${every("CMR")}#s/simple`);
  await give(other.page, { name: "x.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(json)) });
  assert.equal(await other.page.locator(".differs").count(), 0);
  await other.page.uncheck(id("long!nothing_to_report"));
  assert.equal(await other.page.inputValue(id("long")), "a long story");
  await Promise.all([context.close(), other.context.close()]);
});

test("a number is not rounded and a year is not filled up", async () => {
  const { page, context } = await open(browser, `${every("CMR")}#s/simple`);
  await page.fill(id("part"), "0.005");
  await page.fill(id("day=d"), "5");
  await page.selectOption(id("day=m"), "2");
  for (const year of ["23", "0200"]) {
    await page.fill(id("day=y"), year);
    const { answers, unread } = await saved(page);
    assert.deepEqual([answers.part, answers.day], [undefined, undefined]);
    assert.deepEqual([unread["/part"], unread["/day"]], ["0.005", `${year}-2-5`]);
    await visit(page, "simple");
    assert.equal(await page.inputValue(id("day=y")), year);
  }
  await context.close();
});

test("a draft of another version is offered where the form starts from last year’s answers, and what was answered meanwhile stays", async () => {
  const { page, context } = await open(browser, every("CMR"));
  const older = "canevas:example/every-control:2024-2025:sha256:old:CMR";
  await page.evaluate((key) => localStorage.setItem(key, JSON.stringify({ facts: {}, answers: { line: "before", long: "older" }, unread: {} })), older);
  await page.reload();
  await page.evaluate(() => {
    const box = /** @type {HTMLInputElement} */ (document.getElementById("answers/line"));
    box.value = "meanwhile";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await page.click("#notice [data-do=older]");
  const { answers, unread } = await saved(page);
  assert.equal(answers.long, "older");
  assert.deepEqual(Object.values(unread).toSorted(), ["before", "meanwhile"]);
  await context.close();
});

test("an address that cannot be read shows the first page", async () => {
  const { page, context, faults } = await open(browser, `${every("CMR")}#%E0%A4%A`);
  assert.ok(await page.isVisible("#s\\/home"));
  assert.deepEqual(faults, []);
  await context.close();
});
