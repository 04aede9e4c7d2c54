// Small questions about JSON values. Pure.

/** @import { Json, JsonObject, Shape } from "./types.js" */

// Functions that the script often uses. The minifier shortens these names.
export const { isArray } = Array;
export const { keys: keysOf, entries: entriesOf, fromEntries } = Object;
export const { stringify: toJson } = JSON;

/**
 * @param {unknown} value
 * @returns {value is JsonObject}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !isArray(value);
}

/**
 * An own member of an object. A question may be called `constructor`, which every object inherits.
 * @param {unknown} object
 * @param {string} key
 * @returns {Json | undefined}
 */
export function own(object, key) {
  return isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;
}

/**
 * The word that replaces an answer: the one in `{ "said": … }`.
 * @param {unknown} value
 * @returns {string | undefined}
 */
export function saidOf(value) {
  if (!isObject(value) || keysOf(value).length !== 1) return undefined;
  const said = own(value, "said");
  return isString(said) ? said : undefined;
}

/** @param {unknown} value @returns {value is string} */
export function isString(value) {
  return typeof value === "string";
}

/**
 * What a table has under a key, made when it is first asked for.
 * @template K, V
 * @param {{ get(key: K): V | undefined, set(key: K, value: V): unknown }} table
 * @param {K} key
 * @param {() => V} make
 * @returns {V}
 */
export function cached(table, key, make) {
  const held = table.get(key) ?? make();
  table.set(key, held);
  return held;
}

/** The members of an object, none of anything else. @param {unknown} value */
export function membersOf(value) {
  return isObject(value) ? entriesOf(value) : [];
}

/** @param {unknown} value */
export function hasMembers(value) {
  return isObject(value) && keysOf(value).length > 0;
}

/** A list or an object, or nothing where it is empty. @template {object} T @param {T} whole @returns {T | undefined} */
export function orNothing(whole) {
  return keysOf(whole).length ? whole : undefined;
}

/** What a text has that shows something. One of spaces and of characters that nobody sees is no answer. */
// eslint-disable-next-line no-control-regex -- they show nothing either
export const TEXT = /[^\u0000-\u0020\u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufeff]/u;

/** @param {string} text */
export function codePoints(text) {
  return [...text].length;
}

/** @param {string} text */
export function isMonth(text) {
  return /^[1-9]\d{3}-(?:0[1-9]|1[0-2])$/u.test(text);
}

/** @param {string} text */
export function isDay(text) {
  // A date that does not exist is null in JSON, or another day.
  return isMonth(text.slice(0, 7)) && new Date(`${text}T00:00Z`).toJSON()?.slice(0, 10) === text;
}

/** Whether a number has no more decimals than an answer may have. @param {Shape} shape @param {number} value */
export function isExact(shape, value) {
  return shape.whole || Number(value.toFixed(shape.decimals ?? 0)) === value;
}

/**
 * Whether a value has the right kind for this shape. Bounds are checked elsewhere.
 * @param {Shape} shape
 * @param {Json} value
 * @returns {boolean}
 */
export function fits(shape, value) {
  // Which codes countries have, the form does not say.
  const isCode = (/** @type {Json} */ code) => /** @type {Json[] | undefined} */ (shape.codes)?.includes(code) !== false;
  switch (shape.kind) {
    case "text":
      return isString(value) && TEXT.test(value);
    case "yes_no":
      return value === "yes" || value === "no";
    case "one":
      return isCode(value);
    case "many":
      return isArray(value) && Boolean(value.length) && new Set(value).size === value.length && value.every(isCode);
    case "number":
      return typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER && (!shape.whole || Number.isInteger(value));
    case "date":
      return isString(value) && isDay(value);
    case "month":
      return isString(value) && isMonth(value);
    case "rows":
      return isArray(value);
    case "names":
      return isArray(value) && value.every(isObject);
    case "group":
      return hasMembers(value);
    case "nothing":
      return false;
  }
}
