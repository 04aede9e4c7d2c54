// Two tabs with one draft.
import assert from "node:assert/strict";
import { test } from "node:test";
import { adopt } from "../src/adopt.js";
import { asKept } from "../src/draft.js";
import { packed } from "../src/pack.js";
import { together } from "../src/tabs.js";

/** @import { JsonObject } from "../src/types.js" */

/** @typedef {import("../src/tabs.js").Kept} Kept */
const NAMES = /** @type {[string, string]} */ (["here", "there"]);

/** @param {JsonObject} answers @param {{ [key: string]: string }} [unread] @param {JsonObject} [facts] */
const kept = (answers, unread = {}, facts = {}) => ({ facts, answers, unread });

/** @param {Kept} base @param {Kept} mine @param {Kept} theirs */
const put = (base, mine, theirs) => together(base, mine, theirs, NAMES).kept;

test("each tab keeps what the other changed", () => {
  const base = kept({ a: "1", g: { t: "x" }, rows: [{ t: "1" }, { t: "2" }] });
  const mine = kept({ a: "1", g: { t: "mine" }, new: "m", rows: [{ t: "1" }, { t: "m" }] }, { "/n": "about 9" }, { country: "CMR" });
  const theirs = kept({ a: "theirs", g: { t: "x", n: 3 }, rows: [{ t: "t" }, { t: "2" }] }, { "/d": "mai" });
  assert.deepEqual(put(base, mine, theirs), {
    facts: { country: "CMR" },
    answers: { a: "theirs", g: { t: "mine", n: 3 }, rows: [{ t: "t" }, { t: "m" }], new: "m" },
    unread: { "/n": "about 9", "/d": "mai" },
  });
});

test("where both changed one place, both answers wait", () => {
  const merged = put(kept({ a: "1" }, { "/n": "x" }), kept({ a: "mine", list: ["m"] }, { "/n": "y" }), kept({ a: "theirs", list: ["t", "u"] }, { "/n": "z" }));
  assert.deepEqual(merged.answers, {});
  assert.deepEqual(merged.unread, {
    "/a (here)": "mine",
    "/a (there)": "theirs",
    "/list (here)": '["m"]',
    "/list (there)": '["t","u"]',
    "/n": "y",
    "/n (there)": "z",
  });
});

test("what one tab erased does not come back, and what the other typed since stays", () => {
  const base = kept({ a: "1", b: "2", g: { t: "x" } }, { "/n": "many" });
  assert.deepEqual(put(base, base, kept({})), kept({}));
  assert.deepEqual(put(base, kept({ a: "new", b: "2", g: { t: "x" } }, { "/n": "many" }), kept({})), kept({ a: "new" }));
  assert.deepEqual(put(base, kept({}), base), kept({}));
  const typed = kept({ ...base.answers, b: { said: "not_available" } }, base.unread);
  assert.deepEqual(put(base, kept({}), typed), kept({ b: { said: "not_available" } }));
});

test("rows that both tabs added stay, the other tab’s first", () => {
  assert.deepEqual(put(kept({}), kept({ r: [{ t: "m" }] }), kept({ r: [{ t: "t" }] })).answers, { r: [{ t: "t" }, { t: "m" }] });
  const base = kept({ r: [{ t: "1" }, { t: "2" }] });
  const added = (/** @type {string[]} */ ...names) => kept({ r: names.map((t) => ({ t })) });
  assert.deepEqual(put(base, added("1", "2", "m"), added("1", "2", "t", "u")), added("1", "2", "t", "u", "m"));
  assert.deepEqual(put(base, added("1", "2", "same"), added("1", "2", "same")), added("1", "2", "same"));
  assert.deepEqual(put(base, added("2", "m"), added("1", "2", "t")), added("2", "t", "m"), "one removed a row, both added one");
  assert.deepEqual(put(base, added("2"), added("1, changed", "2")), added("1, changed", "2"), "a row that was changed is not removed");
  assert.deepEqual(put(base, added("1, changed", "2"), added("2")), added("2", "1, changed"));
});

test("what could not be read moves with its row, and so does the row in which somebody types", () => {
  const fields = ["t", "n", "d"].map((id) => ({ id, shape: { kind: /** @type {const} */ (id === "n" ? "number" : "text") } }));
  const form = /** @type {import("../src/types.js").Form} */ (/** @type {unknown} */ ({ facts: [], questions: [{ id: "r", shape: { kind: "rows" }, fields }] }));
  const tab = (/** @type {Kept} */ held) => asKept(packed(form, adopt(form, held)));
  const mine = tab(kept({ r: [{ t: "m" }] }, { "/r/0/n": "mine", "/r/0/d (a.json)": "x", "/r/0/d (set aside)": "y" }));
  const theirs = tab(kept({ r: [{ t: "t" }] }, { "/r/0/n": "theirs" }));
  const { kept: both, moved } = together(kept({}), mine, theirs, NAMES);
  assert.deepEqual(asKept(adopt(form, both)).unread, { "/r/0/n": "theirs", "/r/1/n": "mine", "/r/1/d (a.json)": "x", "/r/1/d (set aside)": "y" });
  assert.deepEqual(["answers/r/0/t", "answers/r/1/t", "answers/r", "answers/x"].map(moved), ["answers/r/1/t", "answers/r/2/t", "answers/r", "answers/x"]);
});

test("rows with keys are the same row wherever they stand", () => {
  const row = (/** @type {string} */ key, /** @type {string} */ t) => ({ _row: key, t });
  const base = kept({ r: [row("r1", "a"), row("r2", "b")] });
  const merged = put(base, kept({ r: [row("r2", "b"), row("r1", "A")] }), kept({ r: [row("r1", "a"), row("r2", "B"), row("r3", "c")] }));
  assert.deepEqual(merged.answers, { r: [row("r1", "A"), row("r2", "B"), row("r3", "c")] });
});

test("a part that the form only keeps is one tab’s or the other’s, and both wait where both changed it", () => {
  const part = (/** @type {{ name: string, on?: string }} */ sign_off) => ({ ...kept({}), others: { sign_off } });
  const [ada, ben] = [part({ name: "Ada", on: "2024-05-01" }), part({ name: "Ben", on: "2024-05-02" })];
  assert.deepEqual(put(kept({}), ada, kept({})).others, ada.others, "this tab opened it");
  assert.deepEqual(put(ada, kept({}), ada).others, undefined, "this tab replaced the draft by one without it");
  assert.deepEqual(put(ada, ada, ben).others, ben.others, "the other tab opened another");
  const both = put(kept({}), ada, ben);
  assert.deepEqual([both.others, both.unread], [undefined, { "//sign_off (here)": JSON.stringify(ada.others.sign_off), "//sign_off (there)": JSON.stringify(ben.others.sign_off) }]);
});
