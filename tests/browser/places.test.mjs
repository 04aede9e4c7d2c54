// What the form says of answers names their places in words: what is wrong, the answers, what differs between copies, and the texts that fit
// nowhere. It shows no path and no JSON. `tests/tests/places_in_words.rs` holds the command line to the same.
//   node --test tests/browser/places.test.mjs
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { EVERY, REAL, give, open, visit } from "./form.mjs";
import { browser, urls } from "./started.mjs";

const read = (/** @type {string} */ path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));

/** A return with values of other kinds, unknown keys at any depth, and texts that belong to no answer. @param {any} good */
function spoiled(good) {
  const bad = structuredClone(good);
  const odd = [{ a: { b: "x" } }, ["x", { c: 1 }], "3", true, [[1]]];
  Object.entries(bad.answers).forEach(([key, value], index) => {
    if (index % 3 === 0) bad.answers[key] = odd[index % odd.length];
    else if (Array.isArray(value)) value.push({ nothing_here: ["x"] });
    else if (typeof value === "object") value.nothing_here = { a: { b: 1 } };
    bad.unread = { ...bad.unread, [`/${key}/r1/more`]: "A text", [`/${key}/0/title`]: "A text" };
    // Two texts that fit nowhere at one place become one text.
    if (index % 3 > 0) bad.unread[`/${key}`] = '["a", {"b": 1}]';
  });
  bad.answers.gone = { a: { b: 1 } };
  bad.facts.gone = { r1: { title: "Lost" } };
  Object.assign(bad.unread, { "/gone/0/title": "Lost", "/facts/gone/r1/title": "Lost", "/nowhere": '{"a": {"b": 1}}' });
  return { ...bad, status: "draft" };
}

/** The signs of paths and JSON in the texts below some elements. @param {import("playwright-core").Page} page @param {string} where */
async function faults(page, where) {
  const texts = await page.$$eval(where, (all) => {
    const found = [];
    for (const root of all) {
      const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) found.push(walk.currentNode.nodeValue ?? "");
    }
    return found;
  });
  // Addresses are answers.
  const signs = /(?<![\w:/.-])\/?\w+\/\w+(?!\.)|[{[]"|":|\[\{/u;
  return texts.map((text) => text.replaceAll('["…"]', "").replaceAll(/\S*:\/\/\S*/gu, "")).filter((text) => signs.test(text));
}

const file = (/** @type {string} */ name, /** @type {object} */ json) => ({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(json)) });

for (const [folder, path] of [[REAL, `${REAL}/returns/CMR.mended.json`], [EVERY, "tests/cases/same-answers/every-control.CMR.json"]]) {
  test(`no path and no JSON stands on the page: ${folder}`, async () => {
    const good = read(path);
    const { page, context, faults: errors } = await open(browser, urls[folder]("CMR"));
    await give(page, [file("one.json", { ...good, status: "draft" }), file("other.json", spoiled(good))]);
    assert.deepEqual(await faults(page, "#notice"), []);
    await visit(page, "check");
    assert.ok((await page.textContent("#unread"))?.trim(), "some texts fit nowhere");
    for (const where of ["#unread", "#answers"]) assert.deepEqual(await faults(page, where), [], where);
    await page.click("[data-do=finish]");
    assert.deepEqual(await faults(page, "#errors"), []);
    assert.deepEqual(errors, []);
    await context.close();
  });
}
