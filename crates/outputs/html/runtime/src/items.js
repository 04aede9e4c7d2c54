// The answers of a draft or a return, one by one, in the order of the definition. Pure.

/** @import { Json, JsonObject, Question } from "./types.js" */
import { isPlain } from "./draft.js";
import { inside, keyOf } from "./paths.js";
import { companionsOf, fieldsOf } from "./questions.js";
import { TEXT, fits, fromEntries, isArray, isObject, isString, membersOf, orNothing, own, saidOf } from "./values.js";

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
export function items(questions, holder, path, pass) {
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
      if (isNothing(held) || !pass.keeps(inside(path, question.id))) continue;
      const one = companion ? (/** @type {Json} */ value) => value : (/** @type {Json} */ value, /** @type {string} */ where) => single(question, value, where, pass);
      const kept = question.rows ? rowsOf(question, held, place, pass, one) : pass.keeps(place) ? one(held, place) : undefined;
      if (kept !== undefined) out[key] = kept;
    }
  }
  return { ...out, ...refuseOthers(holder, known, path, pass) };
}

/** Whether a value is none, or a text of spaces. @param {Json | undefined} held @returns {held is undefined} */
function isNothing(held) {
  return held === undefined || (isString(held) && !TEXT.test(held));
}

/** @type {(holder: Json | undefined, known: Set<string>, path: string, pass: Pick<Pass, "refuse">) => JsonObject} refuses the members that nothing asks for, and returns those that stay */
export function refuseOthers(holder, known, path, pass) {
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
    const kept = isNothing(held) || !pass.keeps(place) ? undefined : one(held, place);
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
