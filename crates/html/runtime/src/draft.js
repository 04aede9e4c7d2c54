// The draft: what was answered so far, and how it becomes a return and comes out of one. Pure.

/** @import { Form, Json, JsonObject, Language, Question, Shape } from "./types.js" */
import { fieldsOf, sidesOf } from "./verdict.js";
import { fits, isObject, own, saidOf } from "./values.js";

/** @typedef {{ facts: JsonObject, answers: JsonObject, unread: { [path: string]: string } }} Draft */

/** @returns {Draft} */
export function emptyDraft() {
  return { facts: {}, answers: {}, unread: {} };
}

/** @param {Draft} draft */
export function isEmpty(draft) {
  return [draft.facts, draft.answers, draft.unread].every((part) => Object.keys(part).length === 0);
}

/** A text as it stands in a return: composed characters, plain line ends, no white space around it. */
export function clean(/** @type {string} */ text) {
  return text.normalize("NFC").replace(/\r\n?/gu, "\n").trim();
}

/**
 * A number as people type it: spaces between thousands, a comma or a point before decimals.
 * @param {Shape} shape
 * @param {string} text
 * @returns {number | undefined}
 */
export function toNumber(shape, text) {
  const plain = text.replace(/[\s\u00a0\u202f]/gu, "").replace(",", ".");
  if (!/^[+-]?[0-9]+(?:\.[0-9]+)?$/u.test(plain)) return undefined;
  const factor = 10 ** (shape.decimals ?? 0);
  const value = shape.whole ? Number(plain) : Math.round(Number(plain) * factor) / factor;
  return fits(shape, value) ? value : undefined;
}

/**
 * What stands at a place such as `answers/x/0/title`.
 * @param {Draft} draft
 * @param {string} path
 * @returns {Json | undefined}
 */
export function at(draft, path) {
  /** @type {Json | undefined} */
  let value = /** @type {Json} */ (/** @type {unknown} */ (draft));
  for (const key of path.split("/")) {
    value = Array.isArray(value) ? value[Number(key)] : own(value, key);
    if (value === undefined) return undefined;
  }
  return value;
}

/**
 * Puts a value at a place, or takes away what is there; nothing empty is left behind, but rows stay until removed.
 * @param {Draft} draft
 * @param {string} path
 * @param {Json | undefined} value
 * @param {boolean} list whether the question's answer is a list of rows
 */
export function put(draft, path, value, list) {
  const keys = path.split("/");
  /** @type {(JsonObject | Json[])[]} */
  const chain = [/** @type {JsonObject} */ (/** @type {unknown} */ (draft))];
  for (let depth = 0; depth < keys.length - 1; depth += 1) {
    const holder = chain[depth];
    const key = keys[depth] ?? "";
    let next = Array.isArray(holder) ? holder[Number(key)] : own(holder, key);
    if ((!isObject(next) && !Array.isArray(next)) || (depth > 0 && saidOf(next) !== undefined)) {
      if (value === undefined) return;
      next = depth === 1 && list ? [] : {};
    }
    if (Array.isArray(holder)) {
      while (holder.length <= Number(key)) holder.push({});
      holder[Number(key)] = next;
    } else if (holder) {
      holder[key] = next;
    }
    chain.push(/** @type {JsonObject | Json[]} */ (next));
  }
  const last = keys[keys.length - 1] ?? "";
  const holder = chain[keys.length - 1];
  if (!holder || Array.isArray(holder)) return;
  if (value !== undefined) {
    holder[last] = value;
    return;
  }
  delete holder[last];
  for (let depth = keys.length - 1; depth > 1; depth -= 1) {
    const inner = chain[depth];
    const outer = chain[depth - 1];
    if (!isObject(inner) || Object.keys(inner).length > 0 || !isObject(outer)) return;
    delete outer[keys[depth - 1] ?? ""];
  }
}

/**
 * Rows without anything in them taken away, so that the places of rows are those of the return.
 * @param {Form} form
 * @param {Draft} draft
 */
export function compact(form, draft) {
  for (const question of form.questions) {
    const rows = own(draft.answers, question.id);
    if (!Array.isArray(rows) || (question.shape.kind !== "rows" && question.shape.kind !== "names")) continue;
    const places = rows.flatMap((row, index) => (isBlank(row) && !hasUnread(draft, question.id, index) ? [] : [index]));
    /** @type {{ [path: string]: string }} */
    const unread = {};
    for (const [path, text] of Object.entries(draft.unread)) {
      const [, id, index, ...rest] = path.split("/");
      const place = id === question.id ? places.indexOf(Number(index)) : -1;
      unread[place < 0 ? path : ["", id, place, ...rest].join("/")] = text;
    }
    draft.unread = unread;
    draft.answers[question.id] = places.map((index) => rows[index] ?? {});
    if (places.length === 0) delete draft.answers[question.id];
  }
}

/** @param {Draft} draft @param {string} id @param {number} index */
function hasUnread(draft, id, index) {
  return Object.keys(draft.unread).some((path) => path.startsWith(`/${id}/${index}/`));
}

/** @param {Json | undefined} row */
function isBlank(row) {
  return !isObject(row) || Object.keys(row).every((key) => key === "_row");
}

/**
 * The return of a draft. A complete one leaves out what is hidden.
 * @param {Form} form
 * @param {Draft} source a draft without blank rows
 * @param {{ tag: string, language: Language, status: "draft" | "complete", hidden?: Set<string> }} how
 * @returns {JsonObject}
 */
export function toReturn(form, source, how) {
  const kept = (/** @type {string} */ path) => !how.hidden?.has(path);
  /** @type {JsonObject} */
  const answers = {};
  /** @type {JsonObject} */
  const unread = {};
  for (const question of form.questions) {
    const path = `/answers/${question.id}`;
    const value = own(source.answers, question.id);
    if (value !== undefined && kept(path)) {
      const written = answer(question, value, path, kept, unread);
      if (written !== undefined) answers[question.id] = written;
    }
    for (const code of sidesOf(question)) {
      const text = own(source.answers, `${question.id}.${code}`);
      const at = `${path}.${code}`;
      if (text === undefined || !kept(path) || !kept(at)) continue;
      const rows = isObject(text) ? Object.entries(text).filter(([row]) => kept(`${at}/${row}`)) : undefined;
      if (!rows) answers[`${question.id}.${code}`] = text;
      else if (rows.length > 0) answers[`${question.id}.${code}`] = Object.fromEntries(rows);
    }
  }
  Object.assign(unread, source.unread);
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
  if (Object.keys(unread).length > 0) out["unread"] = unread;
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
      if (own(known, row) !== undefined || Object.keys(fields).length > 0) rows[row] = fields;
    }
    for (const [row, fields] of isObject(given) ? Object.entries(given) : []) {
      if (!(fact.rows ?? []).includes(row)) rows[row] = fields;
    }
    if (known !== undefined || Object.keys(rows).length > 0) out[fact.id] = rows;
  }
  return out;
}

/**
 * An answer in the order of the definition.
 * @param {Question} question
 * @param {Json} value
 * @param {string} path
 * @param {(path: string) => boolean} kept
 * @param {JsonObject} unread
 * @returns {Json | undefined}
 */
function answer(question, value, path, kept, unread) {
  if (saidOf(value) !== undefined) return value;
  if (question.rows && isObject(value)) {
    const keys = question.rows.keys.filter((key) => own(value, key) !== undefined);
    keys.push(...Object.keys(value).filter((key) => !keys.includes(key)));
    const rows = keys.filter((key) => kept(`${path}/${key}`)).flatMap((key) => {
      const row = single(question, own(value, key) ?? null, `${path}/${key}`, kept, unread);
      return row === undefined ? [] : [[key, row]];
    });
    return rows.length > 0 ? Object.fromEntries(rows) : undefined;
  }
  return single(question, value, path, kept, unread);
}

/** @type {(question: Question, value: Json, path: string, kept: (path: string) => boolean, unread: JsonObject) => Json | undefined} */
function single(question, value, path, kept, unread) {
  if (question.shape.kind === "group" && isObject(value) && saidOf(value) === undefined) {
    const fields = ordered(question, value, path, kept);
    return Object.keys(fields).length > 0 ? fields : undefined;
  }
  if (!Array.isArray(value) || (question.shape.kind !== "rows" && question.shape.kind !== "names")) return value;
  const taken = new Set(value.flatMap((row) => own(row, "_row") ?? []));
  let next = 0;
  const rows = value.filter((row) => !isBlank(row)).map((row, index) => {
    const fields = ordered(question, /** @type {JsonObject} */ (row), `${path}/${index}`, kept);
    if (question.shape.kind === "names") {
      // A role without a name is no entry; what was typed is kept beside the answers.
      if (fields["name"] === undefined) unread[`${path.replace("/answers", "")}/${index}/role`] = fields["role"] ?? "";
      return fields;
    }
    let key = own(row, "_row");
    while (key === undefined) {
      next += 1;
      if (!taken.has(`r${next}`)) key = `r${next}`;
    }
    taken.add(key);
    return { _row: key, ...fields };
  });
  const named = question.shape.kind === "names" ? rows.filter((row) => own(row, "name") !== undefined) : rows;
  return named.length > 0 ? named : undefined;
}

/** @type {(question: Question, value: JsonObject, path: string, kept: (path: string) => boolean) => JsonObject} */
function ordered(question, value, path, kept) {
  /** @type {JsonObject} */
  const out = {};
  for (const field of fieldsOf(question)) {
    for (const key of [field.id, ...sidesOf(field).map((code) => `${field.id}.${code}`)]) {
      const held = own(value, key);
      if (held !== undefined && kept(`${path}/${key}`)) out[key] = held;
    }
  }
  return out;
}

/**
 * A draft out of a return: what fits nowhere in this form is kept as unread text.
 * @param {Form} form
 * @param {JsonObject} source a return
 * @returns {Draft}
 */
export function adopt(form, source) {
  const draft = emptyDraft();
  const unread = own(source, "unread");
  for (const [path, text] of isObject(unread) ? Object.entries(unread) : []) draft.unread[path] = asText(text);
  /** @param {string} path @param {Json} value */
  const refuse = (path, value) => {
    draft.unread[path] = asText(value);
    return undefined;
  };
  const given = own(source, "facts");
  const country = own(given, "country");
  if (form.blank && typeof country === "string") draft.facts["country"] = country;
  for (const fact of form.facts.filter((candidate) => candidate.asked)) {
    const value = own(given, fact.id);
    if (value !== undefined && (fact.shape ? fits(fact.shape, value) : isObject(value))) draft.facts[fact.id] = value;
  }
  const questions = new Map(form.questions.map((question) => [question.id, question]));
  const answers = own(source, "answers");
  for (const [key, value] of isObject(answers) ? Object.entries(answers) : []) {
    const [id = "", beside] = key.split(".");
    const question = questions.get(id);
    const known =
      beside === undefined || (question && sidesOf(question).includes(beside));
    if (!question || !known || question.shape.kind === "nothing") refuse(`/${key}`, value);
    else {
      const kept = beside === undefined ? take(question, value, `/${key}`, refuse) : value;
      if (kept !== undefined) draft.answers[key] = kept;
    }
  }
  return draft;
}

/** @param {Json} value */
export function asText(value) {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * @param {Question} question
 * @param {Json} value
 * @param {string} path
 * @param {(path: string, value: Json) => undefined} refuse
 * @returns {Json | undefined}
 */
function take(question, value, path, refuse) {
  if (!question.rows) return takeOne(question, value, path, refuse);
  if (!isObject(value)) return refuse(path, value);
  const rows = Object.entries(value).flatMap(([row, held]) => {
    if (!question.rows?.keys.includes(row)) return refuse(`${path}/${row}`, held) ?? [];
    const kept = takeOne(question, held, `${path}/${row}`, refuse);
    return kept === undefined ? [] : [[row, kept]];
  });
  return rows.length > 0 ? Object.fromEntries(rows) : undefined;
}

/** @type {(question: Question, value: Json, path: string, refuse: (path: string, value: Json) => undefined) => Json | undefined} */
function takeOne(question, value, path, refuse) {
  const said = saidOf(value);
  if (said !== undefined) return question.say?.includes(said) ? value : refuse(path, said);
  const { kind, codes = [] } = question.shape;
  if (kind === "many" && Array.isArray(value)) return codes.filter((code) => value.includes(code));
  if (!fits(question.shape, value)) return refuse(path, value);
  if (kind === "group" && isObject(value)) return takeFields(question, value, path, refuse);
  if ((kind === "rows" || kind === "names") && Array.isArray(value)) {
    return value.map((row, index) => (isObject(row) ? takeFields(question, row, `${path}/${index}`, refuse) : (refuse(`${path}/${index}`, row) ?? {})));
  }
  return value;
}

/** @type {(question: Question, value: JsonObject, path: string, refuse: (path: string, value: Json) => undefined) => JsonObject} */
function takeFields(question, value, path, refuse) {
  /** @type {JsonObject} */
  const out = {};
  for (const [key, held] of Object.entries(value)) {
    const [id = "", beside] = key.split(".");
    const field = fieldsOf(question).find((candidate) => candidate.id === id);
    const known = key === "_row" || (field && (beside === undefined || sidesOf(field).includes(beside)));
    const kept = !known
      ? refuse(`${path}/${key}`, held)
      : field && beside === undefined
        ? takeOne(field, held, `${path}/${key}`, refuse)
        : held;
    if (kept !== undefined) out[key] = kept;
  }
  return out;
}
