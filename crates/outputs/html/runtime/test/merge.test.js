// Several copies as one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyDraft } from "../src/draft.js";
import { both, merge, revived, waiting } from "../src/merge.js";

/** @param {import("../src/types.js").JsonObject} answers @param {{ [path: string]: string }} [unread] */
const draft = (answers, unread = {}) => ({ ...emptyDraft(), answers, unread });

test("what only one answered and what both answered alike is taken", () => {
  const { answers, unread } = merge([
    ["a.json", draft({ x: "1", g: { t: "u" }, each: { p: "yes" } })],
    ["b.json", draft({ x: "1", y: ["a"], g: { n: 3 }, each: { q: "no" } })],
  ]);
  assert.deepEqual(answers, { x: "1", g: { t: "u", n: 3 }, each: { p: "yes", q: "no" }, y: ["a"] });
  assert.deepEqual(unread, {});
});

test("what differs waits with the name of its file, and nothing is lost", () => {
  const { answers, unread } = merge([
    ["a.json", draft({ x: "1", each: { p: { said: "not_available" } }, n: 4 }, { "/d": "mai" })],
    ["b.json", draft({ x: "2", each: { p: { t: "v" } }, n: 5 }, { "/d": "juin" })],
    ["c.json", draft({ x: "1" })],
  ]);
  assert.deepEqual(answers, {});
  assert.deepEqual(unread, {
    "/x (a.json, c.json)": "1",
    "/x (b.json)": "2",
    "/each/p (a.json)": '{"said":"not_available"}',
    "/each/p (b.json)": '{"t":"v"}',
    "/n (a.json)": "4",
    "/n (b.json)": "5",
    "/d": "mai",
    "/d (b.json)": "juin",
  });
});

test("a choice is given back as it was", () => {
  assert.deepEqual(waiting("/each/p (a b (1).json)"), { path: "answers/each/p", from: "a b (1).json" });
  assert.deepEqual(waiting("/facts/f (a)"), { path: "facts/f", from: "a" });
  assert.equal(waiting("/each/p"), undefined);
  assert.equal(revived(true, "4"), "4");
  assert.equal(revived(false, "4"), 4);
  assert.deepEqual(revived(true, '{"said":"not_available"}'), { said: "not_available" });
  assert.equal(revived(false, "mai"), "mai");
  assert.equal(both("a", "b"), "a\n\nb");
  assert.deepEqual(both([{ _row: "r1", t: "a" }], [{ _row: "r1", t: "b" }]), [{ _row: "r1", t: "a" }, { t: "b" }]);
  assert.deepEqual(both(["a"], ["a", "b"]), ["a", "b"]);
});
