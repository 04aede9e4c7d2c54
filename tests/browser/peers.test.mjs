// Failures that users reported of other form tools. Each test shows that this form does not have one of them.
//   node --test tests/browser/peers.test.mjs
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { EVERY, REAL, downloaded, give, open, pages, speak, visit } from "./form.mjs";
import { faultyReferences } from "./ids.mjs";
import { answered } from "./samples.mjs";
import { browser, urls } from "./started.mjs";

/** @typedef {import("playwright-core").Page} Page */
const id = (/** @type {string} */ path) => `[id="answers/${path}"]`;

/** Draws every page and shows them side by side. @param {Page} page */
async function together(page) {
  await visit(page, "check");
  await page.evaluate(() => document.querySelectorAll(".page:not(#s\\/finished)").forEach((part) => part.classList.add("on")));
}

/**
 * What a screen reader says about each element with an id: its role, name, description, and the names of the groups around it.
 * @param {Page} page
 * @returns {Promise<Map<string, { role: string, name: string, description: string, groups: string[], invalid: string }>>}
 */
async function told(page) {
  const devtools = await page.context().newCDPSession(page);
  const [{ root }, { nodes }] = await Promise.all([devtools.send("DOM.getDocument", { depth: -1 }), devtools.send("Accessibility.getFullAXTree")]);
  const ids = new Map();
  const walk = (/** @type {any} */ node) => {
    const attributes = node.attributes ?? [];
    const at = attributes.findIndex((/** @type {string} */ name, /** @type {number} */ place) => place % 2 === 0 && name === "id");
    if (at >= 0) ids.set(node.backendNodeId, attributes[at + 1]);
    for (const child of node.children ?? []) walk(child);
  };
  walk(root);
  const known = new Map(nodes.map((node) => [node.nodeId, node]));
  const out = new Map();
  for (const node of nodes) {
    const key = ids.get(node.backendDOMNodeId);
    if (node.ignored || !key) continue;
    const groups = [];
    for (let around = known.get(node.parentId); around; around = known.get(around.parentId)) {
      if (!around.ignored && ["group", "radiogroup"].includes(around.role?.value)) groups.push(`${around.name?.value ?? ""} | ${around.description?.value ?? ""}`);
    }
    const invalid = node.properties?.find(({ name }) => name === "invalid")?.value.value ?? "";
    out.set(key, { role: node.role?.value, name: node.name?.value ?? "", description: node.description?.value ?? "", groups, invalid });
  }
  await devtools.detach();
  return out;
}

/** Every visible control, with what a screen reader must say about it. */
function controls() {
  const plain = (/** @type {Element | null} */ node) => (node?.textContent ?? "").replace(/\s+/gu, " ").trim();
  return [...document.querySelectorAll("main :is(input[name], textarea, select)")]
    .filter((control) => control.checkVisibility())
    .map((control) => {
      const path = control.getAttribute("name");
      return { id: control.id, label: control.labels[0]?.innerText.replace(/\s+/gu, " ").trim() ?? "", hint: plain(document.getElementById(`h:${path}`)), error: plain(document.getElementById(`e:${path}`)), row: plain(control.closest("tr")?.querySelector("th") ?? null), said: "said" in control.dataset, part: "part" in control.dataset };
    });
}
/** A text without white space, because an accessibility tree separates its parts with any amount of it. */
const squeeze = (/** @type {string} */ text) => text.replace(/\s+/gu, "");

describe("failures of peers", { concurrency: 2 }, () => {
  for (const [folder, copy] of /** @type {const} */ ([[REAL, "CMR"], [EVERY, "CMR"]])) {
    test(`surveyjs 7881: a description is announced with its box (${copy} of ${folder.split("/").at(-1)})`, async () => {
      const { page, context } = await open(browser, urls[folder](copy));
      await give(page, answered(folder, copy));
      await together(page);
      const said = await told(page);
      const all = await page.evaluate(controls);
      assert.ok(all.filter(({ hint }) => hint).length > 3);
      for (const { id: key, label, hint, said: aside } of all) {
        const heard = said.get(key);
        assert.ok(heard, key);
        assert.ok(squeeze(heard.name).includes(squeeze(label)), `${key}: named ${heard.name}`);
        if (hint && !aside) assert.ok(squeeze(`${heard.description} ${heard.groups.join(" ")}`).includes(squeeze(hint)), `${key}: ${hint}`);
      }
      await context.close();
    });
  }

  test("surveyjs 9083: every description exists, whatever is shown and hidden", async () => {
    const { page, context } = await open(browser, urls[EVERY]("blank"));
    const check = async (/** @type {string} */ when) => assert.deepEqual(await page.evaluate(faultyReferences), [], when);
    await check("at first");
    await give(page, answered(EVERY, "blank"));
    await together(page);
    await check("answered");
    await visit(page, "parts");
    await page.click(".rows.rows .row >> nth=0 >> [data-do=remove]");
    await page.click("[data-do=add][data-for='answers/people_met']");
    await page.check(id("steps/0/kind=first"));
    await visit(page, "choices");
    await page.check(id("agree=yes"));
    await page.click("[data-do=clear] >> nth=0");
    await visit(page, "check");
    await page.click(".check [data-do=finish]");
    await check("changed");
    // Each link of the summary leads to a visible place with a control.
    const links = await page.$$eval("#errors a", (all) => all.map((link) => link.getAttribute("href")));
    for (const href of links) {
      await visit(page, "check");
      await page.click(`#errors a[href="${href}"]`);
      await page.waitForFunction((path) => document.activeElement?.getAttribute("name") === path || document.activeElement?.id === path, href.slice(1));
      assert.ok(await page.evaluate(() => document.activeElement.checkVisibility()), href);
    }
    await context.close();
  });

  test("surveyjs 10154: errors are not all read at once", async () => {
    const { page, context } = await open(browser, `${urls[REAL]("CMR")}#s/check`);
    const spoken = page.evaluate(
      () =>
        new Promise((done) => {
          const heard = [];
          new MutationObserver(() => heard.push(document.getElementById("live").textContent)).observe(document.getElementById("live"), { childList: true });
          setTimeout(() => done(heard), 1500);
        }),
    );
    await page.click(".check [data-do=finish]");
    assert.deepEqual(await spoken, [], "the summary has the focus, and speaks for itself");
    const live = await page.$$eval("[aria-live], [role=alert], [role=status], [role=log], output", (all) => all.map((node) => [node.id, node.querySelectorAll(".error, .errors").length]));
    assert.deepEqual(live, [["live", 0]]);
    await context.close();
  });

  test("surveyjs 11523: errors are announced before the focus is at the box, and again there", async () => {
    const { page, context } = await open(browser, `${urls[EVERY]("CMR")}#s/simple`);
    await page.fill(id("line"), "x".repeat(25));
    await visit(page, "check");
    await page.click(".check [data-do=finish]");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "errors");
    const first = (await told(page)).get("errors");
    assert.match(first.name, /\d+ /u, "the focus goes to something that has a name");
    await together(page);
    const said = await told(page);
    const wrong = (await page.evaluate(controls)).filter(({ error }) => error);
    assert.ok(wrong.length > 4);
    for (const { id: key, error, said: aside, part } of wrong) {
      if (aside) continue;
      const heard = said.get(key);
      assert.ok(squeeze(`${heard.description} ${heard.groups.join(" ")}`).includes(squeeze(error)), `${key}: ${error}`);
      if (!part) assert.equal(heard.invalid, "true", key);
    }
    await context.close();
  });

  test("surveyjs 2688: a question in a table is announced with its row", async () => {
    const { page, context } = await open(browser, urls[EVERY]("CMR"));
    await together(page);
    const said = await told(page);
    const cells = (await page.evaluate(controls)).filter(({ row }) => row);
    assert.ok(cells.length >= 6);
    for (const { id: key, row } of cells) {
      const heard = said.get(key);
      assert.ok(squeeze(`${heard.name} ${heard.groups.join(" ")}`).includes(squeeze(row)), `${key}: ${row}`);
    }
    await context.close();
  });

  test("surveyjs 8141, 8142: right to left, everything is mirrored", async () => {
    const { page, context } = await open(browser, urls[EVERY]("CMR"), { viewport: { width: 1200, height: 800 } });
    await give(page, answered(EVERY, "CMR"));
    await together(page);
    await speak(page, "ar");
    const found = await page.evaluate(() => {
      const faults = [];
      const box = (/** @type {Element} */ node) => node.getBoundingClientRect();
      if (getComputedStyle(document.body).direction !== "rtl") faults.push("the page");
      for (const choice of document.querySelectorAll(".choice")) {
        if (!choice.checkVisibility() || choice.closest(".scale")) continue;
        const [input, label] = [choice.querySelector("input"), choice.querySelector("label")];
        if (box(input).left < box(label).right - 1) faults.push(`the mark is not before its label: ${input.id}`);
      }
      for (const number of document.querySelectorAll(".q > .head > .no, .q > fieldset > .head > .no")) {
        if (number.checkVisibility() && box(number).left < box(number.closest(".q")).right) faults.push(`the number is not in the right margin: ${number.textContent}`);
      }
      for (const head of document.querySelectorAll("h2, .head, .hint")) {
        if (head.checkVisibility() && getComputedStyle(head).textAlign !== "start") faults.push(`${head.tagName} is aligned by side`);
      }
      for (const row of document.querySelectorAll("tbody tr")) {
        const [first, second] = row.children;
        if (row.checkVisibility() && box(first).left < box(second).right - 1) faults.push("the columns");
      }
      for (const bar of document.querySelectorAll(".wrong, .beside, .inset")) {
        const { borderLeftWidth, borderRightWidth } = getComputedStyle(bar);
        if (borderLeftWidth !== "0px" || borderRightWidth === "0px") faults.push(`the bar of ${bar.className}`);
      }
      for (const tools of document.querySelectorAll(".tools, .pager, .summary > div")) {
        const [first, second] = [...tools.children].filter((child) => child.checkVisibility());
        if (second && box(first).top === box(second).top && box(first).left < box(second).right - 1) faults.push(`the order in ${tools.className}`);
      }
      return faults;
    });
    assert.deepEqual(found, []);
    await context.close();
  });

  test("surveyjs 4267: no text stays in the former language after a switch", async () => {
    for (const [folder, copy] of /** @type {const} */ ([[REAL, "CMR"], [REAL, "blank"], [EVERY, "CMR"]])) {
      /** Every text on the open page, except messages that were given once, which keep their language. */
      const words = () => {
        const skipped = "#notice, #live, #saved, script, style, template, noscript, [data-language]";
        const texts = [document.title, document.documentElement.lang, document.documentElement.dir];
        for (const node of document.querySelectorAll("body *")) {
          if (node.closest(skipped) || !node.checkVisibility()) continue;
          for (const name of ["title", "aria-label", "alt", "placeholder"]) if (node.hasAttribute(name)) texts.push(`${name}: ${node.getAttribute(name)}`);
          for (const child of node.childNodes) if (child.nodeType === Node.TEXT_NODE && child.textContent.trim()) texts.push(child.textContent.trim());
        }
        for (const template of document.querySelectorAll("template")) texts.push(template.content.textContent.replace(/\s+/gu, " "));
        return texts;
      };
      const states = /** @type {((page: Page) => Promise<unknown>)[]} */ ([
        async () => {},
        async (page) => {
          await visit(page, "check");
          await page.click(".check [data-do=finish]");
        },
        async (page) => {
          await give(page, answered(folder, copy));
          await visit(page, folder === REAL ? "coming_year" : "parts");
        },
        async (page) => visit(page, "home"),
        async (page) => visit(page, "check"),
      ]);
      const [one, other] = await Promise.all([open(browser, urls[folder](copy)), open(browser, urls[folder](copy))]);
      const [from, to] = folder === REAL ? ["fr", "es"] : ["en", "fr"];
      for (const [place, reach] of states.entries()) {
        await speak(one.page, from);
        await reach(one.page);
        await speak(one.page, to);
        await speak(other.page, to);
        await reach(other.page);
        assert.deepEqual(await one.page.evaluate(words), await other.page.evaluate(words), `${folder} ${copy}, state ${place}`);
        for (const part of place === 2 ? await pages(one.page) : []) {
          await Promise.all([visit(one.page, part), visit(other.page, part)]);
          assert.deepEqual(await one.page.evaluate(words), await other.page.evaluate(words), `${folder} ${copy}, ${part}`);
        }
      }
      assert.equal(await one.page.getAttribute("#notice", "lang"), from, "what was told once says in which language");
      await Promise.all([one.context.close(), other.context.close()]);
    }
  });

  test("rjsf 754, 3078: a hidden answer is not sent, and returns when its question does", async () => {
    const { page, context } = await open(browser, urls[EVERY]("blank"));
    await give(page, answered(EVERY, "blank"));
    await visit(page, "choices");
    await page.check(id("agree=yes"));
    await page.check(id("one=first"));
    await page.check(id("grade=bad"));
    await visit(page, "parts");
    await page.check(id("steps/0/done=no"));
    await page.uncheck(id("steps/1/kind=other"));
    await visit(page, "about");
    await page.check("[id='facts/member=no']");
    await visit(page, "check");
    const { json } = await downloaded(page, () => page.click(".check [data-do=finish]"));
    assert.equal(json.status, "complete");
    for (const gone of ["why", "one.other", "more", "fee"]) assert.equal(gone in json.answers, false, gone);
    assert.deepEqual(Object.keys(json.answers.steps[0]), ["_row", "title", "done", "kind", "kind.other"]);
    assert.deepEqual(Object.keys(json.answers.steps[1]), ["_row", "title", "done", "when"]);
    await visit(page, "home");
    const saved = await downloaded(page, () => page.click(".home [data-do=save]"));
    for (const kept of ["why", "one.other", "more", "fee"]) assert.equal(kept in saved.json.answers, true, kept);
    await visit(page, "choices");
    assert.equal(await page.isVisible(id("why")), false);
    await page.check(id("agree=no"));
    assert.equal(await page.inputValue(id("why")), saved.json.answers.why);
    await context.close();
  });

  test("enketo 1073: rows come filled in from a copy that is opened", async () => {
    const { page, context } = await open(browser, `${urls[EVERY]("CMR")}#s/parts`);
    await give(page, answered(EVERY, "CMR"));
    const values = (/** @type {string} */ places) => page.$$eval(places, (all) => all.map((box) => box.value));
    assert.deepEqual(await values("input[id^='answers/steps/'][id$='/title']"), ["step 1", "step 2", "step 3"]);
    assert.deepEqual(await values("[id^='answers/steps/'][id$='/when=y']"), ["2024", "2024", "2024"]);
    assert.deepEqual(await values("[id^='answers/people_met/'][id$='/name']"), ["Ada", "Grace", "Joan"]);
    assert.equal(await page.isVisible("[data-do=add][data-for='answers/steps']"), false, "and no more than there may be");
    await context.close();
  });

  test("kpi 3480: a missing translation shows the source text, marked with its language, and never a blank", async () => {
    const { page, context } = await open(browser, urls[EVERY]("CMR"));
    await together(page);
    const source = await page.$$eval("[data-t]", (all) => all.map((node) => node.textContent.trim()));
    await speak(page, "ar");
    const found = await page.$$eval(
      "[data-t]",
      (all, before) => {
        let marked = 0;
        const faults = [];
        for (const [place, node] of all.entries()) {
          const text = node.textContent.trim();
          if (before[place] && !text) faults.push(`blank: ${before[place]}`);
          const own = node.querySelector("[lang]") ?? node.closest("[data-t][lang]");
          if (own?.getAttribute("lang") === "en" && own.textContent.trim()) marked += 1;
          // Latin letters, which an Arabic voice would read as Arabic.
          // An option of a list cannot contain an element that states the language.
          const same = text === before[place] && /[a-z]{3}/u.test(text) && !node.closest("bdi, option");
          if (same && !own) faults.push(`not marked: ${text}`);
        }
        return { marked, faults };
      },
      source,
    );
    assert.deepEqual(found.faults, []);
    assert.ok(found.marked > 10, `${found.marked} marked`);
    await context.close();
  });
});
