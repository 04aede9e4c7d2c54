// Last year's answers beside this year's questions, and answers that the draft keeps although they are not asked.
//   node --test tests/browser/last-year.test.mjs
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { EVERY, downloaded, open, render, visit } from "./form.mjs";
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

const LAST = JSON.parse(readFileSync(new URL(`../../${EVERY}/last_year/CMR.json`, import.meta.url), "utf8"));
const file = (name, json) => ({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(json)) });
const place = (path) => `[id="w:answers/${path}"]`;
const save = async (page) => {
  await visit(page, "home");
  return (await downloaded(page, () => page.click("[data-do=save] >> visible=true"))).json;
};

describe("last year's answers", () => {
  test("stand beside the questions that ask for them, in words and as text", async () => {
    const { page, context, faults } = await open(browser, `${every("CMR")}#s/simple`);
    assert.equal(await page.textContent(`${place("line")} .last`), "Answer given in 2023-2024</script><b>last line</b>");
    assert.equal(await page.locator(`${place("line")} button`).count(), 0, "shown, and no more");
    assert.match(await page.textContent(`${place("long")} .last`), /What we said last year\.With a comment\./u);
    assert.equal(await page.locator(`${place("whole")} .last`).count(), 0, "a question that does not ask shows nothing");
    await visit(page, "choices");
    assert.match(await page.textContent(`${place("one")} .last`), /Other – A third kind/u);
    assert.match(await page.textContent(`${place("many")} .last`), /A.*gone/u, "an option that is gone is shown by its code");
    await visit(page, "parts");
    assert.match(await page.textContent(`${place("per_site/north")} .last`), /Visited.*Yes.*12/u);
    assert.match(await page.textContent(`${place("progress/roads")} .last`), /Half of the roads/u);
    const steps = await page.textContent(`${place("steps")} .last`);
    for (const words of ["Survey the wells", "Build two", "3 February 2024", "First"]) assert.ok(steps.includes(words), `${words}: ${steps}`);
    await page.click("[data-language=fr]");
    assert.match(await page.textContent(`${place("steps")} .last`), /Réponse donnée en 2023-2024.*Oui.*3 février 2024/u);
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("are copied in one press, with their companion fields, and kept", async () => {
    const { page, context, faults } = await open(browser, `${every("CMR")}#s/simple`);
    const press = (path) => page.click(`${place(path)} [data-do=same]`);
    await press("long");
    assert.equal(await page.inputValue('[id="answers/long"]'), "What we said last year.");
    await visit(page, "choices");
    assert.ok(await page.isChecked('[id="answers/grade=good"]'), "`copy` starts from it");
    assert.equal(await page.locator(`${place("grade")} [data-do=same]`).count(), 0, "and has no button for what was done");
    await press("one");
    await press("many");
    await visit(page, "parts");
    for (const path of ["place", "per_site/north", "steps", "people_met"]) await press(path);
    assert.equal(await page.inputValue('[id="answers/steps/1/title"]'), "Build two");
    await page.reload();
    const { answers, unread } = await save(page);
    const expected = { ...LAST.answers, many: ["a"] };
    for (const other of ["line", "whole", "progress"]) delete expected[other];
    assert.deepEqual(answers, expected);
    assert.equal(unread, undefined);
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("come from a file too, and its rows become the facts of a blank copy", async () => {
    const { page, context, faults } = await open(browser, every("blank"));
    assert.equal(await page.locator(".last").count(), 0);
    await page.setInputFiles("#file", [file("last.json", LAST)]);
    await page.waitForSelector("#notice:not([hidden])");
    assert.match(await page.textContent("#notice"), /last\.json contains the answers from 2023-2024/u);
    await visit(page, "about");
    assert.equal(await page.inputValue('[id="facts/country"]'), "CMR");
    assert.ok(await page.isChecked('[id="facts/member=yes"]'));
    assert.equal(await page.inputValue('[id="facts/projects/r1/title"]'), "Survey the wells");
    assert.equal(await page.inputValue('[id="facts/projects/r2/title"]'), "Build two");
    await visit(page, "simple");
    assert.match(await page.textContent(`${place("line")} .last`), /last line/u);
    await page.reload();
    assert.match(await page.textContent(`${place("line")} .last`), /last line/u, "it is still there after a reload");
    const saved = await save(page);
    assert.deepEqual(saved.facts, { country: "CMR", member: "yes", projects: { r1: { title: "Survey the wells" }, r2: { title: "Build two" } } });
    assert.deepEqual(saved.answers, { grade: "good" }, "last year's answers are none of this year's until they are taken over");
    page.on("dialog", (dialog) => dialog.accept());
    await page.click("[data-do=erase]");
    await visit(page, "simple");
    assert.equal(await page.locator(".last").count(), 0, "erased with the rest");
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("stand beside a question that had another id then", async () => {
    const { page, context, faults } = await open(browser, new URL("../../generated/alliance87/annual-report/2023-2024/blank/form.html", import.meta.url).href);
    const answers = { difficulties: "Few inspectors reach the mines." };
    const last = { form: "alliance87/annual-report", edition: "2022-2023", facts: { country: "CMR" }, answers };
    await page.setInputFiles("#file", [file("last.json", last)]);
    await page.waitForSelector("#notice:not([hidden])");
    const section = await page.locator(place("difficulties_met")).evaluate((around) => around.closest(".page").id);
    await visit(page, section.replace("s/", ""));
    assert.match(await page.textContent(`${place("difficulties_met")} .last`), /Few inspectors reach the mines\./u);
    assert.deepEqual(faults, []);
    await context.close();
  });
});

describe("what is kept although it is not asked", () => {
  test("is listed before the finished answers leave it out", async () => {
    const { page, context, faults } = await open(browser, `${every("CMR")}#s/choices`);
    await page.check('[id="answers/agree=no"]');
    await page.fill('[id="answers/why"]', "Because <b>of it</b>");
    await page.check('[id="answers/one=other"]');
    await page.fill('[id="answers/one.other"]', "A fourth");
    await page.check('[id="answers/one=first"]');
    await page.check('[id="answers/agree=yes"]');
    await visit(page, "check");
    const listed = await page.locator("#answers > ul.unread > li").allTextContents();
    assert.equal(listed.length, 2, listed.join("; "));
    assert.match(listed[0], /Because <b>of it<\/b>/u);
    assert.match(listed[1], /A fourth/u);
    await visit(page, "simple");
    await page.fill('[id="answers/line"]', "x");
    await visit(page, "parts");
    await page.fill('[id="answers/progress/roads"]', "x");
    await page.fill('[id="answers/progress/wells"]', "x");
    await visit(page, "members_only");
    await page.fill('[id="answers/fee"]', "1");
    await visit(page, "check");
    const { json } = await downloaded(page, () => page.click("[data-do=finish]"));
    assert.equal(json.answers.why, undefined);
    assert.equal(json.answers["one.other"], undefined);
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("comes back when “nothing to report” is unticked, after a reload too", async () => {
    const { page, context, faults } = await open(browser, `${every("CMR")}#s/simple`);
    await page.fill('[id="answers/long"]', "A long story");
    await page.check('[id="answers/long!nothing_to_report"]');
    assert.ok(await page.isHidden('[id="answers/long"]'));
    await page.reload();
    assert.ok(await page.isChecked('[id="answers/long!nothing_to_report"]'));
    await page.check('[id="answers/long!not_available"]');
    await page.uncheck('[id="answers/long!not_available"]');
    assert.equal(await page.inputValue('[id="answers/long"]'), "A long story");
    assert.equal((await save(page)).answers.long, "A long story");
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("reports facts of an opened copy that differ from those of this one", async () => {
    const { page, context, faults } = await open(browser, every("CMR"));
    const facts = { country: "CMR", member: "no", projects: { roads: { title: "Other roads" }, gone: { title: "Gone" } } };
    await page.setInputFiles("#file", [file("old.json", { ...LAST, edition: "2024-2025", facts, answers: {} })]);
    await visit(page, "check");
    assert.deepEqual(await page.locator("#unread h4").allTextContents(), ["Is the country a member?", "Title of the project (Roads </script><img src=x onerror=alert(2)> & \"more\")", "Title of the project (gone)"]);
    assert.deepEqual(faults, []);
    await context.close();
  });
});
