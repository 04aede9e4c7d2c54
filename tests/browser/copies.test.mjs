// What waits beside an answer goes where the answer goes: under a word in place of an answer, in rows, in copies and drafts.
//   node --test tests/browser/copies.test.mjs
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { downloaded, give, open, renderText, speak, visit } from "./form.mjs";
import { launch } from "./launch.mjs";

const DEFINITION = `canevas: 1
form: a/b
edition: 2024
languages: { source: en, translations: [fr] }
title: T
sections:
  - id: one
    title: One
    questions:
      - id: gate
        type: yes_no
        ask: Is there a fleet?
      - id: n
        type: integer
        show_if: gate = yes
        ask: How many vessels?
      - id: dec
        type: decimal
        decimals: 2
        ask: How many tonnes?
      - id: yr
        type: year
        ask: Year of the law
      - id: line
        type: text
        can_say: [nothing_to_report]
        ask: Name of the fleet
      - id: long
        type: long_text
        ask: Describe it
      - id: day
        type: date
        ask: Day of the law
      - id: agree
        type: yes_no
        ask: Do you agree?
  - id: two
    title: Two
    questions:
      - id: people
        type: names_and_roles
        ask: Who answered?
      - id: rows
        type: repeat
        ask: List the laws
        fields:
          - id: title
            type: text
            can_say: [not_available]
            ask: Title
          - id: amount
            type: decimal
            decimals: 1
            ask: Amount
          - id: gear
            type: single_choice
            ask: Gear
            choices: { net: Net, line: Line }
      - id: grp
        type: group
        can_say: [nothing_to_report]
        ask: The largest vessel
        fields:
          - id: name
            type: text
            ask: Name of it
          - id: size
            type: decimal
            decimals: 1
            ask: Size
`;

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {string} */
let url;

before(async () => {
  url = renderText(DEFINITION);
  browser = await launch();
});
after(() => browser.close());

const box = (page, path) => page.locator(`[id="answers/${path}"]`);
const said = (page, path) => page.locator(`input[name="answers/${path}"][data-said]`);
const part = (page, path, name) => page.locator(`[name="answers/${path}"][data-part=${name}]`);
const seen = (page, act) => page.locator(`[data-do=${act}] >> visible=true`).first();
const told = (page) => page.textContent("#notice");

/** @param {string} name @param {object} answers @param {object} [more] */
function file(name, answers, more = {}) {
  const held = { canevas: 1, form: "a/b", edition: "2024", status: "draft", facts: {}, answers, ...more };
  return { name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(held)) };
}
const again = (json) => ({ name: "saved.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(json)) });

async function saved(page) {
  await visit(page, "home");
  return (await downloaded(page, () => seen(page, "save").click())).json;
}

/** @param {string} name @param {(page: import("playwright-core").Page) => Promise<void>} steps @param {() => string} [address] */
function on(name, steps, address = () => url) {
  test(name, async () => {
    const { page, context, faults } = await open(browser, address());
    page.on("dialog", (dialog) => dialog.accept());
    await steps(page);
    assert.deepEqual(faults, []);
    await context.close();
  });
}

async function twoRows(page) {
  await visit(page, "two");
  await page.click('[id="w:answers/rows"] [data-do=add]');
}
const removeFirst = (page) => page.locator('[id="w:answers/rows"] [data-do=remove]').first().click();

on("a number that could not be read comes back from under a word, and can be corrected", async (page) => {
  await visit(page, "two");
  await box(page, "grp/size").fill("about 9");
  await said(page, "grp").check();
  await said(page, "grp").uncheck();
  assert.equal(await box(page, "grp/size").inputValue(), "about 9");
  assert.deepEqual((await saved(page)).unread, { "/grp/size": "about 9" });
  await visit(page, "two");
  await box(page, "grp/size").fill("9");
  const { answers, unread } = await saved(page);
  assert.deepEqual([answers.grp, unread], [{ size: 9 }, undefined]);
});

on("a box of one line shows lines of a file side by side, and glues nothing", async (page) => {
  await give(page, file("a.json", { line: "Accra\nLomé", people: [{ name: "Ann\n Bee" }] }, { unread: { "/dec": "1\n2" } }));
  await visit(page, "one");
  assert.equal(await box(page, "line").inputValue(), "Accra; Lomé");
  assert.equal(await box(page, "dec").inputValue(), "1; 2");
  assert.deepEqual((await saved(page)).answers.line, "Accra\nLomé", "nobody typed there");
  await visit(page, "one");
  await box(page, "line").press("End");
  await box(page, "line").pressSequentially("!");
  assert.deepEqual((await saved(page)).answers.line, "Accra; Lomé!");
});

on("a day that is only begun, and a word that no question has, are shown as people write", async (page) => {
  await give(page, [file("x.json", { day: "2024-03-01", n: { said: "never" } })]);
  await visit(page, "one");
  await part(page, "day", "d").fill("");
  await part(page, "day", "d").fill("5");
  await part(page, "day", "y").fill("");
  await visit(page, "check");
  assert.match(await page.innerText("#answers"), /Day of the law\s+5 \/ 3 \/ …/u);
  assert.match(await page.innerText("#answers"), /How many vessels\?[^{]*$/u);
  await give(page, { ...file("y.json", {}), buffer: Buffer.from(JSON.stringify({ canevas: 1, form: "a/b", answers: {} })) });
  assert.match(await told(page), /another edition: \?\./u);
});

on("what was set aside follows its row", async (page) => {
  await twoRows(page);
  await box(page, "rows/0/title").fill("Secret A");
  await said(page, "rows/0/title").check();
  await box(page, "rows/1/title").fill("B");
  await said(page, "rows/1/title").check();
  await removeFirst(page);
  assert.deepEqual((await saved(page)).unread, { "/rows/0/title (set aside)": "B" });
  await visit(page, "two");
  await said(page, "rows/0/title").uncheck();
  assert.equal(await box(page, "rows/0/title").inputValue(), "B");
});

on("a blank row takes nothing along that was set aside", async (page) => {
  await twoRows(page);
  await box(page, "rows/1/title").fill("B");
  await said(page, "rows/1/title").check();
  assert.deepEqual((await saved(page)).unread, { "/rows/0/title (set aside)": "B" });
  await visit(page, "two");
  await said(page, "rows/0/title").uncheck();
  assert.equal(await box(page, "rows/0/title").inputValue(), "B");
});

on("a group that was set aside comes back whole from a saved copy", async (page) => {
  await visit(page, "two");
  await box(page, "grp/name").fill("Boaty");
  await box(page, "grp/size").fill("about 5");
  await said(page, "grp").check();
  const json = await saved(page);
  const other = await open(browser, url);
  await give(other.page, again(json));
  assert.equal(await other.page.locator(".differ").count(), 0);
  assert.deepEqual((await saved(other.page)).unread, json.unread);
  await visit(other.page, "two");
  await said(other.page, "grp").uncheck();
  assert.deepEqual([await box(other.page, "grp/name").inputValue(), await box(other.page, "grp/size").inputValue()], ["Boaty", "about 5"]);
  await other.context.close();
});

on("answers that two copies set aside both come back, as answers that differ", async (page) => {
  const aside = (name, text) => file(name, { line: { said: "nothing_to_report" } }, { unread: { "/line (set aside)": text } });
  await visit(page, "one");
  await box(page, "line").fill("Mine");
  await said(page, "line").check();
  await give(page, [aside("a.json", "Alpha"), aside("b.json", "Beta")]);
  assert.equal(await page.locator(".differ").count(), 0);
  await visit(page, "one");
  await said(page, "line").uncheck();
  await visit(page, "check");
  const shown = await page.locator(".differ").allTextContents();
  assert.equal(shown.length, 1);
  assert.match(shown[0], /Set aside.*Mine.*Alpha.*Beta/su);
  assert.doesNotMatch(shown[0], /set aside/u);
  await page.locator("#unread [data-do=both]").click();
  assert.equal((await saved(page)).answers.line, "Mine; Alpha; Beta", "one line holds them all");
});

on("one’s own saved copy holds the same rows", async (page) => {
  await twoRows(page);
  await box(page, "rows/0/amount").fill("5");
  await box(page, "rows/0/title").fill("Law A");
  await box(page, "rows/1/amount").fill("about 6");
  await page.locator('[id="answers/people/0/role"]').fill("Minister");
  await page.click('[id="w:answers/people"] [data-do=add]');
  await page.locator('[id="answers/people/1/name"]').fill("Bob");
  const json = await saved(page);
  await give(page, again(json));
  assert.doesNotMatch(await told(page), /differ|Your own/u);
  const then = await saved(page);
  assert.deepEqual([then.answers, then.unread], [json.answers, json.unread]);
  assert.deepEqual(json.answers.people, [{ name: "Bob" }]);
  await visit(page, "two");
  assert.equal(await page.inputValue('[id="answers/people/1/role"]'), "Minister");
});

on("an unread amount stays with the row of its file", async (page) => {
  await give(page, [
    file("x.json", { rows: [{ _row: "r1", title: "X1" }] }, { unread: { "/rows/0/amount": "about 1" } }),
    file("y.json", { rows: [{ _row: "r1", title: "Y1" }] }, { unread: { "/rows/0/amount": "about 2" } }),
  ]);
  assert.match((await page.locator(".differ").allTextContents()).join(), /about 1.*about 2/su);
  await page.locator("#unread [data-do=both]").click();
  const { answers, unread } = await saved(page);
  assert.deepEqual(answers.rows.map(({ title }) => title), ["X1", "Y1"]);
  assert.deepEqual(unread, { "/rows/0/amount": "about 1", "/rows/1/amount": "about 2" });
});

on("a saved copy with long lists that differ opens again, and a text that is too long does not", async (page) => {
  const big = (text) => Array.from({ length: 60 }, (_, n) => ({ title: `${text}${n} ${"word ".repeat(2000)}` }));
  await give(page, [file("x.json", { rows: big("x") }), file("y.json", { rows: big("y") })]);
  const json = await saved(page);
  const other = await open(browser, url);
  await give(other.page, again(json));
  assert.match(await told(other.page), /saved\.json/u);
  assert.equal(await other.page.locator(".differ").count(), 1);
  for (const text of ["x".repeat(500_001), `[${"x".repeat(500_000)}`, JSON.stringify(["x".repeat(500_001)])]) {
    await give(other.page, file("long.json", {}, { unread: { "/rows (a.json)": text } }));
    assert.match(await told(other.page), /more than 500,000 characters: long\.json.*No answer was taken from it/u);
  }
  await give(other.page, file("long.json", { line: "A", rows: [{ title: "B" }, { title: "x".repeat(500_001) }] }));
  assert.match(await told(other.page), /No answer was taken from it\. Question 10 \(List the laws\), row 2, Title/u);
  await other.context.close();
});

on("texts that would be too long together cannot be kept together", async (page) => {
  await give(page, [file("a.json", { long: "a".repeat(300_000) }), file("b.json", { long: "b".repeat(300_000) })]);
  assert.equal(await page.locator("#unread [data-do=use]").count(), 2);
  assert.equal(await page.locator("#unread [data-do=both]").count(), 0);
});

on("a step that changes nothing leaves the way back", async (page) => {
  await visit(page, "one");
  await box(page, "line").fill("precious");
  await visit(page, "home");
  await page.click("[data-do=erase]");
  await give(page, { name: "wrong.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await saved(page);
  await page.click("#notice [data-do=undo]");
  assert.equal((await saved(page)).answers.line, "precious");
});

on("an unread number of a hidden question is left out of the finished return, and kept", async (page) => {
  await visit(page, "one");
  await page.check('[id="answers/gate=yes"]');
  await box(page, "n").fill("about 9");
  await page.check('[id="answers/gate=no"]');
  await page.evaluate(() => (location.hash = "s/about"));
  await page.selectOption('[id="facts/country"]', "CMR");
  await visit(page, "check");
  assert.match(await page.textContent("#answers"), /no longer asked for.*about 9/su);
  const { json } = await downloaded(page, () => seen(page, "finish").click());
  assert.equal(json.unread, undefined);
  assert.deepEqual((await saved(page)).unread, { "/n": "about 9" });
});

on("a file in another encoding is refused, and says why", async (page) => {
  const held = JSON.stringify({ canevas: 1, form: "a/b", edition: "2024", facts: {}, answers: { line: "Réponse" } });
  await give(page, { name: "latin.json", mimeType: "application/json", buffer: Buffer.from(held, "latin1") });
  assert.match(await told(page), /not a copy of the form: latin\.json/u);
  await give(page, { name: "bom.json", mimeType: "application/json", buffer: Buffer.from(`\uFEFF${held}`) });
  assert.equal((await saved(page)).answers.line, "Réponse");
});

on("a click after a wrong number is a click", async (page) => {
  await visit(page, "one");
  for (const text of ["zz", "5"]) {
    await box(page, "dec").fill(text);
    const label = page.locator('label[for="answers/agree=yes"]');
    await label.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await label.boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.waitForTimeout(50);
    await page.mouse.up();
    assert.ok(await page.isChecked('[id="answers/agree=yes"]'), text);
    await page.waitForFunction((wrong) => (document.getElementById("e:answers/dec").textContent !== "") === wrong, text === "zz");
    await page.check('[id="answers/agree=no"]');
  }
});

on("what is wrong with a number is named, in the language of the page", async (page) => {
  await visit(page, "one");
  const error = async (path, text) => {
    await box(page, path).fill(text);
    await box(page, path).blur();
    return page.textContent(`[id="e:answers/${path}"]`);
  };
  assert.match(await error("dec", "1,234"), /either 1234 or 1\.234/u);
  assert.match(await error("dec", "0.0051"), /too many decimals \(2 at most\)/u);
  assert.match(await error("yr", "23"), /four digits/u);
  assert.match(await error("yr", "MMXX"), /four digits/u);
  await speak(page, "fr");
  assert.match(await page.textContent('[id="e:answers/dec"]'), /trop de décimales/u);
  assert.match(await page.textContent('[id="e:answers/yr"]'), /quatre chiffres/u);
});

on("answers that differ stand first, in the order of the form", async (page) => {
  await give(page, [file("a.json", { long: "L1", line: "N1", day: "2024-1-05" }), file("b.json", { rows: [{ title: "x" }], day: "2024-02-05", line: "N2", long: "L2" })]);
  assert.deepEqual((await page.locator("#unread h4").allTextContents()).map((text) => /\d+/u.exec(text)?.[0]), ["5", "6", "7"]);
  const [first, answers] = await page.evaluate(() => ["unread", "answers"].map((name) => document.getElementById(name).getBoundingClientRect().top));
  assert.ok(first < answers);
});

on("a date with short numbers is read from a file", async (page) => {
  await give(page, file("a.json", { day: "2024-3-01" }));
  await visit(page, "one");
  assert.deepEqual([await part(page, "day", "d").inputValue(), await part(page, "day", "m").inputValue(), await part(page, "day", "y").inputValue()], ["1", "3", "2024"]);
  assert.equal((await saved(page)).answers.day, "2024-03-01");
});

on("paper says where answers differ", async (page) => {
  await give(page, [file("a.json", { long: "L1" }), file("b.json", { long: "L2" })]);
  await visit(page, "one");
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator('[id="w:answers/long"] .differs').isVisible());
});

on("the finished page speaks the language that is chosen afterwards", async (page) => {
  await page.evaluate(() => (location.hash = "s/about"));
  await page.selectOption('[id="facts/country"]', "CMR");
  await visit(page, "check");
  await downloaded(page, () => seen(page, "finish").click());
  await page.waitForSelector("#s\\/finished.on");
  await speak(page, "fr");
  assert.match(await page.textContent("#finished-text"), /Le fichier b-2024-CMR\.json/u);
  assert.doesNotMatch(await page.textContent("#receipt"), /File|Finished|Questions answered/u);
});

on("pasted cells that could not be read are named", async (page) => {
  await visit(page, "two");
  await page.evaluate(() => {
    const first = document.getElementById("answers/rows/0/title");
    const cells = new DataTransfer();
    cells.setData("text/plain", `T1\t5\tNet\nT2\tmany\tTrawl\n${"x".repeat(500_001)}\t1\tLine`);
    first.focus();
    first.dispatchEvent(new ClipboardEvent("paste", { clipboardData: cells, bubbles: true, cancelable: true }));
  });
  assert.match(await told(page), /could not be read: 2 \(many · Trawl\).*without a box here: 1 \(x/su);
});

on("what the form does not know of a copy is in the saved one as it was", async (page) => {
  const others = { sign_off: { name: "A. Person", date: "2024-05-31" }, respondent: { code: "CMR" }, later: [1, { x: null }] };
  await give(page, file("a.json", { line: "Mine" }, others));
  await visit(page, "one");
  await box(page, "long").fill("More");
  const keys = Object.keys(others);
  const kept = (json) => Object.fromEntries(keys.map((key) => [key, json[key]]));
  const first = await saved(page);
  assert.deepEqual([kept(first), first.answers, first.unread], [others, { line: "Mine", long: "More" }, undefined]);
  await page.reload();
  assert.deepEqual(kept(await saved(page)), others, "the browser keeps it too");
});

on("the return of a region is not opened, because countries answer the form", async (page) => {
  await give(page, file("north.json", { line: "North" }, { respondent: { code: "north", name: "Northern region", kind: "region" } }));
  assert.match(await told(page), /does not belong to a country: Northern region/u);
  assert.deepEqual((await saved(page)).answers, {});
});

on("values that are no texts are saved as they were opened", async (page) => {
  const answers = { line: { said: "confidential" }, n: { value: 3, unit: "kg" }, docs: [{ title: "Law", file: "law.pdf" }] };
  await give(page, file("a.json", answers));
  await visit(page, "one");
  assert.equal(await box(page, "line").inputValue(), "confidential");
  await box(page, "long").fill("More");
  const first = await saved(page);
  assert.deepEqual([first.answers, first.unread], [{ ...answers, long: "More" }, undefined]);
  await page.reload();
  assert.deepEqual((await saved(page)).answers, first.answers, "the browser keeps them too");
});

on("copies with different sign-offs differ, and the choice stands at the top", async (page) => {
  await give(page, [file("a.json", { line: "x" }, { sign_off: { name: "A. Person" } }), file("b.json", { line: "x" }, { sign_off: { name: "B. Person" } })]);
  await visit(page, "check");
  assert.match(await page.textContent("#unread"), /sign_off.*a\.json.*A\. Person.*b\.json.*B\. Person/su);
  await page.click("#unread [data-do=use] >> nth=1");
  const json = await saved(page);
  assert.deepEqual([json.sign_off, json.unread], [{ name: "B. Person" }, undefined]);
});

on("a number with more digits than programs keep loses none of them", async (page) => {
  const held = JSON.stringify({ canevas: 1, form: "a/b", edition: "2024", answers: { n: 1, dec: 2, line: "(1.2345678901234567890)", gate: "yes" } });
  const raw = held.replace('"n":1', '"n":9007199254740993').replace('"dec":2', '"dec": -900719925474099.12 ');
  const long = { name: "long.json", mimeType: "application/json", buffer: Buffer.from(raw) };
  await give(page, long);
  await visit(page, "one");
  assert.equal(await box(page, "n").inputValue(), "9007199254740993");
  assert.equal(await box(page, "dec").inputValue(), "-900719925474099.12");
  assert.equal(await box(page, "line").inputValue(), "(1.2345678901234567890)");
  await visit(page, "check");
  await seen(page, "finish").click();
  assert.match(await page.textContent("#errors"), /How many vessels\?\): write a number with at most 15 digits.*How many tonnes\?\): write a number with at most 15 digits/u);
  const first = await saved(page);
  assert.deepEqual(first.unread, { "/n": "9007199254740993", "/dec": "-900719925474099.12" });
  // The same text is one of two answers that differ, in a saved copy, and once it is chosen.
  await give(page, file("b.json", { n: 5, dec: 2, gate: "yes" }));
  assert.match(await page.innerText("#unread"), /-900719925474099\.12/u);
  const both = await saved(page);
  assert.equal(both.unread["/dec (This browser)"], "-900719925474099.12");
  await give(page, again(both));
  await visit(page, "check");
  await page.locator('[id="c:answers/dec"] [data-do=use]').first().click();
  assert.equal((await saved(page)).unread["/dec"], "-900719925474099.12");
});

on("the notice names copies in several languages", async (page) => {
  await give(page, [file("a.json", { line: "a" }, { language: "en" }), file("b.json", { long: "b" }, { language: "en" })]);
  assert.doesNotMatch(await told(page), /languages/u);
  await give(page, file("c.json", { long: "b" }, { language: "fr" }));
  assert.match(await told(page), /several languages: This browser \(English\), c\.json \(Français\)\. The form saves all texts as if they were in the language of this page/u);
  page.once("dialog", () => undefined);
  await visit(page, "home");
  await seen(page, "erase").click();
  await give(page, [file("a.json", { line: "a" }, { language: "fr" }), file("b.json", { long: "b" }, { language: "xx" }), file("c.json", {})]);
  assert.match(await told(page), /several languages: a\.json \(Français\), b\.json \(xx\)\./u);
});

on("an empty form goes on in the language of the copy that is opened", async (page) => {
  await give(page, file("a.json", { line: "a" }, { language: "fr" }));
  assert.equal(await page.getAttribute("html", "lang"), "fr");
  assert.equal((await saved(page)).language, "fr");
});

const KNOWN = `canevas: 1
form: a/b
edition: 2024
languages: { source: en, translations: [fr] }
title: T
lists:
  stages:
    begun: Begun
    done: Finished work
about:
  facts:
    federal:
      type: yes_no
      ask: Is it federal?
    since:
      type: date
      ask: Since when?
    follow:
      list_of:
        title:
          type: text
          ask: Title of the measure
        stage:
          type: single_choice
          choices: stages
          ask: Stage of the measure
      blank_rows: 2
sections:
  - id: one
    title: One
    questions:
      - id: each
        for_each: follow
        type: long_text
        ask: |
          How is {item.title}?
      - id: place
        type: group
        ask: Where?
        fields:
          - id: stage
            type: single_choice
            choices: stages
            ask: Stage there
          - id: since
            type: date
            ask: Since
`;
const CAMEROON = `canevas: 1
country: CMR
facts:
  federal: no
  since: 2020-05-01
  follow:
    - id: law
      title: Law on mines
      stage: begun
    - id: ban
      title: Ban of nets
`;

/** What the page lists as text without a place, or as an answer that differs: each place with what stands there. */
const listed = (page) => page.$$eval("#unread > ul > li", (lines) => lines.map((line) => [...line.querySelectorAll("h4, .differ, p, dl")].map((part) => part.innerText.replace(/\s+/gu, " ").trim()).slice(0, 2).join(": ")));

on(
  "a fact of a copy has one name wherever the page names it, and what a file says of it stands in words",
  async (page) => {
    const facts = { country: "CMR", federal: "yes", since: "2021-02-03", follow: { law: { title: "Law", stage: "done", cost: "3" }, ban: { stage: "soon" }, gone: { title: "G" } }, other: "q" };
    await give(page, file("a.json", { each: { gone: "x" }, place: [{ stage: "done", since: "2024-01-01" }] }, { facts }));
    await visit(page, "check");
    assert.deepEqual(await listed(page), [
      "Not a question of this form: other: q",
      "Is it federal?: Yes",
      "Since when?: 3 February 2021",
      "Title of the measure (Law on mines): Law",
      "Stage of the measure (Law on mines): Finished work",
      "Title of the measure (Law on mines), cost: 3",
      "Title of the measure (gone): G",
      "Question 1, gone: x",
      "Question 2 (Where?): Stage there Finished work Since 1 January 2024",
    ]);
    assert.match(await page.innerText("#answers"), /Stage of the measure \(Ban of nets\)\s+soon/u);
    await page.reload();
    await visit(page, "home");
    await seen(page, "erase").click();
    await give(page, [file("a.json", {}, { facts: { follow: { law: { stage: "done" } } } }), file("b.json", {}, { facts: { follow: { law: { stage: "begun" } } } })]);
    await visit(page, "check");
    assert.deepEqual(await listed(page), ["Stage of the measure (Law on mines): a.json Finished work Choose a.json, Stage of the measure (Law on mines)"]);
    await seen(page, "finish").click();
    assert.match(await page.innerText("#errors"), /Stage of the measure \(Law on mines\): choose one of the answers that differ/u);
    await speak(page, "fr");
    assert.match(await page.innerText("#unread"), /Stage of the measure \(Law on mines\)/u);
  },
  () => renderText(KNOWN, CAMEROON),
);
