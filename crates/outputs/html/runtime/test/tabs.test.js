// Two tabs with one draft.
import assert from "node:assert/strict";
import { test } from "node:test";
import { together } from "../src/tabs.js";

/** @import { JsonObject } from "../src/types.js" */

const NAMES = /** @type {[string, string]} */ (["here", "there"]);

/** @param {JsonObject} answers @param {{ [key: string]: string }} [unread] @param {JsonObject} [facts] */
const kept = (answers, unread = {}, facts = {}) => ({ facts, answers, unread });

test("each tab keeps what the other changed", () => {
  const base = kept({ a: "1", g: { t: "x" }, rows: [{ t: "1" }, { t: "2" }] });
  const mine = kept({ a: "1", g: { t: "mine" }, new: "m", rows: [{ t: "1" }, { t: "m" }] }, { "/n": "about 9" }, { country: "CMR" });
  const theirs = kept({ a: "theirs", g: { t: "x", n: 3 }, rows: [{ t: "t" }, { t: "2" }] }, { "/d": "mai" });
  assert.deepEqual(together(base, mine, theirs, NAMES), {
    facts: { country: "CMR" },
    answers: { a: "theirs", g: { t: "mine", n: 3 }, rows: [{ t: "t" }, { t: "m" }], new: "m" },
    unread: { "/n": "about 9", "/d": "mai" },
  });
});

test("where both changed one place, both answers wait", () => {
  const merged = together(kept({ a: "1" }, { "/n": "x" }), kept({ a: "mine", list: [{ t: "m" }] }, { "/n": "y" }), kept({ a: "theirs", list: [{ t: "t" }, { t: "u" }] }, { "/n": "z" }), NAMES);
  assert.deepEqual(merged.answers, {});
  assert.deepEqual(merged.unread, {
    "/a (here)": "mine",
    "/a (there)": "theirs",
    "/list (here)": '[{"t":"m"}]',
    "/list (there)": '[{"t":"t"},{"t":"u"}]',
    "/n": "y",
    "/n (there)": "z",
  });
});

test("what one tab erased does not come back, and what the other typed since stays", () => {
  const base = kept({ a: "1", b: "2", g: { t: "x" } }, { "/n": "many" });
  assert.deepEqual(together(base, base, kept({}), NAMES), kept({}));
  assert.deepEqual(together(base, kept({ a: "new", b: "2", g: { t: "x" } }, { "/n": "many" }), kept({}), NAMES), kept({ a: "new" }));
  assert.deepEqual(together(base, kept({}), base, NAMES), kept({}));
  const typed = kept({ ...base.answers, b: { said: "not_available" } }, base.unread);
  assert.deepEqual(together(base, kept({}), typed, NAMES), kept({ b: { said: "not_available" } }));
});
