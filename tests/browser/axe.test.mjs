// Runs axe-core on every page of the form, in every state and language, in light and dark, on a desktop and on a phone. There
// is no violation, every doubt of axe has a reason, and every reference finds its element.
//   node --test tests/browser/axe.test.mjs
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { EVERY, REAL, open, pages, visit } from "./form.mjs";
import { faultyReferences } from "./ids.mjs";
import { answered, differing, excluded } from "./samples.mjs";
import { browser, urls } from "./started.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe cannot decide and a person decided: the rule, the place (found in "copy state page selector"), and why it is right.
 * The test fails if an entry no longer occurs, and if a doubt has no entry.
 * @type {{ rule: string, place: RegExp, reason: string }[]}
 */
const TRIAGED = [];
/** @type {Set<object>} */
const met = new Set();

/**
 * Rules about colours, which depend on the scheme and not on the language, and rules about boxes, which depend on the width. All
 * others read only the page's code. Rules about colours take most of the time.
 */
const COLOURS = ["color-contrast", "link-in-text-block"];
const BOXES = ["target-size", "scrollable-region-focusable"];

/** @returns {Promise<{ broken: string[], unsure: { rule: string, place: string }[] }>} what is wrong with the page as it is */
async function look(page, only, without) {
  const { violations, incomplete } = await page.evaluate(
    async ([rules, off]) =>
      window.axe.run(document, {
        resultTypes: ["violations", "incomplete"],
        ...(rules
          ? { runOnly: { type: "rule", values: rules } }
          : { rules: { "target-size": { enabled: true }, ...Object.fromEntries(off.map((rule) => [rule, { enabled: false }])) } }),
      }),
    /** @type {const} */ ([only, without]),
  );
  return {
    broken: violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary.slice(0, 300)}`)),
    unsure: incomplete.flatMap(({ id, nodes }) => nodes.map(({ target, any }) => ({ rule: id, place: `${target} (${any.map(({ message }) => message).join("; ")})` }))),
  };
}

const given = (/** @type {(folder: string, copy: "CMR" | "blank") => object} */ files) => async (page, folder, copy) => {
  await page.setInputFiles("#file", files(folder, copy));
  await page.waitForSelector("#notice:not([hidden])");
  await page.evaluate(() => document.querySelectorAll("details").forEach((example) => (example.open = true)));
};

/**
 * States of the form, each reached from the one before.
 * @type {{ name: string, reach: (page: import("playwright-core").Page, folder: string, copy: "CMR" | "blank") => Promise<unknown>, blank?: boolean }[]}
 */
const STATES = [
  { name: "empty", reach: (page) => visit(page, "check") },
  {
    name: "three rows",
    async reach(page) {
      for (let turn = 0; turn < 2; turn += 1) await page.evaluate(() => document.querySelectorAll(".add").forEach((button) => button.click()));
      assert.ok(await page.evaluate(() => document.querySelector("[data-rows]").children.length === 3));
    },
  },
  {
    name: "errors",
    async reach(page) {
      await page.click(".check [data-do=finish]");
      assert.ok(await page.evaluate(() => document.querySelectorAll("p.error:not(:empty)").length > 3));
    },
  },
  { name: "answered, and a notice", reach: given(answered) },
  {
    name: "finished",
    async reach(page) {
      await page.click(".check [data-do=finish]");
      await page.waitForSelector("#s\\/finished.on");
    },
  },
  { name: "conflicts", reach: given(differing) },
  {
    name: "a section does not apply",
    async reach(page, folder, copy) {
      await given(excluded)(page, folder, copy);
      assert.ok(await page.evaluate(() => document.querySelectorAll(".page.off").length > 0));
    },
    blank: true,
  },
];

/** Shows every page at once, so that one run of axe checks them all. The last page is shown only if the form is finished. */
const TOGETHER = "html.js body .page.page.page.page { display: block }";

/** @param {string} folder @param {"CMR" | "blank"} copy @param {import("playwright-core").BrowserContextOptions} how @param {string[]} [rules] */
async function all(folder, copy, how, rules) {
  // The policy of the page refuses all other scripts, including axe.
  const { page, context, faults } = await open(browser, urls[folder](copy), { bypassCSP: true, ...how });
  await page.evaluate(axe);
  /** @type {string[]} */
  const found = [];
  const note = async (/** @type {string} */ place, /** @type {string[]} */ without) => {
    const { broken, unsure } = await look(page, rules, without);
    for (const line of [...broken, ...(await page.evaluate(faultyReferences))]) found.push(`${place}: ${line}`);
    for (const doubt of unsure) {
      const entry = TRIAGED.find((known) => known.rule === doubt.rule && known.place.test(`${place} ${doubt.place}`));
      if (entry) met.add(entry);
      else found.push(`${place}: unsure about ${doubt.rule}: ${doubt.place}`);
    }
  };
  const languages = await page.$$eval("[data-language]", (buttons) => buttons.map((button) => button.dataset.language));
  assert.deepEqual(languages, folder === REAL ? ["fr", "en", "es"] : ["en", "fr", "ar"]);
  for (const part of rules ? [] : await pages(page)) {
    await visit(page, part);
    await note(`${copy} alone ${part}`, COLOURS);
  }
  await page.addStyleTag({ content: TOGETHER });
  for (const { name, reach, blank } of STATES) {
    if (blank && copy !== "blank") continue;
    await reach(page, folder, copy);
    // The source language comes last, because the next state is reached in it.
    const spoken = rules === COLOURS ? [languages[0]] : [...languages.slice(1), languages[0]];
    for (const language of spoken) {
      await page.evaluate((tag) => document.querySelector(`[data-language=${tag}]`).click(), language);
      // All pages are shown at once, so their navigations look alike.
      await note(`${copy} ${name} ${language}`, ["landmark-unique", ...(language === languages[0] ? [] : COLOURS)]);
    }
  }
  assert.deepEqual(found, []);
  assert.deepEqual(faults, []);
  await context.close();
}

describe("axe", { concurrency: 2 }, () => {
  // The blank copy of the real form has nothing that one of these has not.
  for (const [folder, copy] of /** @type {const} */ ([[REAL, "CMR"], [EVERY, "CMR"], [EVERY, "blank"]])) {
    const name = `${folder.split("/").at(-1)} ${copy}`;
    test(`${name}, light, every rule`, () => all(folder, copy, { colorScheme: "light" }));
    test(`${name}, dark, its colours`, () => all(folder, copy, { colorScheme: "dark" }, COLOURS));
    test(`${name}, on a phone, its boxes`, () => all(folder, copy, { viewport: { width: 360, height: 640 } }, BOXES));
  }
});

test("every explained doubt still occurs", () => {
  assert.deepEqual(TRIAGED.filter((entry) => !met.has(entry)), []);
});
