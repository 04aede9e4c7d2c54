// The value of an expression over answers, in exact decimals. Pure. The crate `model` computes in the same way and with the same
// limits, and `tests/cases/expressions` holds both to it.

/** @import { Expression, Json, MustHold, Operand } from "./types.js" */
/** @import { Known, Place } from "./condition.js" */
import { joined, rowsOf, valueAt } from "./condition.js";
import { isString, own, saidOf } from "./values.js";

/** A number as whole units, and how many decimals a unit has. @typedef {[units: bigint, places: number]} Exact */

/** Whether a number has too many units to compute with. @param {bigint} units */
function isTooLong(units) {
  return units * units >= 10n ** 72n;
}

/** The number without zeros at its end; nothing where it is too long. @param {bigint} units @param {number} places @returns {Exact | undefined} */
function exact(units, places) {
  if (isTooLong(units)) return undefined;
  if (places && units % 10n === 0n) return exact(units / 10n, places - 1);
  return places > 36 ? undefined : [units, places];
}

/** The number that an answer is. @param {Json | undefined} value @returns {Exact | undefined} */
export function exactOf(value) {
  const [, whole = "", decimals = "", shift = 0] = /^(-?\d+)\.?(\d*)(?:e-(\d+))?$/u.exec(String(value)) ?? [];
  return typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? exact(BigInt(whole + decimals), decimals.length + Number(shift)) : undefined;
}

/** As a return writes a number. @param {Exact} number */
export function exactText([units, places]) {
  const text = String(units).replace("-", "").padStart(places + 1, "0");
  const end = text.length - places;
  return (units < 0n ? "-" : "") + text.slice(0, end) + (places ? `.${text.slice(end)}` : "");
}

/**
 * Computes with two numbers: `+`, `-`, `*`, or anything else for `-1`, `0` or `1` as the first is less than the second, equal or more.
 * @param {string} sign
 * @param {Exact} one
 * @param {Exact} two
 * @returns {Exact | undefined}
 */
export function compute(sign, [a, p], [b, q]) {
  if (sign === "*") return exact(a * b, p + q);
  const places = Math.max(p, q);
  const [x, y] = [a * 10n ** BigInt(places - p), b * 10n ** BigInt(places - q)];
  // What is too long to be written below the other number is computed with nowhere.
  if (isTooLong(x) || isTooLong(y)) return undefined;
  return sign === "+" ? exact(x + y, places) : sign === "-" ? exact(x - y, places) : [BigInt(Number(x > y) - Number(x < y)), 0];
}

/** What values come to together; nothing where none is a number, or where the sum is too long. @param {(Json | undefined)[]} values */
export function sumOf(values) {
  const numbers = values.map(exactOf).filter((number) => number !== undefined);
  return numbers.reduce((/** @type {Exact | undefined} */ sum, number) => sum && compute("+", sum, number), numbers.length ? [0n, 0] : undefined);
}

/**
 * @param {Expression} expression
 * @param {Known} known
 * @param {Place} [place]
 * @returns {Exact | string | undefined} a number or a date; nothing while an answer is missing
 */
export function valueOf([sign, first, second], known, place = {}) {
  if (sign === "number") return exactOf(Number(first));
  if (sign === "date") return String(first);
  if (sign === "one" || sign === "sum" || sign === "count") {
    const held = valueAt(/** @type {Operand} */ (first), known, place);
    if (sign === "one") return isString(held) ? held : exactOf(held);
    if (held === undefined || saidOf(held) !== undefined) return undefined;
    const rows = rowsOf(held);
    if (sign === "count") return exactOf(rows.length);
    return sumOf(rows.map((row) => (second === undefined ? row : own(row, String(second)))));
  }
  const [one, two] = [first, second].map((part) => valueOf(/** @type {Expression} */ (part), known, place));
  return one && two && !isString(one) && !isString(two) ? compute(sign, one, two) : undefined;
}

/**
 * Whether a rule holds; nothing while an answer is missing that it needs.
 * @param {MustHold} rule
 * @param {Known} known
 * @param {Place} [place]
 * @returns {boolean | undefined}
 */
export function holds(rule, known, place) {
  const [sign, ...parts] = rule;
  if (sign === "and" || sign === "or") return joined(sign, parts.map((part) => holds(/** @type {MustHold} */ (part), known, place)));
  const [one, two] = parts.map((part) => valueOf(/** @type {Expression} */ (part), known, place));
  if (one === undefined || two === undefined) return undefined;
  const order = isString(one) || isString(two) ? Number(one > two) - Number(one < two) : compute("?", one, two)?.[0];
  // The script is packed with a sign in place of `Number`, which takes no whole number of any length.
  if (order === undefined) return undefined;
  return (order < 0 && /[<!]/u.test(sign)) || (order > 0 && /[>!]/u.test(sign)) || (!order && sign.endsWith("=") && sign !== "!=");
}
