// Rows of the edition before that become facts of this one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { carried } from "../src/feeds.js";

/** @import { Form } from "../src/types.js" */

/** @type {import("../src/types.js").Shape} */
const text = { kind: "text" };
/** @type {import("../src/types.js").Condition} */
const isOpen = ["not", ["atom", ["field", "new", "status"], ["=", "done"]]];
const fields = [{ id: "title", shape: text }, { id: "status", shape: text }];

/** @type {(questions: Form["questions"]) => Form} */
const form = (questions) => ({
  form: "a/b",
  edition: "2025",
  definition: "sha256:0",
  copy: "blank",
  copy_digest: "sha256:1",
  blank: true,
  who: "country",
  email: null,
  facts: [{ id: "list", asked: true, rows: ["r1", "r2"], fields: [{ id: "title", shape: text }] }],
  sections: [{ id: "one" }],
  questions,
});
const told = { country: "CMR", list: { a: { title: "A", status: "planned" }, b: { title: "B" } } };

test("the short form replaces the rows", () => {
  const facts = carried(form([{ id: "new", shape: { kind: "rows" }, feeds: "list", fields }]), told, { new: [{ title: "C" }] });
  assert.deepEqual(facts, { country: "CMR", list: { 0: { title: "C" } } });
});

test("the block adds open rows, and leaves finished ones", () => {
  const asked = form([{ id: "new", shape: { kind: "rows" }, feeds: "list", adds: true, feeds_if: isOpen, fields }]);
  const rows = [{ title: "C", status: "begun" }, { title: "D", status: "done" }, { title: "E" }];
  const { list } = /** @type {{ list: object }} */ (carried(asked, told, { new: rows }));
  assert.deepEqual(Object.values(list), [...Object.values(told.list), rows[0], rows[2]]);
});

test("answers about the rows of a list go into these rows, and finished rows leave", () => {
  const asked = form([{ id: "new", shape: { kind: "group" }, rows: { keys: [], if_in: "list" }, feeds: "list", adds: true, feeds_if: isOpen, fields }]);
  const facts = carried(asked, told, { new: { a: { status: "begun" }, b: { status: "done" } } });
  assert.deepEqual(facts, { country: "CMR", list: { a: { title: "A", status: "begun" } } });
});

test("what is no rows carries nothing", () => {
  const asked = form([{ id: "new", shape: { kind: "rows" }, feeds: "list", adds: true, fields }]);
  for (const wrong of ["x", 5, null, [], ["x"]]) {
    assert.deepEqual(Object.values(/** @type {object} */ (carried(asked, told, { new: wrong })["list"])).slice(0, 2), Object.values(told.list));
  }
});
