// What was answered in the edition before: shown beside this year's questions where they ask for it, and taken over when
// the one who fills in says so. It came with the copy, or from a file that was opened.

/** @import { JsonObject } from "./types.js" */
/** @import { Draft } from "./draft.js" */
import { fill, wrapper } from "./controls.js";
import { adopt, at, put } from "./draft.js";
import { button, element, form, now, word } from "./page.js";
import { commentAt, placeName, placesOf } from "./progress.js";
import { answer } from "./summary.js";
import { own } from "./values.js";

/** Whether the form has a use for a return of the edition before. */
export const usesLast = form.questions.some((question) => question.last ?? question.feeds);

/** Shows last year's answers on a page. @param {ParentNode} page */
export function showLast(page) {
  page.querySelectorAll(".last").forEach((old) => old.remove());
  const { last, draft, hidden } = now;
  if (!last) return;
  for (const question of form.questions) {
    if (!question.last) continue;
    for (const path of placesOf(question)) {
      const around = wrapper(path);
      const value = at(last, path);
      if (!around || !page.contains(around) || value === undefined) continue;
      // What writes an answer in words looks at the draft: for a moment, that is last year's.
      Object.assign(now, { draft: last, hidden: new Set() });
      const shown = answer(question, value, path);
      Object.assign(now, { draft, hidden });
      const comment = at(last, commentAt(path));
      const box = element("div", { class: "last" }, element("b", {}, word("last_year", { edition: last.edition })), element("div", {}, shown));
      if (typeof comment === "string") box.append(element("div", { class: "typed", dir: "auto" }, comment));
      if (question.last !== "show") box.append(button("same", path, "same", placeName(path)));
      around.querySelector(".answer")?.before(box);
    }
  }
}

/**
 * Takes last year's answer over, with what stands beside it, as far as it fits this year's question.
 * @param {string} path
 * @param {Draft} fitting what of last year's answers fits this form
 */
export function takeLast(path, fitting = adopt(form, { answers: now.last?.answers ?? {} })) {
  const [, id = "", row = ""] = path.split("/");
  for (const key of Object.keys(fitting.answers)) {
    if (key.split(".")[0] !== id) continue;
    const place = row ? `answers/${key}/${row}` : `answers/${key}`;
    put(now.draft, place, at(fitting, place), false);
  }
  const around = wrapper(path);
  if (around) fill(around);
}

/** Takes over the answers that a form starts from. */
export function startFromLast() {
  const fitting = adopt(form, { answers: now.last?.answers ?? {} });
  for (const question of form.questions.filter(({ last }) => last === "copy")) {
    for (const path of placesOf(question)) if (at(now.draft, path) === undefined) takeLast(path, fitting);
  }
}

/**
 * Opens a return of the edition before: its answers stand beside the questions, and its rows become the facts that this
 * copy asks for.
 * @param {JsonObject} held
 */
export function openLast(held) {
  const answers = /** @type {JsonObject} */ (held["answers"]);
  now.last = { edition: String(held["edition"]), answers };
  const facts = /** @type {JsonObject} */ (Object.assign({}, own(held, "facts")));
  for (const { id, feeds } of form.questions) if (feeds && own(answers, id)) facts[feeds] = Object.assign({}, own(answers, id));
  for (const { id, shape } of form.facts) {
    // A blank copy numbers the rows of its lists.
    const rows = Object.values(own(facts, id) ?? {}).map((row, index) => [`r${index + 1}`, row]);
    if (!shape && form.blank) facts[id] = Object.fromEntries(rows);
  }
  now.draft.facts = { ...adopt(form, { facts }).facts, ...now.draft.facts };
  startFromLast();
}
