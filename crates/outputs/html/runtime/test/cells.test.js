// Cells as spreadsheets copy them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cellsOf } from "../src/cells.js";

/** @type {[name: string, text: string, cells: string[][]][]} */
const CASES = [
  ["one cell has a line end too", "12\r\n", [["12"]]],
  ["rows and columns", "a\tb\nc\td\n", [["a", "b"], ["c", "d"]]],
  ["the line ends of old systems", "a\tb\rc\td\r", [["a", "b"], ["c", "d"]]],
  ["empty cells keep their places", "\ta\t\n\nb", [["", "a", ""], [""], ["b"]]],
  ["a cell with lines", '"first\nsecond"\tb', [["first\nsecond", "b"]]],
  ["a cell with a tab and quotes", '"the ""one""\tand"\tb', [['the "one"\tand', "b"]]],
  ["quotes around one line are the author's", '"Forest" Act\t"Sea"\t"', [['"Forest" Act', '"Sea"', '"']]],
  ["quotes that do not end", '"a\tb\nc', [['"a', "b"], ["c"]]],
  ["nothing", "", [[""]]],
];
for (const [name, text, cells] of CASES) test(name, () => assert.deepEqual(cellsOf(text), cells));

test("no character is lost, and large blocks take no longer than their size", () => {
  const block = `"a\tb"" c\t"d\n`.repeat(50_000);
  const cells = cellsOf(block);
  assert.equal(cells.map((row) => row.join("\t")).join("\n"), block.replace(/\n$/u, ""));
});
