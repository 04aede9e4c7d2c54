// The pages of the form: which one the address names, and what is on it.

/** @import { State } from "./types.js" */
import { addRow, fill } from "./controls.js";
import { markConflicts } from "./conflicts.js";
import { clearErrors } from "./errors.js";
import { fillBrackets } from "./language.js";
import { showLast } from "./last.js";
import { notice } from "./notice.js";
import { all, byId, controlsIn, documentElement, form, isTextBox, listOf, locate, now, query, textOf, unfold, word, wrapper } from "./page.js";
import { isAnswer, isConflictId, isFact, pageHash, pageId, pageOfId, withoutPrefix } from "./paths.js";
import { applies, explainEmpty, look, reveal, showProgress } from "./progress.js";
import { sectionOf } from "./questions.js";
import { showAnswers, showUnread } from "./summary.js";
import { titleRows } from "./titles.js";

/** @type {Set<Element>} pages that show what the draft holds */
const filled = new Set();

/** @param {string} id */
function pageOf(id) {
  return byId(pageId(id));
}

/** The page of an answer or fact. @param {string} path */
function pageWith(path) {
  const place = locate(path);
  return pageOf(place ? sectionOf(form, place.question) : "about");
}

/** The page on the screen. */
export function currentPage() {
  return /** @type {HTMLElement} */ (pageOf(now.page));
}

/** Fills pages that do not show the draft yet, and shows what of them is asked. @param {State} state @param {Iterable<Element>} pages */
function prepare(state, pages) {
  const empty = [...pages].filter((page) => !filled.has(page));
  for (const page of empty) {
    filled.add(page);
    fill(state.draft, page);
    showLast(state, page);
  }
  markConflicts(state.draft, empty);
  // The rows must be on the page before the script knows what is hidden in them.
  look(state);
  for (const page of pages) show(state, page);
}

/** Shows what of a page is asked, or why nothing is. @param {State} state @param {Element} page */
function show(state, page) {
  reveal(state, page);
  explainEmpty(state, page);
}

/** @param {State} state @param {boolean} [anew] whether to fill pages that are filled already */
export function prepareAll(state, anew) {
  if (anew) filled.clear();
  prepare(state, all(".page"));
}

/**
 * Shows what another tab changed. What somebody is typing here stays as it is, also in a row that has another number now.
 * @param {State} state
 * @param {(path: string) => boolean} isChanged
 * @param {(path: string) => string} moved where a place is now
 */
export function refreshAround(state, isChanged, moved) {
  const box = /** @type {HTMLInputElement} */ (document.activeElement);
  const { name, value, selectionStart, selectionEnd, id } = box;
  refresh(state);
  const path = name && moved(name);
  if (path !== name) {
    const list = listOf(path);
    while (list && !wrapper(path) && addRow(list) < 999);
  }
  const here = /** @type {HTMLInputElement | null} */ (path === name ? box : byId(path + id.slice(name.length)));
  if (!name || !here) return;
  if (here !== box) here.focus();
  if (!isTextBox(here) || isChanged(name) || here.value === value) return;
  here.value = value;
  here.setSelectionRange(selectionStart, selectionEnd);
}

/**
 * Shows a draft that was replaced. Each page is filled again when it is shown next.
 * @param {State} state
 * @param {string} [path] the only place that changed
 */
export function refresh(state, path) {
  outdate(state, path);
  route(state, false);
}

/** Makes `route` fill pages again. @param {State} state @param {string} [path] the only place that changed */
export function outdate(state, path) {
  const page = path && pageWith(path);
  if (page) filled.delete(page);
  else filled.clear();
  byId("unread").replaceChildren();
  clearErrors();
  fillBrackets(state.draft);
}

/** @param {State} state @param {string} id @param {number} step @returns {string} */
function neighbour(state, id, step) {
  const order = ["home", ...(pageOf("about") ? ["about"] : []), ...form.sections.map((section) => section.id), "check"];
  let place = order.indexOf(id) + step;
  while (place > 0 && place < order.length - 1 && !applies(state, order[place] ?? "")) place += step;
  return order[place] ?? "home";
}

/** Sets the links to the next and the previous page, past sections that do not apply. @param {State} state @param {Element} page */
function linkNeighbours(state, page) {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (all("[data-go]", page))) {
    link.href = pageHash(neighbour(state, now.page, link.dataset["go"] === "next" ? 1 : -1));
  }
}

/** @param {string} text of an address, which anybody can write @returns {string} */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** Shows the page that the address names. @param {State} state @param {boolean} move whether the focus follows */
export function route(state, move) {
  const target = decoded(location.hash.slice(1));
  if (target === "main") return byId("main").focus();
  let id = pageOfId(target) ?? "home";
  const differs = isConflictId(target);
  const isPlace = isAnswer(target) || isFact(target) || differs;
  if (differs) id = "check";
  else if (isPlace) id = withoutPrefix(pageWith(target)?.id ?? "");
  // The file to send is known after the form was finished, not after the page was loaded again.
  if (id === "finished" && !textOf(byId("finished-text"))) return location.replace(pageHash("check"));
  const page = pageOf(id) ?? /** @type {HTMLElement} */ (pageOf("home"));
  now.page = withoutPrefix(page.id);
  all(".page.on").forEach((other) => other.classList.remove("on"));
  page.hidden = false;
  page.classList.add("on");
  documentElement.classList.toggle("at-home", now.page === "home");
  if (now.page === "check") prepareAll(state);
  else prepare(state, [page]);
  showLists(state);
  linkNeighbours(state, page);
  setTitle();
  if (!move) return;
  notice("");
  if (isPlace) return focusOn(target);
  scrollTo(0, 0);
  query("h2", page)?.focus({ preventScroll: true });
}

/** Writes the task list or the answers, where the page shows them. @param {State} state */
function showLists(state) {
  if (now.page === "home") showProgress(state);
  if (now.page === "check") showAnswers(state);
  // Links on every page lead to the choice between answers that differ.
  else if (state.draft.conflicts.length && !byId("unread").hasChildNodes()) showUnread(state);
}

/** Names the document after what is on the screen. */
export function setTitle() {
  const title = textOf(byId("title"));
  const part = now.page === "home" ? title : `${textOf(query("h2", currentPage()))} – ${title}`;
  document.title = now.failed && now.page === "check" ? word("error_prefix", { title: part }) : part;
}

/** Puts the focus in the first control of a place. @param {string} path */
function focusOn(path) {
  const around = wrapper(path);
  const target = byId(path) ?? (around ? controlsIn(around).find((control) => control.offsetParent !== null) : undefined);
  unfold(path);
  around?.scrollIntoView({ block: "center" });
  target?.focus({ preventScroll: true });
}

/** Shows again what depends on the answers. @param {State} state */
export function update(state) {
  look(state);
  const page = currentPage();
  show(state, page);
  linkNeighbours(state, page);
}

/** Writes the script's own texts again in another language. @param {State} state */
export function translatePage(state) {
  filled.clear();
  const page = currentPage();
  setTitle();
  titleRows(state);
  showLast(state, page);
  markConflicts(state.draft, [page]);
  explainEmpty(state, page);
  showLists(state);
}
