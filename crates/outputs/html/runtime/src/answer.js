// Puts an answer in words, for the summary, conflicts and last year's answers.

/** @import { Draft, Json, Question, Shape, State } from "./types.js" */
import { at, emptyDraft, valueOf } from "./draft.js";
import { copied, elementOf, labelElement, rowTitle } from "./names.js";
import { decimalSign, numberText } from "./numbers.js";
import { byId, companionAt, dateText, element, now, optionOf, shapeOf, textOf, typed, word } from "./page.js";
import { inside, ofAnyRow, optionId, saidId } from "./paths.js";
import { fieldsOf } from "./questions.js";
import { entriesOf, fits, isArray, isObject, isString, own, saidOf } from "./values.js";

/** The answers to put in words, and the paths that are hidden. @typedef {Pick<State, "draft" | "hidden">} View */

/** The option of a code in words. @param {string} path @param {Json} code @returns {Node} */
function option(path, code) {
  const box = elementOf(path);
  const label = box instanceof HTMLSelectElement ? optionOf(box, code) : labelElement(optionId(path, String(code))) ?? byId(`l:${optionId(ofAnyRow(path), String(code))}`);
  return label ? copied(label) : new Text(String(code));
}

/** @param {string} path @param {string} code */
export function optionText(path, code) {
  return textOf(option(path, code));
}

/** A word in place of an answer. @param {string} path @param {string} said @returns {Node} */
function inPlace(path, said) {
  const label = labelElement(saidId(path, said));
  return label ? copied(label) : new Text(word(`said_${said}`, {}, said));
}

/** @param {Draft} draft @param {string} path @param {string} code @returns {string} the text that someone wrote for an option */
function companionText(draft, path, code) {
  const place = companionAt(path, code);
  const text = place && at(draft, place);
  return isString(text) ? ` – ${text}` : "";
}

/** A simple value in words. @param {Draft} draft @param {Shape} shape @param {Json} value @param {string} path @returns {Node} */
export function simple(draft, shape, value, path) {
  if (isArray(value)) {
    return element("ul", {}, ...value.map((code) => element("li", {}, option(path, code), companionText(draft, path, String(code)))));
  }
  const text = String(value);
  if (shape.kind === "yes_no" || shape.kind === "one") return element("span", {}, option(path, value), companionText(draft, path, text));
  if (shape.kind === "date" || shape.kind === "month") return new Text(dateText(text));
  if (typeof value !== "number") return typed(text);
  const place = shape.units && companionAt(path, "unit");
  const unit = place && at(draft, place);
  return typed(numberText(value, decimalSign(now.tag)) + (place && isString(unit) ? `\u00A0${optionText(place, unit)}` : ""));
}

/**
 * A value that is no answer to its question, in words: its parts with their labels, and each part that is an answer as one. The parts
 * of a day that is only begun stand in the order of their boxes.
 * @param {string} path
 * @param {Json} value
 * @returns {Node}
 */
export function unfit(path, value) {
  const whole = isString(value) ? valueOf({ kind: "nothing" }, value) : value;
  const said = saidOf(whole);
  const shape = shapeOf(path);
  if (said !== undefined) return inPlace(path, said);
  if (isArray(whole)) {
    const isList = shape.kind === "rows" || shape.kind === "names";
    return element("ul", {}, ...whole.map((item, index) => element("li", {}, shape.kind === "many" ? option(path, item) : unfit(isList ? inside(path, index) : path, item))));
  }
  if (isObject(whole)) {
    const lines = entriesOf(whole).filter(([key]) => key !== "_row").flatMap(([key, held]) => {
      const place = inside(path, key);
      const label = elementOf(`l:${place}`);
      return [element("dt", {}, label ? copied(label) : element("bdi", {}, key)), element("dd", {}, unfit(place, held))];
    });
    return element("dl", { class: "inner" }, ...lines);
  }
  for (const held of [value, whole]) if (shape.kind !== "text" && fits(shape, held)) return element("p", {}, simple(emptyDraft(), shape, held, path));
  const parts = ["date", "month"].includes(shape.kind) && /^\d*(?:-\d*){1,2}$/u.test(String(value)) ? String(value).split("-") : [];
  return typed(parts[0] === undefined ? String(value) : parts.reverse().map((part) => part || "…").join(" / "), "p");
}

/** An answer in words. @param {View} view @param {Question} question @param {Json} value @param {string} path @returns {Node} */
export function answer(view, question, value, path) {
  const said = saidOf(value);
  if (said !== undefined) return inPlace(path, said);
  if (question.shape.kind === "group") return fields(view, question, value, path);
  if (isArray(value) && question.shape.kind === "rows") {
    return element("ol", {}, ...value.map((row, index) => element("li", {}, element("b", {}, rowTitle(inside(path, index))), fields(view, question, row, inside(path, index)))));
  }
  if (isArray(value) && question.shape.kind === "names") {
    const lines = value.map((row) => [own(row, "name"), own(row, "role")].filter(Boolean).join(" – "));
    return element("ul", {}, ...lines.map((text) => element("li", {}, element("bdi", {}, text))));
  }
  return simple(view.draft, question.shape, value, path);
}

/** @param {View} view @param {Question} question @param {Json} value @param {string} path */
function fields(view, question, value, path) {
  const list = element("dl", { class: "inner" });
  for (const field of fieldsOf(question)) {
    const held = own(value, field.id);
    const place = inside(path, field.id);
    if (held === undefined || view.hidden.has(place)) continue;
    list.append(element("dt", {}, copied(elementOf(`l:${place}`))), element("dd", {}, fits(field.shape, held) || saidOf(held) !== undefined ? answer(view, field, held, place) : unfit(place, held)));
  }
  return list;
}
