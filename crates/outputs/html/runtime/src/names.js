// What a place is called in words: in messages, in the list of what is wrong, beside answers.

import { byId, element, locate, query, textOf, word, wrapper } from "./page.js";
import { answerPath, inFirstRow, inside, ofAnyRow, outer, steps } from "./paths.js";

/** The longest part of a question that stands for the whole. */
const LONGEST = 60;

/** The start of a text, up to the end of a word. @param {string} text */
export function start(text) {
  const line = text.replace(/\s+/gu, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST).replace(/\s\S*$/u, "")}…` : line;
}

/** The element with an id. If its row is not on the page, the element in the first row, which always is. @param {string} id */
export function elementOf(id) {
  return byId(id) ?? byId(inFirstRow(id));
}

/** Whether the box of a place takes one line. @param {string} path */
export function isOneLine(path) {
  return elementOf(path)?.tagName !== "TEXTAREA";
}

/** The label of a control. @param {string} id of the control */
export function labelElement(id) {
  const next = elementOf(id)?.nextElementSibling;
  return next instanceof HTMLLabelElement ? next : elementOf(`l:${id}`);
}

/** A text of the page for another place: a text that is not translated keeps its language. @param {Element | null | undefined} node */
export function copied(node) {
  const marked = /** @type {HTMLElement | null} */ (node?.querySelector("[lang]"));
  return element("bdi", marked ? { lang: marked.lang, dir: marked.dir } : {}, textOf(node));
}

/** What a question is called beside its number. @param {string} whole its path @param {string} first that of its row */
function titleOf(whole, first) {
  const caption = wrapper(first)?.closest("table")?.caption;
  return textOf(byId(`n:${whole}`) ?? byId(`n:${first}`)) || start(textOf(caption?.children[1] ?? byId(`l:${first}`) ?? byId(`l:${whole}`)));
}

/** The number of a question: the question of several rows has its own, and each row has one. @param {string} path */
function numberOf(path) {
  const place = wrapper(path);
  return place?.dataset["n"] ?? textOf(query(".no", place?.closest("table")?.caption ?? place));
}

/** The name of a fact. A path that the form does not have gets the name of its field, with the title of its row. @param {string} path */
function factName(path) {
  const [, name = "", row = "", ...inner] = steps(path);
  const field = textOf(byId(`l:${ofAnyRow(path)}`));
  const label = field || textOf(byId(`l:${outer(path)}`));
  const title = textOf(byId(`v:${outer(path, 3)}`)) || row;
  if (!label) return word("not_here", { name: [name, row].filter(Boolean).join(", ") });
  return textOf(byId(`l:${path}`)) || [row ? `${label} (${title})` : label, ...(field ? [] : inner)].join(", ");
}

/**
 * The name of a place: its question's number and title, its row, its own label.
 * @param {string} path such as `answers/x/0/title`
 */
export function placeName(path) {
  const place = locate(path);
  if (!place) return factName(path);
  const { question, row, index, field, companion } = place;
  const whole = answerPath(question.id);
  const first = row === undefined ? whole : inside(whole, row);
  const table = wrapper(first)?.closest("table");
  const number = numberOf(first) || numberOf(whole);
  const title = titleOf(whole, first);
  const parts = [number ? word("question", { n: number }) + (title ? ` (${title})` : "") : title];
  if (table) parts.push(textOf(byId(`l:${first}`)));
  else if (row !== undefined && !wrapper(first)) parts.push(row);
  if (index !== undefined) {
    const name = byId(`r:${inside(first, index)}`);
    parts.push(word("row_name", { n: Number(index) + 1 }) + (name && !name.hidden ? ` (${textOf(name)})` : ""));
  }
  const label = field ?? companion ? textOf(elementOf(`n:${path}`) ?? elementOf(`l:${path}`)) : "";
  return [...parts, label].filter(Boolean).join(", ");
}
