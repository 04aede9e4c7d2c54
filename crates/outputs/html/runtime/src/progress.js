// Shows and hides questions, and counts how far each section is.

/** @import { Problem, Question, State, Status } from "./types.js" */
import { rowsDrawn } from "./controls.js";
import { at, nameRows } from "./draft.js";
import { fillBrackets } from "./language.js";
import { toReturn } from "./to_return.js";
import { placeName } from "./names.js";
import { titleRows } from "./titles.js";
import { all, byId, element, form, language, locate, now, query, setText, word } from "./page.js";
import { answerPath, isFact, keyPath, sectionPath, withoutPrefix } from "./paths.js";
import { placesOf, questionsIn, sectionOf } from "./questions.js";
import { cached, hasMembers, isArray, isObject, keysOf } from "./values.js";
import { inspect } from "./verdict.js";

/** The draft as a return, with the facts that the copy knows. A complete one leaves out what is hidden. @param {State} state @param {"draft" | "complete"} status @param {boolean} [asDrawn] whether rows keep the numbers that they have on the page */
export function asReturn({ draft, hidden }, status, asDrawn) {
  return toReturn(form, draft, { tag: now.tag, language: language(), status, hidden, asDrawn });
}

/** Finds out what the answers hide, also in blank rows. @param {State} state */
export function look(state) {
  nameRows(form, state.draft);
  const facts = asReturn(state, "draft")["facts"] ?? {};
  const { hidden, because, computed } = inspect(form, { facts, answers: state.draft.answers }, rowsDrawn);
  Object.assign(state, { hidden, because });
  titleRows(state);
  if (!form.live) return;
  now.computed = computed;
  fillBrackets(state.draft);
}

/** Shows and hides what is in an element. @param {State} state @param {ParentNode} root */
export function reveal(state, root) {
  for (const place of all("[data-p]", root)) {
    const hidden = state.hidden.has(/** @type {string} */ (place.dataset["p"]));
    if (place.hidden !== hidden) place.hidden = hidden;
  }
  for (const rows of all(".qs", root)) {
    const none = query(".no-rows", rows);
    if (none) none.hidden = [...rows.children].some((row) => row.id.startsWith("w:") && !(/** @type {HTMLElement} */ (row).hidden));
  }
  sections ??= [...all("[data-s]")];
  for (const page of sections) page.classList.toggle("off", !applies(state, /** @type {string} */ (page.dataset["s"])));
}

/** The pages of sections, which stay the same. @type {HTMLElement[] | undefined} */
let sections;

/** @param {State} state @param {string} id @returns {boolean} whether a page applies */
export function applies({ hidden }, id) {
  return !hidden.has(sectionPath(id));
}

/** The places of a question that are asked now. @param {State} state @param {Question} question */
export function askedPlaces({ hidden }, question) {
  return question.shape.kind === "nothing" || hidden.has(answerPath(question.id)) ? [] : placesOf(question).filter((path) => !hidden.has(path));
}

/**
 * @typedef {object} Progress
 * @property {number} asked
 * @property {number} answered
 * @property {number} required how many of the asked must be answered
 * @property {boolean} failing
 * @property {boolean} differs whether answers wait for a choice
 * @property {boolean} started whether something was answered, or waits
 */

/** How far each page is. @param {State} state @param {Problem[]} problems @returns {Map<string, Progress>} */
function progress(state, problems) {
  /** @type {Map<string, Progress>} */
  const found = new Map();
  const of = (/** @type {string} */ id) => cached(found, id, () => ({ asked: 0, answered: 0, required: 0, failing: false, differs: false, started: false }));
  for (const question of form.questions) {
    const page = of(sectionOf(form, question));
    for (const path of askedPlaces(state, question)) {
      page.asked += 1;
      if (question.required) page.required += 1;
      const value = at(state.draft, path);
      if (value !== undefined && !(isArray(value) && value.every((row) => isObject(row) && !hasMembers(row)))) {
        page.answered += 1;
      }
    }
  }
  for (const path of askedFacts()) {
    const page = of("about");
    page.asked += 1;
    page.required += 1;
    if (at(state.draft, path) !== undefined) page.answered += 1;
  }
  const pageOf = (/** @type {string} */ path) => {
    const question = locate(path)?.question;
    return isFact(path) ? of("about") : question && of(sectionOf(form, question));
  };
  for (const { path, rule } of problems) Object.assign(rule === "hidden" ? {} : pageOf(path) ?? {}, { failing: true });
  // A text that could not be read keeps the form from being finished, also where no answer is required.
  for (const key of keysOf(asReturn(state, "complete")["unread"] ?? {})) Object.assign(pageOf(keyPath(key)) ?? {}, { failing: true, started: true });
  for (const { path } of state.draft.conflicts) Object.assign(pageOf(path) ?? {}, { failing: true, started: true, differs: true });
  return found;
}

/** The places of facts that are asked. @returns {string[]} */
export function askedFacts() {
  return [...all("[data-s=about] [data-p]")].map(({ dataset }) => /** @type {string} */ (dataset["p"]));
}

/** How far a page is. A page without a required question is done when everything on it is answered. @param {State} state @param {string} id @param {Progress | undefined} page @returns {Status} */
function statusOf(state, id, page) {
  const open = page && page.asked > 0 && applies(state, id);
  if (!open) return waitsFor(state, id)?.waits ? "waits" : "none";
  if (!page.answered && !page.started) return "new";
  return page.failing || (page.required === 0 && page.answered < page.asked) ? "started" : "done";
}

/** Writes the task list. @param {State} state */
export function showProgress(state) {
  const found = progress(state, inspect(form, asReturn(state, "draft", true), () => 0).problems);
  let [done, total] = [0, 0];
  for (const place of all("[data-status]")) {
    const id = /** @type {string} */ (place.dataset["status"]);
    const page = found.get(id);
    const status = statusOf(state, id, page);
    const counts = status !== "none" && status !== "waits";
    if (counts) total += 1;
    if (status === "done") done += 1;
    place.className = `status ${status}`;
    place.textContent = page?.differs && counts ? word("conflicts_title") : word(`status_${status}`);
    query(".count", place.previousElementSibling)?.remove();
    if (status === "started") place.previousElementSibling?.append(element("span", { class: "by count" }, word("answered", { done: page?.answered, all: page?.asked })));
  }
  setText("progress", word("progress", { done, all: total }));
}

/** Why nothing of a section is asked. @param {State} state @param {string} id */
function waitsFor({ because, hidden }, id) {
  const inIt = questionsIn(form, id).filter((question) => question.shape.kind !== "nothing").map((question) => answerPath(question.id));
  if (inIt.some((path) => !hidden.has(path))) return undefined;
  const reasons = [sectionPath(id), ...inIt].flatMap((path) => because.get(path) ?? []);
  return reasons.find(({ waits }) => waits) ?? reasons[0];
}

/** Says on the page of a section of which nothing is asked what decides that, with links. @param {State} state @param {ParentNode} page */
export function explainEmpty(state, page) {
  all(".why", page).forEach((old) => old.remove());
  const { id } = /** @type {HTMLElement} */ (page);
  const reason = waitsFor(state, withoutPrefix(id));
  /** @type {HTMLElement} */ (page).classList.toggle("waits", Boolean(reason?.waits));
  if (!reason || (!reason.waits && query(".not-shown", page))) return;
  // What decides it may wait itself.
  const shown = (/** @type {string} */ path, depth = 0) => (state.hidden.has(path) && depth < 9 ? (state.because.get(path)?.paths[0] ?? path) : path);
  const paths = [...new Set(reason.paths.map((path) => [0, 1, 2, 3].reduce(shown, path)))].filter((path) => locate(path) ?? byId(`l:${path}`));
  const links = paths.slice(0, 3).map((path) => element("li", {}, element("a", { href: `#${path}` }, placeName(path))));
  query("h2", page)?.after(element("div", { class: "inset why" }, element("p", {}, reason.waits ? word("waits_text") : word("off_text")), element("ul", {}, ...links)));
}
