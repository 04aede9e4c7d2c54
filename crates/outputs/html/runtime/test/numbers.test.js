// Numbers as people type them: the form reads what the Word reader reads. `tests/tests/numbers.rs` writes the cases.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decimalSign, fromJson, readings, toNumber } from "../src/numbers.js";

/** @param {string} name */
function cases(name) {
  const text = readFileSync(new URL(`../../../../../tests/cases/numbers/${name}`, import.meta.url), "utf8");
  return text.trimEnd().split("\n").slice(1).map((line) => line.split("\t"));
}

for (const name of ["cases.tsv", "random.tsv"]) {
  test(`the form reads the numbers of ${name} as the Word reader does`, () => {
    for (const [language = "", shape = "", typed = "", read = ""] of cases(name)) {
      const decimals = Number(shape.split(" ")[1] ?? 0);
      const of = { kind: /** @type {const} */ ("number"), whole: shape === "whole", decimals };
      // What is refused is told in words.
      const wanted = /^-?[\d.]+$/u.test(read) ? Number(read) : undefined;
      const value = toNumber(of, JSON.parse(typed), decimalSign(language));
      assert.equal(value === undefined ? undefined : value + 0, wanted, `${language} ${shape} ${typed}`);
    }
  });
}

test("a year has four digits", () => {
  const year = /** @type {const} */ ({ kind: "number", whole: true, year: true, min: 1000, max: 9999 });
  for (const text of ["1,234", "1.234", "1e3", "1.5e3", "12500", "-5", "23", "0200", "2024.0", "2 024", "2\u00a0024", "2’024", "+2024", "2024 e"]) assert.equal(toNumber(year, text), undefined, text);
  for (const text of ["2024", " 2024 ", "٢٠٢٤"]) assert.equal(toNumber(year, text), 2024, text);
});

test("a number with two readings names both", () => {
  /** @type {[boolean, string, string, string[]][]} */
  const cases = [
    [false, "1,234", ".", ["1234", "1.234"]],
    [false, "12.500", ",", ["12500", "12,5"]],
    [true, "12.500", ".", ["12500", "12.5"]],
    [true, "12,500", ".", []],
    [false, "1.234", ".", []],
    [false, "0,005", ".", []],
    [false, "1,23", ".", []],
    [false, "about 1", ".", []],
    [false, "١,٢٣٤", ".", ["1234", "1.234"]],
  ];
  for (const [whole, text, sign, both] of cases) assert.deepEqual(readings(whole, text, sign), both, text);
});

test("JSON keeps the digits of each number, as a text where a number would drop some", () => {
  const text = '{"a":900719925474099.12,"b":[1.50,-0.0,1e3,12345678901234567890],"9007199254740993":"9007199254740993, \\"1e400\\"","c":1E400,"d":0.1}';
  assert.deepEqual(fromJson(text), { a: "900719925474099.12", b: [1.5, -0, 1000, "12345678901234567890"], "9007199254740993": '9007199254740993, "1e400"', c: "1E400", d: 0.1 });
  for (const bad of ["[12345678901234567.2.3]", "[12345678901234567-2]", '["a]', "[01]"]) assert.throws(() => fromJson(bad), SyntaxError, bad);
  // A text of half a million characters, and as many signs that are written with a backslash.
  for (const long of ["x".repeat(500_000), '"'.repeat(500_000)]) assert.equal(fromJson(JSON.stringify(long)), long);
});
