// Cells of a spreadsheet, pasted into a list or a table: each goes to the box at its row and column, and one button takes them back.
//   node --test tests/browser/paste.test.mjs
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { downloaded, open, renderText, visit } from "./form.mjs";
import { launch } from "./launch.mjs";

const FORM = `canevas: 1
form: example/paste
edition: 2024
languages: { source: fr }
title: T
lists:
  zones:
    north: Nord
    south: Sud
    east: Est
sections:
  - id: s
    title: S
    questions:
      - id: steps
        type: repeat
        ask: Étapes
        at_most: 4
        fields:
          - { id: title, type: text, ask: Titre }
          - { id: cost, type: decimal, ask: Coût }
          - { id: due, type: date, ask: Échéance }
          - { id: done, type: yes_no, ask: Terminé }
          - { id: who, type: single_choice, choices: { ministry: "Ministère", union: Syndicat }, ask: Qui }
          - { id: more, type: long_text, ask: Détails }
      - id: amounts
        type: group
        for_each: zones
        layout: table
        ask: Montants
        fields:
          - { id: planned, type: decimal, ask: Prévu }
          - { id: spent, type: integer, ask: Dépensé }
          - { id: paid, type: yes_no, ask: Payé }
          - { id: by, type: single_choice, choices: countries, ask: Payeur }
      - id: laws
        type: repeat
        ask: Lois
        fields:
          - { id: name, type: text, ask: Nom }
          - { id: articles, type: integer, ask: Articles }
          - { id: force, type: yes_no, ask: Vigueur }
          - { id: zone, type: multiple_choice, choices: zones, ask: Zones }
      - id: note
        type: long_text
        ask: Remarque
`;

/** @type {import("playwright-core").Browser} */
let browser;
let url = "";
before(async () => {
  url = renderText(FORM);
  browser = await launch();
});
after(() => browser.close());

/** Pastes a text into a box. @param {import("playwright-core").Page} page @param {string} path @param {string} text @returns {Promise<boolean>} whether the page took it as cells */
function paste(page, path, text) {
  return page.evaluate(([id, copied]) => {
    const box = document.getElementById(id);
    box.focus();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", copied);
    return !box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, [path, text]);
}

async function start() {
  const { page, context, faults } = await open(browser, url);
  await visit(page, "s");
  const held = async () => {
    const { json } = await downloaded(page, () => page.locator("[data-do=save]").first().evaluate((button) => button.click()));
    return { answers: json.answers, unread: json.unread };
  };
  return { page, held, end: async () => { assert.deepEqual(faults, []); await context.close(); } };
}

test("rows go to the rows of a list, and the list grows", async () => {
  const { page, held, end } = await start();
  const block = 'Loi\t12,5\t2024-03-01\tOui\tMinistère\t"ligne 1\r\nligne 2"\r\nPlan\t1 200\t\tnon\tunion\t\r\n';
  assert.ok(await paste(page, "answers/steps/0/title", block));
  assert.match(await page.innerText("#notice"), /Cellules collées\s: 10\./u);
  const { answers, unread } = await held();
  assert.deepEqual(answers.steps, [
    { _row: "r1", title: "Loi", cost: 12.5, due: "2024-03-01", done: "yes", who: "ministry", more: "ligne 1\nligne 2" },
    { _row: "r2", title: "Plan", cost: 1200, done: "no", who: "union" },
  ]);
  assert.equal(unread, undefined);
  assert.equal(await page.inputValue('[id="answers/steps/1/title"]'), "Plan");
  await end();
});

test("what is no answer stays as an unread text, and what has no box is named", async () => {
  const { page, held, end } = await start();
  const block = "a\tbeaucoup\nb\t3\nc\t4\nd\t5\ne\t6\n";
  assert.ok(await paste(page, "answers/steps/0/title", block));
  const notice = await page.innerText("#notice");
  assert.match(notice, /Cellules collées\s: 8\./u);
  assert.match(notice, /Cellules illisibles\s: 1 \(beaucoup\)\./u);
  assert.match(notice, /Cellules sans case ici\s: 2 \(e · 6\)/u);
  assert.equal(await page.inputValue('[id="answers/steps/0/cost"]'), "beaucoup");
  const { answers, unread } = await held();
  assert.deepEqual(answers.steps.map((row) => row.title), ["a", "b", "c", "d"]);
  assert.deepEqual(unread, { "/steps/0/cost": "beaucoup" });
  await end();
});

test("a block goes to the rows and columns of a table from where it is pasted", async () => {
  const { page, held, end } = await start();
  assert.ok(await paste(page, "answers/amounts/south/planned", "1,5\t2\n2,5\t3"));
  const { answers } = await held();
  assert.deepEqual(answers.amounts, { south: { planned: 1.5, spent: 2 }, east: { planned: 2.5, spent: 3 } });
  await end();
});

test("the notice names the answers that cells replaced", async () => {
  const { page, held, end } = await start();
  await page.fill('[id="answers/steps/0/title"]', "ancien");
  await page.fill('[id="answers/steps/0/cost"]', "environ 3");
  await page.check('[id="answers/steps/0/done=yes"]');
  await paste(page, "answers/steps/0/title", "nouveau\t3\t2024-03-01\tnon\n");
  assert.match(await page.innerText("#notice"), /Réponses remplacées\s: 3 \(ancien · environ 3 · Oui\)/u);
  await paste(page, "answers/steps/0/title", "nouveau\t3\n");
  assert.doesNotMatch(await page.innerText("#notice"), /remplacées/u);
  assert.deepEqual((await held()).answers.steps, [{ _row: "r1", title: "nouveau", cost: 3, due: "2024-03-01", done: "no" }]);
  await end();
});

test("the notice takes pasted cells back, and empty cells replace nothing", async () => {
  const { page, held, end } = await start();
  await page.fill('[id="answers/amounts/north/planned"]', "7");
  assert.ok(await paste(page, "answers/amounts/north/planned", "\t9\n8\t\n"));
  assert.deepEqual((await held()).answers.amounts, { north: { planned: 7, spent: 9 }, south: { planned: 8 } });
  await paste(page, "answers/amounts/north/planned", "1\t1");
  await page.click("#notice [data-do=undo]");
  assert.deepEqual((await held()).answers.amounts, { north: { planned: 7, spent: 9 }, south: { planned: 8 } });
  await end();
});

test("two thousand rows are all there, those far away are not laid out, and one button takes them back", async () => {
  const { page, held, end } = await start();
  const row = (/** @type {number} */ n) => [`Loi ${n}`, n, n % 2 ? "oui" : "non", n % 2 ? "Nord; Est" : "Sud"];
  assert.ok(await paste(page, "answers/laws/0/name", Array.from({ length: 2000 }, (_, n) => row(n).join("\t")).join("\n")));
  assert.match(await page.innerText("#notice"), /Cellules collées\s: 8000\./u);
  const rows = page.locator('[data-rows="answers/laws"] > .row');
  assert.equal(await rows.count(), 2000);
  const shown = await page.evaluate(() => {
    const last = document.querySelector('[data-rows="answers/laws"]').lastElementChild;
    const boxes = [...last.querySelectorAll("input")].map((box) => [box.name, box.type === "text" ? box.value : box.checked]);
    return { boxes, numbers: [...last.querySelectorAll(".row-no")].map((place) => place.textContent), skipped: getComputedStyle(last).contentVisibility };
  });
  const at = (/** @type {string} */ field) => `answers/laws/1999/${field}`;
  assert.deepEqual(shown.boxes, [[at("name"), "Loi 1999"], [at("articles"), "1999"], [at("force"), true], [at("force"), false], [at("zone"), true], [at("zone"), false], [at("zone"), true]]);
  assert.deepEqual([shown.numbers, shown.skipped], [["2000", "2000"], "auto"]);
  const { answers } = await held();
  assert.deepEqual(answers.laws, Array.from({ length: 2000 }, (_, n) => ({ _row: `r${n + 1}`, name: `Loi ${n}`, articles: n, force: n % 2 ? "yes" : "no", zone: n % 2 ? ["north", "east"] : ["south"] })));
  await page.locator("#notice [data-do=undo]").click();
  assert.equal(await rows.count(), 1);
  assert.equal((await held()).answers.laws, undefined);
  await end();
});

/** What stands beside the options of a place. @param {import("playwright-core").Page} page @param {string} path */
const beside = (page, path) => page.locator(`[id="e:${path}"]`);

test("a text that is no option stands beside its cell until an option is chosen or the answer is cleared", async () => {
  const { page, held, end } = await start();
  for (const [path, text] of [["steps/0/done=yes", "peut-être\tle roi\nnon\tla reine"], ["amounts/south/paid=yes", "un peu\tAtlantide"], ["laws/0/zone=north", "Ouest; Nord\t"]]) assert.ok(await paste(page, `answers/${path}`, text));
  const kept = { "/steps/0/done": "peut-être", "/steps/0/who": "le roi", "/steps/1/who": "la reine", "/amounts/south/paid": "un peu", "/amounts/south/by": "Atlantide", "/laws/0/zone": "Ouest; Nord" };
  for (const [key, text] of Object.entries(kept)) {
    const place = beside(page, `answers${key}`);
    assert.match(await place.innerText(), new RegExp(`^Erreur.*choisissez parmi les réponses proposées\\s*${text}$`, "su"), key);
    assert.equal(await page.locator(`[id="w:answers${key}"] :is(input, select)`).first().getAttribute("aria-invalid"), "true");
  }
  assert.equal(await beside(page, "answers/steps/1/done").innerText(), "");
  assert.deepEqual((await held()).unread, kept);
  // Finish names each, and the list of texts without a place does not.
  await visit(page, "check");
  assert.equal(await page.locator("#unread li").count(), 0);
  await page.locator("[data-do=finish]").click();
  for (const key of Object.keys(kept)) assert.equal(await page.locator(`#errors a[href="#answers${key}"]`).count(), 1, key);
  await visit(page, "s");
  assert.match(await beside(page, "answers/steps/0/who").innerText(), /le roi$/u);
  // The text goes with its row, and its place becomes free.
  await page.locator('[id="w:answers/steps"] [data-do=remove]').first().click();
  assert.match(await beside(page, "answers/steps/0/who").innerText(), /la reine$/u);
  assert.equal(await beside(page, "answers/steps/0/done").innerText(), "");
  await page.click("#notice [data-do=undo]");
  assert.match(await beside(page, "answers/steps/0/who").innerText(), /le roi$/u);
  await page.check('[id="answers/steps/0/who=union"]');
  await page.check('[id="answers/amounts/south/paid=yes"]');
  await page.locator('[id="w:answers/amounts/south/by"] [data-do=clear]').click();
  await page.check('[id="answers/laws/0/zone=north"]');
  for (const path of ["steps/0/who", "amounts/south/paid", "amounts/south/by", "laws/0/zone"]) assert.equal(await beside(page, `answers/${path}`).innerText(), "", path);
  assert.deepEqual((await held()).unread, { "/steps/0/done": "peut-être", "/steps/1/who": "la reine" });
  await end();
});

test("a text beside options stands there after a reload, and on paper", async () => {
  const { page, end } = await start();
  assert.ok(await paste(page, "answers/amounts/south/paid=yes", "un peu\tAtlantide"));
  await page.emulateMedia({ media: "print" });
  assert.ok(await beside(page, "answers/amounts/south/paid").isVisible());
  assert.ok(await beside(page, "answers/amounts/north/paid").isHidden());
  await page.emulateMedia({ media: "screen" });
  await page.reload();
  await visit(page, "s");
  assert.match(await beside(page, "answers/amounts/south/by").innerText(), /Atlantide$/u);
  await end();
});

test("a text for one box is pasted as the browser does it", async () => {
  const { page, end } = await start();
  assert.equal(await paste(page, "answers/note", "a\tb\nc"), false);
  assert.equal(await paste(page, "answers/steps/0/title", "une ligne\n"), false);
  assert.equal(await paste(page, "answers/steps/0/more", "deux\nlignes"), false);
  await end();
});
