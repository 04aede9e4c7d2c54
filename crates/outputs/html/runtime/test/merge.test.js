// Several copies as one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyDraft, readUnread, writeUnread } from "../src/draft.js";
import { joinable, joined, merge, settle, sides } from "../src/merge.js";

/** @import { Conflict, Draft, Form, JsonObject } from "../src/types.js" */

/** @type {Form} */
const form = {
  form: "a/b",
  edition: "2024",
  definition: "sha256:0",
  copy: "CMR",
  copy_digest: "sha256:1",
  blank: false,
  email: null,
  facts: [],
  sections: [{ id: "one" }],
  questions: [
    { id: "d", shape: { kind: "date" } },
    { id: "x", shape: { kind: "text" }, say: ["not_available"] },
    { id: "n", shape: { kind: "number" } },
    { id: "r", shape: { kind: "rows" }, fields: [{ id: "t", shape: { kind: "text" } }] },
  ],
};

/** @param {JsonObject} answers @param {Partial<Draft>} [more] @returns {Draft} */
const draft = (answers, more = {}) => ({ ...emptyDraft(), answers, ...more });

test("takes what only one answered and what both answered alike", () => {
  const { answers, unread, conflicts } = merge(form, [
    ["a.json", draft({ x: "1", g: { t: "u" }, each: { p: "yes" } })],
    ["b.json", draft({ x: "1", y: ["a"], g: { n: 3 }, each: { q: "no" } })],
  ]);
  assert.deepEqual(answers, { x: "1", g: { t: "u", n: 3 }, each: { p: "yes", q: "no" }, y: ["a"] });
  assert.deepEqual([unread, conflicts], [{}, []]);
});

test("answers that differ wait with the name of their file, and nothing is lost", () => {
  const merged = merge(form, [
    ["a.json", draft({ x: "1", each: { p: { said: "not_available" } }, n: 4 }, { unread: { "/d": "mai", "no path": "u" } })],
    ["b.json", draft({ x: "2", each: { p: { t: "v" } }, n: 5 }, { unread: { "/d": "juin", "no path": "v" } })],
    ["c.json", draft({ x: "1" })],
  ]);
  assert.deepEqual(merged.answers, {});
  assert.deepEqual(merged.conflicts, [
    { path: "answers/x", from: "a.json, c.json", value: "1" },
    { path: "answers/x", from: "b.json", value: "2" },
    { path: "answers/each/p", from: "a.json", value: { said: "not_available" } },
    { path: "answers/each/p", from: "b.json", value: { t: "v" } },
    { path: "answers/n", from: "a.json", value: 4 },
    { path: "answers/n", from: "b.json", value: 5 },
    { path: "answers/d", from: "b.json", value: "juin" },
    { path: "answers/d", from: "a.json", value: "mai" },
  ]);
  assert.deepEqual(merged.unread, { "no path": "u", "no path (b.json)": "v" });
  assert.deepEqual(writeUnread(merged), {
    "/x (a.json, c.json)": "1",
    "/x (b.json)": "2",
    "/each/p (a.json)": '{"said":"not_available"}',
    "/each/p (b.json)": '{"t":"v"}',
    "/n (a.json)": "4",
    "/n (b.json)": "5",
    "/d (a.json)": "mai",
    "/d (b.json)": "juin",
    "no path": "u",
    "no path (b.json)": "v",
  });
});

test("conflicts of a copy wait on", () => {
  const conflict = { path: "answers/x", from: "a.json", value: "1" };
  const merged = merge(form, [
    ["one.json", draft({}, { conflicts: [conflict] })],
    ["two.json", draft({}, { conflicts: [conflict, { ...conflict, from: "b.json" }] })],
  ]);
  assert.deepEqual(merged.conflicts, [conflict, { ...conflict, from: "b.json" }]);
});

test("answers that differ in files of the same name are all kept", () => {
  const merged = merge(form, [
    ["a.json", draft({ d: "2024-01-01" }, { unread: { "no path": "u" } })],
    ["a.json", draft({ d: "2024-01-02" }, { unread: { "no path": "v" } })],
    ["a.json", draft({ d: "2024-01-03" }, { unread: { "no path": "w" } })],
  ]);
  const written = { "/d (a.json)": "2024-01-01", "/d (a.json 2)": "2024-01-02", "/d (a.json 3)": "2024-01-03" };
  const texts = { "no path": "u", "no path (a.json 2)": "v", "no path (a.json 3)": "w" };
  assert.deepEqual(writeUnread(merged), { ...written, ...texts });
  const again = emptyDraft();
  readUnread(form, again, writeUnread(merged));
  assert.deepEqual(again.conflicts.map(({ value }) => value), ["2024-01-01", "2024-01-02", "2024-01-03"]);
  assert.deepEqual(writeUnread(again), writeUnread(merged));
});

test("several answers become one", () => {
  /** @param {Conflict["value"][]} values */
  const of = (...values) => joined(values.map((value) => ({ path: "answers/x", from: "", value })));
  assert.equal(of("a"), "a");
  assert.equal(of("a", "b"), "a\n\nb");
  const [one, two] = [[{ _row: "r1", t: "a" }], [{ _row: "r1", t: "b" }]];
  assert.deepEqual(of(one, two), [{ _row: "r1", t: "a" }, { t: "b" }]);
  assert.deepEqual(two, [{ _row: "r1", t: "b" }], "the answers themselves stay");
  assert.deepEqual(of(["a"], ["a", "b"]), ["a", "b"]);
});

test("the text of a third copy waits beside a conflict that a copy carries", () => {
  const conflicts = [
    { path: "answers/x", from: "a.json", value: "1" },
    { path: "answers/x", from: "b.json", value: "2" },
  ];
  const merged = merge(form, [["one.json", draft({}, { conflicts })], ["c.json", draft({ x: "3" })]]);
  assert.deepEqual(merged.conflicts, [...conflicts, { path: "answers/x", from: "c.json", value: "3" }]);
  assert.deepEqual(merged.answers, {});
  const known = merge(form, [["one.json", draft({}, { conflicts })], ["c.json", draft({ x: "2" })]]);
  assert.deepEqual([known.conflicts, known.answers], [conflicts, {}], "one that is among them already is no third");
  const number = merge(form, [["one.json", draft({}, { conflicts: [{ path: "answers/n", from: "a.json", value: 1 }] })], ["c.json", draft({}, { unread: { "/n": "many" } })]]);
  assert.deepEqual(number.conflicts.map(({ value }) => value), [1, "many"]);
  assert.deepEqual(number.unread, {});
});

test("an answer in one copy and an unread text in another are both offered", () => {
  const merged = merge(form, [["a.json", draft({ n: 7 })], ["b.json", draft({}, { unread: { "/n": "about 9" } })]]);
  assert.deepEqual(merged.conflicts, [
    { path: "answers/n", from: "a.json", value: 7 },
    { path: "answers/n", from: "b.json", value: "about 9" },
  ]);
  assert.deepEqual([merged.answers, merged.unread], [{}, {}]);
  settle(form, merged, "answers/n", "about 9");
  assert.deepEqual([merged.answers, merged.unread, merged.conflicts], [{}, { "/n": "about 9" }, []], "what is no number stays unread");
});

test("three unread texts for one box are all offered", () => {
  const merged = merge(form, ["one", "two", "three"].map((text) => [`${text}.json`, draft({}, { unread: { "/n": text } })]));
  assert.deepEqual(merged.conflicts.map(({ value }) => value).toSorted(), ["one", "three", "two"]);
  assert.deepEqual(merged.unread, {});
});

test("what was typed over a conflict is one of its sides", () => {
  const conflicts = [{ path: "answers/x", from: "a.json", value: "1" }];
  const typed = draft({ x: "own" }, { conflicts });
  assert.deepEqual(sides(typed, "here"), [{ path: "answers/x", from: "here", value: "own" }, ...conflicts]);
  assert.equal(joined(sides(typed, "here")), "own\n\n1");
  const unread = draft({}, { conflicts: [{ path: "answers/n", from: "a.json", value: 1 }], unread: { "/n": "about 2" } });
  assert.deepEqual(sides(unread, "here").map(({ value }) => value), ["about 2", 1]);
  settle(form, unread, "answers/n", 1);
  assert.deepEqual([unread.answers, unread.unread], [{ n: 1 }, {}]);
});

test("a word in place of an answer is not joined with texts", () => {
  /** @param {Conflict["value"][]} values */
  const of = (...values) => values.map((value) => ({ path: "answers/x", from: "", value }));
  assert.equal(joined(of("a", { said: "not_available" }, "b")), "a\n\nb");
  assert.deepEqual(joinable(of("a", { said: "not_available" })), ["a"]);
  assert.deepEqual(joined(of([{ t: "a" }], { said: "nothing_to_report" }, [{ t: "b" }])), [{ t: "a" }, { t: "b" }]);
});
