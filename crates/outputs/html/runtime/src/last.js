// Last year's answers: the page shows them beside this year's questions that ask for it, and a button takes them over.
// They come with the copy, or from a file that is opened.

/** @import { Draft, JsonObject, State } from "./types.js" */
import { answer } from "./answer.js";
import { refill } from "./controls.js";
import { adopt } from "./adopt.js";
import { at, emptyDraft, put } from "./draft.js";
import { carried } from "./feeds.js";
import { isSame } from "./merge.js";
import { all, button, companionAt, element, form, locate, query, typed, word, wrapper } from "./page.js";
import { inside, isInside, unreadKey, unreadPath, withoutPrefix, write } from "./paths.js";
import { placeName } from "./names.js";
import { companionsOf, placesOf, questionsIn } from "./questions.js";
import { fromEntries, isString, keysOf, membersOf, own } from "./values.js";

/** Whether the form has a use for a return of the edition before. */
export const usesLast = form.questions.some((question) => question.last ?? question.feeds);

/** Shows last year's answers on a page. @param {State} state @param {ParentNode} page */
export function showLast({ last }, page) {
  all(".last", page).forEach((old) => old.remove());
  if (!last) return;
  const draft = { ...emptyDraft(), answers: last.answers };
  for (const question of questionsIn(form, withoutPrefix(/** @type {Element} */ (page).id))) {
    if (!question.last) continue;
    for (const path of placesOf(question)) {
      const around = wrapper(path);
      const value = at(draft, path);
      if (!around || !page.contains(around) || value === undefined) continue;
      const shown = answer({ draft, hidden: new Set() }, question, value, path);
      const commentPath = companionAt(path);
      const comment = commentPath && at(draft, commentPath);
      const box = element("div", { class: "last" }, element("b", {}, word("last_year", { edition: last.edition })), element("div", {}, shown));
      if (isString(comment)) box.append(typed(comment, "div"));
      if (question.last === "confirm") box.append(button("same", path, "same", placeName(path)));
      query(".answer", around)?.before(box);
    }
  }
}

/** What of last year's answers fits this form. @param {State} state */
function fitting({ last }) {
  return adopt(form, { answers: last?.answers ?? {} });
}

/** Whether last year's answer would replace another. @param {State} state @param {string} path */
export function replacesOther(state, path) {
  const place = /** @type {import("./paths.js").AnswerPath} */ (locate(path));
  const last = fitting(state);
  return [undefined, ...companionsOf(place.question)].some((companion) => {
    const there = write({ ...place, companion });
    const [held, given] = [at(state.draft, there), at(last, there)];
    return state.draft.unread[unreadKey(there)] !== undefined || (held !== undefined && given !== undefined && !isSame(held, given));
  });
}

/**
 * Takes over last year's answer and its companion fields, as far as they fit this year's question.
 * @param {State} state
 * @param {string} path
 * @param {Draft} last
 * @returns {string} what was done
 */
export function takeLast(state, path, last = fitting(state)) {
  const place = /** @type {import("./paths.js").AnswerPath} */ (locate(path));
  /** @type {Set<string>} */
  const told = new Set();
  for (const companion of [undefined, ...companionsOf(place.question)]) {
    const there = write({ ...place, companion });
    const given = at(last, there);
    if (keysOf(last.unread).some((key) => isInside(inside(unreadPath(key), ""), there))) told.add(word("error_unread", { place: placeName(there) }));
    if (given === undefined) continue;
    told.add(word("same_done"));
    put(state.draft, there, given);
    delete state.draft.unread[unreadKey(there)];
  }
  refill(state.draft, path);
  return [...told].join("\n");
}

/** Takes over the answers that a form starts from. @param {State} state */
export function startFromLast(state) {
  const last = fitting(state);
  for (const question of form.questions.filter((each) => each.last === "copy")) {
    for (const path of placesOf(question)) if (at(state.draft, path) === undefined) takeLast(state, path, last);
  }
}

/**
 * Opens a return of the edition before. The page shows its answers beside the questions, and its rows become the facts that
 * this copy asks for.
 * @param {State} state
 * @param {JsonObject} held
 */
export function openLast(state, held) {
  const { draft } = state;
  const then = /** @type {JsonObject} */ (held["answers"]);
  const answers = { ...then };
  state.last = { edition: String(held["edition"]), answers };
  for (const [key, old] of membersOf(form.was)) answers[key] = /** @type {import("./types.js").Json} */ (own(then, String(old)));
  const facts = carried(form, /** @type {JsonObject} */ (own(held, "facts") ?? {}), answers);
  for (const { id, shape } of form.facts) {
    // A blank copy numbers the rows of its lists.
    const rows = Object.values(own(facts, id) ?? {}).map((row, index) => [`r${index + 1}`, row]);
    if (!shape && form.blank) facts[id] = fromEntries(rows);
  }
  draft.facts = { ...adopt(form, { facts }).facts, ...draft.facts };
  startFromLast(state);
}
