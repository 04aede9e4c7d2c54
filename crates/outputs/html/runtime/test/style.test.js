// The style and the script, as browsers of spring 2022 read them: Chromium 100, Firefox 100, Safari 15.4 (docs/form.md). An
// unknown selector makes a whole list of selectors fail, so the style uses known ones only.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const read = (/** @type {string} */ name) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");

/** What the oldest browsers know. */
const KNOWN = new Set(["root", "is", "not", "hover", "focus", "focus-visible", "empty", "first-child", "last-child", "first-of-type", "nth-child", "before", "after", "first-letter"]);

test("the style uses only selectors that the oldest browsers know", () => {
  const used = new Set();
  for (const name of ["src/form.css", "dist/form.css"]) {
    const css = read(name).replace(/\/\*.*?\*\//gsu, "");
    for (const [, selectors = ""] of css.matchAll(/([^{}]+)\{/gu)) {
      if (selectors.trim().startsWith("@")) continue;
      for (const [, pseudo] of selectors.matchAll(/::?([a-z-]+)/gu)) used.add(pseudo);
    }
  }
  assert.deepEqual([...used].filter((name) => !KNOWN.has(name)), []);
});

test("the script calls nothing that came after the oldest browsers", () => {
  const later = /\.(?:findLast|findLastIndex|toSorted|toReversed|toSpliced|with|groupBy|isSubsetOf|union|intersection|difference|replaceChild\w*With|checkVisibility|showPopover|moveBefore)\(|structuredClone|Promise\.(?:withResolvers|try)|Object\.groupBy|Array\.fromAsync|Iterator\.|:has\(|\/v(?=[,;)\s])/u;
  for (const name of readdirSync(new URL("../src", import.meta.url)).filter((each) => each.endsWith(".js"))) {
    const found = read(`src/${name}`).split("\n").filter((line) => later.test(line) && !line.trim().startsWith("//"));
    assert.deepEqual(found.filter((line) => !line.includes("own ")), [], name);
  }
});

test("the build makes its syntax for the oldest browsers", () => {
  assert.match(read("build.mjs"), /target: \["chrome100", "firefox100", "safari15\.4"\]/u);
});
