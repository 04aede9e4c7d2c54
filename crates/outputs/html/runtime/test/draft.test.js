// The draft and its return: what goes in comes out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { adopt, dateOf } from "../src/adopt.js";
import { asKept, at, clean, compact, emptyDraft, isEmpty, put, renumber, valueOf } from "../src/draft.js";
import { packed } from "../src/pack.js";
import { toReturn } from "../src/to_return.js";
import { merge, settle } from "../src/merge.js";
import { decimalSign, numberText, toNumber } from "../src/numbers.js";
import { byIds, listAt } from "../src/questions.js";
import { fits } from "../src/values.js";

/** @import { Form, Language } from "../src/types.js" */

/** @type {Form} */
const form = {
  form: "a/b",
  edition: "2024",
  definition: "sha256:0",
  copy: "CMR",
  copy_digest: "sha256:1",
  blank: false,
  who: "country",
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
  put(draft, "answers/g/t", "x");
  assert.deepEqual(draft.answers, { g: { t: "x" } });
  put(draft, "answers/g/t", undefined);
  assert.deepEqual(draft.answers, {});
  put(draft, "answers/r/1/t", "x", "answers/r");
  assert.deepEqual(draft.answers, { r: [{}, { t: "x" }] });
  assert.equal(at(draft, "answers/r/1/t"), "x");
  put(draft, "answers/a", { said: "nothing_to_report" });
  put(draft, "answers/a", undefined);
  assert.equal(at(draft, "answers/a"), undefined);
});

test("blank rows are removed, and unread texts and conflicts follow their rows", () => {
  const draft = emptyDraft();
  put(draft, "answers/r/2/t", "x", "answers/r");
  draft.unread = { "/r/2/n": "many", "/r/9/n": "few", "/r": "whole", "/a": "other" };
  draft.conflicts = [{ path: "answers/r/2/n", from: "b.json", value: "some" }];
  compact(form, draft);
  assert.deepEqual(draft.answers, { r: [{ t: "x" }] });
  assert.deepEqual(draft.unread, { "/r/0/n": "many", "/r/9/n": "few", "/r": "whole", "/a": "other" });
  assert.deepEqual(draft.conflicts, [{ path: "answers/r/0/n", from: "b.json", value: "some" }]);
});

test("names and roles of each row are lists of their own", () => {
  const people = { id: "people", shape: { kind: /** @type {const} */ ("names") }, rows: { keys: ["p", "q"] }, comment: true };
  const each = { ...form, questions: [people] };
  const questions = byIds(each);
  assert.equal(listAt(questions, "answers/people/p/2/name"), "answers/people/p");
  assert.equal(listAt(questions, "answers/people/p"), "answers/people/p");
  assert.equal(listAt(questions, "answers/people.comment/p"), undefined);
  const draft = emptyDraft();
  const type = (/** @type {string} */ path, /** @type {string} */ text) => put(draft, path, text, listAt(questions, path));
  type("answers/people/p/1/name", "Ada");
  type("answers/people/q/0/role", "Minister");
  type("answers/people.comment/p", "Since May");
  assert.deepEqual(draft.answers, { people: { p: [{}, { name: "Ada" }], q: [{ role: "Minister" }] }, "people.comment": { p: "Since May" } });
  draft.unread = { "/people/p/1/x": "u", "/people/q/1/x": "v" };
  compact(each, draft);
  assert.deepEqual(draft.answers, { people: { p: [{ name: "Ada" }], q: [{ role: "Minister" }] }, "people.comment": { p: "Since May" } });
  assert.deepEqual(draft.unread, { "/people/p/0/x": "u", "/people/q/1/x": "v" });
  const written = toReturn(each, draft, how);
  assert.deepEqual(written["answers"], { people: { p: [{ name: "Ada" }] }, "people.comment": { p: "Since May" } });
  assert.deepEqual(written["unread"], { ...draft.unread, "/people/q/0/role": "Minister" });
  put(draft, "answers/people/q", [], "answers/people/q");
  compact(each, draft);
  assert.deepEqual(draft.answers["people"], { p: [{ name: "Ada" }] });
});

test("a row that only holds a conflict stays", () => {
  const draft = emptyDraft();
  draft.answers = { r: [{}, { _row: "r1" }] };
  draft.conflicts = [{ path: "answers/r/1/n", from: "b.json", value: "some" }];
  compact(form, draft);
  assert.deepEqual(draft.answers, { r: [{ _row: "r1" }] });
  assert.equal(draft.conflicts[0]?.path, "answers/r/0/n");
});

test("a row that is removed takes what waits in it along", () => {
  const draft = emptyDraft();
  draft.unread = { "/r/0/n": "a", "/r/1/n": "b", "/r/2/n": "c", "/names/1/role": "d" };
  draft.conflicts = [1, 2].map((row) => ({ path: `answers/r/${row}/t`, from: "x", value: row }));
  draft.aside = [0, 2].map((row) => ({ path: `answers/r/${row}/t`, from: "set aside", value: row }));
  renumber(draft, "answers/r", (row) => (row === 1 ? undefined : row - Number(row > 1)));
  assert.deepEqual(draft.unread, { "/r/0/n": "a", "/r/1/n": "c", "/names/1/role": "d" });
  assert.deepEqual(draft.conflicts, [{ path: "answers/r/1/t", from: "x", value: 2 }]);
  assert.deepEqual(draft.aside.map(({ path }) => path), ["answers/r/0/t", "answers/r/1/t"]);
});

test("a return holds conflicts among its unread texts, and they come back as conflicts", () => {
  const draft = emptyDraft();
  draft.unread = { "/gone": "x" };
  draft.conflicts = [
    { path: "answers/a", from: "a b (1).json", value: "4" },
    { path: "answers/a", from: "b.json", value: { said: "not_available" } },
    { path: "answers/each/p", from: "b.json", value: ["x"] },
    { path: "facts/list/p/title", from: "c", value: "T" },
  ];
  const written = toReturn(form, draft, how);
  assert.deepEqual(written["unread"], {
    "/a (a b (1).json)": "4",
    "/a (b.json)": '{"said":"not_available"}',
    "/each/p (b.json)": '["x"]',
    "/facts/list/p/title (c)": "T",
    "/gone": "x",
  });
  const again = adopt(form, written);
  assert.deepEqual([again.conflicts, again.unread], [draft.conflicts, draft.unread]);
});

test("a text stands for the answer that it was", () => {
  assert.equal(valueOf({ kind: "text" }, "4"), "4");
  assert.equal(valueOf({ kind: "number" }, "4"), 4);
  assert.equal(valueOf({ kind: "one", codes: ["true"] }, "true"), "true");
  assert.deepEqual(valueOf({ kind: "text" }, '{"said":"not_available"}'), { said: "not_available" });
  assert.equal(valueOf({ kind: "date" }, "mai"), "mai");
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
  assert.deepEqual(written["unread"], { "/names/1/role": "only a role" });
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
  assert.equal(toNumber({ kind: "number", decimals: 2 }, "1 234,56"), 1234.56);
  assert.equal(toNumber({ kind: "number", whole: true }, "12"), 12);
  assert.equal(toNumber({ kind: "number", whole: true }, "1.5"), undefined);
  assert.equal(toNumber({ kind: "number" }, "a lot"), undefined);
});

test("no number is rounded, and none with two readings is taken", () => {
  const cases = [
    ["0.005", 2, undefined],
    ["2,345", 2, undefined],
    ["1 234,56", 1, undefined],
    ["1.50", 1, 1.5],
    ["12,5", 2, 12.5],
    ["1,234", 3, undefined],
    ["1,234.5", 2, 1234.5],
    ["1.234,5", 2, 1234.5],
    ["1,234,567", 2, 1234567],
    ["10 12", 2, undefined],
    ["١٢٫٥", 2, 12.5],
    ["\u2212.5", 2, -0.5],
    ["1e3", 2, 1000],
  ];
  for (const [text, decimals, value] of /** @type {[string, number, number | undefined][]} */ (cases)) {
    assert.equal(toNumber({ kind: "number", decimals }, text), value, text);
  }
  const whole = { kind: /** @type {const} */ ("number"), whole: true };
  assert.equal(toNumber(whole, "12,500"), 12500);
  assert.equal(toNumber(whole, "12.500"), undefined);
  assert.equal(toNumber(whole, "12.500", ","), 12500);
  assert.equal(toNumber({ kind: "number", decimals: 3 }, "1,234", ","), 1.234);
  assert.equal(toNumber(whole, "१२३"), 123);
  for (const tag of ["en", "fr", "ar", "pt", "es"]) {
    const sign = decimalSign(tag);
    assert.equal(toNumber({ kind: "number", decimals: 3 }, numberText(1234.567, sign), sign), 1234.567, `${tag}: what a box shows is read the same`);
  }
});

test("characters that no file can hold are left out", () => {
  assert.equal(clean("a\u0000b\u001bc\u007fd\ud800e\ufffff"), "abcdef");
  assert.equal(clean("one\u000btwo\u0085three\tx"), "one\ntwo\nthree\tx");
  assert.equal(clean("😀"), "😀");
});

test("a blank row is kept while something that was set aside waits in it, and takes it along", () => {
  const draft = emptyDraft();
  draft.answers = { r: [{}, { t: { said: "not_available" } }] };
  draft.aside = [{ path: "answers/r/1/t", from: "set aside", value: "Secret" }];
  compact(form, draft);
  assert.deepEqual(toReturn(form, draft, how)["unread"], { "/r/0/t (set aside)": "Secret" });
  assert.equal(toReturn(form, draft, { ...how, status: "complete" })["unread"], undefined);
});

test("a role without a name comes after the names, with what waits in its row", () => {
  const draft = emptyDraft();
  draft.answers = { names: [{ role: "Minister" }, { name: "Bob" }] };
  draft.conflicts = [{ path: "answers/names/1/role", from: "b.json", value: "Clerk" }];
  assert.ok(compact(form, draft));
  assert.deepEqual(draft.answers, { names: [{ name: "Bob" }, { role: "Minister" }] });
  assert.equal(draft.conflicts[0]?.path, "answers/names/0/role");
  const again = adopt(form, toReturn(form, draft, how));
  assert.deepEqual([again.answers, again.unread], [draft.answers, {}]);
  assert.equal(compact(form, again), false);
});

test("a complete return leaves out the unread text of a hidden question", () => {
  const draft = emptyDraft();
  draft.unread = { "/a": "u", "/g/t": "v", "/names": "w" };
  const hidden = new Set(["answers/a", "answers/g"]);
  assert.deepEqual(toReturn(form, draft, { ...how, status: "complete", hidden })["unread"], { "/names": "w" });
  assert.deepEqual(toReturn(form, draft, { ...how, hidden })["unread"], draft.unread);
});

test("nothing of a file vanishes that a form cannot read", () => {
  const unread = (/** @type {any} */ source) => adopt({ ...form, blank: true }, source).unread;
  assert.deepEqual(unread({ answers: { a: 7 }, unread: { "/a": "about 9" } }), { "/a": "about 9; 7" });
  assert.deepEqual(unread({ answers: {}, unread: ["x"] }), { "/unread": '["x"]' });
  assert.deepEqual(unread({ answers: {}, unread: "x" }), { "/unread": "x" });
  assert.deepEqual(unread({ answers: {}, facts: { country: 5 } }), { "/facts/country": "5" });
  assert.deepEqual(unread({ answers: {}, facts: { other: "x", list: { p: "y" } } }), { "/facts/other": "x", "/facts/list/p": "y" });
});

test("an unread text of a place that the form does not have stays unread", () => {
  const days = /** @type {Form} */ ({
    ...form,
    facts: [{ id: "since", shape: { kind: "date" } }],
    questions: [...form.questions, { id: "day", shape: { kind: "date" }, rows: { keys: ["p"] } }, { id: "trips", shape: { kind: "rows" }, fields: [{ id: "on", shape: { kind: "date" } }] }, { id: "met", shape: { kind: "names" }, rows: { keys: ["p"] } }],
  });
  const texts = { "/names": "Aya", "/names/0": "Aya", "/names/0/x": "Aya", "/names.comment": "Aya", "/names/name": "Aya", "/met/0/name": "Aya", "/trips/on": "2024-3-5", "/day": "2024-3-5", "/day/zz": "2024-3-5", "/facts/since": "2024-3-5" };
  for (const [key, text] of Object.entries(texts)) {
    const draft = adopt(days, { answers: {}, unread: { [key]: text } });
    compact(days, draft);
    assert.deepEqual(toReturn(days, draft, how)["unread"], { [key]: text.replace("-3-5", key.startsWith("/day") ? "-03-05" : "-3-5") }, key);
  }
});

test("a date is taken where it has one reading", () => {
  const dates = { ...form, questions: [{ id: "d", shape: { kind: /** @type {const} */ ("date") } }, { id: "m", shape: { kind: /** @type {const} */ ("month") } }] };
  const cases = [
    ["/d", "2024-3-01", "2024-03-01"],
    ["/d", "2024-12-1", "2024-12-01"],
    ["/m", "2024-3", "2024-03"],
    ["/d", "2024-13-1", undefined],
    ["/d", "3-1-2024", undefined],
    ["/d", "2024-3-", undefined],
  ];
  for (const [key = "", text = "", value] of cases) {
    const draft = adopt(dates, { unread: { [key]: text } });
    assert.deepEqual([draft.answers[key.slice(1)], draft.unread[key]], [value, value ? undefined : text], text);
    assert.equal(adopt(dates, { answers: { [key.slice(1)]: text } }).answers[key.slice(1)], value);
  }
});

test("what the form does not know of a file is kept as it is", () => {
  const others = { sign_off: { name: "A", date: "2024-05-31" }, later: [1, { x: null }], respondent: { code: "north" }, others: "a key of this name" };
  const returned = { ...toReturn(form, emptyDraft(), how), answers: { a: "x" }, ...others };
  const draft = adopt(form, returned);
  assert.deepEqual(draft.others, others);
  assert.deepEqual(draft.unread, {});
  assert.equal(isEmpty({ ...emptyDraft(), others }), false);
  // The browser keeps it, and the saved copy holds it.
  const kept = adopt(form, JSON.parse(JSON.stringify(asKept(draft))));
  assert.deepEqual(toReturn(form, packed(form, kept), how), returned);
  // Two copies: each version of what differs waits under the name of its file, and what is chosen stands at the top again.
  const sides = [["a.json", draft], ["b.json", { ...draft, others: { ...others, sign_off: { name: "B" } } }]];
  const merged = merge(form, sides);
  const { sign_off: first, ...rest } = others;
  assert.deepEqual([merged.others, merged.unread], [rest, {}]);
  assert.deepEqual(toReturn(form, merged, how).unread, { "//sign_off (a.json)": JSON.stringify(first), "//sign_off (b.json)": '{"name":"B"}' });
  const again = adopt(form, toReturn(form, merged, how));
  const side = again.conflicts[1];
  settle(form, again, side.path, side.value);
  assert.deepEqual([again.others, again.conflicts, again.unread], [{ ...rest, sign_off: { name: "B" } }, [], {}]);
});

test("values that are no texts come back out of the form as they went in", () => {
  const answers = { a: { said: "confidential" }, docs: [{ title: "Law", file: "law.pdf" }], amount: { value: 3, unit: "kg" } };
  const draft = adopt(form, { ...toReturn(form, emptyDraft(), how), answers });
  const kept = adopt(form, JSON.parse(JSON.stringify(asKept(draft))));
  for (const each of [draft, packed(form, kept), merge(form, [["a.json", draft], ["b.json", draft]])]) {
    const saved = toReturn(form, each, how);
    assert.deepEqual([saved.answers, saved.unread], [answers, undefined]);
  }
  // A finished return holds only answers to its questions.
  assert.deepEqual(toReturn(form, draft, { ...how, status: "complete" }).answers, {});
  // An answer of another copy differs from such a value.
  const merged = merge(form, [["a.json", draft], ["b.json", adopt(form, { answers: { a: "two" } })]]);
  const at = (value, from) => ({ path: "answers/a", from, value });
  assert.deepEqual(merged.conflicts, [at(answers.a, "a.json"), at("two", "b.json")]);
});

test("a text of spaces in a file is no answer, and no text to look at", () => {
  const held = { a: " \u200b", "a.comment": "\n", "each.other": { p: " " }, g: { t: "\u00a0" }, r: [{ t: " " }, { t: "A" }] };
  const { answers, unread } = adopt(form, { form: "a/b", answers: held });
  assert.deepEqual([answers, unread], [{ r: [{}, { t: "A" }] }, {}]);
  assert.equal(clean(" \u200b"), "", "typed");
});

test("a day or month has a year of four digits", () => {
  for (const [shape, text] of /** @type {const} */ ([["date", "0999-04-05"], ["date", "0001-01-01"], ["month", "0200-01"]])) {
    assert.equal(fits({ kind: shape }, text), false, text);
    assert.equal(dateOf({ kind: shape }, text), undefined, text);
  }
  assert.equal(fits({ kind: "date" }, "1000-01-01"), true);
});
