// Puts several ministries' copies together as one draft. It takes an answer that only some copies have, or that is the same in
// all. Where answers differ, each becomes a conflict with the name of its file, until someone chooses. Pure.

/** @import { Conflict, Draft, Form, Json, JsonObject } from "./types.js" */
import { adopt, at, emptyDraft, freeKey, put, readUnread } from "./draft.js";
import { inside, parentOf, unreadKey, unreadPath } from "./paths.js";
import { byIds, listAt, shapeAt } from "./questions.js";
import { cached, entriesOf, fromEntries, isArray, isObject, keysOf, orNothing, own, saidOf, toJson } from "./values.js";

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
    /** Each value, with the files that have it. @type {Map<string, [names: string[], value: Json]>} */
    const values = new Map();
    for (const [name, value] of given) {
      const text = toJson(value);
      values.get(text)?.[0].push(name) ?? values.set(text, [[name], /** @type {Json} */ (value)]);
    }
    if (values.size < 2) return given[0]?.[1];
    if (given.every(([, value]) => isPlain(value))) return members(path, given);
    for (const [names, value] of values.values()) draft.conflicts.push({ path, from: names.join(", "), value });
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
  const known = new Set(draft.conflicts.map((conflict) => toJson(conflict)));
  for (const [name, copy] of copies) {
    for (const conflict of copy.conflicts) if (known.size < known.add(toJson(conflict)).size) draft.conflicts.push(conflict);
    for (const [key, text] of entriesOf(copy.unread)) {
      if ((draft.unread[key] ?? text) === text) draft.unread[key] = text;
      else readUnread(form, draft, { [freeKey(draft.unread, key, name)]: text });
    }
  }
  const places = byPath(draft.conflicts);
  for (const [path, waiting] of places) gather(draft, path, waiting, copies);
  draft.conflicts = [...places.values()].flat();
  return withUnreadBeside(form, draft, copies);
}

/** @param {Conflict[]} conflicts @returns {Map<string, Conflict[]>} */
export function byPath(conflicts) {
  /** @type {Map<string, Conflict[]>} */
  const places = new Map();
  for (const conflict of conflicts) cached(places, conflict.path, () => []).push(conflict);
  return places;
}

/**
 * An answer and an unread text for one box are answers that differ. So are a word in place of a whole answer, and what waits in a
 * part of that answer.
 * @param {Form} form
 * @param {Draft} draft
 * @param {[name: string, draft: Draft][]} copies
 */
export function withUnreadBeside(form, draft, copies) {
  const questions = byIds(form);
  const places = byPath(draft.conflicts);
  const listed = (/** @type {string} */ path) => cached(places, path, () => []);
  for (const path of keysOf(draft.unread).map(unreadPath)) {
    if (TYPED.has(shapeAt(form, questions, path).kind) && at(draft, path) !== undefined) gather(draft, path, listed(path), copies);
  }
  for (const path of [...places.keys(), ...keysOf(draft.unread).map(unreadPath)]) {
    const whole = [parentOf(path), parentOf(parentOf(path))].find((outer) => [at(draft, outer), ...(places.get(outer) ?? []).map(({ value }) => value)].some((value) => saidOf(value) !== undefined));
    if (whole) lift(draft, path, whole, places, listed, copies);
  }
  draft.conflicts = [...places.values()].flat();
  return draft;
}

/** Moves what waits in a part to its whole answer. @type {(draft: Draft, path: string, whole: string, places: Map<string, Conflict[]>, listed: (path: string) => Conflict[], copies: [string, Draft][]) => void} */
function lift(draft, path, whole, places, listed, copies) {
  const waiting = listed(whole);
  gather(draft, whole, waiting, copies);
  const parts = places.get(path) ?? [];
  places.delete(path);
  gather(draft, path, parts, copies);
  for (const { from, value } of parts) {
    const holder = emptyDraft();
    put(holder, path, value);
    const part = at(holder, whole);
    const side = waiting.find((other) => other.from === from && isPlain(other.value));
    if (side) side.value = { .../** @type {JsonObject} */ (side.value), .../** @type {JsonObject} */ (part) };
    else if (part !== undefined) waiting.push({ path: whole, from, value: part });
  }
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

/** Adds to what waits at a place an answer or unread text there. @type {(draft: Draft, path: string, waiting: Conflict[], copies: [string, Draft][]) => void} */
function gather(draft, path, waiting, copies) {
  const key = unreadKey(path);
  /** @type {[Json | undefined, (copy: Draft) => Json | undefined][]} */
  const held = [[at(draft, path), (copy) => at(copy, path)], [draft.unread[key], (copy) => copy.unread[key]]];
  for (const [value, of] of held) {
    if (value === undefined || waiting.some((other) => isSame(other.value, value))) continue;
    const from = copies.filter(([, copy]) => isSame(of(copy), value)).map(([name]) => name).join(", ");
    waiting.push({ path, from, value });
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
  return [...byPath(draft.conflicts)].flatMap(([path, waiting]) => {
    const typed = [at(draft, path), draft.unread[unreadKey(path)]].flatMap((value) => (value === undefined ? [] : [{ path, from: here, value }]));
    return [...typed, ...waiting];
  });
}

/** Settles a conflict. A value, or a part of one, that is no answer to the question stays an unread text. @param {Form} form @param {Draft} draft @param {string} path @param {Json} value */
export function settle(form, draft, path, value) {
  const list = listAt(byIds(form), path);
  const chosen = emptyDraft();
  put(chosen, path, value, list);
  const { facts, answers } = chosen;
  const adopted = adopt(form, { facts, answers });
  draft.conflicts = draft.conflicts.filter((conflict) => conflict.path !== path);
  put(draft, path, at(adopted, path), list);
  delete draft.unread[unreadKey(path)];
  Object.assign(draft.unread, adopted.unread);
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
