// Puts several ministries' copies together as one draft. It takes an answer that only some copies have, or that is the same in
// all. Where answers differ, each becomes a conflict with the name of its file, until someone chooses. Pure.

/** @import { Conflict, Draft, Form, Json, JsonObject } from "./types.js" */
import { adopt } from "./adopt.js";
import { asKept, asText, at, emptyDraft, freeKey, heldIn, isKnown, isPlain, put, readUnread, renumber, valueOf, writeUnread } from "./draft.js";
import { packed } from "./pack.js";
import { OTHERS, SET_ASIDE, around, inside, isInside, keyPath, parentOf, parse, unreadKey, unreadPath } from "./paths.js";
import { byIds, listAt, shapeAt } from "./questions.js";
import { byPath, isReplaced } from "./replaced.js";
import { cached, entriesOf, fromEntries, isArray, isObject, keysOf, orNothing, own, saidOf, toJson } from "./values.js";

/** @typedef {[name: string, value: Json | undefined][]} Held what each file has at a place */

/** What a value says. Each copy gives its rows keys of its own, which say nothing. @param {unknown} value */
function content(value) {
  return toJson(value, (key, held) => (key === "_row" ? undefined : held));
}

/** @type {(a: unknown, b: unknown) => boolean} */
export const isSame = (a, b) => content(a) === content(b);

/**
 * @param {Form} form
 * @param {[name: string, draft: Draft][]} files
 * @returns {Draft}
 */
export function merge(form, files) {
  const draft = emptyDraft();
  const copies = withOwnNames(files.map(([name, copy]) => [name, packed(form, copy)]));
  const questions = byIds(form);
  const differing = new Map();
  const waits = (/** @type {Draft} */ copy) => cached(differing, copy, () => byPath(copy.conflicts));
  const waitsInside = new Map();
  const isInConflict = (/** @type {Draft} */ copy, /** @type {string} */ path) => cached(waitsInside, copy, () => new Set(copy.conflicts.flatMap((side) => around(side.path)))).has(path);
  const known = new Set();
  /** Each value, with the files that have it. @param {Held} held */
  const different = (held) => {
    /** @type {Map<string, [names: string[], value: Json]>} */
    const values = new Map();
    for (const [name, value] of held) {
      const text = content(value);
      if (value !== undefined) values.get(text)?.[0].push(name) ?? values.set(text, [[name], value]);
    }
    return [...values.values()];
  };
  /** @type {(path: string, held: Held) => void} */
  const differ = (path, held) => {
    for (const [names, value] of different(held)) {
      const side = { path, from: names.join(", "), value };
      if (known.size < known.add(toJson(side)).size) draft.conflicts.push(side);
    }
  };
  /** @type {(path: string, held: Held) => Json | undefined} */
  const union = (path, held) => {
    const given = held.filter(([, value]) => value !== undefined);
    if (different(given).length < 2) return given[0]?.[1];
    // A sign-off with the name of one person and the day of another would be nobody's.
    if (!isInside(path, OTHERS) && given.every(([, value]) => isPlain(value))) return members(path, given);
    differ(path, given);
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
  const of = (/** @type {"facts" | "answers" | "others"} */ part) => members(part, copies.map(([name, copy]) => [name, copy[part]])) ?? {};
  /** Whether a copy says something at a place, or a word in place of what is around it, that another copy does not say. It may be the same copy, where answers differ there already. @type {(path: string, copy: Draft, other: Draft) => boolean} */
  const saysOtherwise = (path, copy, other) => {
    const isWord = (/** @type {Draft} */ one) => isReplaced(one, path, waits(one));
    const value = at(copy, path);
    return (value !== undefined && !isSame(value, at(other, path))) || isInConflict(copy, path) || (isWord(copy) && !isWord(other));
  };
  draft.facts = of("facts");
  draft.answers = of("answers");
  draft.others = of("others");
  for (const [name, copy] of copies) {
    for (const each of [...copy.conflicts, ...copy.aside]) {
      if (known.size < known.add(toJson(each)).size) (each.from === SET_ASIDE ? draft.aside : draft.conflicts).push(each);
    }
    for (const [key, text] of entriesOf(copy.unread)) {
      const path = unreadPath(key);
      /** @type {[string, Json][]} */
      const given = copies.flatMap(([other, { unread: { [key]: held } }]) => (held === undefined ? [] : [[other, valueOf(shapeAt(form, questions, path), held)]]));
      const isBesideAnother = copies.some(([, holder]) => own(holder.unread, key) !== undefined && copies.some(([, said]) => saysOtherwise(path, said, holder)));
      // A value that is no text differs from every answer there, and a text from what copies say there and the copy that holds it does not. Copies that say a fact as it was sent to them have no text there.
      const isBeside = given.some(([, value]) => heldIn(asText(value))) && copies.some(([, other]) => at(other, path) !== undefined);
      if (unreadKey(path) === key && (isBeside || isBesideAnother || different(given).length > 1 || (given.length < copies.length && isKnown(form, path)))) differ(path, given);
      else if ((draft.unread[key] ?? text) === text) draft.unread[key] = text;
      else readUnread(form, draft, { [freeKey(draft.unread, key, name)]: text });
    }
  }
  const found = byPath(draft.conflicts);
  draft.conflicts = draft.conflicts.map((each) => ofWhole(draft, each, found));
  // An answer of one copy is one of the answers that differ in another.
  for (const [path, waiting] of byPath(draft.conflicts)) {
    const value = at(draft, path);
    if (value === undefined) continue;
    const from = copies.filter(([, copy]) => at(copy, path) !== undefined).map(([name]) => name).join(", ");
    put(draft, path, undefined);
    if (!waiting.some((other) => isSame(other.value, value))) draft.conflicts.push({ path, from, value });
  }
  return unpacked(form, asKept(draft));
}

/** One of the answers that differ: where a word may replace the group around it, it is an answer of this group. @param {Draft} draft @param {Conflict} part @param {import("./replaced.js").Differing} differing @returns {Conflict} */
function ofWhole(draft, part, differing) {
  const path = parentOf(part.path);
  if (!isReplaced(draft, path, differing)) return part;
  const holder = emptyDraft();
  put(holder, part.path, part.value);
  return { path, from: part.from, value: at(holder, path) ?? null };
}

/** @param {Form} form @param {import("./tabs.js").Kept} kept @returns {Draft} */
export function unpacked(form, kept) {
  const draft = adopt(form, kept);
  comeBack(form, draft);
  return draft;
}

/** Two files may have the same name: then a number follows it. @param {[name: string, draft: Draft][]} files @returns {[name: string, draft: Draft][]} */
function withOwnNames(files) {
  return files.map(([name, draft], index) => {
    const n = files.slice(0, index).filter(([other]) => other === name).length;
    return [n ? `${name} ${n + 1}` : name, draft];
  });
}

/**
 * All that can be chosen where answers differ, place by place. What was typed there meanwhile comes first.
 * @param {Form} form
 * @param {Draft} draft
 * @param {string} here the name of what was typed
 * @returns {Conflict[]}
 */
export function sides(form, draft, here) {
  const typed = packed(form, draft);
  return [...byPath(draft.conflicts)].flatMap(([path, waiting]) => {
    const value = at(typed, path);
    return [...(value === undefined ? [] : [{ path, from: here, value }]), ...waiting];
  });
}

/** Settles a conflict. @param {Form} form @param {Draft} draft @param {string} path @param {Json} value */
export function settle(form, draft, path, value) {
  // What waits in the rows of a list goes with them.
  renumber(draft, path, () => undefined);
  draft.conflicts = draft.conflicts.filter((conflict) => conflict.path !== path);
  fillIn(form, draft, path, value);
}

/** Gives an answer to a place where nothing waits. A value that does not answer the question, or a part of a value, stays an unread text. @param {Form} form @param {Draft} draft @param {string} path @param {Json} value */
function fillIn(form, draft, path, value) {
  const questions = byIds(form);
  const question = parse(questions, path)?.question;
  const list = listAt(questions, path);
  const chosen = emptyDraft();
  put(chosen, path, value, list);
  const { facts, answers, others } = chosen;
  // Thousands of answers may come back at once, and each is about one question.
  const adopted = adopt(question ? { ...form, facts: [], questions: [question] } : form, { facts, answers, others });
  if (at(chosen, path) === undefined) adopted.unread[unreadKey(path)] = asText(value);
  draft.conflicts.push(...adopted.conflicts);
  draft.aside.push(...adopted.aside);
  put(draft, path, at(adopted, path), list);
  delete draft.unread[unreadKey(path)];
  Object.assign(draft.unread, adopted.unread);
}

/** Keeps an answer, and what waits in it, while a word such as "nothing to report" replaces it. @param {Form} form @param {Draft} draft @param {string} path */
export function setAside(form, draft, path) {
  const all = packed(form, draft);
  const whole = at(all, path);
  if (saidOf(whole) !== undefined) return;
  renumber(draft, path, () => undefined);
  const parts = draft.conflicts.filter((conflict) => isInside(conflict.path, path));
  draft.conflicts = draft.conflicts.filter((conflict) => !parts.includes(conflict));
  if (whole !== undefined) parts.push({ path, from: SET_ASIDE, value: whole });
  for (const [key, value] of entriesOf(draft.unread)) {
    const place = unreadPath(key);
    if (place !== path && !isInside(place, path)) continue;
    // The whole holds most unread texts.
    if (own(all.unread, key) !== undefined) parts.push({ path: place, from: SET_ASIDE, value });
    delete draft.unread[key];
  }
  draft.aside.push(...parts.map((part) => ({ ...part, from: SET_ASIDE })));
}

/** Puts back the answers that were set aside, where no word replaces them now. If there is another answer by then, both become a conflict. @param {Form} form @param {Draft} draft */
export function comeBack(form, draft) {
  // The whole comes before its parts, which may be replaced too.
  const waits = draft.aside.sort((a, b) => a.path.length - b.path.length);
  draft.aside = [];
  const differing = byPath(draft.conflicts);
  const taken = new Set(keysOf(writeUnread(draft)).flatMap((key) => around(keyPath(key))));
  for (const [path, held] of byPath(waits)) {
    const isFree = held.length === 1 && at(draft, path) === undefined && draft.unread[unreadKey(path)] === undefined && !taken.has(path);
    if (isReplaced(draft, path, differing)) draft.aside.push(...held);
    else if (isFree && held[0]) fillIn(form, draft, path, held[0].value);
    else {
      draft.conflicts.push(...held);
      differing.set(path, held);
    }
  }
}

/** The values that can be joined: texts, or lists. A word in place of an answer is neither. @param {Conflict[]} conflicts */
export function joinable(conflicts) {
  const values = conflicts.map(({ value }) => value);
  const lists = values.filter(isArray);
  return lists.length ? lists : values.filter((value) => !isObject(value));
}

/** The value of a place when a conflict is settled with several of its answers: lists one after the other, texts as paragraphs. @param {Conflict[]} conflicts @param {string} [between] what parts texts @returns {Json} */
export function joined(conflicts, between = "\n\n") {
  return joinable(conflicts).reduce((a, b) => both(a, b, between));
}

/** @param {Json} a @param {Json} b @param {string} between texts @returns {Json} */
function both(a, b, between) {
  if (!isArray(a) || !isArray(b)) return a + between + b;
  const rest = b.filter((item) => !a.some((other) => isSame(other, item)));
  // A row's key belongs to its copy: the rows that are added get new keys when the return is written.
  return [...a, ...rest.map((row) => (isObject(row) ? fromEntries(entriesOf(row).filter(([key]) => key !== "_row")) : row))];
}
