// Where a word stands in place of answers, or may stand after a choice. Pure.

/** @import { Conflict, Draft } from "./types.js" */
import { at } from "./draft.js";
import { around, isAnswer } from "./paths.js";
import { cached, saidOf } from "./values.js";

/** The answers that differ, by their places. @typedef {Map<string, Conflict[]>} Differing */

/** Whether a word replaces a place, or may replace it after a choice. @param {Draft} draft @param {string} path @param {Differing} differing */
export function isReplaced(draft, path, differing) {
  const sides = (/** @type {string} */ outer) => [at(draft, outer), ...(differing.get(outer) ?? []).map(({ value }) => value)];
  return around(path).some((outer) => isAnswer(outer) && sides(outer).some((value) => saidOf(value) !== undefined));
}

/** Whether neither a word nor an answer stands in place of what would be around a place. @param {Draft} draft @param {string} path @param {Differing} differing */
export function hasRoom(draft, path, differing) {
  return !isReplaced(draft, path, differing) && around(path).every((outer) => typeof (at(draft, outer) ?? {}) === "object");
}

/** @param {Conflict[]} conflicts @returns {Differing} */
export function byPath(conflicts) {
  /** @type {Differing} */
  const places = new Map();
  for (const conflict of conflicts) cached(places, conflict.path, () => []).push(conflict);
  return places;
}
