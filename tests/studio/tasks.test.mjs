// Ten tasks of an editor, done in the studio without a terminal.
//   node --test tests/studio/tasks.test.mjs
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch } from "../browser/launch.mjs";
import { PAGE, edition, given, here, opened, saved, settled, template, unzipped } from "./studio.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const YEAR = "annual-report/2023-2024";

/** The new lines of a text. @param {string} old @param {string} text */
function added(old, text) {
  const known = old.split("\n");
  return text.split("\n").filter((line) => !known.includes(line));
}

const original = (/** @type {string} */ name) => readFileSync(here(`schemas/alliance87/annual-report/2023-2024/${name}`), "utf8");
const FORM = "annual/alliance87/annual-report/2023-2024/form.yaml";

test("a new form is started and shown", async () => {
  const { page, context, faults } = await opened(browser);
  await page.fill("#new-form", "ministry/report");
  await page.fill("#new-edition", "2025");
  await page.click("#begin");
  await page.waitForSelector("#outline-list button");
  await settled(page);
  const frame = page.frameLocator("#preview");
  await frame.locator("h1").first().waitFor();
  assert.match((await frame.locator("body").textContent()) ?? "", /Annual report|Report/u);
  assert.equal(await page.textContent("#count"), "Nothing was found.");
  const files = await saved(page);
  assert.deepEqual(Object.keys(files), ["2025/schemas/ministry/report/2025/form.yaml"]);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a question with “other, specify” is added, and only its lines", async () => {
  const { page, context, faults } = await opened(browser);
  await template(page, "annual");
  await edition(page, YEAR);
  await page.selectOption("#new-type", "single_choice");
  await page.click("#add-question");
  await settled(page);
  await page.fill("#key-ask", "With whom did you work most?");
  await page.press("#key-ask", "Tab");
  await settled(page);
  await page.click("#add-option");
  await settled(page);
  await page.fill("#label-2", "Another body");
  await page.press("#label-2", "Tab");
  await settled(page);
  const frame = page.frameLocator("#preview");
  await assert.doesNotReject(frame.locator("text=With whom did you work most?").first().waitFor({ state: "attached" }));
  const text = (await saved(page))[FORM];
  const lines = added(original("form.yaml"), text);
  assert.ok(lines.some((line) => line.includes("With whom did you work most?")) && lines.some((line) => line.includes("Another body")), lines.join("\n"));
  for (const line of original("form.yaml").split("\n")) assert.ok(text.split("\n").includes(line), `this line was lost: ${line}`);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a condition is written and shown, and undone", async () => {
  const { page, context } = await opened(browser);
  await page.fill("#new-form", "ministry/report");
  await page.click("#begin");
  await page.waitForSelector("#outline-list button");
  await settled(page);
  await page.click("#entry-question-difficulties");
  await settled(page);
  await page.fill("#key-show_if", "has_partners");
  await page.press("#key-show_if", "Tab");
  await settled(page);
  assert.equal(await page.textContent("#count"), "Nothing was found.");
  await page.fill("#key-show_if", "has_partner");
  await page.press("#key-show_if", "Tab");
  await settled(page);
  assert.match((await page.textContent("#findings")) ?? "", /has_partner/u);
  await page.click("[id^=fix-]");
  await settled(page);
  assert.equal(await page.textContent("#count"), "Nothing was found.");
  for (let steps = 0; steps < 3; steps += 1) await page.click("#undo");
  await settled(page);
  assert.equal(await page.inputValue("#key-show_if"), "");
  await context.close();
});

test("an id is renamed wherever it is named, and the change file says so", async () => {
  const { page, context, faults } = await opened(browser);
  await template(page, "annual");
  await edition(page, YEAR);
  const id = await page.$eval("#outline-list .question button", (button) => button.id.replace("entry-question-", ""));
  await page.click(`#entry-question-${id}`);
  await settled(page);
  await page.fill("#key-id", `${id}_new`);
  await page.press("#key-id", "Tab");
  await settled(page);
  const files = await saved(page);
  assert.match(files[FORM], new RegExp(`id: ${id}_new`, "u"));
  assert.match(files[FORM.replace("form.yaml", "changes.yaml")], new RegExp(`new: ${id}_new`, "u"));
  assert.doesNotMatch((await page.textContent("#count")) ?? "", /[1-9]\d* errors/u);
  assert.deepEqual(faults, []);
  await context.close();
});

test("five texts are translated in the table", async () => {
  const { page, context, faults } = await opened(browser);
  await template(page, "annual");
  await edition(page, YEAR);
  await page.click("#tab-translations");
  await page.waitForSelector("#text-4");
  for (let number = 0; number < 5; number += 1) {
    await page.fill(`#text-${number}`, `Translated ${number}`);
    await page.press(`#text-${number}`, "Tab");
    await settled(page);
  }
  const files = await saved(page);
  const tag = await page.inputValue("#translated-into");
  const catalogue = files[FORM.replace("form.yaml", `locales/${tag}.po`)];
  for (let number = 0; number < 5; number += 1) assert.match(catalogue, new RegExp(`msgstr "Translated ${number}"`, "u"));
  const { name } = await given(page, "#to-xliff");
  assert.match(name, /\.xlf$/u);
  assert.deepEqual(faults, []);
  await context.close();
});

test("the Word file of a country has the bytes of the command line", async () => {
  const { page, context, faults } = await opened(browser);
  await template(page, "annual");
  await edition(page, YEAR);
  await page.selectOption("#copy", "CMR");
  await page.selectOption("#target", "word");
  await settled(page);
  const language = await page.inputValue("#shown-language");
  const { name, bytes } = await given(page, "#download");
  const kept = readFileSync(here(`generated/alliance87/annual-report/2023-2024/CMR/${name.endsWith(".docx") ? name : `${language}.docx`}`));
  assert.ok(kept.equals(bytes), name);
  assert.deepEqual(faults, []);
  await context.close();
});

test("the next edition starts, and the change is compared", async () => {
  const { page, context, faults } = await opened(browser);
  await template(page, "annual");
  await edition(page, YEAR);
  await page.click("#tab-changes");
  await page.waitForSelector("#validates");
  assert.ok((await page.locator("#changes-pane .found li").count()) > 5, "each change is named");
  assert.match((await page.textContent("#comparable")) ?? "", /series breaks/u);
  await page.click("#next-edition");
  await settled(page);
  assert.match(await page.inputValue("#edition"), /2024-2025$/u);
  const files = await saved(page);
  assert.ok(Object.keys(files).some((name) => name.endsWith("annual-report/2024-2025/form.yaml")));
  assert.deepEqual(faults, []);
  await context.close();
});

test("everything is exported: the folder as it was opened, and the files for countries", async () => {
  const { page, context, faults } = await opened(browser);
  await template(page, "annual");
  const files = await saved(page);
  assert.equal(files[FORM], original("form.yaml"));
  await edition(page, YEAR);
  const sent = unzipped((await given(page, "#send")).bytes);
  assert.ok(Object.keys(sent).filter((name) => name.endsWith(".html")).length >= 2, Object.keys(sent).join(" "));
  assert.deepEqual(faults, []);
  await context.close();
});

test("a killed tab loses nothing", async () => {
  const { page, context } = await opened(browser);
  await template(page, "survey");
  await page.click("#outline-list .question button");
  await settled(page);
  await page.fill("#key-ask", "Is this kept?");
  await page.press("#key-ask", "Tab");
  await settled(page);
  await page.close({ runBeforeUnload: false });
  const again = await context.newPage();
  await again.goto(PAGE.href);
  await again.click("#go-on");
  await again.waitForSelector("#outline-list button");
  await settled(again);
  const files = await saved(again);
  assert.ok(Object.values(files).some((text) => text.includes("Is this kept?")));
  await context.close();
});

test("a hostile form runs nothing, and an alias bomb is refused", async () => {
  const { page, context } = await opened(browser);
  await page.fill("#new-form", "ministry/report");
  await page.click("#begin");
  await page.waitForSelector("#outline-list button");
  await settled(page);
  let dialogs = 0;
  page.on("dialog", (dialog) => {
    dialogs += 1;
    dialog.dismiss();
  });
  await page.click("#outline-list .question button");
  await settled(page);
  await page.fill("#key-ask", `<img src=x onerror="alert(1)"><script>alert(2)</script>`);
  await page.press("#key-ask", "Tab");
  await settled(page);
  assert.equal(dialogs, 0);
  await page.click("#tab-yaml");
  await page.click(".cm-content");
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText("bomb: &a [x, x]\nmore: [*a, *a]\n");
  await settled(page);
  assert.match((await page.textContent("#findings")) ?? "", /alias|anchor/u);
  await context.close();
});

test("every word exists in each language", async () => {
  const words = async (/** @type {string} */ tag) => (await import(here(`crates/fronts/studio/page/src/words/${tag}.js`))).default;
  const english = await words("en");
  for (const tag of ["fr", "es"]) {
    const own = await words(tag);
    assert.deepEqual(Object.keys(own).sort(), Object.keys(english).sort(), tag);
    const values = (/** @type {string} */ text) => (text.match(/\{\w+\}/gu) ?? []).sort();
    for (const [name, text] of Object.entries(english)) assert.deepEqual(values(own[name]), values(text), `${tag} ${name}`);
  }
});
