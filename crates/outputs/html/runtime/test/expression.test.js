// Expressions: the form computes what the program computes. `tests/cases/expressions` has the cases.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { compute, exactOf, exactText, holds, valueOf } from "../src/expression.js";

/** @param {string} name */
function cases(name) {
  return JSON.parse(readFileSync(new URL(`../../../../../tests/cases/expressions/${name}`, import.meta.url), "utf8"));
}

test("numbers are computed exactly", () => {
  for (const [sign, first, second, wanted] of cases("exact.json")) {
    const [one, two] = [exactOf(first), exactOf(second)];
    const found = one && two && compute(sign, one, two);
    assert.equal(found ? exactText(found) : null, wanted, `${first} ${sign} ${second}`);
  }
});

test("a value is missing while an answer is missing", () => {
  const known = {
    facts: { people: 7, parts: { r1: { size: 1 }, r2: { size: 2.5 }, r3: {} } },
    answers: new Map(Object.entries({ a: 0.1, b: 0.2, day: "2024-02-29", rows: [{ n: 1 }, {}, { n: 2 }], none: [{}], said: { said: "not_available" }, each: { x: 3, y: { said: "not_available" } } })),
    questions: new Map(),
  };
  /** @type {[import("../src/types.js").Expression, string | undefined][]} */
  const values = [
    [["+", ["one", ["question", "a"]], ["one", ["question", "b"]]], "0.3"],
    [["+", ["one", ["question", "a"]], ["one", ["question", "c"]]], undefined],
    [["*", ["one", ["fact", "people"]], ["number", "1.5"]], "10.5"],
    [["sum", ["any", "rows", "n"], "n"], "3"],
    [["sum", ["any", "none", "n"], "n"], undefined],
    [["sum", ["any", "each"]], "3"],
    [["sum", ["fact_rows", "parts"], "size"], "3.5"],
    [["count", ["any", "rows"]], "3"],
    [["count", ["any", "gone"]], undefined],
    [["count", ["any", "said"]], undefined],
    [["one", ["question", "said"]], undefined],
    [["one", ["field", "rows", "n"]], "4"],
  ];
  for (const [expression, wanted] of values) {
    const value = valueOf(expression, known, { fields: { n: 4 } });
    assert.equal(typeof value === "object" ? exactText(value) : value, wanted, JSON.stringify(expression));
  }
  const [a, b] = /** @type {import("../src/types.js").Expression[]} */ ([["one", ["question", "a"]], ["one", ["question", "b"]]]);
  const day = /** @type {const} */ (["one", ["question", "day"]]);
  /** @type {[any, boolean | undefined][]} */
  const rules = [
    [["<", a, b], true],
    [["<=", a, a], true],
    [[">=", a, b], false],
    [["!=", a, b], true],
    [["!=", a, a], false],
    [["=", ["+", a, a], b], true],
    [[">", day, ["date", "2024-02-28"]], true],
    [["<", day, ["date", "2024-02-29"]], false],
    [["and", ["<", a, b], ["=", a, ["one", ["question", "c"]]]], undefined],
    [["or", ["<", a, b], ["=", a, ["one", ["question", "c"]]]], true],
  ];
  for (const [rule, wanted] of rules) assert.equal(holds(rule, known), wanted, JSON.stringify(rule));
});
