// Evaluates conditions to `true`, `false`, or `undefined` if the answer is not known yet. Pure.

/** @import { Condition, Json, JsonObject, Operand, Question, Test } from "./types.js" */
import { answerPath, factPath, inside } from "./paths.js";
import { enteredRow } from "./questions.js";
import { isArray, isObject, isString, own, saidOf } from "./values.js";

/**
 * What conditions read: facts, and answers as far as their questions are shown.
 * @typedef {object} Known
 * @property {JsonObject} facts
 * @property {Map<string, Json>} answers effective answers by question
 * @property {Map<string, Question>} questions
 */
/**
 * Where a condition stands: the row of its question, and the fields before it in the same row or group.
 * @typedef {{ row?: string, fields?: JsonObject }} Place
 */

/**
 * @param {Condition} condition
 * @param {Known} known
 * @param {Place} place
 * @returns {boolean | undefined}
 */
export function truth(condition, known, place) {
  switch (condition[0]) {
    case "not": {
      const inner = truth(condition[1], known, place);
      return inner === undefined ? undefined : !inner;
    }
    case "atom":
      return atom(condition[1], condition[2], known, place);
    case "and":
    case "or": {
      return joined(condition[0], condition.slice(1).map((part) => truth(/** @type {Condition} */ (part), known, place)));
    }
  }
}

/** Joins the truths of parts. @param {string} word `and` or `or` @param {(boolean | undefined)[]} values @returns {boolean | undefined} */
export function joined(word, values) {
  const decisive = word === "or";
  return values.includes(decisive) ? decisive : values.includes(undefined) ? undefined : !decisive;
}

/**
 * What an operand reads. Of rows it is what holds them.
 * @param {Operand} operand
 * @param {Known} known
 * @param {Place} place
 * @returns {Json | undefined}
 */
export function valueAt([kind, id, field], known, place) {
  const [name, inner] = /** @type {[string, string]} */ ([id, field]);
  if (kind === "field") return own(place.fields, inner);
  if (kind === "fact" || kind === "fact_rows") return own(known.facts, name);
  const answer = known.answers.get(name);
  if (kind === "row_field") return own(enteredRow(answer, /** @type {string} */ (place.row)), inner);
  return kind === "same_row" ? own(answer, /** @type {string} */ (place.row)) : kind === "group_field" ? own(answer, inner) : answer;
}

/**
 * @param {Operand} operand
 * @param {Test} test
 * @param {Known} known
 * @param {Place} place
 * @returns {boolean | undefined}
 */
function atom(operand, test, known, place) {
  const [kind, id, field] = /** @type {[kind: string, id: string, field: string]} */ (operand);
  const aboutPresence = isAboutPresence(test);
  const codes = exclusive(known, id, field);
  const answer = valueAt(operand, known, place);
  const pass = (/** @type {Json} */ value) => passes(value, test, codes);
  switch (kind) {
    case "fact_rows":
      return rowsOf(answer).length > 0;
    case "any":
    case "all": {
      const values = rowsOf(answer).flatMap((row) => {
        const value = field === undefined ? row : own(row, field);
        return value === undefined ? [] : [value];
      });
      if (!values.length && !aboutPresence) return undefined;
      return kind === "any" || aboutPresence ? values.some(pass) : values.every(pass);
    }
    default:
      return kind === "question" && aboutPresence && known.questions.get(id)?.rows ? rowsOf(answer).some(pass) : single(answer, test, codes);
  }
}

/**
 * The places that decide a condition: those that are not answered yet where it waits, all others where it is decided.
 * @param {Condition} condition
 * @param {Known} known
 * @param {Place} place
 * @returns {string[]} paths
 */
export function deciders(condition, known, place) {
  const waits = truth(condition, known, place) === undefined;
  /** @type {(part: Condition) => string[]} */
  const within = (part) => {
    if (part[0] === "not") return within(part[1]);
    if (part[0] !== "atom") return part.slice(1).flatMap((inner) => within(/** @type {Condition} */ (inner)));
    const [kind, id, field] = /** @type {[kind: string, id: string, field: string]} */ (part[1]);
    if (kind === "field" || (waits && truth(part, known, place) !== undefined)) return [];
    const whole = answerPath(id);
    if (kind === "fact" || kind === "fact_rows") return [factPath(id)];
    return [kind === "same_row" && place.row !== undefined ? inside(whole, place.row) : kind === "group_field" ? inside(whole, field) : whole];
  };
  return [...new Set(within(condition))];
}

/** @param {Test} test */
function isAboutPresence([kind]) {
  return kind === "answered" || kind === "said";
}

/**
 * @param {Json | undefined} value
 * @param {Test} test
 * @param {string[]} [codes]
 */
function single(value, test, codes = []) {
  if (value === undefined) return isAboutPresence(test) ? false : undefined;
  return passes(value, test, codes);
}

/**
 * The codes of exclusive options. For `answered`, such an option alone does not count as an answer.
 * @param {Known} known
 * @param {string} id
 * @param {string} [field]
 */
function exclusive(known, id, field) {
  const question = known.questions.get(id);
  const tested = field === undefined ? question : question?.fields?.find((candidate) => candidate.id === field);
  return tested?.shape.exclusive ?? [];
}

/**
 * @param {Json | undefined} container
 * @returns {Json[]}
 */
export function rowsOf(container) {
  if (isArray(container)) return container;
  return isObject(container) ? Object.values(container) : [];
}

/**
 * Tests an existing value.
 * @param {Json} value
 * @param {Test} test
 * @param {string[]} codes
 * @returns {boolean}
 */
function passes(value, test, codes) {
  const [kind, literal] = test;
  const said = saidOf(value);
  if (said !== undefined) return kind === "said" ? literal === undefined || literal === said : kind === "!=";
  switch (kind) {
    case "said":
      return false;
    case "answered":
      return !isArray(value) || !codes.length || value.some((item) => !codes.includes(String(item)));
    case "has":
      return isArray(value) && value.includes(/** @type {Json} */ (literal));
    case "in":
      return /** @type {Json[]} */ (literal).includes(value);
    case "=":
      return value === literal;
    case "!=":
      return value !== literal;
    default:
      return order(kind, value, literal);
  }
}

/**
 * @param {string} sign
 * @param {Json} value
 * @param {Json | undefined} literal
 */
function order(sign, value, literal) {
  const numbers = typeof value === "number" && typeof literal === "number";
  // Dates have a fixed width, so they have the order of texts.
  if (!numbers && !(isString(value) && isString(literal))) return false;
  const [a, b] = /** @type {[string, string]} */ ([value, literal]);
  return sign === "<" ? a < b : sign === "<=" ? a <= b : sign === ">" ? a > b : a >= b;
}
