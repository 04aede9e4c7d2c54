// Texts in place: another language, and brackets that a fact fills.

import { fill } from "./controls.js";
import { at } from "./draft.js";
import { byId, form, language, now, say, textOf, texts, word } from "./page.js";

/** @type {Map<string, string[]>} */
const known = new Map();
const source = document.documentElement.lang;

/** Every switched element, those that rows are made of included. @returns {HTMLElement[]} */
function switched() {
  const inRows = [...document.querySelectorAll("template")].flatMap((row) => [...row.content.querySelectorAll("[data-t]")]);
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-t]"), ...inRows]);
}

/** @param {string} tag @param {HTMLElement[]} elements @returns {string[]} */
function textsOf(tag, elements) {
  let held = known.get(tag);
  if (!held && tag === source) {
    // The page itself is the catalogue of its own language.
    held = [];
    for (const place of elements) held[Number(place.dataset["t"])] = place.innerHTML;
  }
  held ??= texts(tag);
  known.set(tag, held);
  return held;
}

/** @param {string} tag */
export function switchTo(tag) {
  if (!form.languages[tag] || tag === now.tag) return;
  const elements = switched();
  textsOf(source, elements);
  const held = textsOf(tag, elements);
  for (const place of elements) {
    const html = held[Number(place.dataset["t"])];
    if (html !== undefined) place.innerHTML = html;
  }
  now.tag = tag;
  const { dir } = language();
  Object.assign(document.documentElement, { lang: tag, dir });
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(/** @type {HTMLElement} */ (button).dataset["language"] === tag));
  }
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-word]"))) {
    place.textContent = word(place.dataset["word"] ?? "");
  }
  sortCountries();
  fillBrackets(document);
}

/** Countries stand in the order of the language. */
function sortCountries() {
  const select = /** @type {HTMLSelectElement | null} */ (byId("facts/country"));
  if (!select) return;
  const chosen = select.value;
  const collator = new Intl.Collator(now.tag);
  const [none, ...rest] = [...select.options];
  rest.sort((a, b) => collator.compare(a.text, b.text));
  if (none) select.replaceChildren(none, ...rest);
  select.value = chosen;
}

/** @param {string} path @returns {string} what a fact says in a text */
function factText(path) {
  const value = at(now.draft, path);
  if (typeof value !== "string") return typeof value === "number" ? String(value) : "";
  const box = byId(path);
  if (box instanceof HTMLSelectElement) return textOf([...box.options].find((option) => option.value === value));
  const choice = /** @type {HTMLInputElement | null} */ (byId(`${path}=${value}`));
  return choice?.labels?.[0] ? textOf(choice.labels[0]) : value;
}

/** Fills the brackets in a part of the page from the facts. @param {ParentNode} root */
export function fillBrackets(root) {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".bracket[data-fact]"))) {
    place.dataset["blank"] ??= place.textContent ?? "";
    const path = place.dataset["fact"] ?? "";
    const text = factText(path);
    place.classList.toggle("filled", text !== "");
    // The words before a country fit its bracket and not its name, so the bracket stays around it.
    place.textContent = text === "" ? place.dataset["blank"] : path === "facts/country" ? `[${text}]` : text;
  }
  const country = document.querySelector(".country-name");
  if (country) country.textContent = factText("facts/country");
}

/** @param {HTMLElement} button */
export function choose(button) {
  switchTo(button.dataset["language"] ?? "");
  const page = document.querySelector(".page.on");
  if (page) fill(page);
  say(word("switched"));
}

