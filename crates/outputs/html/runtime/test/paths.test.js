// Answer paths: what is written is read back.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as paths from "../src/paths.js";

/** @import { Question } from "../src/types.js" */

/** @type {Question[]} */
const all = [
  { id: "t", shape: { kind: "text" } },
  { id: "each", shape: { kind: "text" }, rows: { keys: ["p", "r2"] } },
  { id: "list", shape: { kind: "rows" } },
  { id: "group", shape: { kind: "group" } },
  { id: "facts", shape: { kind: "text" } },
  { id: "constructor", shape: { kind: "text" } },
];
const questions = new Map(all.map((question) => [question.id, question]));

test("an answer path says where an answer is, and comes back as it was", () => {
  const none = { row: undefined, index: undefined, field: undefined, companion: undefined };
  /** @type {[string, object][]} */
  const known = [
    ["answers/t", {}],
    ["answers/t.comment", { companion: "comment" }],
    ["answers/each/r2", { row: "r2" }],
    ["answers/each.other/p", { row: "p", companion: "other" }],
    ["answers/each/p/title.other", { row: "p", field: "title", companion: "other" }],
    ["answers/list/12", { index: "12" }],
    ["answers/list/0/title", { index: "0", field: "title" }],
    ["answers/list/0/title.other", { index: "0", field: "title", companion: "other" }],
    ["answers/group/title", { field: "title" }],
    ["answers/facts", {}],
    ["answers/constructor", {}],
  ];
  for (const [path, more] of known) {
    const { question, ...parts } = /** @type {paths.AnswerPath} */ (paths.parse(questions, path));
    assert.deepEqual(parts, { ...none, ...more }, path);
    assert.equal(paths.write({ question, ...parts }), path);
  }
  for (const path of ["facts/t", "answers/gone", "section/t", "unread", ""]) assert.equal(paths.parse(questions, path), undefined, path);
});

test("an answer has companion fields, a fact has none", () => {
  /** @type {[string, string, string | undefined][]} */
  const known = [
    ["answers/t", "comment", "answers/t.comment"],
    ["answers/each/p", "other", "answers/each.other/p"],
    ["answers/list/0/title", "other", "answers/list/0/title.other"],
    ["answers/group/title", "other", "answers/group/title.other"],
    ["answers/gone", "comment", undefined],
    ["facts/t", "other", undefined],
    ["facts/country", "comment", undefined],
    ["facts/f/r1/title", "other", undefined],
  ];
  for (const [path, companion, expected] of known) assert.equal(paths.companionPath(questions, path, companion), expected, path);
});

test("every path has a key in a return's unread texts, with and without the name of a file", () => {
  for (const path of ["answers/t", "answers/each.other/p", "answers/list/0/title", "facts/country", "facts/f/r1/title"]) {
    const key = paths.unreadKey(path);
    assert.equal(paths.unreadPath(key), path);
    assert.equal(paths.parseConflictKey(key), undefined);
    for (const from of ["a.json", "a (1).json", "a b, c.json"]) assert.deepEqual(paths.parseConflictKey(paths.conflictKey(key, from)), { path, from });
  }
});

test("rows move", () => {
  const down = (/** @type {number} */ row) => (row === 1 ? undefined : row - 1);
  assert.equal(paths.renumbered("answers/list/2/title", "answers/list", down), "answers/list/1/title");
  assert.equal(paths.renumbered("answers/list/1", "answers/list", down), undefined);
  assert.equal(paths.renumbered("answers/each/p/2/name", "answers/each/p", down), "answers/each/p/1/name");
  assert.equal(paths.renumbered("answers/each/r2/2/name", "answers/each/p", down), "answers/each/r2/2/name");
  for (const path of ["answers/list", "answers/list.comment", "answers/t/2", "facts/list/2", "answers/list2/2"]) assert.equal(paths.renumbered(path, "answers/list", down), path);
});
