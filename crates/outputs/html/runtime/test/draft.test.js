// The draft and its return: what goes in comes out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { adopt, at, clean, compact, emptyDraft, put, toNumber, toReturn } from "../src/draft.js";

/** @import { Form, Language } from "../src/types.js" */

/** @type {Form} */
const form = {
  form: "a/b",
  edition: "2024",
  definition: "sha256:0",
  copy: "CMR",
  copy_digest: "sha256:1",
  blank: false,
  email: null,
  facts: [{ id: "list", asked: true, rows: ["p"], fields: [{ id: "title", shape: { kind: "text" } }] }],
  sections: [{ id: "one" }],
  questions: [
    { id: "a", shape: { kind: "text" }, comment: true },
    { id: "r", shape: { kind: "rows" }, fields: [{ id: "t", shape: { kind: "text" } }, { id: "n", shape: { kind: "number" } }] },
    { id: "names", shape: { kind: "names" } },
    { id: "each", shape: { kind: "many", codes: ["x", "other"], specify: ["other"] }, rows: { keys: ["p", "q"] } },
    { id: "g", shape: { kind: "group" }, fields: [{ id: "t", shape: { kind: "text" } }] },
  ],
};
/** @type {Language} */
const language = { dir: "ltr", name: "", title: "", texts: "sha256:2", facts: { country: "CMR", list: { p: {} } }, words: {} };
const how = { tag: "fr", language, status: /** @type {const} */ ("draft"), hidden: new Set() };

test("what is put is there, and nothing empty stays", () => {
  const draft = emptyDraft();
  put(draft, "answers/g/t", "x", false);
  assert.deepEqual(draft.answers, { g: { t: "x" } });
  put(draft, "answers/g/t", undefined, false);
  assert.deepEqual(draft.answers, {});
  put(draft, "answers/r/1/t", "x", true);
  assert.deepEqual(draft.answers, { r: [{}, { t: "x" }] });
  assert.equal(at(draft, "answers/r/1/t"), "x");
  put(draft, "answers/a", { said: "nothing_to_report" }, false);
  put(draft, "answers/a", undefined, false);
  assert.equal(at(draft, "answers/a"), undefined);
});

test("blank rows go, and unread texts follow their rows", () => {
  const draft = emptyDraft();
  put(draft, "answers/r/2/t", "x", true);
  draft.unread["/r/2/n"] = "many";
  compact(form, draft);
  assert.deepEqual(draft.answers, { r: [{ t: "x" }] });
  assert.deepEqual(draft.unread, { "/r/0/n": "many" });
});

test("a return stands in the order of the definition and comes back as the same draft", () => {
  const draft = emptyDraft();
  draft.answers = {
    names: [{ role: "only a role" }, { name: "A </script>", role: "é" }],
    "each.other": { q: "that" },
    each: { q: ["other"], p: ["x"] },
    r: [{ t: "one" }, { _row: "r1", t: "two" }],
    "a.comment": "c",
    a: "“quotes” 'and' \"more\"",
  };
  draft.facts = { list: { p: { title: "T" } } };
  const written = toReturn(form, draft, how);
  assert.deepEqual(Object.keys(written), [
    ..."canevas form edition definition texts copy language status made_by facts answers unread".split(" "),
  ]);
  const answers = /** @type {any} */ (written["answers"]);
  assert.deepEqual(Object.keys(answers), ["a", "a.comment", "r", "names", "each", "each.other"]);
  assert.deepEqual(answers.r, [{ _row: "r2", t: "one" }, { _row: "r1", t: "two" }]);
  assert.deepEqual(Object.keys(answers.each), ["p", "q"]);
  assert.deepEqual(written["unread"], { "/names/0/role": "only a role" });
  assert.deepEqual(written["facts"], { country: "CMR", list: { p: { title: "T" } } });
  const again = adopt(form, written);
  assert.deepEqual(toReturn(form, again, how), written);
});

test("what fits nowhere is kept as unread text", () => {
  const draft = adopt(form, { facts: {}, answers: { a: 5, gone: "x", r: [{ n: "five", t: "y" }], each: { z: ["x"] } } });
  assert.deepEqual(draft.answers, { r: [{ t: "y" }] });
  assert.deepEqual(draft.unread, { "/a": "5", "/gone": "x", "/r/0/n": "five", "/each/z": '["x"]' });
});

test("texts and numbers as people type them", () => {
  assert.equal(clean("  e\u0301\r\nx \n"), "é\nx");
  assert.equal(toNumber({ kind: "number", decimals: 1 }, "1 234,56"), 1234.6);
  assert.equal(toNumber({ kind: "number", whole: true }, "12"), 12);
  assert.equal(toNumber({ kind: "number", whole: true }, "1.5"), undefined);
  assert.equal(toNumber({ kind: "number" }, "a lot"), undefined);
});
