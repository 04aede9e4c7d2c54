// Puts several ministries' copies together as one draft. It takes an answer that only some copies have, or that is the same in
// all. Where answers differ, each becomes a conflict with the name of its file, until someone chooses. Pure.

/** @import { Conflict, Draft, Form, Json, JsonObject } from "./types.js" */
import { emptyDraft, freeKey, readUnread } from "./draft.js";
import { inside } from "./paths.js";
import { entriesOf, fromEntries, isArray, isObject, keysOf, orNothing, own, saidOf, toJson } from "./values.js";

/** @typedef {[name: string, value: Json | undefined][]} Held what each file has at a place */

/** @type {(a: unknown, b: unknown) => boolean} */
const isSame = (a, b) => toJson(a) === toJson(b);

/**
 * @param {Form} form
 * @param {[name: string, draft: Draft][]} copies
 * @returns {Draft}
 */
export function merge(form, copies) {
  const draft = emptyDraft();
  /** @type {(path: string, held: Held) => Json | undefined} */
  const union = (path, held) => {
    const given = held.filter(([, value]) => value !== undefined);
    const values = new Map(given.map(([, value]) => [toJson(value), /** @type {Json} */ (value)]));
    if (values.size < 2) return given[0]?.[1];
    if (given.every(([, value]) => isObject(value) && saidOf(value) === undefined)) return members(path, given);
    for (const value of values.values()) {
      const names = given.filter(([, other]) => isSame(other, value)).map(([name]) => name);
      draft.conflicts.push({ path, from: names.join(", "), value });
    }
    return undefined;
  };
  /** @type {(path: string, held: Held) => JsonObject | undefined} */
  const members = (path, held) => {
    const keys = new Set(held.flatMap(([, value]) => keysOf(value ?? {})));
    const all = [...keys].flatMap((key) => {
      const value = union(inside(path, key), held.map(([name, holder]) => [name, own(holder, key)]));
      return value === undefined ? [] : [[key, value]];
    });
    return orNothing(fromEntries(all));
  };
  const of = (/** @type {"facts" | "answers"} */ part) => members(part, copies.map(([name, copy]) => [name, copy[part]])) ?? {};
  draft.facts = of("facts");
  draft.answers = of("answers");
  for (const [name, copy] of copies) {
    draft.conflicts.push(...copy.conflicts.filter((conflict) => !draft.conflicts.some((other) => isSame(other, conflict))));
    for (const [key, text] of entriesOf(copy.unread)) {
      if ((draft.unread[key] ?? text) === text) draft.unread[key] = text;
      else readUnread(form, draft, { [freeKey(draft.unread, key, name)]: text });
    }
  }
  return draft;
}

/** The value of a place when a conflict is settled with several of its answers: lists one after the other, texts as paragraphs. @param {Conflict[]} conflicts @returns {Json} */
export function joined(conflicts) {
  return conflicts.map(({ value }) => value).reduce(both);
}

/** @param {Json} a @param {Json} b @returns {Json} */
function both(a, b) {
  if (!isArray(a) || !isArray(b)) return `${String(a)}\n\n${String(b)}`;
  const rest = b.filter((item) => !a.some((other) => isSame(other, item)));
  // A row's key belongs to its copy: the rows that are added get new keys when the return is written.
  return [...a, ...rest.map((row) => (isObject(row) ? fromEntries(entriesOf(row).filter(([key]) => key !== "_row")) : row))];
}
