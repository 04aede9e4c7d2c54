// The language of the page, and the brackets that a fact fills.

/** @import { Draft, Json } from "./types.js" */
import { fill } from "./controls.js";
import { at } from "./draft.js";
import { all, byId, dateText, documentElement, element, form, language, now, optionOf, query, say, textOf, texts, word } from "./page.js";
import { decimalSign, numberText } from "./numbers.js";
import { answerPath, inside, optionId, steps } from "./paths.js";
import { byIds, enteredRow, shapeAt } from "./questions.js";
import { isArray, isString, own } from "./values.js";

/** The texts of the languages that were shown, by tag. @type {Map<string, string[]>} */
const known = new Map();
const source = documentElement.lang;

/** Every element that matches, also in the templates of rows. @param {string} selector @returns {HTMLElement[]} */
function everywhere(selector) {
  const rows = [.../** @type {NodeListOf<HTMLTemplateElement>} */ (all("template"))].map((row) => row.content);
  return [document, ...rows].flatMap((root) => [...all(selector, root)]);
}

/** @param {Draft} draft @param {string} tag */
export function switchTo(draft, tag) {
  if (!form.languages[tag] || tag === now.tag) return;
  const elements = everywhere("[data-t]");
  if (!known.has(source)) {
    // The page itself holds the texts of its first language.
    /** @type {string[]} */
    const first = [];
    for (const place of elements) first[Number(place.dataset["t"])] = place.innerHTML;
    known.set(source, first);
  }
  const held = known.get(tag) ?? texts(tag);
  known.set(tag, held);
  for (const place of elements) {
    const html = held[Number(place.dataset["t"])];
    if (html !== undefined) place.innerHTML = html;
  }
  now.tag = tag;
  Object.assign(documentElement, { lang: tag, dir: language().dir });
  for (const button of all("[data-language]")) {
    button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset["language"] === tag));
  }
  for (const place of all("[data-word]")) {
    place.textContent = word(/** @type {string} */ (place.dataset["word"]));
  }
  fillBrackets(draft);
}

/** The language of a text: one that is not translated keeps its own. @param {HTMLElement} place */
function languageOf(place) {
  return /** @type {HTMLElement | null} */ (place.closest("[lang]"))?.lang ?? now.tag;
}

/** Where a field of an entered row stands: its row may have moved. @param {Draft} draft @param {string} entry with the key of the row in place of its number */
function pathOfEntry(draft, entry) {
  const [, id = "", key = "", field = ""] = steps(entry);
  const rows = own(draft.answers, id);
  return inside(inside(answerPath(id), isArray(rows) ? rows.indexOf(/** @type {Json} */ (enteredRow(rows, key))) : -1), field);
}

/** The words of a fact in a text. @param {Draft} draft @param {string} path @param {HTMLElement} place @returns {string} */
function factText(draft, path, place) {
  const value = at(draft, path);
  if (!isString(value)) return typeof value === "number" ? String(value) : "";
  const box = byId(path);
  if (box instanceof HTMLSelectElement) {
    const option = optionOf(box, value);
    if (!option) return "";
    const tag = languageOf(place);
    const named = element("p");
    named.innerHTML = (tag !== now.tag && known.get(tag)?.[Number(option.dataset["t"])]) || option.innerHTML;
    const leads = form.languages[tag]?.countries?.[/** @type {string} */ (place.dataset["case"])];
    const [, before = "", name = textOf(named)] = leads?.find(([codes]) => !codes || codes.includes(value)) ?? [];
    return before + name;
  }
  const choice = /** @type {HTMLInputElement | null} */ (byId(optionId(path, value)));
  if (choice?.labels?.[0]) return textOf(choice.labels[0]);
  const { kind } = shapeAt(form, byIds(form), path);
  return kind === "date" || kind === "month" ? dateText(value) : value;
}

/** Fills the brackets from the facts, with the words before them, and from the computed numbers. A bracket without a value gets its first text back. @param {Draft} draft */
export function fillBrackets(draft) {
  for (const place of everywhere("[data-fact],[data-sum],[data-entry]")) {
    const { fact, sum = "", entry } = place.dataset;
    const path = fact ?? (entry && pathOfEntry(draft, entry));
    place.dataset["blank"] ??= place.innerHTML;
    const text = path !== undefined ? factText(draft, path, place) : numberText(now.computed[sum] ?? "", decimalSign(languageOf(place)));
    place.classList.toggle("filled", text !== "");
    if (text) place.textContent = text;
    else place.innerHTML = place.dataset["blank"];
  }
}

/** @param {Draft} draft @param {HTMLElement} button */
export function choose(draft, button) {
  switchTo(draft, /** @type {string} */ (button.dataset["language"]));
  const page = query(".page.on", document);
  if (page) fill(draft, page);
  say(word("switched"));
}

