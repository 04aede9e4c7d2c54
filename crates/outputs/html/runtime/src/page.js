// The page: its form, its language, its elements.

/** @import { Form, Json, Language } from "./types.js" */
import { COMMENT, CONTROLS, companionPath, parse } from "./paths.js";
import { askedAt, byIds, listAt, shapeAt } from "./questions.js";
import { entriesOf, isDay, isMonth } from "./values.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/**
 * A date in words, as the texts of the form and documents write it.
 * @param {string} text fixed width: a day or a month
 */
export function dateText(text) {
  const [y, m, d] = text.split("-").map(Number);
  // A file may hold any text in place of a date.
  return isDay(text) || isMonth(text) ? word(`date_${d ? (d > 1 ? "day" : "first") : "month"}`, { y, m: word(`month_${m}`), d }) : text;
}

/** What every page has. @typedef {"answers" | "check" | "errors" | "file" | "finished-text" | "form" | "live" | "main" | "notice" | "progress" | "receipt" | "saved" | "title" | "unread"} Fixed */

/** @type {<Id extends string>(id: Id) => Id extends Fixed ? HTMLElement : HTMLElement | null} */
export function byId(id) {
  return /** @type {any} */ (document.getElementById(id));
}

/** Writes a text into an element. @param {Fixed} id @param {string} text */
export function setText(id, text) {
  byId(id).textContent = text;
}

/** The elements that match a selector. @param {string} selector @param {ParentNode} [root] @returns {NodeListOf<HTMLElement>} */
export function all(selector, root = document) {
  return root.querySelectorAll(selector);
}

/** The first element that matches a selector. @param {string} selector @param {ParentNode | null | undefined} root @returns {HTMLElement | null} */
export function query(selector, root) {
  return root?.querySelector(selector) ?? null;
}

/** Whether someone types in a control. @param {Control} control */
export function isTextBox({ type }) {
  return type === "text" || type === "textarea";
}

/** What only screen readers say, after the text before it. @param {string} text */
export function spoken(text) {
  return element("span", { class: "vh" }, ` ${text}`);
}

/** The controls of a place. @param {string} path @returns {Control[]} */
export function named(path) {
  const around = wrapper(path);
  return around ? controlsIn(around).filter(({ name }) => name === path) : [];
}

/** @param {string} id @returns {Json} */
function json(id) {
  return JSON.parse(byId(id)?.textContent ?? "null");
}

export const { documentElement } = document;

/** @typedef {Form & { languages: { [tag: string]: Language } }} Compiled */

export const form = /** @type {Compiled} */ (/** @type {unknown} */ (json("form")));

const questions = byIds(form);

/** What the screen shows: the language, the page, whether it names errors, and the computed numbers. */
export const now = { tag: documentElement.lang, page: "home", failed: false, computed: /** @type {{ [name: string]: string }} */ ({}) };

/** @returns {Language} */
export function language() {
  return /** @type {Language} */ (form.languages[now.tag]);
}

/**
 * A word of the interface with its values.
 * @param {string} key
 * @param {{ [name: string]: string | number | undefined }} [values]
 * @param {string} [otherwise] what stands for a word that the form does not have
 */
export function word(key, values = {}, otherwise = key) {
  return (language().words[key] ?? otherwise).replace(/\{(\w+)\}/gu, (whole, name) => String(values[name] ?? whole));
}

/** @param {string} tag @returns {string[]} */
export function texts(tag) {
  return /** @type {string[]} */ (json(`texts-${tag}`));
}

/**
 * An element with its children. Text is always text, never markup.
 * @param {string} tag
 * @param {{ [name: string]: string }} attributes
 * @param {(Node | string)[]} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of entriesOf(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A text as someone typed it. @param {string} text @param {string} [tag] */
export function typed(text, tag = "span") {
  return element(tag, { class: "typed", dir: "auto" }, text);
}

/**
 * A button without a frame.
 * @param {string} act what it does: a name in `ACTIONS`
 * @param {string | number} about what it acts on
 * @param {string} name the word on it
 * @param {string} [more] what screen readers say after the word
 */
export function button(act, about, name, more = String(about)) {
  return element("button", { class: "plain", "data-do": act, "data-for": String(about), "data-word": name }, word(name), spoken(more));
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let speaking;

/**
 * Makes screen readers say something, after a pause so that they do not interrupt typing.
 * @param {string} text
 * @param {number} [pause]
 */
export function say(text, pause = 100) {
  clearTimeout(speaking);
  speaking = setTimeout(setText, pause, "live", text);
}

/** The parts of an answer path. @param {string} path */
export function locate(path) {
  return parse(questions, path);
}

/** The path of a companion field: by default the comment on the answer. A fact has none. @param {string} path @param {string} [companion] */
export function companionAt(path, companion = COMMENT) {
  return companionPath(questions, path, companion);
}

/** The path of a list, from the path of the list itself or of a place in it. @param {string} path */
export function listOf(path) {
  return listAt(questions, path);
}

/** The question or field that has its answer at a path. @param {string} path */
export function fieldAt(path) {
  return askedAt(questions, path);
}

/** @param {string} path */
export function shapeOf(path) {
  return shapeAt(form, questions, path);
}

/** The option of a list to choose from. @param {HTMLSelectElement} select @param {Json} code */
export function optionOf(select, code) {
  return [...select.options].find(({ value }) => value === code);
}

/** The form and the country: what a file or an email about the whole form is called. */
export function formAndCountry() {
  return `${textOf(byId("title"))} ${textOf(query(".who b", document))}`.trim();
}

/** The element around the controls of a place. @param {string} path */
export function wrapper(path) {
  return byId(`w:${path}`);
}

/** Opens the row of a place. @param {string} path */
export function unfold(path) {
  wrapper(path)?.closest("details")?.setAttribute("open", "");
}

/** @param {Node | null | undefined} node */
export function textOf(node) {
  return node?.textContent?.trim() ?? "";
}

/** The controls in an element that hold an answer or a fact. @param {ParentNode} root @returns {Control[]} */
export function controlsIn(root) {
  return [.../** @type {NodeListOf<Control>} */ (all(CONTROLS, root))];
}
