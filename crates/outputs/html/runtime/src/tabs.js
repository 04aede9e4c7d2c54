// Two tabs keep one draft. What each changed since they last agreed is put together; where both changed one place, both answers
// wait as a conflict. Pure.

/** @import { Json, JsonObject } from "./types.js" */
import { asText, freeKey } from "./draft.js";
import { isSame } from "./merge.js";
import { inside, unreadKey } from "./paths.js";
import { fromEntries, isArray, isObject, keysOf, orNothing, own, saidOf } from "./values.js";

/** What the browser keeps of a draft. @typedef {{ facts: JsonObject, answers: JsonObject, unread: { [key: string]: string } }} Kept */

/**
 * @param {Kept} base what both tabs started from
 * @param {Kept} mine
 * @param {Kept} theirs
 * @param {[mine: string, theirs: string]} names
 * @returns {Kept}
 */
export function together(base, mine, theirs, [here, there]) {
  /** @type {{ [key: string]: string }} */
  const unread = {};
  /** @type {{ [key: string]: string }} */
  const differ = {};
  for (const key of keysOf({ ...mine.unread, ...theirs.unread })) {
    const [before, one, other] = [base.unread[key], mine.unread[key], theirs.unread[key]];
    const kept = one === other || other === before ? one : one === before ? other : one ?? other;
    if (kept === undefined) continue;
    unread[key] = kept;
    if (kept !== other && other !== undefined && other !== before) differ[freeKey(differ, key, there)] = other;
  }
  /** @type {(path: string, before: Json | undefined, one: Json | undefined, other: Json | undefined) => Json | undefined} */
  const union = (path, before, one, other) => {
    if (isSame(one, other) || isSame(other, before)) return one;
    if (isSame(one, before)) return other;
    if ([one, other].every(isMembers)) return members(path, before, one, other);
    if (isArray(one) && isArray(other) && isArray(before) && one.length === other.length && one.length === before.length && one.every(isMembers)) {
      return one.map((row, index) => members(inside(path, index), before[index], row, other[index]) ?? {});
    }
    if (one === undefined || other === undefined) return one ?? other;
    differ[freeKey(differ, unreadKey(path), here)] = asText(one);
    differ[freeKey(differ, unreadKey(path), there)] = asText(other);
    return undefined;
  };
  /** @type {(path: string, before: Json | undefined, one: Json | undefined, other: Json | undefined) => JsonObject | undefined} */
  const members = (path, before, one, other) => {
    const keys = new Set([...keysOf(one ?? {}), ...keysOf(other ?? {})]);
    const kept = [...keys].flatMap((key) => {
      const value = union(inside(path, key), own(before, key), own(one, key), own(other, key));
      return value === undefined ? [] : [[key, value]];
    });
    return orNothing(fromEntries(kept));
  };
  const of = (/** @type {"facts" | "answers"} */ part) => members(part, base[part], mine[part], theirs[part]) ?? {};
  return { facts: of("facts"), answers: of("answers"), unread: { ...differ, ...unread } };
}

/** @param {Json | undefined} value */
function isMembers(value) {
  return isObject(value) && saidOf(value) === undefined;
}
