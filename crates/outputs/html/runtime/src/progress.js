// Shows and hides questions, and counts how far each section is.

/** @import { Problem, Question, State, Status } from "./types.js" */
import { rowsDrawn } from "./controls.js";
import { at, toReturn } from "./draft.js";
import { all, byId, form, language, locate, now, query, setText, textOf, word, wrapper } from "./page.js";
import { answerPath, inside, isFact, outer, pageId, sectionPath } from "./paths.js";
import { placesOf, sectionOf } from "./questions.js";
import { hasMembers, isArray, isObject } from "./values.js";
import { inspect } from "./verdict.js";

/** The draft as a return, with the facts that the copy knows. A complete one leaves out what is hidden. @param {State} state @param {"draft" | "complete"} status */
export function asReturn({ draft, hidden }, status) {
  return toReturn(form, draft, { tag: now.tag, language: language(), status, hidden });
}

/** Finds out what the answers hide, also in blank rows. @param {State} state */
export function look(state) {
  const facts = asReturn(state, "draft")["facts"] ?? {};
  state.hidden = inspect(form, { facts, answers: state.draft.answers }, rowsDrawn).hidden;
}

/** Shows and hides what is in an element. @param {State} state @param {ParentNode} root */
export function reveal(state, root) {
  for (const place of all("[data-p]", root)) {
    const hidden = state.hidden.has(place.dataset["p"] ?? "");
    if (place.hidden !== hidden) place.hidden = hidden;
  }
  for (const rows of all(".qs", root)) {
    const none = query(".no-rows", rows);
    if (none) none.hidden = [...rows.children].some((row) => row.id.startsWith("w:") && !(/** @type {HTMLElement} */ (row).hidden));
  }
  for (const page of all("[data-s]")) {
    page.classList.toggle("off", !applies(state, page.dataset["s"] ?? ""));
  }
}

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
 * @property {boolean} failing
 */

/** How far each page is. @param {State} state @param {Problem[]} problems @returns {Map<string, Progress>} */
function progress(state, problems) {
  /** @type {Map<string, Progress>} */
  const found = new Map();
  const of = (/** @type {string} */ id) => {
    const held = found.get(id) ?? { asked: 0, answered: 0, failing: false };
    found.set(id, held);
    return held;
  };
  for (const question of form.questions) {
    const page = of(sectionOf(form, question));
    for (const path of askedPlaces(state, question)) {
      page.asked += 1;
      const value = at(state.draft, path);
      if (value !== undefined && !(isArray(value) && value.every((row) => isObject(row) && !hasMembers(row)))) {
        page.answered += 1;
      }
    }
  }
  for (const path of askedFacts()) {
    const page = of("about");
    page.asked += 1;
    if (at(state.draft, path) !== undefined) page.answered += 1;
  }
  for (const { path, rule } of problems) {
    if (rule === "hidden") continue;
    const question = locate(path)?.question;
    if (isFact(path)) of("about").failing = true;
    if (question) of(sectionOf(form, question)).failing = true;
  }
  return found;
}

/** The places of facts that are asked. @returns {string[]} */
export function askedFacts() {
  const places = byId(pageId("about"))?.querySelectorAll("[data-p]");
  return [...(places ?? [])].map((place) => /** @type {HTMLElement} */ (place).dataset["p"] ?? "");
}

/** Writes the task list. @param {State} state */
export function showProgress(state) {
  const found = progress(state, inspect(form, asReturn(state, "draft")).problems);
  let [done, total] = [0, 0];
  for (const place of all("[data-status]")) {
    const id = place.dataset["status"] ?? "";
    const page = found.get(id);
    /** @type {Status} */
    const status = !page || page.asked === 0 || !applies(state, id)
      ? "none"
      : page.answered === 0
        ? "new"
        : page.failing
          ? "started"
          : "done";
    if (status !== "none") total += 1;
    if (status === "done") done += 1;
    place.className = `status ${status}`;
    place.textContent = word(`status_${status}`);
    place.title = status === "none" || !page ? "" : word("answered", { done: page.answered, all: page.asked });
  }
  setText("progress", word("progress", { done, all: total }));
}

/**
 * The name of a place: its question's number, its row, its own label.
 * @param {string} path such as `answers/x/0/title`
 */
export function placeName(path) {
  const label = textOf(byId(`l:${path}`));
  const place = locate(path);
  if (!place) return label || textOf(byId(`l:${outer(path)}`)) || path;
  const { question, row, index, field, companion } = place;
  const whole = answerPath(question.id);
  const first = row === undefined ? whole : inside(whole, row);
  const number = textOf(query(".no", wrapper(first))) || textOf(query(".no", wrapper(whole)));
  const short = textOf(byId(`n:${whole}`) ?? byId(`n:${first}`));
  const parts = [word("question", { n: number }) + (short ? ` (${short})` : "")];
  if (index !== undefined) parts.push(word("row_name", { n: Number(index) + 1 }));
  if (label && (field ?? companion)) parts.push(label);
  return parts.join(", ");
}
