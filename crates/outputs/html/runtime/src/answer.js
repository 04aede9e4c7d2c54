// Puts an answer in words, for the summary, conflicts and last year's answers.

/** @import { Draft, Json, Question, Shape, State } from "./types.js" */
import { at, emptyDraft, heldIn, valueOf } from "./draft.js";
import { copied, elementOf, labelElement } from "./names.js";
import { decimalSign, numberText } from "./numbers.js";
import { all, byId, companionAt, dateText, element, now, optionOf, shapeOf, textOf, typed, word } from "./page.js";
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
  const chosen = place && at(draft, place);
  // A unit that nobody chooses stands behind the box.
  const unit = !place ? textOf(byId(path)?.nextElementSibling) : isString(chosen) && optionText(place, chosen);
  return typed(numberText(value, decimalSign(now.tag)) + (unit ? `\u00A0${unit}` : ""));
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
  // Two values that wait at one place stand one below the other.
  const several = isString(whole) ? whole.split("\n").map(heldIn) : [];
  if (several[1] && several.every(Boolean)) return element("div", {}, ...several.map((held) => unfit(path, held ?? null)));
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
    return element("ol", {}, ...value.map((row, index) => rowOf(view, question, row, inside(path, index))));
  }
  if (isArray(value) && question.shape.kind === "names") {
    const lines = value.map((row) => [own(row, "name"), own(row, "role")].filter(Boolean).join(" – "));
    return element("ul", {}, ...lines.map((text) => element("li", {}, element("bdi", {}, text))));
  }
  return simple(view.draft, question.shape, value, path);
}

/** Fills the title of a row. @param {View} view @param {Element} title @param {Question} question @param {Json | undefined} row @param {string} path @returns {string} the title, if something of it is answered */
export function titled(view, title, question, row, path) {
  let words = "";
  for (const cell of all("[data-cell]", title)) {
    const field = fieldsOf(question).find(({ id }) => id === cell.dataset["cell"]);
    const text = field ? textOf(inField(view, field, row, path)) : "";
    cell.textContent = text || "…";
    words += text;
  }
  return words && textOf(title);
}

/** @param {View} view @param {Question} question @param {Json} row @param {string} path */
function rowOf(view, question, row, path) {
  const title = /** @type {Element | undefined} */ (elementOf(`r:${path}`)?.cloneNode(true));
  return element("li", {}, element("b", {}, title ? titled(view, title, question, row, path) : ""), fields(view, question, row, path));
}

/** The answer to a field that is asked, in words. @param {View} view @param {Question} field @param {Json | undefined} holder @param {string} path of the holder */
function inField(view, field, holder, path) {
  const value = own(holder, field.id);
  const place = inside(path, field.id);
  if (value === undefined || view.hidden.has(place)) return undefined;
  return fits(field.shape, value) || saidOf(value) !== undefined ? answer(view, field, value, place) : unfit(place, value);
}

/** @param {View} view @param {Question} question @param {Json} value @param {string} path */
function fields(view, question, value, path) {
  const list = element("dl", { class: "inner" });
  for (const field of fieldsOf(question)) {
    const words = inField(view, field, value, path);
    if (words) list.append(element("dt", {}, copied(elementOf(`l:${inside(path, field.id)}`))), element("dd", {}, words));
  }
  return list;
}
