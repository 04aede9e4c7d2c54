// Conflicts between copies that were opened together: the page shows both answers until someone chooses.

/** @import { Conflict, Draft, Json, Question } from "./types.js" */
import { answer, simple, unfit } from "./answer.js";
import { MOST } from "./controls.js";
import { comeBack, joinable, joined, settle, sides } from "./merge.js";
import { all, button, byId, element, fieldAt, form, locate, now, query, shapeOf, textOf, unfold, word, wrapper } from "./page.js";
import { SET_ASIDE, conflictId, pageTitleId } from "./paths.js";
import { isOneLine, placeName } from "./names.js";
import { emptyDraft, put } from "./draft.js";
import { byIds, fieldsOf, listAt } from "./questions.js";
import { byPath } from "./replaced.js";
import { fits, isString, saidOf, toJson } from "./values.js";

/** One of the answers that differ, in words. @param {Draft} draft @param {Conflict} conflict */
function inWords(draft, { path, value }) {
  const shape = shapeOf(path);
  const question = fieldAt(path);
  // A copy keeps what fits nowhere as a text of JSON, and nobody reads that.
  const isPacked = isString(value) && ['{"', '["', '[{"'].some((sign) => value.startsWith(sign));
  if (saidOf(value) === undefined && (isPacked || !fits(shape, value))) return unfit(path, value);
  // What stands beside the answers of a group or row is a part of the value.
  const whole = emptyDraft();
  put(whole, path, value, listAt(byIds(form), path));
  const view = { draft: question && fieldsOf(question).length ? whole : draft, hidden: new Set() };
  return element("div", {}, question ? answer(view, question, value, path) : simple(draft, shape, value, path));
}

/** Where an answer comes from. @param {Conflict} side */
function sourceOf({ from }) {
  return from === SET_ASIDE ? word("set_aside") : from;
}

/** @param {Draft} draft */
function everySide(draft) {
  return sides(form, draft, word("here"));
}

/** The lines on the page, by what they show: a choice changes one of a thousand. @type {Map<string, Element>} */
let drawn = new Map();

/** @param {Draft} draft @returns {Element[]} a line for each place with a conflict */
export function conflictLines(draft) {
  /** @type {typeof drawn} */
  const lines = new Map();
  const places = [...byPath(everySide(draft))].sort(([a], [b]) => numberOf(a) - numberOf(b));
  for (const [path, same] of places) {
    const key = toJson([now.tag, same]);
    lines.set(key, drawn.get(key) ?? conflictLine(draft, path, same));
  }
  drawn = lines;
  return [...lines.values()];
}

/** Where the question of a place stands in the form. @param {string} path */
function numberOf(path) {
  return form.questions.indexOf(/** @type {Question} */ (locate(path)?.question));
}

/** @param {Draft} draft @param {string} path @param {Conflict[]} same all sides of the place */
function conflictLine(draft, path, same) {
  const name = placeName(path);
  const shown = same.map((side, index) => element("div", {}, element("b", {}, sourceOf(side)), inWords(draft, side), button("use", index, "use", `${sourceOf(side)}, ${name}`)));
  const canJoin = ["text", "rows", "names", "many"].includes(shapeOf(path).kind) && joinable(same).length > 1 && String(together(path, same)).length <= MOST;
  return element("li", { id: conflictId(path), tabindex: "-1" }, element("h4", {}, name), element("div", { class: "differ" }, ...shown), canJoin ? button("both", path, "both", name) : "");
}

/** Says on pages which of their questions have answers that differ, with links to the questions and to the choice. @param {Draft} draft @param {Iterable<Element>} pages */
export function markConflicts(draft, pages) {
  /** The links at the top of each page. @type {Map<Element, Element[]>} */
  const found = new Map();
  for (const page of pages) {
    all(".differs", page).forEach((old) => old.remove());
    found.set(page, []);
  }
  for (const path of new Set(draft.conflicts.map((conflict) => conflict.path))) {
    const around = wrapper(path);
    const links = found.get(around?.closest(".page") ?? document.body);
    if (!around || !links) continue;
    const link = element("a", { href: `#${conflictId(path)}` }, textOf(byId(pageTitleId("check"))));
    unfold(path);
    const mark = element("p", { class: "differs" }, element("b", {}, word("conflicts_title")), " ", link);
    const before = query(".answer", around);
    if (around.matches("tr")) around.firstElementChild?.append(mark);
    else if (before) before.before(mark);
    else around.append(mark);
    links.push(element("li", {}, element("a", { href: `#${path}` }, placeName(path))));
  }
  for (const [page, links] of found) {
    if (links.length) query("h2", page)?.after(element("div", { class: "inset differs" }, element("b", {}, word("conflicts_title")), element("ul", {}, ...links)));
  }
}

/** Takes one of the answers that differ. @param {Draft} draft @param {string} path @param {number} index among the sides of the place */
export function useOne(draft, path, index) {
  choose(draft, path, /** @type {Conflict} */ (sidesOf(draft, path)[index]).value);
}

/** @param {Draft} draft @param {string} path @param {Json} value */
function choose(draft, path, value) {
  settle(form, draft, path, value);
  comeBack(form, draft);
}

/** @param {Draft} draft @param {string} path */
function sidesOf(draft, path) {
  return everySide(draft).filter((side) => side.path === path);
}

/** All answers of a place as one. @param {string} path @param {Conflict[]} same */
function together(path, same) {
  return joined(same, isOneLine(path) ? "; " : undefined);
}

/** Takes all answers of a place. @param {Draft} draft @param {string} path */
export function useAll(draft, path) {
  choose(draft, path, together(path, sidesOf(draft, path)));
}
