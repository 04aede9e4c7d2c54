// Two tabs keep one draft. What each changed since they last agreed is put together; where both changed one place, both answers
// wait as a conflict. Rows that both added stay beside each other. Pure.

/** @import { Json, JsonObject } from "./types.js" */
import { asText, freeKey, isPlain } from "./draft.js";
import { isSame } from "./merge.js";
import { OTHERS, inside, isInside, renumbered, unreadKey } from "./paths.js";
import { alignRows } from "./rows.js";
import { entriesOf, fromEntries, hasMembers, isArray, keysOf, orNothing, own } from "./values.js";

/** What the browser keeps of a draft. @typedef {{ facts: JsonObject, answers: JsonObject, unread: { [key: string]: string }, others?: JsonObject }} Kept */
/** The new numbers of a list's rows. @typedef {(index: number) => number | undefined} Place */
/** @typedef {(path: string, before: Json | undefined, one: Json | undefined, other: Json | undefined) => Json | undefined} Union */

/**
 * @param {Kept} base what both tabs started from
 * @param {Kept} mine
 * @param {Kept} theirs
 * @param {[mine: string, theirs: string]} names
 * @returns {{ kept: Kept, moved: (path: string) => string }} the draft, and where a place of this tab is in it
 */
export function together(base, mine, theirs, [here, there]) {
  /** @type {{ [key: string]: string }} */
  const differ = {};
  /** Where the rows of this tab are now. @type {[list: string, place: Place][]} */
  const lists = [];
  /** @type {Union} */
  const union = (path, before, one, other) => {
    if (isSame(one, other)) return one;
    // Also where this tab changed no row: the page may show a blank one after the last.
    const isPart = isInside(path, OTHERS);
    if (!isPart && isRows(one) && isRows(other)) return rows(path, (isRows(before) && before) || [], one ?? [], other ?? []);
    if (isSame(other, before)) return one;
    if (isSame(one, before)) return other;
    // A part that the form only keeps, such as a sign-off, is one tab's or the other's.
    if (!isPart && [one, other].every(isPlain)) return members(path, before, one, other);
    if (one === undefined || other === undefined) return one ?? other;
    differ[freeKey(differ, unreadKey(path), here)] = asText(one);
    differ[freeKey(differ, unreadKey(path), there)] = asText(other);
    return undefined;
  };
  /** @type {(path: string, before: JsonObject[], one: JsonObject[], other: JsonObject[]) => Json | undefined} */
  const rows = (path, before, one, other) => {
    const { all, place } = alignRows(before, one, other);
    lists.push([path, place]);
    return orNothing(all.map(([old, row, theirRow], index) => members(inside(path, index), old, row, theirRow) ?? {}));
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
  const of = (/** @type {"facts" | "answers" | "others"} */ part) => members(part, base[part], mine[part], theirs[part]) ?? {};
  const [facts, answers, others] = [of("facts"), of("answers"), of("others")];
  const unread = unreadOf(base.unread, mine.unread, theirs.unread, there);
  const moved = (/** @type {string} */ path) => lists.reduce((to, [list, place]) => renumbered(to, list, place) ?? to, path);
  return { kept: { facts, answers, unread: { ...differ, ...unread }, ...(hasMembers(others) && { others }) }, moved };
}

/** @typedef {{ [key: string]: string }} Texts */
/** The unread texts of both tabs. @type {(base: Texts, mine: Texts, theirs: Texts, there: string) => Texts} */
function unreadOf(base, mine, theirs, there) {
  /** @type {Texts} */
  const unread = {};
  for (const [key, text] of [...entriesOf(mine), ...entriesOf(theirs)]) {
    // The other tab changed or removed it.
    if (text === base[key] && (mine[key] !== text || theirs[key] !== text)) continue;
    if ((unread[key] ?? text) === text) unread[key] = text;
    else unread[freeKey(unread, key, there)] = text;
  }
  return unread;
}

/** @param {Json | undefined} value @returns {value is JsonObject[] | undefined} */
function isRows(value) {
  return value === undefined || (isArray(value) && value.every(isPlain));
}
