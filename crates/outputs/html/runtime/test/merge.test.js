// Several copies as one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { adopt } from "../src/adopt.js";
import { asKept, emptyDraft, put, readUnread, writeUnread } from "../src/draft.js";
import { comeBack, joinable, joined, merge, setAside, settle, sides } from "../src/merge.js";

/** @import { Conflict, Draft, Form, JsonObject } from "../src/types.js" */

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
  facts: [],
  sections: [{ id: "one" }],
  questions: [
    { id: "d", shape: { kind: "date" } },
    { id: "x", shape: { kind: "text" }, say: ["not_available"] },
    { id: "n", shape: { kind: "number" } },
    { id: "r", shape: { kind: "rows" }, fields: [{ id: "t", shape: { kind: "text" } }, { id: "n", shape: { kind: "number" }, say: ["not_available"] }] },
    { id: "g", shape: { kind: "group" }, say: ["nothing_to_report"], fields: [{ id: "t", shape: { kind: "text" } }, { id: "n", shape: { kind: "number" } }] },
    { id: "each", shape: { kind: "group" }, say: ["not_available"], rows: { keys: ["p", "q"] }, fields: [{ id: "t", shape: { kind: "text" } }] },
    { id: "y", shape: { kind: "many", codes: ["a"] } },
    { id: "names", shape: { kind: "names" } },
  ],
};

/** @param {JsonObject} answers @param {Partial<Draft>} [more] @returns {Draft} */
const draft = (answers, more = {}) => ({ ...emptyDraft(), answers, ...more });

/** How many entries the array methods go through in a step. @param {() => void} step */
function work(step) {
  let entries = 0;
  const own = /** @type {const} */ (["map", "filter", "flatMap", "some", "find"]).map((name) => {
    const method = Array.prototype[name];
    Array.prototype[name] = /** @type {any} */ (function (/** @type {any[]} */ ...given) {
      // @ts-expect-error the array
      entries += this.length;
      // @ts-expect-error the array
      return Reflect.apply(method, this, given);
    });
    return /** @type {const} */ ([name, method]);
  });
  try {
    step();
  } finally {
    for (const [name, method] of own) Array.prototype[name] = /** @type {any} */ (method);
  }
  return entries;
}

test("the work grows as the conflicts do", () => {
  const sized = (/** @type {number} */ size) => {
    const ids = Array.from({ length: size }, (_, n) => `g${n}`);
    const many = { ...form, questions: ids.map((id) => ({ id, shape: { kind: /** @type {const} */ ("group") }, say: ["not_available"], fields: [{ id: "t", shape: { kind: /** @type {const} */ ("text") } }] })) };
    const copy = (/** @type {(id: string) => import("../src/types.js").Json} */ held, more = {}) => draft(Object.fromEntries(ids.map((id) => [id, held(id)])), more);
    const aside = ids.map((id) => ({ path: `answers/${id}/t`, from: "set aside", value: "before" }));
    const unread = Object.fromEntries(ids.map((id) => [`/${id}/t`, "unread"]));
    const differing = work(() => assert.equal(merge(many, [["a", copy(() => ({ t: "a" }))], ["b", copy(() => ({ t: "b" }))]]).conflicts.length, 2 * size));
    const waiting = work(() => assert.equal(merge(many, [["a", copy(() => ({ t: "a" }))], ["b", copy(() => ({ said: "not_available" }), { aside })]]).aside.length, size));
    const texts = work(() => assert.equal(merge(many, [["a", copy(() => ({ t: "a" }))], ["b", copy(() => ({ said: "not_available" }), { unread })]]).conflicts.length, 3 * size));
    return [differing, waiting, texts];
  };
  const [small, large] = [sized(100), sized(400)];
  for (const [part, entries] of large.entries()) assert.ok(entries < 4.5 * (small[part] ?? 0), `${part}: ${small[part]} entries, then ${entries}`);
});

test("the work grows as the answers do that come back", () => {
  /** How often the script looks at a question. @param {number} size */
  const looks = (size) => {
    let count = 0;
    const ids = Array.from({ length: size }, (_, n) => `x${n}`);
    const questions = ids.map((id) => ({
      id,
      say: ["not_available"],
      get shape() {
        count += 1;
        return { kind: /** @type {const} */ ("text") };
      },
    }));
    const back = draft({}, { aside: ids.map((id) => ({ path: `answers/${id}`, from: "set aside", value: id })) });
    comeBack({ ...form, questions }, back);
    assert.deepEqual([back.aside, back.conflicts, back.answers], [[], [], Object.fromEntries(ids.map((id) => [id, id]))]);
    return count;
  };
  const [small, large] = [looks(100), looks(400)];
  assert.ok(large < 4.5 * small, `${small}, then ${large}`);
});

test("takes what only one answered and what both answered alike", () => {
  const { answers, unread, conflicts } = merge(form, [
    ["a.json", draft({ x: "1", g: { t: "u" }, each: { p: { t: "yes" } } })],
    ["b.json", draft({ x: "1", y: ["a"], g: { n: 3 }, each: { q: { t: "no" } } })],
  ]);
  assert.deepEqual(answers, { x: "1", g: { t: "u", n: 3 }, each: { p: { t: "yes" }, q: { t: "no" } }, y: ["a"] });
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
    { path: "answers/n", from: "a.json", value: 4 },
    { path: "answers/n", from: "b.json", value: 5 },
    { path: "answers/each/p", from: "a.json", value: { said: "not_available" } },
    { path: "answers/each/p", from: "b.json", value: { t: "v" } },
    { path: "answers/d", from: "a.json", value: "mai" },
    { path: "answers/d", from: "b.json", value: "juin" },
  ]);
  assert.deepEqual(merged.unread, { "no path": "u", "no path (b.json)": "v" });
  assert.deepEqual(writeUnread(merged), {
    "/x (a.json, c.json)": "1",
    "/x (b.json)": "2",
    "/n (a.json)": "4",
    "/n (b.json)": "5",
    "/each/p (a.json)": '{"said":"not_available"}',
    "/each/p (b.json)": '{"t":"v"}',
    "/d (a.json)": "mai",
    "/d (b.json)": "juin",
    "no path": "u",
    "no path (b.json)": "v",
  });
});

test("what copies say otherwise than a fact that the form knows waits with the name of their file", () => {
  const shape = /** @type {const} */ ({ kind: "number" });
  const facts = { budget: 12.5, list: { p: { t: "Known" } } };
  /** @type {Form} */
  const known = { ...form, facts: [{ id: "budget", shape }, { id: "list", asked: true, rows: ["p"], fields: [{ id: "t", shape: { kind: "text" } }, { id: "n", shape }] }], languages: { en: { dir: "ltr", name: "English", texts: "", words: {}, facts } } };
  const copies = [facts, { budget: 14, list: { p: { t: "Known" } } }, { budget: 12.5, list: { p: { t: "Other", n: 1 } } }];
  const merged = merge(known, copies.map((said, index) => [`${index}.json`, adopt(known, { form: "a/b", facts: said })]));
  assert.deepEqual(merged.facts, { list: { p: { n: 1 } } }, "a fact that is asked for is taken");
  assert.deepEqual(writeUnread(merged), { "/facts/budget (1.json)": "14", "/facts/list/p/t (2.json)": "Other" });
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

test("a text that no box can show waits with the name of its file beside what another copy says there", () => {
  const merged = merge(form, [
    ["a.json", draft({ y: ["a"], g: { t: "u" }, each: { p: { said: "not_available" } } })],
    ["b.json", draft({}, { unread: { "/y": "b or c", "/g": "see the annex", "/each/p/zz": "v", "/x/0": "w" } })],
  ]);
  assert.deepEqual(writeUnread(merged), {
    "/y (a.json)": '["a"]',
    "/y (b.json)": "b or c",
    "/g (a.json)": '{"t":"u"}',
    "/g (b.json)": "see the annex",
    "/each/p (a.json)": '{"said":"not_available"}',
    "/each/p (b.json)": '{"zz":"v"}',
    "/x/0": "w",
  });
  const own = () => draft({ x: "1" }, { unread: { "/x": "or 2" } });
  const same = merge(form, [["a.json", own()], ["b.json", draft({ x: "1" })]]);
  assert.deepEqual([same.answers, writeUnread(same)], [{ x: "1" }, { "/x": "or 2" }], "the copies say the same there");
  const other = merge(form, [["a.json", own()], ["b.json", draft({ x: "3" })]]);
  assert.deepEqual(writeUnread(other), { "/x (a.json)": "1", "/x (b.json)": "3", "/x (a.json 2)": "or 2" });
});

test("three unread texts for one box are all offered", () => {
  const merged = merge(form, ["one", "two", "three"].map((text) => [`${text}.json`, draft({}, { unread: { "/n": text } })]));
  assert.deepEqual(merged.conflicts.map(({ value }) => value).toSorted(), ["one", "three", "two"]);
  assert.deepEqual(merged.unread, {});
});

test("what was typed over a conflict is one of its sides", () => {
  const conflicts = [{ path: "answers/x", from: "a.json", value: "1" }];
  const typed = draft({ x: "own" }, { conflicts });
  assert.deepEqual(sides(form, typed, "here"), [{ path: "answers/x", from: "here", value: "own" }, ...conflicts]);
  assert.equal(joined(sides(form, typed, "here")), "own\n\n1");
  const unread = draft({}, { conflicts: [{ path: "answers/n", from: "a.json", value: 1 }], unread: { "/n": "about 2" } });
  assert.deepEqual(sides(form, unread, "here").map(({ value }) => value), ["about 2", 1]);
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

/** A copy as its file holds it. @param {JsonObject} answers @param {JsonObject} [unread] */
const file = (answers, unread = {}) => adopt(form, { answers, unread });
const list = (/** @type {Draft} */ merged) => merged.conflicts.filter(({ path }) => path === "answers/r");

test("an unread text stays with its row", () => {
  const merged = merge(form, [["x.json", file({ r: [{ t: "X1" }] }, { "/r/0/n": "about 1" })], ["y.json", file({ r: [{ t: "Y1" }] }, { "/r/0/n": "about 2" })]]);
  assert.deepEqual(merged.unread, {});
  const both = joined(list(merged));
  settle(form, merged, "answers/r", both);
  assert.deepEqual(merged.answers, { r: [{ t: "X1" }, { t: "Y1" }] });
  assert.deepEqual([merged.unread, merged.conflicts], [{ "/r/0/n": "about 1", "/r/1/n": "about 2" }, []]);
});

test("a chosen list brings only its own unread texts", () => {
  const mine = draft({ r: [{ t: "Mine" }, { t: "X" }] }, { unread: { "/r/1/n": "about 9" } });
  const theirs = file({ r: [{ t: "T1" }, { t: "T2", n: 3 }] }, { "/r/0/n": "about 100" });
  for (const [side, unread] of /** @type {const} */ ([[0, { "/r/1/n": "about 9" }], [1, { "/r/0/n": "about 100" }]])) {
    const merged = merge(form, [["here", mine], ["t.json", theirs]]);
    settle(form, merged, "answers/r", list(merged)[side]?.value ?? null);
    assert.deepEqual([merged.unread, merged.conflicts], [unread, []]);
  }
  const merged = merge(form, [["here", mine], ["t.json", theirs]]);
  settle(form, merged, "answers/r", joined(list(merged)));
  assert.deepEqual(merged.unread, { "/r/1/n": "about 9", "/r/2/n": "about 100" });
});

test("a row that holds only an unread text is a row of its own", () => {
  const merged = merge(form, [["x.json", file({ r: [{ t: "X" }] })], ["y.json", file({}, { "/r/0/n": "about 2", "/r/0/n (set aside)": "5" })]]);
  settle(form, merged, "answers/r", joined(list(merged)));
  assert.deepEqual([merged.answers, merged.unread], [{ r: [{ t: "X" }, {}] }, { "/r/1/n": "about 2" }]);
  assert.deepEqual(merged.aside, [{ path: "answers/r/1/n", from: "set aside", value: 5 }]);
});

test("a conflict waits in its row", () => {
  const merged = merge(form, [["x.json", file({ r: [{ t: "X" }] }, { "/r/0/n (a.json)": "1", "/r/0/n (b.json)": "2" })], ["y.json", file({ r: [{ t: "Y" }] })]]);
  const read = adopt(form, asKept(merged));
  settle(form, read, "answers/r", joined([...list(read)].reverse()));
  assert.deepEqual(read.conflicts.map(({ path, value }) => [path, value]), [["answers/r/1/n", 1], ["answers/r/1/n", 2]]);
});

test("a role without a name is nobody else’s role", () => {
  const merged = merge(form, [["x.json", file({ names: [] }, { "/names/0/role": "Minister" })], ["y.json", file({ names: [{ name: "Bob" }] })]]);
  settle(form, merged, "answers/names", joined(merged.conflicts));
  assert.deepEqual([merged.answers, merged.unread], [{ names: [{ role: "Minister" }, { name: "Bob" }] }, {}]);
});

test("rows that hold the same are the same, whatever their keys and the order in which they were typed", () => {
  const typed = draft({ r: [{ n: 5, t: "Law A" }, { t: "Law A" }] });
  const saved = file({ r: [{ _row: "r1", t: "Law A", n: 5 }, { _row: "r2", t: "Law A" }] });
  assert.deepEqual(merge(form, [["here", typed], ["saved.json", saved]]).conflicts, []);
  const other = file({ r: [{ _row: "r7", t: "Law A", n: 5 }, { _row: "r9", t: "Law A" }] });
  assert.deepEqual(merge(form, [["saved.json", saved], ["other.json", other]]).conflicts, []);
  const more = file({ r: [{ _row: "r1", t: "Law B" }, { _row: "r2", t: "Law A", n: 5 }] });
  const merged = merge(form, [["here", typed], ["more.json", more]]);
  assert.deepEqual(joined(list(merged)), [{ t: "Law A", n: 5 }, { t: "Law A" }, { t: "Law B" }]);
});

test("answers that several copies set aside are all kept", () => {
  const said = { x: { said: "not_available" } };
  const merged = merge(form, [["a.json", file(said, { "/x (set aside)": "Alpha" })], ["b.json", file(said, { "/x (set aside)": "Beta" })], ["c.json", file(said, { "/x (set aside)": "Alpha" })]]);
  assert.deepEqual(merged.aside.map(({ value }) => value), ["Alpha", "Beta"]);
  assert.deepEqual(writeUnread(merged), { "/x (set aside)": "Alpha", "/x (set aside 2)": "Beta" });
  const read = adopt(form, asKept(merged));
  comeBack(form, read);
  assert.equal(read.aside.length, 2, "the word still stands");
  delete read.answers["x"];
  comeBack(form, read);
  assert.deepEqual([read.aside, read.conflicts.map(({ value }) => value)], [[], ["Alpha", "Beta"]]);
});

test("the whole of a group and its parts come back", () => {
  const read = file({ g: { said: "nothing_to_report" } }, { "/g (set aside)": '{"t":"Boaty"}', "/g/n (set aside)": "about 5" });
  const merged = merge(form, [["a.json", read]]);
  assert.deepEqual([merged.conflicts, merged.unread, merged.aside.length], [[], {}, 2]);
  merged.answers = {};
  comeBack(form, merged);
  assert.deepEqual([merged.answers, merged.unread, merged.aside], [{ g: { t: "Boaty" } }, { "/g/n": "about 5" }, []]);
});

test("what a part of a group was replaced by stays while the whole comes back", () => {
  const read = file({ r: [{ t: "X", n: { said: "not_available" } }] }, { "/r/0/n (set aside)": "5" });
  const list = merge(form, [["a.json", read]]);
  assert.deepEqual(list.aside, [{ path: "answers/r/0/n", from: "set aside", value: 5 }]);
  comeBack(form, list);
  assert.equal(list.aside.length, 1);
});

for (const [path, answers, unread] of /** @type {[string, JsonObject, { [key: string]: string }][]} */ ([
  ["answers/n", {}, { "/n": "about 9" }],
  ["answers/d", {}, { "/d": "--5" }],
  ["answers/g", {}, { "/g/n": "about 9" }],
  ["answers/g", { g: { t: "Boaty" } }, { "/g/n": "about 9", "/g/zz": "other" }],
  ["answers/y", {}, { "/y": "b" }],
  ["answers/r/0/n", { r: [{ t: "A" }] }, { "/r/0/n": "about 9" }],
  ["answers/each/p", {}, { "/each/p/zz": "1", "/each/q/zz": "2" }],
])) {
  test(`a text that could not be read comes back once from under a word at ${path}: ${JSON.stringify(unread)}`, () => {
    const before = draft(structuredClone(answers), { unread: { ...unread } });
    for (let times = 0; times < 3; times += 1) {
      setAside(form, before, path);
      put(before, path, { said: "not_available" }, path.startsWith("answers/r") ? "answers/r" : "");
      comeBack(form, before);
      assert.equal(before.unread[Object.keys(unread)[0] ?? ""], undefined, "the word replaces it");
      put(before, path, undefined, path.startsWith("answers/r") ? "answers/r" : "");
      comeBack(form, before);
      const { answers: back, ...others } = before;
      assert.deepEqual([back, others], [answers, { facts: {}, unread, others: {}, conflicts: [], aside: [] }]);
    }
  });
}
