// What is shown, and how far each section is.

/** @import { Problem, Question } from "./types.js" */
import { rowsDrawn, wrapper } from "./controls.js";
import { at, toReturn } from "./draft.js";
import { byId, form, language, now, questions, textOf, word } from "./page.js";
import { isObject } from "./values.js";
import { inspect } from "./verdict.js";

/** The draft as a return, facts that are known included; a complete one is without what is hidden. @param {"draft" | "complete"} status */
export function asReturn(status) {
  return toReturn(form, now.draft, { tag: now.tag, language: language(), status, hidden: now.hidden });
}

/** Finds out what is hidden, from the draft as it stands, blank rows included. */
export function look() {
  const facts = asReturn("draft")["facts"] ?? {};
  const drawn = (/** @type {string} */ id) => rowsDrawn(`answers/${id}`);
  now.hidden = inspect(form, { facts, answers: now.draft.answers }, drawn).hidden;
}

/** @param {string} path as on the page */
function isHidden(path) {
  return now.hidden.has(path) || now.hidden.has(`/${path}`);
}

/** Shows and hides what stands in an element. @param {ParentNode} root */
export function reveal(root) {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-p]"))) {
    const hidden = isHidden(place.dataset["p"] ?? "");
    if (place.hidden !== hidden) place.hidden = hidden;
  }
  for (const rows of root.querySelectorAll(".qs")) {
    const none = /** @type {HTMLElement | null} */ (rows.querySelector(".no-rows"));
    if (none) none.hidden = [...rows.children].some((row) => row.id.startsWith("w:") && !(/** @type {HTMLElement} */ (row).hidden));
  }
  for (const page of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-s]"))) {
    page.classList.toggle("off", isHidden(`section/${page.dataset["s"]}`));
  }
}

/** @param {string} id @returns {boolean} whether a page applies */
export function applies(id) {
  return !isHidden(`section/${id}`);
}

/** The places of a question. @param {Question} question */
export function placesOf({ id, rows }) {
  const whole = `answers/${id}`;
  return rows ? rows.keys.map((row) => `${whole}/${row}`) : [whole];
}

/** The places of a question that are asked now. @param {Question} question */
export function askedPlaces(question) {
  return question.shape.kind === "nothing" || isHidden(`answers/${question.id}`) ? [] : placesOf(question).filter((path) => !isHidden(path));
}

/** The place of the comment on an answer. @param {string} path */
export function commentAt(path) {
  return path.replace(/^answers\/\w+/u, "$&.comment");
}

/**
 * @typedef {object} Progress
 * @property {number} asked
 * @property {number} answered
 * @property {boolean} failing
 */

/** How far each page is. @param {Problem[]} problems @returns {Map<string, Progress>} */
function progress(problems) {
  /** @type {Map<string, Progress>} */
  const all = new Map();
  const of = (/** @type {string} */ id) => {
    const held = all.get(id) ?? { asked: 0, answered: 0, failing: false };
    all.set(id, held);
    return held;
  };
  for (const question of form.questions) {
    const page = of(form.sections[question.section ?? 0]?.id ?? "");
    for (const path of askedPlaces(question)) {
      page.asked += 1;
      const value = at(now.draft, path);
      if (value !== undefined && !(Array.isArray(value) && value.every((row) => isObject(row) && Object.keys(row).length === 0))) {
        page.answered += 1;
      }
    }
  }
  for (const path of askedFacts()) {
    const page = of("about");
    page.asked += 1;
    if (at(now.draft, path) !== undefined) page.answered += 1;
  }
  for (const { path, rule } of problems) {
    if (rule === "hidden") continue;
    const [, head, key = ""] = path.split("/");
    const question = head === "answers" ? questions.get(key.split(".")[0] ?? "") : undefined;
    if (head === "facts") of("about").failing = true;
    if (question) of(form.sections[question.section ?? 0]?.id ?? "").failing = true;
  }
  return all;
}

/** The places of facts that are asked. @returns {string[]} */
export function askedFacts() {
  const places = document.querySelectorAll("#s\\/about [data-p]");
  return [...places].map((place) => /** @type {HTMLElement} */ (place).dataset["p"] ?? "");
}

/** Writes the task list. */
export function showProgress() {
  const all = progress(inspect(form, asReturn("draft")).problems);
  let [done, total] = [0, 0];
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-status]"))) {
    const id = place.dataset["status"] ?? "";
    const page = all.get(id);
    const state = !page || page.asked === 0 || !applies(id)
      ? "none"
      : page.answered === 0
        ? "new"
        : page.failing
          ? "started"
          : "done";
    if (state !== "none") total += 1;
    if (state === "done") done += 1;
    place.className = `status ${state}`;
    place.textContent = word(`status_${state}`);
    place.title = state === "none" || !page ? "" : word("answered", { done: page.answered, all: page.asked });
  }
  const whole = byId("progress");
  if (whole) whole.textContent = word("progress", { done, all: total });
}

/**
 * What a place is called: its question's number, its row, its own label.
 * @param {string} path such as `answers/x/0/title`
 */
export function placeName(path) {
  const [head, key = "", ...rest] = path.split("/");
  const own = byId(`l:${path}`);
  if (head === "facts") return textOf(own) || textOf(byId(`l:facts/${key}`));
  const id = key.split(".")[0] ?? "";
  const first = rest[0] === undefined || /^[0-9]+$/u.test(rest[0]) ? undefined : wrapper(`answers/${id}/${rest[0]}`);
  const number = textOf(first?.querySelector(".no")) || textOf(wrapper(`answers/${id}`)?.querySelector(".no"));
  const short = textOf(byId(`n:answers/${id}`) ?? (first ? byId(`n:answers/${id}/${rest[0]}`) : null));
  const parts = [word("question", { n: number }) + (short ? ` (${short})` : "")];
  if (rest[0] !== undefined && /^[0-9]+$/u.test(rest[0])) parts.push(word("row_name", { n: Number(rest[0]) + 1 }));
  const isField = key.includes(".") || rest.length > 1 || (rest.length === 1 && !questions.get(id)?.rows);
  if (own && isField) parts.push(textOf(own));
  return parts.join(", ");
}
