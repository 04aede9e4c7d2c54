// A clarification sheet: it asks some questions only, holds the answers that were given, and what it saves makes a whole return.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { built } from "../built.mjs";
import { downloaded, open, pages, visit } from "./form.mjs";
import { browser } from "./started.mjs";

const FORM = `canevas: 1
form: a/b
edition: "2024"
languages: { source: en, translations: [fr] }
title: A report
introduction: Read this first.
sections:
  - id: first
    title: First
    questions:
      - id: office
        type: text
        ask: Which office?
      - id: people
        type: integer
        max: 100
        ask: How many people?
  - id: second
    title: Second
    questions:
      - id: went_on
        type: yes_no
        ask: Does it go on?
      - id: how
        type: text
        show_if: went_on = yes
        ask: How does it go on?
      - id: where
        type: text
        show_if: answered(office) and went_on = yes
        ask: Where?
`;

const RETURN = {
  canevas: 1,
  form: "a/b",
  edition: "2024",
  language: "fr",
  status: "complete",
  facts: { country: "CMR" },
  answers: { office: "Statistics", people: 20, went_on: "no" },
};

let root;

/** Runs `canevas` in the project. */
const canevas = (...options) => execFileSync(built("canevas"), ["returns", ...options, "--form", "2024"], { cwd: root, encoding: "utf8" });

before(() => {
  root = mkdtempSync(join(tmpdir(), "canevas-sheet-"));
  for (const folder of ["2024", "2024/countries", "inbox"]) mkdirSync(join(root, folder));
  writeFileSync(join(root, "2024/form.yaml"), FORM);
  writeFileSync(join(root, "2024/countries/CMR.yaml"), "canevas: 1\ncountry: CMR\n");
  writeFileSync(join(root, "inbox/CMR.json"), JSON.stringify(RETURN));
  canevas("accept", "inbox/CMR.json", "--by", "Aya", "--on", "2024-03-01");
  canevas("clarify", "CMR", "--ask", "went_on=Are you sure?");
});

test("a sheet is filled in, saved and accepted", async () => {
  const { page, context, faults } = await open(browser, pathToFileURL(join(root, "sheets/CMR.html")).href);
  assert.deepEqual(await pages(page), ["home", "second", "check"]);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "fr");
  const home = await page.innerText(".page.on");
  assert.match(home, /Questions sur vos réponses/u);
  assert.doesNotMatch(home, /Read this first/u);
  await visit(page, "second");
  assert.match(await page.innerText(".page.on"), /Ce que nous demandons\s+Are you sure\?/u);
  assert.equal(await page.locator("[name='answers/office']").count(), 0);
  assert.equal(await page.isChecked("[name='answers/went_on'][value=no]"), true);
  const how = page.locator("[name='answers/how']");
  const where = page.locator("[name='answers/where']");
  assert.equal(await how.isVisible(), false);
  await page.check("[name='answers/went_on'][value=yes]");
  await how.fill("With a survey");
  // The other question that decides is on no page: its answer is known.
  assert.equal(await where.isVisible(), true);
  await where.fill("In the north");
  // A copy that is saved and opened again stays a copy of the sheet.
  const draft = await downloaded(page, () => page.click(".page.on [data-do=save]"));
  assert.equal(draft.json.clarifies.asked.join(), "went_on,how,where");
  assert.match(draft.name, /^b-2024-CMR-[0-9a-f]{12}-draft\.json$/u);
  await page.setInputFiles("#file", draft.path);
  await page.waitForSelector("#notice:not([hidden])");
  await visit(page, "check");
  const sheet = await downloaded(page, () => page.click("[data-do=finish]"));
  assert.deepEqual(sheet.json.answers, { went_on: "yes", how: "With a survey", where: "In the north" });
  assert.deepEqual(faults, []);
  writeFileSync(join(root, "inbox/sheet.json"), readFileSync(sheet.path));
  await context.close();

  assert.match(canevas("receive", "inbox/sheet.json", "--by", "Aya"), /received from CMR/u);
  assert.match(canevas("accept", "inbox/sheet.json", "--as", "clarified", "--replace", "--by", "Aya"), /accepted for CMR/u);
  const accepted = JSON.parse(readFileSync(join(root, "2024/accepted/CMR.json"), "utf8"));
  assert.deepEqual(accepted.answers, { office: "Statistics", people: 20, went_on: "yes", how: "With a survey", where: "In the north" });
  assert.equal(accepted.clarifies, undefined);
  assert.match(canevas("history", "CMR"), /question 3 \(“Does it go on\?”\): clarified/u);
});

test("a sheet that somebody left begins where it was left, and the form keeps its own draft", async () => {
  const context = await browser.newContext();
  const address = pathToFileURL(join(root, "sheets/CMR.html")).href;
  const first = await context.newPage();
  await first.goto(address);
  await visit(first, "second");
  await first.check("[name='answers/went_on'][value=yes]");
  await first.waitForFunction(() => Object.values(localStorage).some((kept) => kept.includes('"yes"')));
  await first.close();
  const second = await context.newPage();
  await second.goto(address);
  await visit(second, "second");
  assert.equal(await second.isChecked("[name='answers/went_on'][value=yes]"), true);
  const keys = await second.evaluate(() => Object.keys(localStorage));
  assert.equal(keys.length, 1);
  assert.match(keys[0], /:CMR-[0-9a-f]{12}$/u);
  await context.close();
});

test("two sheets of one return keep a draft each, and save under names of their own", async () => {
  canevas("clarify", "CMR", "--ask", "people=All of them?", "--out", "one", "--file", "inbox/CMR.json");
  canevas("clarify", "CMR", "--ask", "people=All of them?", "--ask", "office=Which one?", "--out", "two", "--file", "inbox/CMR.json");
  const context = await browser.newContext();
  const sheet = async (folder) => {
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(root, folder, "CMR.html")).href);
    await visit(page, "first");
    return page;
  };
  const one = await sheet("one");
  await one.fill("[name='answers/people']", "21");
  const saved = await downloaded(one, () => one.click(".page.on [data-do=save]"));
  const two = await sheet("two");
  assert.equal(await two.inputValue("[name='answers/people']"), "20");
  assert.equal(await two.inputValue("[name='answers/office']"), "Statistics");
  await two.fill("[name='answers/people']", "22");
  const other = await downloaded(two, () => two.click(".page.on [data-do=save]"));
  assert.notEqual(saved.name, other.name);
  // A change is kept a moment after it was made. A page that is not in front draws nothing, so the question is asked by the clock.
  await two.waitForFunction(() => Object.keys(localStorage).length === 2, null, { polling: 100 });
  // Neither takes the file of the other one.
  await two.setInputFiles("#file", saved.path);
  await two.waitForFunction((name) => document.getElementById("notice").innerText.includes(name), basename(saved.path));
  assert.equal(await two.inputValue("[name='answers/people']"), "22");
  await context.close();
});

test("the form does not open the file of a sheet as a copy of its own", async () => {
  const context = await browser.newContext();
  const sheet = await context.newPage();
  await sheet.goto(pathToFileURL(join(root, "sheets/CMR.html")).href);
  const saved = await downloaded(sheet, () => sheet.click(".page.on [data-do=save]"));
  execFileSync(built("canevas"), ["build", "2024", "--country", "CMR", "--target", "html"], { cwd: root });
  const file = readdirSync(root, { recursive: true }).find((name) => name.endsWith("CMR/form.html"));
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(root, file)).href);
  await page.setInputFiles("#file", saved.path);
  await page.waitForFunction((name) => document.getElementById("notice").innerText.includes(name), basename(saved.path));
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith(":CMR"))), []);
  await context.close();
});
