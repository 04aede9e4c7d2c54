// The draft: the answers so far. It becomes a return, and is read from one. Pure.

/** @import { Conflict, Draft, Form, Json, JsonObject, Language, LastAnswers, Question, Shape } from "./types.js" */
import { conflictKey, factPath, inside, isInside, keyOf, parseConflictKey, renumbered, steps, unreadKey, unreadPath } from "./paths.js";
import { byIds, companionsOf, fieldsOf, isList, placesOf, shapeAt } from "./questions.js";
import { entriesOf, fits, fromEntries, hasMembers, isArray, isObject, isString, keysOf, membersOf, orNothing, own, saidOf, toJson } from "./values.js";

/** @returns {Draft} */
export function emptyDraft() {
  return { facts: {}, answers: {}, unread: {}, conflicts: [] };
}

/** @param {Draft} draft */
export function isEmpty(draft) {
  return [draft.facts, draft.answers, draft.unread, draft.conflicts].every((part) => keysOf(part).length === 0);
}

/** A text without characters that no file can hold: control characters, halves of characters. @param {string} text */
export function printable(text) {
  return text.replace(/\r\n?|[\v\f\u0085]/gu, "\n").replace(/(?![\n\t])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "");
}

/** A text as a return contains it: composed characters, plain line ends, no white space around it. */
export function clean(/** @type {string} */ text) {
  return printable(text.normalize("NFC")).trim();
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

/**
 * Puts a value at a place, or removes the value there. Empty objects are removed too, but rows stay until someone removes them.
 * @param {Draft} draft
 * @param {string} path
 * @param {Json | undefined} value
 * @param {string} [list] the path of the list that the place is in, if it is in one
 */
export function put(draft, path, value, list = "") {
  const [head, ...keys] = steps(path);
  set(draft[head === "facts" ? head : "answers"], keys, value, steps(list).length - 1);
}

/** @type {(holder: JsonObject | Json[], keys: string[], value: Json | undefined, list: number) => void} `list`: how many keys lead to the list */
function set(holder, [key = "", ...rest], value, list) {
  const members = /** @type {JsonObject} */ (holder);
  if (rest.length === 0) {
    if (value === undefined) delete members[key];
    else members[key] = value;
    return;
  }
  let next = member(holder, key);
  if (typeof next !== "object" || !next || saidOf(next) !== undefined) {
    if (value === undefined) return;
    while (isArray(holder) && holder.length < Number(key)) holder.push({});
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
      if (rows.length > 0 && kept.length === rows.length) continue;
      changed = true;
      renumber(draft, path, (index) => (kept.includes(index) ? kept.indexOf(index) : index));
      put(draft, path, orNothing(kept.map((index) => rows[index] ?? {})));
    }
  }
  return changed;
}

/**
 * Moves the unread texts and conflicts of a list to the new numbers of its rows.
 * @type {(draft: Draft, list: string, place: (index: number) => number | undefined) => void}
 */
export function renumber(draft, list, place) {
  /** @type {(path: string) => string[]} */
  const moved = (path) => [renumbered(path, list, place) ?? []].flat();
  draft.unread = fromEntries(entriesOf(draft.unread).flatMap(([key, text]) => moved(unreadPath(key)).map((path) => [unreadKey(path), text])));
  draft.conflicts = draft.conflicts.flatMap((conflict) => moved(conflict.path).map((path) => ({ ...conflict, path })));
}

/** Whether a place has an unread text or a conflict. @param {Draft} draft @param {string} outer */
function holdsUnread({ unread, conflicts }, outer) {
  return [...keysOf(unread).map(unreadPath), ...conflicts.map(({ path }) => path)].some((path) => isInside(path, outer));
}

/**
 * The `unread` of a return or of a kept draft: conflicts are written there too.
 * @param {Pick<Draft, "unread" | "conflicts">} draft
 * @returns {{ [key: string]: string }}
 */
export function writeUnread({ unread, conflicts }) {
  /** @type {{ [key: string]: string }} */
  const written = {};
  for (const { path, from, value } of conflicts) written[freeKey(written, unreadKey(path), from)] = asText(value);
  return { ...written, ...unread };
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
    const conflict = parseConflictKey(key);
    if (conflict) draft.conflicts.push({ ...conflict, value: valueOf(shapeAt(form, byIds(form), conflict.path), text) });
    else draft.unread[key] = text;
  }
}

/** The answer that a text in `unread` stands for. @param {Shape} shape @param {string} text @returns {Json} */
export function valueOf(shape, text) {
  if (fits(shape, text) && !text.startsWith('{"said":')) return text;
  try {
    return /** @type {Json} */ (JSON.parse(text));
  } catch {
    return text;
  }
}

/** @param {Json | undefined} row */
function isBlank(row) {
  return !isObject(row) || keysOf(row).every((key) => key === "_row");
}

/**
 * The return of a draft. A complete one leaves out what is hidden.
 * @param {Form} form
 * @param {Draft} source a draft without blank rows
 * @param {{ tag: string, language: Language, status: "draft" | "complete", hidden: Set<string>, asDrawn?: boolean | undefined }} how `asDrawn`: the rows have the numbers that they have on the page
 * @returns {JsonObject}
 */
export function toReturn(form, source, how) {
  /** @type {JsonObject} */
  const unread = writeUnread(source);
  const answers = items(form.questions, source.answers, "answers", {
    keeps: (path) => how.status === "draft" || !how.hidden.has(path),
    refuse: () => undefined,
    list: (question, rows, path) => (how.asDrawn ? rows : listed(question, rows, path, unread)),
  });
  /** @type {JsonObject} */
  const out = {
    canevas: 1,
    form: form.form,
    edition: form.edition,
    definition: form.definition,
    texts: how.language.texts,
    copy: form.copy_digest,
    language: how.tag,
    status: how.status,
    made_by: "canevas form",
    facts: facts(form, source, how.language),
    answers,
  };
  if (hasMembers(unread)) out["unread"] = unread;
  return out;
}

/** @param {Form} form @param {Draft} source @param {Language} language */
function facts(form, source, language) {
  /** @type {JsonObject} */
  const out = {};
  const country = own(language.facts, "country") ?? own(source.facts, "country");
  if (country !== undefined) out["country"] = country;
  for (const fact of form.facts) {
    const known = own(language.facts, fact.id);
    const given = own(source.facts, fact.id);
    if (fact.shape) {
      const value = known ?? given;
      if (value !== undefined) out[fact.id] = value;
      continue;
    }
    /** @type {JsonObject} */
    const rows = {};
    for (const row of fact.rows ?? []) {
      const fields = { .../** @type {JsonObject} */ (own(known, row)), .../** @type {JsonObject} */ (own(given, row)) };
      if (own(known, row) !== undefined || hasMembers(fields)) rows[row] = fields;
    }
    if (known !== undefined || hasMembers(rows)) out[fact.id] = rows;
  }
  return out;
}

/**
 * Rows as a return contains them: each with its own key. A list of names contains only entries with a name.
 * @type {(question: Question, rows: JsonObject[], path: string, unread: JsonObject) => Json[]}
 */
function listed(question, rows, path, unread) {
  const taken = new Set(rows.map((row) => row["_row"]));
  let next = 0;
  return rows.filter((row) => !isBlank(row)).flatMap((row, index) => {
    if (question.shape.kind === "names") {
      if (row["name"] !== undefined) return [row];
      // A role without a name is not an entry. The return keeps the text as unread.
      unread[unreadKey(inside(inside(path, index), "role"))] = row["role"] ?? "";
      return [];
    }
    let key = row["_row"];
    while (key === undefined) {
      next += 1;
      if (!taken.has(`r${next}`)) key = `r${next}`;
    }
    return [{ _row: key, ...row }];
  });
}

/**
 * Makes a draft from a return. Values that do not fit this form become unread texts.
 * @param {Form} form
 * @param {JsonObject} source a return
 * @returns {Draft}
 */
export function adopt(form, source) {
  const draft = emptyDraft();
  readUnread(form, draft, own(source, "unread"));
  /** @param {string} path @param {Json} value */
  const refuse = (path, value) => {
    draft.unread[unreadKey(path)] = asText(value);
    return undefined;
  };
  takeFacts(form, own(source, "facts"), draft, refuse);
  const answers = own(source, "answers");
  if (isObject(answers)) draft.answers = items(form.questions, answers, "answers", { keeps: () => true, refuse, list: (_, rows) => rows });
  return draft;
}

/**
 * Reads the facts that this copy asks for. A fact that differs from the one that the copy knows becomes an unread text.
 * @type {(form: Form, given: Json | undefined, draft: Draft, refuse: (path: string, value: Json) => undefined) => void}
 */
function takeFacts(form, given, draft, refuse) {
  const country = own(given, "country");
  if (form.blank && isString(country)) draft.facts["country"] = country;
  for (const fact of form.facts) {
    const value = own(given, fact.id);
    const known = Object.values(form.languages ?? {}).map((language) => own(language.facts, fact.id));
    /** @type {(path: string, value: Json, known: (Json | undefined)[], fits: boolean | undefined) => void} */
    const one = (place, held, same, isFit) => {
      if (fact.asked && isFit && same.every((other) => other === undefined)) put(draft, place, held);
      else if (!same.includes(held)) refuse(place, held);
    };
    if (value === undefined) continue;
    const path = factPath(fact.id);
    if (fact.shape) one(path, value, known, fits(fact.shape, value));
    else if (!isObject(value)) refuse(path, value);
    else {
      for (const [row, fields] of entriesOf(value)) {
        const same = known.map((rows) => own(rows, row));
        for (const [key, text] of membersOf(fields)) {
          const isFit = fact.rows?.includes(row) && fact.fields?.some(({ id, shape }) => id === key && fits(shape, text));
          one(inside(inside(path, row), key), text, same.map((other) => own(other, key)), isFit);
        }
      }
    }
  }
}

/** @param {Json} value */
export function asText(value) {
  return isString(value) ? value : toJson(value);
}

/**
 * What to do with each answer on the way between a draft and a return.
 * @typedef {object} Pass
 * @property {(path: string) => boolean} keeps whether to keep a place
 * @property {(path: string, value: Json) => undefined} refuse receives a value that does not fit
 * @property {(question: Question, rows: JsonObject[], path: string) => Json[]} list returns the final list of rows
 */

/**
 * The answers to questions or fields, in the order of the definition.
 * @param {Question[]} questions
 * @param {JsonObject} holder
 * @param {string} path
 * @param {Pass} pass
 * @returns {JsonObject}
 */
function items(questions, holder, path, pass) {
  /** @type {JsonObject} */
  const out = {};
  const known = new Set(["_row"]);
  if (holder["_row"] !== undefined) out["_row"] = holder["_row"];
  for (const question of questions) {
    if (question.shape.kind === "nothing") continue;
    for (const companion of ["", ...companionsOf(question)]) {
      const key = keyOf(question.id, companion);
      const place = inside(path, key);
      known.add(key);
      const held = own(holder, key);
      if (held === undefined || !pass.keeps(inside(path, question.id))) continue;
      const one = companion ? (/** @type {Json} */ value) => value : (/** @type {Json} */ value, /** @type {string} */ where) => single(question, value, where, pass);
      const kept = question.rows ? rowsOf(question, held, place, pass, one) : pass.keeps(place) ? one(held, place) : undefined;
      if (kept !== undefined) out[key] = kept;
    }
  }
  refuseOthers(holder, known, path, pass);
  return out;
}

/** @type {(holder: JsonObject, known: Set<string>, path: string, pass: Pass) => void} refuses the members that nothing asks for */
function refuseOthers(holder, known, path, pass) {
  for (const key of keysOf(holder)) if (!known.has(key)) pass.refuse(inside(path, key), own(holder, key) ?? null);
}

/**
 * One answer or text per row.
 * @type {(question: Question, value: Json, path: string, pass: Pass, one: (value: Json, path: string) => Json | undefined) => Json | undefined}
 */
function rowsOf(question, value, path, pass, one) {
  if (!isObject(value)) return pass.refuse(path, value);
  const keys = question.rows?.keys ?? [];
  refuseOthers(value, new Set(keys), path, pass);
  const rows = keys.flatMap((key) => {
    const held = own(value, key);
    const place = inside(path, key);
    const kept = held === undefined || !pass.keeps(place) ? undefined : one(held, place);
    return kept === undefined ? [] : [[key, kept]];
  });
  return orNothing(fromEntries(rows));
}

/**
 * One answer: of a question, of one of its rows, of a field.
 * @type {(question: Question, value: Json, path: string, pass: Pass) => Json | undefined}
 */
function single(question, value, path, pass) {
  const said = saidOf(value);
  if (said !== undefined) return question.say?.includes(said) ? value : pass.refuse(path, said);
  const { kind, codes = [] } = question.shape;
  if (kind === "many" && isArray(value)) {
    const lost = value.filter((code) => !codes.includes(String(code)));
    if (lost.length > 0) pass.refuse(path, lost);
    return orNothing(codes.filter((code) => value.includes(code)));
  }
  if (!fits(question.shape, value)) return pass.refuse(path, value);
  if (isObject(value)) {
    return orNothing(items(fieldsOf(question), value, path, pass));
  }
  if (!isArray(value)) return value;
  const rows = value.map((row, index) => {
    const place = inside(path, index);
    return isObject(row) ? items(fieldsOf(question), row, place, pass) : (pass.refuse(place, row) ?? {});
  });
  return orNothing(pass.list(question, rows, path));
}
