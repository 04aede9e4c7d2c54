// Small questions about JSON values. Pure.

/** @import { Json, JsonObject, Shape } from "./types.js" */

/**
 * @param {unknown} value
 * @returns {value is JsonObject}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A member of an object, and nothing that objects have by nature: a question may be called `constructor`.
 * @param {unknown} object
 * @param {string} key
 * @returns {Json | undefined}
 */
export function own(object, key) {
  return isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;
}

/**
 * What a value says in place of an answer: the word of `{ "said": … }`.
 * @param {unknown} value
 * @returns {string | undefined}
 */
export function saidOf(value) {
  if (!isObject(value) || Object.keys(value).length !== 1) return undefined;
  const said = own(value, "said");
  return typeof said === "string" ? said : undefined;
}

/** @param {string} text */
export function codePoints(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** @param {string} text */
export function isMonth(text) {
  return /^[0-9]{4}-(?:0[1-9]|1[0-2])$/u.test(text) && !text.startsWith("0000");
}

/** @param {string} text */
export function isDay(text) {
  const day = new Date(`${text}T00:00Z`);
  return isMonth(text.slice(0, 7)) && !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

/**
 * Whether a value can be an answer of this shape at all, bounds aside.
 * @param {Shape} shape
 * @param {Json} value
 * @returns {boolean}
 */
export function fits(shape, value) {
  switch (shape.kind) {
    case "text":
      return typeof value === "string" && value !== "";
    case "yes_no":
      return value === "yes" || value === "no";
    case "one":
      return typeof value === "string" && (shape.codes ?? []).includes(value);
    case "many":
      return (
        Array.isArray(value) &&
        value.length > 0 &&
        new Set(value).size === value.length &&
        value.every((code) => typeof code === "string" && (shape.codes ?? []).includes(code))
      );
    case "number":
      return typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER && (!shape.whole || Number.isInteger(value));
    case "date":
      return typeof value === "string" && isDay(value);
    case "month":
      return typeof value === "string" && isMonth(value);
    case "rows":
      return Array.isArray(value);
    case "names":
      return Array.isArray(value) && value.every(isObject);
    case "group":
      return isObject(value) && Object.keys(value).length > 0;
    case "nothing":
      return false;
  }
}
