// Puts an answer in words, for the summary, conflicts and last year's answers.

/** @import { Draft, Json, Question, Shape, State } from "./types.js" */
import { at } from "./draft.js";
import { byId, companionAt, dateText, element, optionOf, textOf, typed } from "./page.js";
import { inFirstRow, inside, optionId, saidId } from "./paths.js";
import { fieldsOf } from "./questions.js";
import { isArray, isString, own, saidOf } from "./values.js";

/** The answers to put in words, and the paths that are hidden. @typedef {Pick<State, "draft" | "hidden">} View */

/** The element with an id. If its row is not on the page, the element in the first row, which always is. @param {string} id */
function elementOf(id) {
  return byId(id) ?? byId(inFirstRow(id));
}

/** @param {string} id the id of a control */
export function labelOf(id) {
  const box = /** @type {HTMLInputElement | null} */ (elementOf(id));
  return textOf(box?.labels?.[0]);
}

/** @param {string} path @param {Json} code */
function optionText(path, code) {
  const box = elementOf(path);
  if (box instanceof HTMLSelectElement) return textOf(optionOf(box, code)) || String(code);
  return labelOf(optionId(path, String(code))) || String(code);
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
    return element("ul", {}, ...value.map((code) => element("li", {}, optionText(path, code) + companionText(draft, path, String(code)))));
  }
  const text = String(value);
  if (shape.kind === "yes_no" || shape.kind === "one") return new Text(optionText(path, value) + companionText(draft, path, text));
  if (shape.kind === "date" || shape.kind === "month") return new Text(dateText(text));
  return typed(text);
}

/** An answer in words. @param {View} view @param {Question} question @param {Json} value @param {string} path @returns {Node} */
export function answer(view, question, value, path) {
  const said = saidOf(value);
  if (said !== undefined) return new Text(labelOf(saidId(path, said)));
  if (question.shape.kind === "group") return fields(view, question, value, path);
  if (isArray(value) && question.shape.kind === "rows") {
    return element("ol", {}, ...value.map((row, index) => element("li", {}, fields(view, question, row, inside(path, index)))));
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
    list.append(element("dt", {}, element("bdi", {}, textOf(elementOf(`l:${place}`)))), element("dd", {}, answer(view, field, held, place)));
  }
  return list;
}
