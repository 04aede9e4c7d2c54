// What people do with the form in a browser: fill it in by keyboard, keep and open drafts, switch languages, meet errors, finish, print.
//   node --test tests/browser/form.test.mjs
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { CASES, EVERY, REAL, downloaded, open, pages, render, visit } from "./form.mjs";
import { launch } from "./launch.mjs";

const HOSTILE = "L’été à « Yaoundé » : \"x\" 'y' </script><img src=x onerror=alert(1)> é\u2028 ]]>";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {(copy: string) => string} */
let real;
/** @type {(copy: string) => string} */
let every;
/** @type {(copy: string) => string} */
let cases;

before(async () => {
  [real, every, cases] = [render(REAL), render(EVERY), render(CASES)];
  browser = await launch();
});
after(() => browser.close());

/** Presses Tab until an element that matches has the focus. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 400; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not reach ${selector}`);
}

const name = (path) => `[name="answers/${path}"]`;
const id = (path) => `[id="answers/${path}"]`;

/** Goes to a box by Tab and types a text. */
async function type(page, path, text) {
  await tabTo(page, id(path));
  await page.keyboard.insertText(text);
}

async function tick(page, path) {
  await tabTo(page, id(path));
  await page.keyboard.press("Space");
}

/** Chooses a radio button: Tab reaches the first, and arrows the others. */
async function choose(page, path, place) {
  await tabTo(page, name(path));
  await page.keyboard.press("Space");
  for (let step = 0; step < place; step += 1) await page.keyboard.press("ArrowDown");
}

async function next(page) {
  await tabTo(page, ".page.on [data-go=next]");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(50);
}

describe("the real form", () => {
  test("is filled in by keyboard alone, and the file holds what was typed", async () => {
    const { page, faults, context } = await open(browser, real("CMR"));
    await tabTo(page, "a[href='#s/about']");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#s\\/about.on");
    await tabTo(page, "[name='facts/priorities/observation_system/title']");
    await page.keyboard.insertText("Le SOSTECAM");
    await next(page);
    assert.match(await page.textContent("#l\\:answers\\/priority_progress\\/observation_system"), /«\u00a0Le SOSTECAM\u00a0»/u);
    for (const row of ["observation_system", "protection_services", "reception_and_helpline"]) {
      await type(page, `priority_progress/${row}`, `${HOSTILE} ${row}`);
    }
    await next(page);
    await choose(page, "step_status/first_step", 2);
    await next(page);
    await choose(page, "overall_progress", 4);
    await type(page, "main_results", "Un\nDeux");
    await choose(page, "other_achievements", 0);
    await type(page, "which_achievements", "Une étude");
    await tick(page, "difficulties!nothing_to_report");
    assert.equal(await page.isVisible(id("difficulties_overcome")), false, "nothing to report is not an answer");
    await next(page);
    await tick(page, "evidence_kinds=surveys");
    await tick(page, "evidence_kinds=other");
    await type(page, "evidence_kinds.other", "Autre chose");
    await type(page, "evidence_detail", "Détail");
    await type(page, "assessment_stakeholders/0/name", "INS");
    await type(page, "assessment_stakeholders/0/role", "Données");
    await tabTo(page, "[data-do=add][data-for='answers/assessment_stakeholders']");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "answers/assessment_stakeholders/1/name");
    await page.keyboard.insertText("MINAS");
    await next(page);
    await tick(page, "international_partner_kinds=ilo");
    await tick(page, "international_partner_kinds=none_of_these");
    assert.equal(await page.isChecked(id("international_partner_kinds=ilo")), false, "none of these stands alone");
    await choose(page, "supports_initiatives", 1);
    await next(page);
    await tick(page, "national_partner_kinds=ministries");
    await choose(page, "cooperation_grew", 1);
    await next(page);
    await choose(page, "revise_roadmap", 1);
    await next(page);
    await type(page, "upcoming_steps/0/title", "Première étape");
    await tick(page, "upcoming_steps/0/area=child_labour");
    await next(page);
    await type(page, "anything_else", "Rien");
    await next(page);
    await page.waitForSelector("#s\\/check.on");
    await tabTo(page, "[data-do=finish]");
    const file = await downloaded(page, () => page.keyboard.press("Enter"));
    assert.equal(file.name, "annual-report-2022-2023-CMR.json");
    assert.deepEqual(Object.keys(file.json), "canevas form edition definition texts copy language status made_by facts answers".split(" "));
    assert.equal(file.json.status, "complete");
    const { answers, facts } = file.json;
    assert.equal(facts.country, "CMR");
    assert.equal(facts.first_report, "no");
    assert.deepEqual(facts.priorities.observation_system, { title: "Le SOSTECAM" });
    assert.equal(answers.priority_progress.protection_services, `${HOSTILE} protection_services`);
    assert.deepEqual(answers.step_status, { first_step: "under_way" });
    assert.equal(answers.overall_progress, "a_lot_of_progress");
    assert.equal(answers.main_results, "Un\nDeux");
    assert.equal(answers.which_achievements, "Une étude");
    assert.deepEqual(answers.difficulties, { said: "nothing_to_report" });
    assert.deepEqual(answers.evidence_kinds, ["surveys", "other"]);
    assert.equal(answers["evidence_kinds.other"], "Autre chose");
    assert.deepEqual(answers.assessment_stakeholders, [{ name: "INS", role: "Données" }, { name: "MINAS" }]);
    assert.deepEqual(answers.international_partner_kinds, ["none_of_these"]);
    assert.deepEqual(answers.upcoming_steps, [{ _row: "r1", title: "Première étape", area: ["child_labour"] }]);
    const order = await page.evaluate(() => JSON.parse(document.getElementById("form").textContent).questions.map((question) => question.id));
    const given = Object.keys(answers).map((key) => order.indexOf(key.split(".")[0]));
    assert.deepEqual(given, given.toSorted((a, b) => a - b));
    await page.waitForSelector("#s\\/finished.on");
    assert.match(await page.getAttribute("#mail", "href"), /^mailto:info@alliance87\.org\?subject=.*annual-report-2022-2023-CMR\.json/u);
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("goes on after a reload, and in a fresh browser from a saved copy, hidden answers included", async () => {
    const { page, context } = await open(browser, `${real("CMR")}#s/overall`);
    await page.fill(id("main_results"), HOSTILE);
    await page.check(id("other_achievements=yes"));
    await page.fill(id("which_achievements"), "gardé");
    await page.check(id("other_achievements=no"));
    await page.waitForTimeout(500);
    await page.reload();
    assert.equal(await page.inputValue(id("main_results")), HOSTILE.trim());
    assert.equal(await page.isVisible(id("which_achievements")), false);
    await page.check(id("other_achievements=yes"));
    assert.equal(await page.inputValue(id("which_achievements")), "gardé");
    await page.check(id("other_achievements=no"));
    await visit(page, "home");
    const file = await downloaded(page, () => page.click("[data-do=save] >> visible=true"));
    assert.equal(file.name, "annual-report-2022-2023-CMR-draft.json");
    assert.equal(file.json.status, "draft");
    assert.equal(file.json.answers.which_achievements, "gardé");
    const other = await open(browser, real("CMR"));
    await other.page.setInputFiles("#file", file.path);
    await other.page.waitForSelector("#notice:not([hidden])");
    await visit(other.page, "overall");
    assert.equal(await other.page.inputValue(id("main_results")), HOSTILE.trim());
    assert.equal(await other.page.isChecked(id("other_achievements=no")), true);
    assert.deepEqual(other.faults, []);
    await Promise.all([context.close(), other.context.close()]);
  });

  test("refuses a copy of another form or country, and says so", async () => {
    const { page, context } = await open(browser, real("CMR"));
    const give = async (value) => {
      const text = typeof value === "string" ? value : JSON.stringify({ form: "alliance87/annual-report", edition: "2022-2023", facts: {}, answers: {}, ...value });
      await page.setInputFiles("#file", { name: "x.json", mimeType: "application/json", buffer: Buffer.from(text) });
      await page.waitForTimeout(100);
      return page.textContent("#notice");
    };
    assert.match(await give("{"), /ne contient pas de réponses/u);
    assert.match(await give({ form: "a/b" }), /autre formulaire/u);
    assert.match(await give({ edition: "2021-2022" }), /x\.json contient les réponses de 2021-2022/u, "an earlier edition is last year’s");
    assert.match(await give({ facts: { country: "MDG" } }), /autre pays/u);
    assert.match(await give({ unread: { "/main_results": "quelque chose", "/gone": "reste" } }), /La copie a été ouverte/u);
    await visit(page, "check");
    assert.match(await page.textContent("#unread"), /reste/u);
    await visit(page, "overall");
    assert.equal(await page.inputValue(id("main_results")), "quelque chose");
    await context.close();
  });

  test("switches its language in place", async () => {
    const { page, context, faults } = await open(browser, `${real("CMR")}#s/overall`);
    await page.fill(id("main_results"), "texte");
    await page.focus("[data-language=en]");
    await page.keyboard.press("Enter");
    assert.equal(await page.getAttribute("html", "lang"), "en");
    assert.match(await page.title(), /Overall progress|Pathfinder/u);
    assert.equal(await page.inputValue(id("main_results")), "texte");
    assert.equal(await page.evaluate(() => document.activeElement?.dataset.language), "en");
    await page.waitForFunction(() => document.getElementById("live").textContent.includes("English"));
    const french = await page.evaluate(() => [...document.querySelectorAll(".page.on [data-t]")].filter((place) => /[éèàê]/u.test(place.textContent)).map((place) => place.textContent));
    assert.deepEqual(french, []);
    await page.click("[data-language=fr]");
    assert.match(await page.textContent("#st\\/overall"), /Progrès d’ensemble/u);
    await page.click("[data-language=es]");
    await page.waitForTimeout(400);
    await page.reload();
    assert.equal(await page.getAttribute("html", "lang"), "es");
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("shows errors in a summary that has the focus, with the same words beside each field", async () => {
    const { page, context } = await open(browser, `${real("CMR")}#s/check`);
    await page.click("[data-do=finish]");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "errors");
    assert.match(await page.title(), /^Erreur\u00a0: /u);
    const links = await page.$$eval("#errors a", (all) => all.map((link) => [link.getAttribute("href").slice(1), link.textContent]));
    assert.ok(links.length >= 8);
    for (const [path, text] of links) {
      const beside = await page.evaluate((place) => document.getElementById(`e:${place}`)?.textContent, path);
      assert.equal(beside, `Erreur\u00a0: ${text}`, path);
    }
    await page.click("#errors a >> nth=3");
    const focused = await page.evaluate(() => [document.activeElement?.getAttribute("name"), document.activeElement?.getAttribute("aria-invalid")]);
    assert.deepEqual(focused, [links[3][0], "true"]);
    await page.keyboard.press("Space");
    assert.equal(await page.evaluate((place) => document.getElementById(`e:${place}`)?.textContent, links[3][0]), "", "mended");
    await context.close();
  });

  test("a blank copy asks for what it does not know, and follows the answers", async () => {
    const { page, context, faults } = await open(browser, `${real("blank")}#s/about`);
    assert.equal(await page.locator("[id='facts/country'] option").count(), 196);
    await page.selectOption("[id='facts/country']", "CMR");
    await page.check("[id='facts/first_report=yes']");
    await visit(page, "home");
    assert.equal(await page.textContent("[data-status=roadmap_priorities]"), "Sans objet");
    assert.match(await page.textContent(".who"), /Cameroun/u);
    assert.match(await page.textContent(".lead"), /Cameroun/u);
    await visit(page, "about");
    await page.check("[id='facts/first_report=no']");
    await page.fill("[id='facts/priorities/r1/title']", "Une priorité");
    await visit(page, "roadmap_priorities");
    assert.equal(await page.isVisible(id("priority_progress/r1")), true);
    assert.equal(await page.isVisible(id("priority_progress/r2")), false);
    assert.match(await page.textContent("[id='l:answers/priority_progress/r1']"), /Une priorité/u);
    await visit(page, "home");
    const file = await downloaded(page, () => page.click("[data-do=save] >> visible=true"));
    assert.deepEqual(file.json.facts, { country: "CMR", first_report: "no", priorities: { r1: { title: "Une priorité" } } });
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("reads with the country that is chosen as in that country's own copy, in every language, and is as before once it is cleared", async () => {
    const { page, context, faults } = await open(browser, `${real("blank")}#s/about`);
    const texts = async () => [await page.textContent(".lead >> nth=0"), await page.textContent(".closing")];
    const say = async (tag) => page.click(`[data-language=${tag}]`);
    const blank = await texts();
    assert.match(blank[0], /progrès réalisés dans \[tel pays\] de mai 2022/u);
    for (const [code, ...wanted] of [
      ["CMR", "réalisés au Cameroun", "made in Cameroon", "logrados en el Camerún"],
      ["COM", "réalisés aux Comores", "made in the Comoros", "logrados en las Comoras"],
      ["ARG", "réalisés en Argentine", "made in Argentina", "logrados en la Argentina"],
    ]) {
      await visit(page, "about");
      await page.selectOption("[id='facts/country']", code);
      for (const [index, tag] of ["fr", "en", "es"].entries()) {
        await say(tag);
        for (const text of await texts()) assert.ok(text.includes(wanted[index]), `${code} ${tag}: ${text}`);
        for (const text of await texts()) assert.ok(!text.includes("[tel") && !text.includes("[c") && !text.includes("[p"), text);
      }
      await page.selectOption("[id='facts/country']", "CMR");
      assert.match(await page.textContent(".closing"), /logrados en el Camerún/u, "while another language is shown");
      await page.selectOption("[id='facts/country']", code);
      await say("fr");
    }
    await page.waitForTimeout(400);
    await page.reload();
    assert.match(await page.textContent(".closing"), /réalisés en Argentine/u, "after a reload too");
    await page.selectOption("[id='facts/country']", "");
    assert.deepEqual(await texts(), blank);
    await say("en");
    assert.match(await page.textContent(".closing"), /made in \[country\]/u);
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("puts the country into every case, at the start of a sentence, in rows, and in texts that are not translated", async () => {
    const { page, context, faults } = await open(browser, `${cases("blank")}#s/main`);
    const first = async (selector) => (await page.textContent(`${selector} >> nth=0`)).replace(/\s+/gu, " ").trim();
    const choose = async (code) => {
      await visit(page, "about");
      await page.selectOption("[id='facts/country']", code);
      await visit(page, "main");
    };
    const row = "[id='l:answers/steps/0/title']";
    assert.equal(await first(row), "Titre de l’étape dans [tel pays]");
    await choose("ARG");
    assert.equal(await first("h1"), "Rapport de l’Argentine");
    assert.match(await page.title(), /Rapport de l’Argentine$/u);
    assert.equal(await first(".lead"), "L’Argentine vu d’ici. Ce rapport porte sur l’Argentine.Il se lit en Argentine (Argentine).");
    assert.equal(await first(row), "Titre de l’étape en Argentine");
    await page.fill(id("steps/0/title"), "x");
    await page.click("[data-do=add]");
    assert.equal(await first("[id='l:answers/steps/1/title']"), "Titre de l’étape en Argentine", "in a new row as well");
    await choose("COM");
    assert.equal(await first(".by"), "Réponse généralement donnée par : Ministère du travail des Comores");
    assert.equal(await first("[id='l:answers/steps/1/title']"), "Titre de l’étape aux Comores");
    await choose("COD");
    assert.equal(await first(".lead"), "La RDC vu d’ici. Ce rapport porte sur la RDC.Il se lit en RDC (RDC & Cie d'ici).", "as the country file has it");
    await choose("CMR");
    await page.click("[data-language=en]");
    assert.equal(await first("h1"), "Report of Cameroon");
    assert.equal(await first("[id='l:answers/untranslated']"), "Que fait-on au Cameroun\u202f?".replace(/\s/gu, " "), "in the language of the text");
    await page.click("[data-language=es]");
    await choose("PER");
    assert.equal(await first(".lead"), "El Perú desde aquí. Este informe presenta el Perú.Se lee en el Perú (Perú).");
    assert.equal(await first("h1"), "Informe del Perú");
    await choose("");
    assert.equal(await first("h1"), "Informe de [país]");
    assert.equal(await first("[id='l:answers/untranslated']"), "Que fait-on dans [tel pays] ?");
    await page.click("[data-language=fr]");
    assert.equal(await first(row), "Titre de l’étape dans [tel pays]");
    assert.equal(await first(".who"), "Édition 2024");
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("says so when the browser keeps nothing, and when another tab answers too", async () => {
    const { page, context } = await open(browser, real("CMR"));
    const second = await context.newPage();
    await second.goto(`${real("CMR")}#s/overall`);
    await second.fill(id("main_results"), "là-bas");
    await page.waitForSelector("#notice:not([hidden])");
    assert.match(await page.textContent("#notice"), /autre onglet/u);
    await second.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await second.fill(id("main_results"), "plus");
    await second.waitForSelector("#notice:not([hidden])");
    assert.match(await second.textContent("#notice"), /ne conserve pas votre brouillon/u);
    await context.close();
  });

  test("notices a draft made with another version of the form", async () => {
    const { page, context } = await open(browser, real("CMR"));
    await page.evaluate(() => localStorage.setItem("canevas:alliance87/annual-report:2022-2023:sha256:old:CMR", JSON.stringify({ facts: {}, answers: { main_results: "avant", gone: "x" }, unread: {} })));
    await page.reload();
    await page.click("#notice button");
    await visit(page, "overall");
    assert.equal(await page.inputValue(id("main_results")), "avant");
    await context.close();
  });

  test("finishes a return that was opened with the same answers", async () => {
    const { page, context, faults } = await open(browser, real("CMR"));
    const path = new URL(`../../${REAL}/returns/CMR.mended.json`, import.meta.url);
    const given = JSON.parse(readFileSync(path, "utf8"));
    await page.setInputFiles("#file", fileURLToPath(path));
    await page.waitForSelector("#notice:not([hidden])");
    await visit(page, "check");
    const file = await downloaded(page, () => page.click("[data-do=finish]"));
    assert.deepEqual(file.json.answers, given.answers);
    assert.deepEqual(file.json.facts, given.facts);
    assert.deepEqual(Object.keys(file.json.answers), Object.keys(given.answers));
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("puts ministries' copies together, and shows where they differ", async () => {
    const { page, context, faults } = await open(browser, `${real("CMR")}#s/home`);
    const part = (name, answers) => ({
      name,
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify({ canevas: 1, form: "alliance87/annual-report", edition: "2022-2023", status: "draft", facts: { country: "CMR" }, answers })),
    });
    await page.setInputFiles("#file", [
      part("travail.json", { main_results: "Du travail", anything_else: "Un mot", cooperation_grew: "yes" }),
      part("justice.json", { main_results: "De la justice", cooperation_grew: "no", evidence_kinds: ["other"] }),
    ]);
    await page.waitForSelector(".differ");
    assert.equal(await page.locator(".differ").count(), 2);
    assert.deepEqual(await page.locator(".differ >> nth=1 >> b").allTextContents(), ["travail.json", "justice.json"]);
    await page.reload();
    assert.equal(await page.locator(".differ").count(), 2, "nothing is lost");
    await page.click(".differ >> nth=1 >> button >> nth=1");
    await page.click("[data-do=both]");
    assert.equal(await page.locator(".differ").count(), 0);
    await visit(page, "home");
    const file = await downloaded(page, () => page.click("[data-do=save] >> visible=true"));
    assert.deepEqual(file.json.answers, { main_results: "Du travail\n\nDe la justice", evidence_kinds: ["other"], cooperation_grew: "no", anything_else: "Un mot" });
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("erases everything after a confirmation", async () => {
    const { page, context } = await open(browser, `${real("CMR")}#s/overall`);
    await page.fill(id("main_results"), "x");
    await visit(page, "home");
    page.on("dialog", (dialog) => dialog.accept());
    await page.click("[data-do=erase]");
    await visit(page, "overall");
    assert.equal(await page.inputValue(id("main_results")), "");
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    await context.close();
  });

  test("prints every section, whole texts, and lines to write on where nothing is answered", async () => {
    const { page, context } = await open(browser, real("blank"));
    const text = async () => {
      const path = join(mkdtempSync(join(tmpdir(), "canevas-print-")), "form.pdf");
      await page.pdf({ path, format: "A4", preferCSSPageSize: true });
      return execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8" });
    };
    const empty = await text();
    for (const part of [/Bilan des priorités/u, /Que souhaitez-vous ajouter/u, /Répondez à cette question si/u, /Remplissez cette section si/u, /alliance87\/annual-report 2022-2023/u, /1\/1[0-9]/u]) {
      assert.match(empty, part);
    }
    assert.equal(await page.locator(".lines").count(), 0, "the screen is as it was");
    await visit(page, "overall");
    await page.fill(id("main_results"), `${"un long texte ".repeat(200)}jusqu’au bout`);
    const filled = await text();
    assert.match(filled, /jusqu’au bout/u);
    await context.close();
  });

  test("without scripts everything is on one page", async () => {
    const { page, context } = await open(browser, real("blank"), { javaScriptEnabled: false });
    const compiled = await page.locator("#form").textContent();
    const { questions, sections } = JSON.parse(compiled);
    for (const { id: question } of questions) {
      assert.equal(await page.locator(`[data-p="answers/${question}"]`).first().isVisible(), true, question);
    }
    for (const { id: section } of sections) assert.equal(await page.locator(`[id="s/${section}"]`).isVisible(), true, section);
    for (const place of ["priority_progress/r3", "main_results", "evidence_kinds.other", "anything_else"]) {
      assert.equal(await page.locator(id(place)).isVisible(), true, place);
    }
    assert.equal(await page.locator("[data-do=save]").first().isVisible(), false);
    await context.close();
  });
});

describe("every control", () => {
  test("gives back what was put in", async () => {
    const { page, context, faults } = await open(browser, `${every("CMR")}#s/simple`);
    await page.fill(id("line"), " e\u0301t\u00e9 ");
    await page.fill(id("long.comment"), "a comment");
    await page.check(id("long!not_available"));
    await page.fill(id("whole"), "7");
    await page.fill(id("part"), "1 234,6");
    await page.fill(id("year_of"), "2024");
    await page.fill(id("day=d"), "5");
    await page.selectOption(id("day=m"), "2");
    await page.fill(id("day=y"), "2024");
    await page.selectOption(id("month_of=m"), "12");
    await page.fill(id("month_of=y"), "2024");
    await page.fill(id("mail"), "a@b.org");
    await page.fill(id("site"), "https://b.org");
    await visit(page, "choices");
    await page.check(id("agree=no"));
    await page.fill(id("why"), "because");
    await page.check(id("one=other"));
    await page.fill(id("one.other"), "another");
    await page.check(id("many=b"));
    await page.check(id("many=a"));
    await page.check(id("grade=good"));
    await page.selectOption(id("partner"), "FRA");
    await page.fill(id("more"), "more");
    await visit(page, "parts");
    await page.fill(id("place/town"), "Douala");
    await page.check(id("per_site/south/visited=yes"));
    await page.fill(id("per_site/south/people"), "3");
    await page.fill(id("per_year/y2024"), "4");
    await page.fill(id("progress/roads"), "done");
    await page.fill(id("progress/wells"), "not done");
    assert.equal(await page.isVisible(id("steps/0/when=d")), false, "a blank row hides what depends on it");
    await page.fill(id("steps/0/title"), "first");
    await page.click("[data-do=add][data-for='answers/steps']");
    await page.fill(id("steps/1/title"), "second");
    await page.check(id("steps/1/done=yes"));
    await page.fill(id("steps/1/when=d"), "1");
    await page.selectOption(id("steps/1/when=m"), "3");
    await page.fill(id("steps/1/when=y"), "2024");
    await page.check(id("steps/1/kind=other"));
    await page.fill(id("steps/1/kind.other"), "that one");
    await page.click("[data-do=add][data-for='answers/steps']");
    await page.fill(id("steps/2/title"), "third");
    assert.equal(await page.isVisible("[data-do=add][data-for='answers/steps']"), false, "three at most");
    await page.click(".rows .row >> nth=0 >> [data-do=remove]");
    assert.equal(await page.evaluate(() => document.activeElement?.closest(".row")?.querySelector("input")?.value), "second");
    await page.fill(id("people_met/0/name"), "Ada");
    await visit(page, "members_only");
    await page.fill(id("fee"), "10");
    await visit(page, "check");
    assert.match(await page.textContent("#answers"), /5 February 2024/u);
    const file = await downloaded(page, () => page.click("[data-do=finish]"));
    assert.deepEqual(file.json.answers, {
      line: "été",
      long: { said: "not_available" },
      "long.comment": "a comment",
      whole: 7,
      part: 1234.6,
      year_of: 2024,
      day: "2024-02-05",
      month_of: "2024-12",
      mail: "a@b.org",
      site: "https://b.org",
      agree: "no",
      why: "because",
      one: "other",
      "one.other": "another",
      many: ["a", "b"],
      grade: "good",
      partner: "FRA",
      more: "more",
      place: { town: "Douala" },
      per_site: { south: { visited: "yes", people: 3 } },
      per_year: { y2024: 4 },
      progress: { roads: "done", wells: "not done" },
      steps: [
        { _row: "r1", title: "second", done: "yes", when: "2024-03-01", kind: ["other"], "kind.other": "that one" },
        { _row: "r2", title: "third" },
      ],
      people_met: [{ name: "Ada" }],
      fee: 10,
    });
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("an unreadable text is kept, reported and not finished", async () => {
    const { page, context } = await open(browser, `${every("CMR")}#s/simple`);
    await page.fill(id("whole"), "a lot");
    await page.fill(id("day=d"), "31");
    await page.selectOption(id("day=m"), "2");
    await page.fill(id("day=y"), "2024");
    await page.fill(id("line"), "x".repeat(25));
    assert.match(await page.textContent("[id='h:answers/line']"), /Characters over the limit: 5/u);
    await page.waitForTimeout(500);
    await page.reload();
    assert.equal(await page.inputValue(id("whole")), "a lot");
    assert.equal(await page.inputValue(id("day=d")), "31");
    await visit(page, "check");
    await page.click("[data-do=finish]");
    const told = await page.textContent("#errors");
    assert.match(told, /Question 3 \(A whole number\?\): write a whole number with digits only, such as 1/u);
    assert.match(told, /Question 6 \(A day\?\): February 2024 has 29 days/u);
    assert.match(told, /Question 1 \(.*\): 20 characters or fewer \(there are 25\)/u);
    await context.close();
  });

  test("right to left, and a missing translation in its own language", async () => {
    const { page, context } = await open(browser, `${every("CMR")}#s/choices`);
    await page.click("[data-language=ar]");
    assert.equal(await page.getAttribute("html", "dir"), "rtl");
    assert.equal(await page.getAttribute("[id='l:answers/one'] > span", "lang"), "en");
    assert.equal(await page.locator("[id='l:answers/agree'] > span").count(), 0);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0);
    await context.close();
  });

  test("every page fits in 320 px, and with texts twice as large", async () => {
    const { page, context } = await open(browser, every("blank"), { viewport: { width: 320, height: 640 } });
    for (const size of ["", "200%"]) {
      for (const part of await pages(page)) {
        await visit(page, part);
        const wide = await page.evaluate((wanted) => {
          document.documentElement.style.fontSize = wanted;
          return document.documentElement.scrollWidth - document.documentElement.clientWidth;
        }, size);
        assert.ok(wide <= 0, `${part} ${size}: ${wide} px too wide`);
      }
    }
    await context.close();
  });
});
