// Which rows of a list are the same row in two tabs. A row that was typed has no key yet, so its place and what it holds say
// which one it is. Pure.

/** @import { JsonObject } from "./types.js" */
import { toJson } from "./values.js";

/** A row in what both tabs started from, in this tab, in the other. @typedef {[before: JsonObject | undefined, one: JsonObject | undefined, other: JsonObject | undefined]} Three */
/** The number of a row, by its number before. @typedef {(index: number) => number} Place */

/**
 * Puts the rows of two tabs side by side. The rows of the other tab keep their order; those that this tab added follow.
 * @param {JsonObject[]} base
 * @param {JsonObject[]} mine
 * @param {JsonObject[]} theirs
 * @returns {{ all: Three[], place: Place }} the rows, and where those of this tab are among them
 */
export function alignRows(base, mine, theirs) {
  const [ofMine, ofTheirs] = [partners(base, mine), partners(base, theirs)];
  /** @type {Three[]} */
  const all = [];
  /** @type {Map<number, number>} */
  const now = new Map();
  /** @param {number | undefined} old @param {number} one @param {number} other */
  const add = (old, one, other) => {
    now.set(one, all.length);
    all.push([base[old ?? -1], mine[one], theirs[other]]);
  };
  const same = (/** @type {JsonObject | undefined} */ a, /** @type {JsonObject | undefined} */ b) => toJson(a) === toJson(b);
  theirs.forEach((row, other) => {
    const old = ofTheirs[other];
    const one = old === undefined ? -1 : ofMine.indexOf(old);
    // A row that this tab removed stays only if the other changed it.
    if (old === undefined || one >= 0 || !same(row, base[old])) add(old, one, other);
  });
  mine.forEach((row, one) => {
    const old = ofMine[one];
    if (old === undefined ? !theirs.some((other, at) => ofTheirs[at] === undefined && same(other, row)) : !ofTheirs.includes(old) && !same(row, base[old])) add(old, one, -1);
  });
  // A blank row on the page comes after the last.
  return { all, place: (index) => now.get(index) ?? (index >= mine.length ? all.length + index - mine.length : index) };
}

/** For each row, the number of the row that it was before, if it was there. @param {JsonObject[]} before @param {JsonObject[]} rows @returns {(number | undefined)[]} */
function partners(before, rows) {
  const key = (/** @type {JsonObject} */ row) => row["_row"];
  /** @type {(number | undefined)[]} */
  const found = rows.map((row) => {
    const at = key(row) === undefined ? -1 : before.findIndex((old) => key(old) === key(row));
    return at < 0 ? undefined : at;
  });
  // Rows that did not change, in their order.
  const was = before.map((row) => toJson(row));
  let last = -1;
  rows.forEach((row, index) => {
    if (found[index] !== undefined) return;
    const text = toJson(row);
    const at = was.findIndex((old, number) => old === text && number > last && !found.includes(number));
    if (at >= 0) found[index] = last = at;
  });
  // A changed row stands between the same rows as before. A row with a key of its own is no row that had another.
  let low = 0;
  rows.forEach((row, index) => {
    if (found[index] === undefined) {
      const high = found.slice(index).find((number) => number !== undefined) ?? before.length;
      const at = before.findIndex((old, number) => number >= low && number < high && !found.includes(number) && (key(row) ?? key(old)) === undefined);
      if (at >= 0) found[index] = at;
    }
    low = Math.max(low, (found[index] ?? -1) + 1);
  });
  return found;
}
