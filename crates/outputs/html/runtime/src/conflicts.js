// Conflicts between copies that were opened together: the page shows both answers until someone chooses.

/** @import { Conflict, Draft } from "./types.js" */
import { answer, simple } from "./answer.js";
import { asText } from "./draft.js";
import { joinable, joined, settle, sides } from "./merge.js";
import { all, button, byId, element, fieldAt, form, query, shapeOf, textOf, typed, word, wrapper } from "./page.js";
import { COUNTRY, pageHash, pageTitleId } from "./paths.js";
import { placeName } from "./progress.js";
import { fits, saidOf } from "./values.js";

/** One of the answers that differ, in words. @param {Draft} draft @param {Conflict} conflict */
function inWords(draft, { path, value }) {
  const shape = path === COUNTRY ? { kind: /** @type {const} */ ("one") } : shapeOf(path);
  const question = fieldAt(path);
  if (saidOf(value) === undefined && path !== COUNTRY && !fits(shape, value)) return typed(asText(value), "p");
  return element("div", {}, question ? answer({ draft, hidden: new Set() }, question, value, path) : simple(draft, shape, value, path));
}

/** @param {Draft} draft */
function everySide(draft) {
  return sides(draft, word("here"));
}

/** @param {Draft} draft @returns {Element[]} a line for each place with a conflict */
export function conflictLines(draft) {
  const every = everySide(draft);
  return [...new Set(every.map(({ path }) => path))].map((path) => {
    const same = every.filter((side) => side.path === path);
    const shown = same.map((side) => element("div", {}, element("b", {}, side.from), inWords(draft, side), button("use", every.indexOf(side), "use", side.from)));
    const canJoin = ["text", "rows", "names", "many"].includes(shapeOf(path).kind) && joinable(same).length > 1;
    const join = canJoin ? button("both", path, "both", placeName(path)) : "";
    return element("li", {}, element("h4", {}, placeName(path)), element("div", { class: "differ" }, ...shown), join);
  });
}

/** Says on a page which of its questions have answers that differ, with a link to the choice. @param {Draft} draft @param {ParentNode} page */
export function markConflicts(draft, page) {
  all(".differs", page).forEach((old) => old.remove());
  for (const path of new Set(draft.conflicts.map((conflict) => conflict.path))) {
    const around = wrapper(path);
    if (!around || !page.contains(around)) continue;
    const link = element("a", { href: pageHash("check") }, textOf(byId(pageTitleId("check"))));
    const mark = element("p", { class: "differs" }, element("b", {}, word("conflicts_title")), " ", link);
    const before = query(".answer", around);
    if (before) before.before(mark);
    else around.append(mark);
  }
}

/** Takes one of the answers that differ. @param {Draft} draft @param {number} index among all sides @returns {string | undefined} its path */
export function useOne(draft, index) {
  const side = everySide(draft)[index];
  if (side) settle(form, draft, side.path, side.value);
  return side?.path;
}

/** Takes all answers of a place. @param {Draft} draft @param {string} path */
export function useAll(draft, path) {
  settle(form, draft, path, joined(everySide(draft).filter((side) => side.path === path)));
}
