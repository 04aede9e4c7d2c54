// The page: finding things on it, and what all parts of the script share.

/** @import { Form, Json, JsonObject, Language, Question } from "./types.js" */
/** @import { Draft } from "./draft.js" */
import { emptyDraft } from "./draft.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/**
 * A date in words, as the texts of the form write it.
 * @param {string} text fixed width: a day or a month
 */
export function dateText(text) {
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { year: "numeric", month: "long", timeZone: "UTC", ...(text.length > 7 ? { day: "numeric" } : {}) };
  return new Intl.DateTimeFormat(now.tag === "en" ? "en-GB" : now.tag, options).format(new Date(text));
}

/** @param {string} id */
export function byId(id) {
  return document.getElementById(id);
}

/** @param {string} id @returns {Json} */
function json(id) {
  return JSON.parse(byId(id)?.textContent ?? "null");
}

/** @typedef {{ [path: string]: { value: Json | undefined, unread: { [path: string]: string } } }} Aside */
/** @typedef {Form & { languages: { [tag: string]: Language } }} Compiled */

export const form = /** @type {Compiled} */ (/** @type {unknown} */ (json("form")));

/** @type {Map<string, Question>} */
export const questions = new Map(form.questions.map((question) => [question.id, question]));

/** What changes while the form is filled in. */
export const now = {
  /** @type {Draft} */
  draft: emptyDraft(),
  last: form.last,
  /** What was answered before "nothing to report" was ticked, and comes back when it is unticked. @type {Aside} */
  aside: {},
  tag: document.documentElement.lang,
  /** @type {Set<string>} */
  hidden: new Set(),
  page: "home",
  failed: false,
};

/** @returns {Language} */
export function language() {
  return /** @type {Language} */ (form.languages[now.tag]);
}

/**
 * A word of the interface, filled in.
 * @param {string} key
 * @param {{ [name: string]: string | number | undefined }} [values]
 */
export function word(key, values = {}) {
  return (language().words[key] ?? key).replace(/\{(\w+)\}/gu, (whole, name) => String(values[name] ?? whole));
}

/** @param {string} tag @returns {string[]} */
export function texts(tag) {
  return /** @type {string[]} */ (json(`texts-${tag}`));
}

/**
 * An element with what stands in it; text is always text.
 * @param {string} tag
 * @param {{ [name: string]: string }} attributes
 * @param {(Node | string)[]} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * A button without a frame.
 * @param {string} act what it does: a name in `ACTIONS`
 * @param {string} about the place or text that it does it to
 * @param {string} name the word on it
 * @param {string} [more] what listeners hear after the word
 */
export function button(act, about, name, more = about) {
  return element("button", { type: "button", class: "plain", "data-do": act, "data-for": about, "data-word": name }, word(name), element("span", { class: "vh" }, ` ${more}`));
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let speaking;

/**
 * Says something to those who listen, after a pause, so that typing is not talked over.
 * @param {string} text
 * @param {number} [pause]
 */
export function say(text, pause = 100) {
  clearTimeout(speaking);
  speaking = setTimeout(() => {
    const live = byId("live");
    if (live) live.textContent = text;
  }, pause);
}

/** @param {string} text */
export function notice(text) {
  const place = byId("notice");
  if (!place) return;
  place.hidden = text === "";
  place.textContent = text;
  // It stays as it was told when the language is switched.
  place.lang = now.tag;
  if (text) say(text);
}

/** The question that a place belongs to. @param {string} path */
export function questionOf(path) {
  const [head, key = ""] = path.split("/");
  return head === "answers" ? questions.get(key.split(".")[0] ?? "") : undefined;
}

/** Whether the answer of a place's question is a list of rows. @param {string} path */
export function isList(path) {
  const kind = questionOf(path)?.shape.kind;
  return kind === "rows" || kind === "names";
}

/** @param {Element | null | undefined} node */
export function textOf(node) {
  return node?.textContent?.trim() ?? "";
}

/** The controls in an element that hold an answer or a fact. @param {ParentNode} root @returns {Control[]} */
export function controlsIn(root) {
  return [.../** @type {NodeListOf<Control>} */ (root.querySelectorAll("input[name*='/'],textarea[name],select[name]"))];
}
