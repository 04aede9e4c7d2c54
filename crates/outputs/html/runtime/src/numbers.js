// Numbers as people type them and as files write them. Pure.

/** @import { Shape } from "./types.js" */
import { cached, fits, isExact } from "./values.js";

/** Writes the digits of any script as 0 to 9. @param {string} text */
export function plainDigits(text) {
  return text.replace(/\p{Nd}/gu, (digit) => {
    // The ten digits of a script follow each other, and something else stands before its zero.
    const code = Number(digit.normalize("NFKC").codePointAt(0));
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
    return String(value);
  });
}

/** A browser takes long to find the sign of a language. @type {Map<string, string>} */
const signs = new Map();

/** The sign before the decimals in a language. @param {string} tag */
export function decimalSign(tag) {
  return cached(signs, tag, () => (new Intl.NumberFormat(tag).format(1.5).includes(",") ? "," : "."));
}

/** A number as its box shows it. @param {number} value @param {string} sign the decimal sign of the language */
export function numberText(value, sign) {
  return String(value).replace(".", sign);
}

/** The digits of a number, without zeros at the ends. @param {string} text */
export function digitsOf(text) {
  return text.replace(/e.*|\D/giu, "").replace(/^0+|0+$/gu, "");
}

/**
 * Reads JSON. A number of which digits would be dropped stays a text, so that it is named and none of it is lost.
 * @param {string} text
 * @param {(key: string, value: any) => unknown} [step] what becomes of each value
 */
export function fromJson(text, step) {
  const whole = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/giu, (part) => (part.startsWith('"') || digitsOf(part) === digitsOf(`${Number(part)}`) ? part : `"${part}"`));
  return JSON.parse(whole, step);
}

/**
 * Reads a number as people type it. What has two readings, more decimals than the question takes, or more digits than a number
 * keeps, is no number.
 * @param {Shape} shape
 * @param {string} text
 * @param {string} [sign] the decimal sign of the language
 * @returns {number | undefined}
 */
export function toNumber(shape, text, sign = ".") {
  let plain = plainDigits(text.replace(/\u066b/gu, sign).replace(/\u066c/gu, " ").replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu, ""));
  plain = plain.replace(/[\uff0b-\uff0e]/gu, (mark) => mark.normalize("NFKC")).replace(/\u2212/gu, "-").trim().replace(/^([+-])\p{Zs}+/u, "$1");
  // A year has four digits and nothing else.
  if (shape.year && !/^[1-9]\d{3}$/u.test(plain)) return undefined;
  if (/^[+-]?[1-9]\d{0,2}(?:[\p{Zs}'’]\d{3})+(?:[.,]\d+)?$/u.test(plain)) plain = plain.replace(/[\p{Zs}'’]/gu, "");
  const other = sign === "," ? "." : ",";
  /** @param {string} group @param {string} decimal */
  const grouped = (group, decimal) => new RegExp(`^[+-]?[1-9]\\d{0,2}(?:[${group}]\\d{3})+(?:[${decimal}]\\d+)?$`, "u").test(plain);
  const ends = (/** @type {string} */ mark) => new RegExp(`[${mark}]\\d{3}$`, "u").test(plain);
  const lone = plain.split(/[.,]/u).length === 2;
  if (lone) {
    const groups = shape.whole && plain.includes(other) && grouped(other, sign);
    if (!groups && (ends(other) || (shape.whole && ends(sign)))) return undefined;
    plain = plain.replace(/[.,]/u, groups ? "" : ".");
  } else if (grouped(other, sign)) plain = plain.replaceAll(other, "").replace(sign, ".");
  else if (grouped(sign, other)) plain = plain.replaceAll(sign, "").replace(other, ".");
  if (!/^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d{1,2})?$/iu.test(plain)) return undefined;
  const value = Number(plain);
  return isExact(shape, value) && fits(shape, value) && digitsOf(plain) === digitsOf(`${value}`) ? value : undefined;
}

/**
 * Both numbers that a text may stand for, where it was refused because of that. Its one mark may group or part decimals.
 * @param {boolean | undefined} whole whether a whole number is asked for
 * @param {string} text
 * @param {string} sign the decimal sign of the language
 * @returns {string[]}
 */
export function readings(whole, text, sign) {
  const [, mark, start = "", end] = /^(?=\d+(.))([1-9]\d{0,2})[.,](\d{3})$/u.exec(plainDigits(text)) ?? [];
  return end && (mark === sign) === Boolean(whole) ? [start + end, numberText(Number(`${start}.${end}`), sign)] : [];
}
