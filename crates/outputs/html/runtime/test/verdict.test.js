// The rules of a complete return, one by one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect, verdict } from "../src/verdict.js";

/** @import { Condition, Form, JsonObject, Question } from "../src/types.js" */

/** @param {Question[]} questions @param {Partial<Form>} [more] @returns {Form} */
function formOf(questions, more = {}) {
  return {
    form: "a/b",
    edition: "2024",
    definition: "sha256:0",
    copy: "CMR",
    copy_digest: "sha256:0",
    blank: false,
    who: "country",
    email: null,
    facts: [],
    sections: [{ id: "one" }],
    questions: questions.map((question) => ({ section: 0, ...question })),
    ...more,
  };
}

/** @param {Form} form @param {JsonObject} answers @param {JsonObject} [facts] */
const failing = (form, answers, facts = { country: "CMR" }) => verdict(form, { facts, answers }).failing;

/** @type {(id: string, ...test: [string, ...(string | number)[]]) => Condition} */
const atom = (id, ...test) => ["atom", ["question", id], test];
/** @type {Question} */
const text = { id: "t", shape: { kind: "text" } };
/** @type {Question} */
const yes = { id: "y", shape: { kind: "yes_no" } };

test("required, shown and absent fails", () => {
  const form = formOf([yes, { ...text, required: true, show: atom("y", "=", "yes") }]);
  assert.deepEqual(failing(form, {}), []);
  assert.deepEqual(failing(form, { y: "yes" }), ["/answers/t"]);
  assert.deepEqual(failing(form, { y: "yes", t: "x" }), []);
});

test("an answer to what is hidden fails, with what stands beside it", () => {
  const many = { id: "m", shape: { kind: "many", codes: ["a", "other"], specify: ["other"] }, comment: true, show: atom("y", "=", "yes") };
  const form = formOf([yes, /** @type {Question} */ (many)]);
  const answers = { m: ["other"], "m.other": "x", "m.comment": "c" };
  assert.deepEqual(failing(form, { y: "no", ...answers }), ["/answers/m", "/answers/m.comment", "/answers/m.other"]);
  assert.deepEqual(failing(form, { y: "yes", ...answers }), []);
  assert.deepEqual(failing(form, { y: "yes", m: ["a"], "m.other": "x" }), ["/answers/m.other"]);
});

test("a hidden answer counts as absent for what follows", () => {
  const form = formOf([
    yes,
    { ...yes, id: "z", show: atom("y", "=", "yes") },
    { ...text, required: true, show: ["not", atom("z", "=", "yes")] },
  ]);
  // z is hidden, so "not z" is unknown, so t is not shown.
  assert.deepEqual(failing(form, { y: "no", z: "yes" }), ["/answers/z"]);
});

test("bounds", () => {
  const email = { kind: /** @type {const} */ ("text"), format: "email", pattern: "^[a-z]+@[a-z]+\\.[a-z]+$" };
  /** @type {[Question["shape"], unknown, boolean][]} */
  const cases = [
    [{ kind: "text", max_length: 2 }, "👩👩", true],
    [{ kind: "text", max_length: 2 }, "abc", false],
    [email, "a@b.org", true],
    [email, "a@b", false],
    [email, "a@b.org\n", false],
    [{ kind: "number", min: 0, max: 5 }, 5, true],
    [{ kind: "number", min: 0, max: 5 }, 6, false],
    [{ kind: "number", whole: true }, 1.5, false],
    [{ kind: "date", from: "2024-01-01" }, "2024-02-29", true],
    [{ kind: "date" }, "2023-02-29", false],
    [{ kind: "date", to: "2023-12-31" }, "2024-01-01", false],
    [{ kind: "month", from: "2023-05" }, "2023-04", false],
    [{ kind: "many", codes: ["a", "b"], at_least: 2 }, ["a"], false],
    [{ kind: "many", codes: ["a", "b"], at_most: 1 }, ["a", "b"], false],
    [{ kind: "many", codes: ["a", "b"], exclusive: ["b"] }, ["a", "b"], false],
    [{ kind: "one", codes: ["a"] }, "b", false],
  ];
  for (const [shape, value, good] of cases) {
    const found = failing(formOf([{ id: "q", shape }]), { q: /** @type {never} */ (value) });
    assert.deepEqual(found, good ? [] : ["/answers/q"], JSON.stringify([shape, value]));
  }
});

test("rows of a list: each that is known, and one at least", () => {
  const question = { ...text, required: true, rows: { keys: ["a", "b"] } };
  assert.deepEqual(failing(formOf([question]), { t: { a: "x" } }), ["/answers/t/b"]);
  assert.deepEqual(failing(formOf([question]), { t: { a: "x", b: "y", c: "z" } }), ["/answers/t/c"]);
  assert.deepEqual(failing(formOf([question]), {}), ["/answers/t"]);
});

test("rows of an unknown fact exist once they have something", () => {
  const form = formOf([{ ...text, required: true, rows: { keys: ["r1", "r2"], open: true, if_in: "list" } }], {
    blank: true,
    who: "country",
    facts: [{ id: "list", rows: ["r1", "r2"], fields: [{ id: "title", shape: { kind: "text" } }] }],
  });
  assert.deepEqual(failing(form, {}), ["/answers/t"]);
  const facts = { country: "CMR", list: { r2: { title: "x" } } };
  // What holds no row is of the wrong kind, and the row is missing.
  assert.deepEqual(failing(form, { t: {} }, facts), ["/answers/t", "/answers/t/r2"]);
  assert.deepEqual(failing(form, { t: { elsewhere: "x", r2: "y" } }, facts), []);
});

test("fields of rows, shown by what stands in the same row", () => {
  /** @type {Question} */
  const rows = {
    id: "r",
    required: true,
    shape: { kind: "rows", at_least: 1 },
    fields: [
      { ...yes, required: true },
      { ...text, required: true, show_row: ["atom", ["field", "r", "y"], ["=", "yes"]] },
    ],
  };
  const found = failing(formOf([rows]), { r: [{ y: "yes" }, { y: "no", t: "x" }, {}] });
  assert.deepEqual(found, ["/answers/r/0/t", "/answers/r/1/t", "/answers/r/2/y"]);
  const { hidden } = inspect(formOf([rows]), { answers: { r: [{ y: "no" }] } });
  assert.ok(hidden.has("answers/r/0/t"));
});

test("something said stands in place of an answer where it may", () => {
  const form = formOf([{ ...text, required: true, say: ["nothing_to_report"] }, { ...text, id: "u", show: atom("t", "answered") }]);
  assert.deepEqual(failing(form, { t: { said: "nothing_to_report" } }), []);
  assert.deepEqual(failing(form, { t: { said: "not_available" } }), ["/answers/t"]);
  assert.deepEqual(failing(form, { t: { said: "nothing_to_report" }, u: "x" }), ["/answers/u"]);
});

test("any and all, from outside", () => {
  const rows = { ...yes, rows: { keys: ["a", "b"] } };
  /** @type {(kind: string) => Form} */
  const form = (kind) => formOf([rows, { ...text, required: true, show: ["atom", [kind, "y"], ["=", "yes"]] }]);
  assert.deepEqual(failing(form("any"), { y: { a: "no", b: "yes" } }), ["/answers/t"]);
  assert.deepEqual(failing(form("all"), { y: { a: "no", b: "yes" } }), []);
  assert.deepEqual(failing(form("all"), { y: { b: "yes" } }), ["/answers/t"]);
  assert.deepEqual(failing(form("all"), {}), []);
});

test("facts and unread texts", () => {
  const form = formOf([], { facts: [{ id: "first", shape: { kind: "yes_no" } }] });
  assert.deepEqual(verdict(form, {}).failing, ["/facts/country", "/facts/first"]);
  assert.deepEqual(verdict(form, { facts: { country: "CMR", first: "no" }, unread: { "/x": "y" } }).failing, ["/unread"]);
});

test("ids that objects have by nature are ids like any other", () => {
  const form = formOf([{ ...text, id: "constructor", required: true }, { ...text, show: atom("constructor", "answered") }]);
  assert.deepEqual(failing(form, {}), ["/answers/constructor"]);
});

test("a comment that must be given is asked under its own condition, which may read the answer itself", () => {
  const form = formOf([{ ...yes, comment: { required: true, show: atom("y", "=", "no") } }]);
  assert.deepEqual(failing(form, {}), []);
  assert.deepEqual(failing(form, { y: "no" }), ["/answers/y.comment"]);
  assert.deepEqual(failing(form, { y: "no", "y.comment": "x" }), []);
  assert.deepEqual(failing(form, { y: "yes", "y.comment": "x" }), ["/answers/y.comment"]);
  assert.ok(inspect(form, { answers: { y: "yes" } }).hidden.has("answers/y.comment"));
});

test("a comment on a row reads the answer of that row", () => {
  /** @type {Condition} */
  const no = ["atom", ["same_row", "y"], ["=", "no"]];
  const form = formOf([{ ...yes, rows: { keys: ["a", "b"] }, comment: { required: true, show_row: no } }]);
  assert.deepEqual(failing(form, { y: { a: "no", b: "yes" } }), ["/answers/y.comment"]);
  assert.deepEqual(failing(form, { y: { a: "no", b: "no" }, "y.comment": { b: "x" } }), ["/answers/y.comment/a"]);
  assert.deepEqual(failing(form, { y: { a: "no", b: "yes" }, "y.comment": { a: "x", b: "x" } }), ["/answers/y.comment/b"]);
});

test("the text of an option may be left out where the form says so", () => {
  /** @type {Question} */
  const many = { id: "m", shape: { kind: "many", codes: ["a", "b"], specify: ["a", "b"], optional: ["a"] } };
  assert.deepEqual(failing(formOf([many]), { m: ["a", "b"] }), ["/answers/m.b"]);
  assert.deepEqual(failing(formOf([many]), { m: ["b"], "m.a": "x", "m.b": "x" }), ["/answers/m.a"]);
});

test("a number has its unit, and a unit its number", () => {
  const number = /** @type {Question} */ ({ id: "n", shape: { kind: "number", decimals: 1, specify: ["unit"], units: ["t", "kg"] }, say: ["not_available"] });
  const form = formOf([number]);
  assert.deepEqual(failing(form, {}), []);
  assert.deepEqual(failing(form, { n: 2.5, "n.unit": "kg" }), []);
  assert.deepEqual(failing(form, { n: 2.5 }), ["/answers/n.unit"]);
  assert.deepEqual(failing(form, { n: 2.5, "n.unit": "lb" }), ["/answers/n.unit"]);
  assert.deepEqual(failing(form, { "n.unit": "kg" }), ["/answers/n.unit"]);
  assert.deepEqual(failing(form, { n: { said: "not_available" }, "n.unit": "kg" }), ["/answers/n.unit"]);
});
