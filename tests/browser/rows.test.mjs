// Rows that people enter stay readable at thirty: they fold, and have titles from their answers.
//   node --test tests/browser/rows.test.mjs
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { give, open, render, speak, visit } from "./form.mjs";
import { faultyReferences } from "./ids.mjs";
import { launch } from "./launch.mjs";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "../cases/row-titles");
const RETURN = JSON.parse(readFileSync(join(FOLDER, "return.json"), "utf8"));

/** @type {import("playwright-core").Browser} */
let browser;
let url = "";

before(async () => {
  url = render(FOLDER)("blank");
  browser = await launch();
});
after(() => browser.close());

const file = (answers, name = "return.json") => ({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify({ ...RETURN, status: "draft", answers })) });

/** A page that holds these answers, on the page of the household. */
async function filled(answers = RETURN.answers, options = {}) {
  const opened = await open(browser, url, options);
  await give(opened.page, file(answers));
  await visit(opened.page, "people");
  return opened;
}

const ROW = "[data-rows='answers/members'] > .row";
const titles = (page) => page.$$eval(`${ROW} > summary`, (all) => all.map(({ innerText }) => innerText.trim().replaceAll("\u00A0", " ")));
const unfolded = (page) => page.$$eval(ROW, (all) => all.flatMap(({ open: isOpen }, index) => (isOpen ? [index] : [])));

test("thirty rows are thirty lines, each with its title", async () => {
  const { page, context, faults } = await filled();
  const shown = await titles(page);
  assert.equal(shown.length, 30);
  assert.deepEqual(await unfolded(page), []);
  assert.deepEqual([shown[0], shown[1], shown[3]], [
    "Anna Mbarga 1, Head of the household, 10 January 1950 (60.5 kg)",
    "Paul Essomba 2, Wife or husband, … (Not available)",
    "Anna Mbarga 4, Other – nephew, … (63.5 kg)",
  ]);
  const height = await page.$eval("[data-rows='answers/members']", (holder) => holder.offsetHeight);
  assert.ok(height < 30 * 72, `${height} px`);
  await speak(page, "fr");
  assert.equal((await titles(page))[0], "Anna Mbarga 1 (Head of the household), 10 janvier 1950, 60,5 kg");
  assert.equal((await titles(page))[2], "Marie-Claire Ngo Bassong 3 (Fils ou fille), 12 mars 1952, …");
  assert.deepEqual(await unfolded(page), []);
  // Rows without a title do not fold.
  assert.equal(await page.$eval("[data-rows='answers/animals'] > .row", ({ localName }) => localName), "fieldset");
  assert.deepEqual(faults, []);
  await context.close();
});

test("a title follows what is typed, and an empty row has its number", async () => {
  const { page, context, faults } = await filled({});
  assert.deepEqual(await titles(page), ["row 1"]);
  assert.deepEqual(await unfolded(page), [0]);
  await page.fill('[id="answers/members/0/name"]', "Ann");
  assert.deepEqual(await titles(page), ["Ann, …, … (…)"]);
  await page.type('[id="answers/members/0/name"]', "a");
  assert.deepEqual(await titles(page), ["Anna, …, … (…)"]);
  await page.check('[id="answers/members/0/relation=other"]');
  await page.fill('[id="answers/members/0/relation.other"]', "aunt");
  assert.deepEqual(await titles(page), ["Anna, Other – aunt, … (…)"]);
  await page.click("[data-do=add][data-for='answers/members']");
  assert.deepEqual(await titles(page), ["Anna, Other – aunt, … (…)", "row 2"]);
  assert.deepEqual(await unfolded(page), [0, 1]);
  assert.equal(await page.evaluate(() => document.activeElement.id), "answers/members/1/name");
  assert.deepEqual(faults, []);
  await context.close();
});

test("the keyboard folds and unfolds, and a reader hears the title", async () => {
  const { page, context } = await filled();
  await page.focus(`${ROW}:nth-child(2) > summary`);
  await page.keyboard.press("Enter");
  assert.deepEqual(await unfolded(page), [1]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id.slice(0, 20)), "answers/members/1/re");
  await page.focus(`${ROW}:nth-child(2) > summary`);
  await page.keyboard.press("Space");
  assert.deepEqual(await unfolded(page), []);
  // What is folded gets no focus.
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "f:answers/members/2");
  const session = await context.newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const names = nodes.filter(({ name, ignored }) => !ignored && name?.value.startsWith("Paul Essomba 2, Wife")).map(({ role }) => role.value);
  assert.ok(names.some((role) => /disclosure/iu.test(role)), names.join(" "));
  assert.ok(names.some((role) => /group|details/iu.test(role)), names.join(" "));
  await context.close();
});

test("what is wrong in a folded row is named with its title, and unfolds it", async () => {
  const members = RETURN.answers.members.map((row, index) => (index === 16 ? Object.fromEntries(Object.entries(row).filter(([key]) => key !== "relation")) : row));
  const { page, context, faults } = await filled({ ...RETURN.answers, members });
  await page.evaluate(() => (location.hash = "s/check"));
  await page.click("[data-do=finish]");
  const error = page.locator("#errors a", { hasText: "row 17" });
  assert.match(await error.textContent(), /People\), row 17 \(Paul Essomba 17, …, 17 August 1966 \(…\)\), Relation/u);
  await error.click();
  await page.waitForSelector("#s\\/people.on");
  assert.deepEqual(await unfolded(page), [16]);
  assert.equal(await page.evaluate(() => document.activeElement.name), "answers/members/16/relation");
  assert.deepEqual(faults, []);
  await context.close();
});

test("the answers to check have the titles at the head of their rows", async () => {
  const { page, context } = await filled();
  await visit(page, "check");
  const heads = await page.$$eval("#answers ol > li > b", (all) => all.map(({ textContent }) => textContent).filter(Boolean));
  assert.equal(heads.length, 31);
  assert.deepEqual([heads[4], heads[30]], ["Paul Essomba 5, Son or daughter, 14 May 1954 (…)", "Étoile"]);
  // A link from there unfolds what it leads to.
  await page.evaluate(() => (location.hash = "answers/members/4/work"));
  await page.waitForSelector("#s\\/people.on");
  assert.deepEqual(await unfolded(page), [4]);
  await context.close();
});

test("where a row is removed, the rows behind it stay as folded as they were", async () => {
  const { page, context } = await filled();
  for (const row of [2, 3, 6]) await page.click(`${ROW}:nth-child(${row}) > summary`);
  await page.click(`${ROW}:nth-child(2) [data-do=remove]`);
  assert.equal((await titles(page)).length, 29);
  assert.match((await titles(page))[1], /^Marie-Claire Ngo Bassong 3,/u);
  assert.deepEqual(await unfolded(page), [1, 4]);
  assert.equal(await page.evaluate(() => document.activeElement.id), "f:answers/members/1");
  await page.click("[data-do=undo]");
  assert.equal((await titles(page)).length, 30);
  await context.close();
});

test("answers that differ name the row by its title", async () => {
  const { page, context } = await filled();
  const members = structuredClone(RETURN.answers.members);
  members[2].name = "Another name";
  await give(page, file({ ...RETURN.answers, members }, "other.json"));
  await page.waitForSelector("#s\\/check.on");
  // Each side names its own rows.
  const heads = await page.$$eval("#unread .differ > div", (sides) => sides.map((side) => side.querySelectorAll("li > b")[2].textContent));
  assert.deepEqual(heads, ["Marie-Claire Ngo Bassong 3, Son or daughter, 12 March 1952 (…)", "Another name, Son or daughter, 12 March 1952 (…)"]);
  await context.close();
});

test("paper shows all of a row, and then it is folded again", async () => {
  const { page, context } = await filled();
  const boxes = () => page.$$eval(`${ROW} [name$='/name']`, (all) => all.filter((box) => box.checkVisibility({ contentVisibilityAuto: false })).length);
  assert.equal(await boxes(), 0);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal((await unfolded(page)).length, 30);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await boxes(), 0);
  await context.close();
});

test("cells of a spreadsheet become folded rows with titles", async () => {
  const { page, context } = await filled({});
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text", Array.from({ length: 30 }, (_, index) => `Person ${index + 1}\tOther`).join("\n"));
    document.getElementById("answers/members/0/name").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  const shown = await titles(page);
  assert.equal(shown.length, 30);
  assert.equal(shown[29], "Person 30, Other, … (…)");
  assert.equal((await unfolded(page)).length, 1, "the row in which somebody pastes stays open");
  await context.close();
});

test("axe finds nothing, and every reference finds its element", async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    const { page, context } = await filled(RETURN.answers, { colorScheme, bypassCSP: true });
    await page.click(`${ROW}:nth-child(3) > summary`);
    await page.addScriptTag({ content: axe });
    const broken = await page.evaluate(async () => (await window.axe.run(document, { rules: { "target-size": { enabled: true } } })).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`));
    assert.deepEqual(broken, []);
    assert.deepEqual(await page.evaluate(faultyReferences), []);
    await context.close();
  }
});
