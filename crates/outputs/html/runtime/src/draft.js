// The draft: the answers so far. `adopt.js` makes one from a return, and `to_return.js` a return from one. Pure.

/** @import { Conflict, Draft, Form, Json, JsonObject, LastAnswers, Shape } from "./types.js" */
import { fromJson } from "./numbers.js";
import { SET_ASIDE, conflictKey, inside, isInside, keyPath, parseConflictKey, renumbered, steps, unreadKey, unreadPath } from "./paths.js";
import { byIds, isList, placesOf, shapeAt } from "./questions.js";
import { TEXT, entriesOf, fits, fromEntries, hasMembers, isArray, isObject, isString, keysOf, membersOf, orNothing, own, saidOf, toJson } from "./values.js";

/** @returns {Draft} */
export function emptyDraft() {
  return { facts: {}, answers: {}, unread: {}, others: {}, conflicts: [], aside: [] };
}

/** @param {Draft} draft */
export function isEmpty(draft) {
  return !keysOf({ ...draft.facts, ...draft.answers, ...draft.unread, ...draft.others, ...draft.conflicts }).length;
}

/** A text without characters that no file can hold: control characters, halves of characters. @param {string} text */
export function printable(text) {
  return text.replace(/\r\n?|[\v\f\u0085]/gu, "\n").replace(/(?![\n\t])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "");
}

/** A text as a return contains it: composed characters, plain line ends, no white space around it. One that shows nothing is empty. */
export function clean(/** @type {string} */ text) {
  return TEXT.test(text) ? printable(text.normalize("NFC")).trim() : "";
}

/** An entry of a list, or a member of an object. @param {Json | undefined} holder @param {string} key */
function member(holder, key) {
  return isArray(holder) ? holder[Number(key)] : own(holder, key);
}

/**
 * The value at a place such as `answers/x/0/title`.
 * @param {Draft | LastAnswers} draft
 * @param {string} path
 * @returns {Json | undefined}
 */
export function at(draft, path) {
  /** @type {Json | undefined} */
  let value = /** @type {Json} */ (/** @type {unknown} */ (draft));
  for (const key of steps(path)) {
    value = member(value, key);
    if (value === undefined) return undefined;
  }
  return value;
}

/** Whether this copy knows the fact at a place. @param {Form} form @param {string} path */
export function isKnown(form, path) {
  return Object.values(form.languages ?? {}).some(({ facts }) => at(/** @type {Draft} */ ({ facts }), path) !== undefined);
}

/**
 * Puts a value at a place, or removes the value there. Empty objects are removed too, but rows stay until someone removes them.
 * @param {Draft} draft
 * @param {string} path
 * @param {Json | undefined} value
 * @param {string} [list] the path of the list that the place is in, if it is in one
 */
export function put(draft, path, value, list = "") {
  const [head, ...keys] = steps(path);
  set(draft[/** @type {"facts" | "answers"} */ (head)], keys, value, steps(list).length - 1);
}

/** @type {(holder: JsonObject | Json[], keys: string[], value: Json | undefined, list: number) => void} `list`: how many keys lead to the list */
function set(holder, [key = "", ...rest], value, list) {
  const members = /** @type {JsonObject} */ (holder);
  while (value !== undefined && isArray(holder) && holder.length < Number(key)) holder.push({});
  if (!rest.length) {
    if (value === undefined) delete members[key];
    else members[key] = value;
    return;
  }
  let next = member(holder, key);
  if (typeof next !== "object" || !next || saidOf(next) !== undefined) {
    if (value === undefined) return;
    next = members[key] = list === 1 ? [] : {};
  }
  set(next, rest, value, list - 1);
  if (isObject(next) && isObject(holder) && !hasMembers(next)) delete holder[key];
}

/**
 * Removes empty rows, so that rows have the same numbers as in the return.
 * @param {Form} form
 * @param {Draft} draft
 * @returns {boolean} whether there were any
 */
export function compact(form, draft) {
  let changed = false;
  for (const question of form.questions) {
    for (const path of isList(question) ? placesOf(question) : []) {
      const rows = at(draft, path);
      if (!isArray(rows)) continue;
      const kept = rows.flatMap((row, index) => (isBlank(row) && !holdsUnread(draft, inside(path, index)) ? [] : [index]));
      // A role without a name is no entry: it stands after the entries, as in the return.
      if (question.shape.kind === "names") kept.sort((a, b) => Number(isNameless(rows[a])) - Number(isNameless(rows[b])));
      if (rows.length && kept.length === rows.length && kept.every((index, place) => index === place)) continue;
      changed = true;
      renumber(draft, path, (index) => (kept.includes(index) ? kept.indexOf(index) : index));
      put(draft, path, orNothing(kept.map((index) => rows[index] ?? {})));
    }
  }
  return changed;
}

/**
 * Moves what waits in the rows of a list to their new numbers.
 * @type {(draft: Draft, list: string, place: (index: number) => number | undefined) => void}
 */
export function renumber(draft, list, place) {
  /** @type {(path: string) => string[]} */
  const moved = (path) => [renumbered(path, list, place) ?? []].flat();
  draft.unread = fromEntries(entriesOf(draft.unread).flatMap(([key, text]) => moved(unreadPath(key)).map((path) => [path === unreadPath(key) ? key : unreadKey(path), text])));
  const all = (/** @type {Conflict[]} */ waiting) => waiting.flatMap((each) => moved(each.path).map((path) => ({ ...each, path })));
  draft.conflicts = all(draft.conflicts);
  draft.aside = all(draft.aside);
}

/** Whether something waits in a place. @param {Draft} draft @param {string} outer */
function holdsUnread(draft, outer) {
  return keysOf(writeUnread(draft)).some((key) => isInside(keyPath(key), outer));
}

/**
 * The `unread` of a return or of a kept draft: conflicts, and answers that were set aside, are written there too.
 * @param {Pick<Draft, "unread" | "conflicts" | "aside">} draft
 * @returns {{ [key: string]: string }}
 */
export function writeUnread({ unread, conflicts, aside }) {
  /** @type {{ [key: string]: string }} */
  const written = {};
  for (const { path, from, value } of [...conflicts, ...aside]) written[freeKey(written, unreadKey(path), from)] = asText(value);
  return { ...written, ...unread };
}

/** A draft as the browser keeps it. @param {Draft} draft */
export function asKept(draft) {
  return { facts: draft.facts, answers: draft.answers, unread: writeUnread(draft), others: draft.others };
}

/**
 * The key in `unread` of one of the answers that differ. Two files may have the same name: then a number follows it.
 * @param {{ [key: string]: string }} taken
 * @param {string} key
 * @param {string} from
 */
export function freeKey(taken, key, from) {
  let free = conflictKey(key, from);
  for (let n = 2; own(taken, free) !== undefined; n += 1) free = conflictKey(key, `${from} ${n}`);
  return free;
}

/**
 * Reads the `unread` of a return or of a kept draft into a draft, and separates conflicts from other texts.
 * @param {Form} form
 * @param {Draft} draft
 * @param {Json | undefined} written
 */
export function readUnread(form, draft, written) {
  for (const [key, held] of membersOf(written)) {
    const text = asText(held);
    const { path, from } = parseConflictKey(key) ?? {};
    if (!path || !from) draft.unread[key] = text;
    else {
      const value = valueOf(shapeAt(form, byIds(form), path), text);
      if (from.startsWith(SET_ASIDE)) draft.aside.push({ path, from: SET_ASIDE, value });
      else draft.conflicts.push({ path, from, value });
    }
  }
}

/** Whether a text looks like a value that is no text: a word in place of an answer, documents, a number with its unit. @param {string} text */
function isWritten(text) {
  return ['{"', '[{"'].some((start) => text.startsWith(start));
}

/** The value that is no text and that a text in `unread` stands for, if it stands for one. @param {string} text @returns {JsonObject | Json[] | undefined} */
export function heldIn(text) {
  const value = isWritten(text) ? valueOf({ kind: "nothing" }, text) : text;
  return isString(value) ? undefined : /** @type {JsonObject | Json[]} */ (value);
}

/** The answer that a text in `unread` stands for. @param {Shape} shape @param {string} text @returns {Json} */
export function valueOf(shape, text) {
  if (fits(shape, text) && !isWritten(text)) return text;
  try {
    return fromJson(text);
  } catch {
    return text;
  }
}

/** @param {Json | undefined} row */
export function isBlank(row) {
  return !isObject(row) || keysOf(row).every((key) => key === "_row");
}

/** @param {Json | undefined} row of a list of names */
export function isNameless(row) {
  return own(row, "name") === undefined;
}

/** Whether a value has members, and is no word in place of an answer. @param {Json | undefined} value @returns {value is JsonObject} */
export function isPlain(value) {
  return isObject(value) && saidOf(value) === undefined;
}

/** @param {Json} value */
export function asText(value) {
  return isString(value) ? value : toJson(value);
}
