// A return, or what the browser kept, becomes a draft. Pure.

/** @import { Differing } from "./replaced.js" */
/** @import { Draft, Form, Json, JsonObject, Shape } from "./types.js" */
import { asText, at, emptyDraft, put, readUnread } from "./draft.js";
import { items, refuseOthers } from "./items.js";
import { plainDigits } from "./numbers.js";
import { WAITING, answerPath, factPath, inside, parentOf, parse, unreadKey, unreadPath } from "./paths.js";
import { byIds, listAt, shapeAt } from "./questions.js";
import { byPath, hasRoom } from "./replaced.js";
import { entriesOf, fits, fromEntries, isArray, isObject, isString, membersOf, own } from "./values.js";

/** What stands at the top of a return of this form. */
const HEAD = new Set(["canevas", "form", "edition", "definition", "texts", "copy", "language", "status", "made_by", "facts", "answers", "unread", "clarifies"]);

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

/** The day or month that a text names, also with one digit for a number below ten. @param {Shape} shape @param {string} text */
export function dateOf(shape, text) {
  const date = plainDigits(text).replace(/-(?=\d(?!\d))/gu, "-0");
  return (shape.kind === "date" || shape.kind === "month") && fits(shape, date) ? date : undefined;
}

/**
 * Reads the facts that this copy asks for. A fact that differs from the one that the copy knows becomes an unread text.
 * @type {(form: Form, given: Json | undefined, draft: Draft, refuse: (path: string, value: Json) => undefined) => void}
 */
function takeFacts(form, given, draft, refuse) {
  const { who } = form;
  const code = own(given, who);
  if (form.blank && isString(code) && form.codes?.includes(code) !== false) draft.facts[who] = code;
  else if (code !== undefined && code !== form.copy) refuse(factPath(who), code);
  refuseOthers(given, new Set([who, ...form.facts.map(({ id }) => id)]), "facts", { refuse });
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
