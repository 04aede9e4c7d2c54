// The draft: the answers so far. It becomes a return, and is read from one. Pure.

/** @import { Differing } from "./replaced.js" */
/** @import { Conflict, Draft, Form, Json, JsonObject, Language, LastAnswers, Question, Shape } from "./types.js" */
import { plainDigits } from "./numbers.js";
import { COUNTRY, SET_ASIDE, WAITING, answerPath, around, conflictKey, factPath, inside, isInside, keyInRow, keyOf, keyPath, parentOf, parse, parseConflictKey, renumbered, steps, unreadKey, unreadPath } from "./paths.js";
import { byIds, companionsOf, fieldsOf, isList, listAt, placesOf, shapeAt } from "./questions.js";
import { byPath, hasRoom } from "./replaced.js";
import { entriesOf, fits, fromEntries, hasMembers, isArray, isObject, isString, keysOf, membersOf, orNothing, own, saidOf, toJson } from "./values.js";

/** What stands at the top of a return of this form. */
const HEAD = new Set(["canevas", "form", "edition", "definition", "texts", "copy", "language", "status", "made_by", "facts", "answers", "unread", "clarifies"]);

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
  const isDraft = how.status === "draft";
  const keeps = (/** @type {string} */ path) => isDraft || !how.hidden.has(path);
  /** @type {JsonObject} */
  const unread = fromEntries(entriesOf(writeUnread(isDraft ? source : { ...source, aside: [] })).filter(([key]) => around(keyPath(key)).every(keeps)));
  const back = new Set();
  const whole = isDraft && !how.asDrawn ? putBack(form, source, unread, back) : source.answers;
  const answers = items(form.questions, whole, "answers", {
    keeps,
    refuse: (_, value) => value,
    back,
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
  if (form.clarifies) out["clarifies"] = form.clarifies;
  if (hasMembers(unread)) out["unread"] = unread;
  return { ...out, ...source.others };
}

/**
 * Puts the values that are no texts back where they stood, so that a draft holds them as its file did.
 * @type {(form: Form, source: Draft, unread: JsonObject, back: Set<string>) => JsonObject} `back` receives their places
 */
function putBack(form, source, unread, back) {
  const questions = byIds(form);
  const differing = byPath(source.conflicts);
  let draft = source;
  for (const [key, text] of entriesOf(unread)) {
    const path = unreadPath(key);
    const value = heldIn(asText(text));
    const { question, index, field } = parse(questions, path) ?? {};
    const kind = question?.shape.kind;
    // An entry of a list that is not there would move others, and one without a name is no entry.
    const isThere = kind ? kind !== "names" && (index ? at(draft, parentOf(path)) !== undefined : !field || kind === "group") : parentOf(path) === "answers";
    if (!value || keyPath(key) !== path || !isThere || at(draft, path) !== undefined || [...back].some((whole) => isInside(path, whole)) || !hasRoom(draft, path, differing)) continue;
    if (draft === source) draft = { ...source, answers: JSON.parse(toJson(source.answers)) };
    put(draft, path, value, listAt(questions, path));
    back.add(path);
    delete unread[key];
  }
  return draft.answers;
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
  const full = rows.filter((row) => !isBlank(row));
  if (question.shape.kind === "names") {
    const named = full.filter((row) => !isNameless(row));
    // A role without a name is not an entry. The return keeps the text as unread.
    full.filter(isNameless).forEach((row, index) => {
      unread[unreadKey(inside(inside(path, named.length + index), "role"))] = row["role"] ?? "";
    });
    return named;
  }
  return full.map((row) => {
    let key = row["_row"];
    while (key === undefined) {
      next += 1;
      if (!taken.has(`r${next}`)) key = `r${next}`;
    }
    return { _row: key, ...row };
  });
}

/** @param {Json | undefined} row of a list of names */
function isNameless(row) {
  return own(row, "name") === undefined;
}

/**
 * Makes a draft from a return. Values that do not fit this form become unread texts.
 * @param {Form} form
 * @param {{ form?: Json, facts?: Json, answers?: Json, unread?: Json, others?: Json }} source a return, or a draft as the browser keeps it
 * @returns {Draft}
 */
export function adopt(form, source) {
  const draft = emptyDraft();
  const isReturn = own(source, "form") !== undefined;
  draft.others = fromEntries(isReturn ? entriesOf(/** @type {JsonObject} */ (source)).filter(([key]) => !HEAD.has(key)) : membersOf(own(source, "others")));
  /** @param {string} path @param {Json} value */
  const refuse = (path, value) => {
    const [row, key] = [parentOf(path), unreadKey(path)];
    if (path === inside(row, WAITING)) readUnread(form, draft, fromEntries(membersOf(value).map(([inner, text]) => [unreadKey(inside(row, inner)), text])));
    else draft.unread[key] = [...new Set([own(draft.unread, key) ?? [], asText(value)].flat())].join("; ");
    return undefined;
  };
  const unread = own(source, "unread");
  if (isObject(unread)) readUnread(form, draft, unread);
  else if (unread !== undefined) refuse(answerPath("unread"), unread);
  takeFacts(form, own(source, "facts"), draft, refuse);
  const answers = own(source, "answers");
  const take = (/** @type {JsonObject} */ held) => (draft.answers = items(form.questions, held, "answers", { keeps: () => true, refuse, list: (_, rows) => rows }));
  if (isObject(answers)) take(answers);
  const differing = byPath(draft.conflicts);
  for (const [key, text] of entriesOf(draft.unread)) takeCertain(form, draft, key, text, differing);
  // A text may name a row or field that the form does not have: it is unread again.
  take(draft.answers);
  return draft;
}

/** Takes an unread text that has one reading: a date with short numbers, a role without a name. @param {Form} form @param {Draft} draft @param {string} key @param {string} text @param {Differing} differing */
function takeCertain(form, draft, key, text, differing) {
  const questions = byIds(form);
  const path = unreadPath(key);
  const { question, index, field } = parse(questions, path) ?? {};
  const list = listAt(questions, path);
  const value = question && (field && question.shape.kind === "names" ? text : dateOf(shapeAt(form, questions, path), text));
  const rows = at(draft, list ?? "");
  if (value === undefined || at(draft, path) !== undefined || !hasRoom(draft, path, differing) || (list && !(Number(index) <= (isArray(rows) ? rows.length : 0)))) return;
  put(draft, path, value, list);
  delete draft.unread[key];
}

/** The day or month that a text names, also with one digit for a number below ten. A year has four digits: "0200" has another meaning than it says. @param {Shape} shape @param {string} text */
export function dateOf(shape, text) {
  const date = plainDigits(text).replace(/-(?=\d(?!\d))/gu, "-0");
  return (shape.kind === "date" || shape.kind === "month") && date[0] !== "0" && fits(shape, date) ? date : undefined;
}

/**
 * The same draft in the order of the definition, with its unread texts in place of answers, and with what else waits in a row as a
 * part of this row. So all of it goes where its answer or row goes. `adopt` takes it out again.
 * @param {Form} form
 * @param {Draft} source
 * @returns {Draft}
 */
export function packed(form, source) {
  const questions = byIds(form);
  const draft = adopt(form, asKept(source));
  const waiting = entriesOf(writeUnread(draft));
  Object.assign(draft, emptyDraft(), { facts: draft.facts, answers: draft.answers, others: draft.others });
  /** @type {JsonObject} */
  const others = {};
  for (const [key, text] of waiting) {
    const path = keyPath(key);
    const list = listAt(questions, path);
    const rows = list && (at(draft, list) ?? []);
    const { index } = parse(questions, path) ?? {};
    const isOwn = path === unreadPath(key) && at(draft, path) === undefined;
    if (index && list && isArray(rows)) {
      // A file may name any row.
      const row = inside(list, Math.min(Number(index), rows.length + 99));
      if (!isObject(at(draft, row))) put(draft, row, {}, list);
      const held = /** @type {JsonObject} */ (at(draft, row));
      const inner = keyInRow(key, inside(list, index));
      if (isOwn) held[inner] = heldIn(asText(text)) ?? text;
      else held[WAITING] = { .../** @type {JsonObject} */ (held[WAITING]), [inner]: text };
    } else if (isOwn && !list && ["number", "date", "month"].includes(shapeAt(form, questions, path).kind) && !heldIn(asText(text)) && hasRoom(draft, path, new Map())) put(draft, path, text);
    else others[key] = text;
  }
  readUnread(form, draft, others);
  return draft;
}

/**
 * Reads the facts that this copy asks for. A fact that differs from the one that the copy knows becomes an unread text.
 * @type {(form: Form, given: Json | undefined, draft: Draft, refuse: (path: string, value: Json) => undefined) => void}
 */
function takeFacts(form, given, draft, refuse) {
  const country = own(given, "country");
  if (form.blank && isString(country)) draft.facts["country"] = country;
  else if (country !== undefined && country !== form.copy) refuse(COUNTRY, country);
  refuseOthers(given, new Set(["country", ...form.facts.map(({ id }) => id)]), "facts", { refuse });
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
        if (!isObject(fields)) refuse(inside(path, row), fields);
        for (const [key, text] of membersOf(fields)) {
          const isFit = fact.rows?.includes(row) && fact.fields?.some(({ id, shape }) => id === key && fits(shape, text));
          one(inside(inside(path, row), key), text, same.map((other) => own(other, key)), isFit);
        }
      }
    }
  }
}

/** Whether a value has members, and is no word in place of an answer. @param {Json | undefined} value @returns {value is JsonObject} */
export function isPlain(value) {
  return isObject(value) && saidOf(value) === undefined;
}

/** @param {Json} value */
export function asText(value) {
  return isString(value) ? value : toJson(value);
}

/**
 * What to do with each answer on the way between a draft and a return.
 * @typedef {object} Pass
 * @property {(path: string) => boolean} keeps whether to keep a place
 * @property {(path: string, value: Json) => Json | undefined} refuse receives a value that does not fit, and returns it if it stays
 * @property {Set<string>} [back] the places of values that stay as they are
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
  return { ...out, ...refuseOthers(holder, known, path, pass) };
}

/** @type {(holder: Json | undefined, known: Set<string>, path: string, pass: Pick<Pass, "refuse">) => JsonObject} refuses the members that nothing asks for, and returns those that stay */
function refuseOthers(holder, known, path, pass) {
  return fromEntries(membersOf(holder).flatMap(([key, value]) => (known.has(key) || pass.refuse(inside(path, key), value) === undefined ? [] : [[key, value]])));
}

/**
 * One answer or text per row.
 * @type {(question: Question, value: Json, path: string, pass: Pass, one: (value: Json, path: string) => Json | undefined) => Json | undefined}
 */
function rowsOf(question, value, path, pass, one) {
  if (!isPlain(value) || pass.back?.has(path)) return pass.refuse(path, value);
  const keys = question.rows?.keys ?? [];
  const others = refuseOthers(value, new Set(keys), path, pass);
  const rows = keys.flatMap((key) => {
    const held = own(value, key);
    const place = inside(path, key);
    const kept = held === undefined || !pass.keeps(place) ? undefined : one(held, place);
    return kept === undefined ? [] : [[key, kept]];
  });
  return orNothing({ ...fromEntries(rows), ...others });
}

/**
 * One answer: of a question, of one of its rows, of a field.
 * @type {(question: Question, value: Json, path: string, pass: Pass) => Json | undefined}
 */
function single(question, value, path, pass) {
  const said = saidOf(value);
  if (pass.back?.has(path)) return value;
  if (said !== undefined) return question.say?.includes(said) ? value : pass.refuse(path, value);
  const { kind, codes = [] } = question.shape;
  if (kind === "many" && isArray(value)) {
    const lost = value.filter((code) => !codes.includes(String(code)));
    if (lost.length) pass.refuse(path, lost);
    return orNothing(codes.filter((code) => value.includes(code)));
  }
  if (!fits(question.shape, value)) return pass.refuse(path, value);
  if (isObject(value)) {
    return orNothing(items(fieldsOf(question), value, path, pass));
  }
  if (!isArray(value)) return value;
  const rows = value.map((row, index) => {
    const place = inside(path, index);
    if (isObject(row)) return items(fieldsOf(question), row, place, pass);
    pass.refuse(place, row);
    return {};
  });
  return orNothing(pass.list(question, rows, path));
}
