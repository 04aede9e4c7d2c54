// A draft becomes a return. Pure.

/** @import { Draft, Form, Json, JsonObject, Language, Question } from "./types.js" */
import { asText, at, heldIn, isBlank, isNameless, put, writeUnread } from "./draft.js";
import { items } from "./items.js";
import { around, inside, isInside, keyPath, parentOf, parse, unreadKey, unreadPath } from "./paths.js";
import { byIds, listAt } from "./questions.js";
import { byPath, hasRoom } from "./replaced.js";
import { entriesOf, fromEntries, hasMembers, own, toJson } from "./values.js";

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
  const { who } = form;
  const code = own(language.facts, who) ?? own(source.facts, who);
  if (code !== undefined) out[who] = code;
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
