// Puts several ministries' copies together as one draft. It takes an answer that only some copies have, or that is the same in
// all. Where answers differ, each becomes a conflict with the name of its file, until someone chooses. Pure.

/** @import { Conflict, Draft, Form, Json, JsonObject } from "./types.js" */
import { asText, at, emptyDraft, freeKey, put, readUnread } from "./draft.js";
import { inside, isFact, parse, unreadKey, unreadPath } from "./paths.js";
import { byIds, listAt, shapeAt } from "./questions.js";
import { entriesOf, fits, fromEntries, isArray, isObject, keysOf, orNothing, own, saidOf, toJson } from "./values.js";

/** @typedef {[name: string, value: Json | undefined][]} Held what each file has at a place */

/** @type {(a: unknown, b: unknown) => boolean} */
export const isSame = (a, b) => toJson(a) === toJson(b);

/**
 * @param {Form} form
 * @param {[name: string, draft: Draft][]} files
 * @returns {Draft}
 */
export function merge(form, files) {
  const draft = emptyDraft();
  const copies = withOwnNames(files);
  /** @type {(path: string, held: Held) => Json | undefined} */
  const union = (path, held) => {
    const given = held.filter(([, value]) => value !== undefined);
    const values = new Map(given.map(([, value]) => [toJson(value), /** @type {Json} */ (value)]));
    if (values.size < 2) return given[0]?.[1];
    if (given.every(([, value]) => isPlain(value))) return members(path, given);
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
  for (const path of new Set(draft.conflicts.map((conflict) => conflict.path))) gather(draft, path, copies);
  return withUnreadBeside(form, draft, copies);
}

/**
 * An answer and an unread text for one box are answers that differ.
 * @param {Form} form
 * @param {Draft} draft
 * @param {[name: string, draft: Draft][]} copies
 */
export function withUnreadBeside(form, draft, copies) {
  const questions = byIds(form);
  const paths = keysOf(draft.unread).map(unreadPath);
  for (const path of paths) if (TYPED.has(shapeAt(form, questions, path).kind) && at(draft, path) !== undefined) gather(draft, path, copies);
  return draft;
}

/** The kinds of answer whose box can show an unread text. */
const TYPED = new Set(["text", "number", "date", "month"]);

/** @param {Json | undefined} value */
function isPlain(value) {
  return isObject(value) && saidOf(value) === undefined;
}

/** Two files may have the same name: then a number follows it. @param {[name: string, draft: Draft][]} files @returns {[name: string, draft: Draft][]} */
function withOwnNames(files) {
  return files.map(([name, draft], index) => {
    const n = files.slice(0, index).filter(([other]) => other === name).length;
    return [n ? `${name} ${n + 1}` : name, draft];
  });
}

/** Makes one list of all that waits at a place: an answer or unread text there joins the answers that differ. @type {(draft: Draft, path: string, copies: [string, Draft][]) => void} */
function gather(draft, path, copies) {
  const key = unreadKey(path);
  /** @type {[Json | undefined, (copy: Draft) => Json | undefined][]} */
  const held = [[at(draft, path), (copy) => at(copy, path)], [draft.unread[key], (copy) => copy.unread[key]]];
  for (const [value, of] of held) {
    if (value === undefined || draft.conflicts.some((other) => other.path === path && isSame(other.value, value))) continue;
    const from = copies.filter(([, copy]) => isSame(of(copy), value)).map(([name]) => name).join(", ");
    draft.conflicts.push({ path, from, value });
  }
  put(draft, path, undefined);
  delete draft.unread[key];
}

/**
 * All that can be chosen where answers differ, place by place. What was typed there meanwhile comes first.
 * @param {Draft} draft
 * @param {string} here the name of what was typed
 * @returns {Conflict[]}
 */
export function sides(draft, here) {
  return [...new Set(draft.conflicts.map(({ path }) => path))].flatMap((path) => {
    const typed = [at(draft, path), draft.unread[unreadKey(path)]].flatMap((value) => (value === undefined ? [] : [{ path, from: here, value }]));
    return [...typed, ...draft.conflicts.filter((conflict) => conflict.path === path)];
  });
}

/** Settles a conflict. A value that is no answer to the question stays an unread text. @param {Form} form @param {Draft} draft @param {string} path @param {Json} value */
export function settle(form, draft, path, value) {
  const questions = byIds(form);
  const key = unreadKey(path);
  const isKnown = isFact(path) || parse(questions, path);
  const isFit = isKnown && (saidOf(value) !== undefined || fits(shapeAt(form, questions, path), value));
  draft.conflicts = draft.conflicts.filter((conflict) => conflict.path !== path);
  put(draft, path, isFit ? value : undefined, listAt(questions, path));
  delete draft.unread[key];
  if (!isFit) draft.unread[key] = asText(value);
}

/** The values that can be joined: texts, or lists. A word in place of an answer is neither. @param {Conflict[]} conflicts */
export function joinable(conflicts) {
  const values = conflicts.map(({ value }) => value);
  const lists = values.filter(isArray);
  return lists.length > 0 ? lists : values.filter((value) => !isObject(value));
}

/** The value of a place when a conflict is settled with several of its answers: lists one after the other, texts as paragraphs. @param {Conflict[]} conflicts @returns {Json} */
export function joined(conflicts) {
  return joinable(conflicts).reduce(both);
}

/** @param {Json} a @param {Json} b @returns {Json} */
function both(a, b) {
  if (!isArray(a) || !isArray(b)) return `${String(a)}\n\n${String(b)}`;
  const rest = b.filter((item) => !a.some((other) => isSame(other, item)));
  // A row's key belongs to its copy: the rows that are added get new keys when the return is written.
  return [...a, ...rest.map((row) => (isObject(row) ? fromEntries(entriesOf(row).filter(([key]) => key !== "_row")) : row))];
}
