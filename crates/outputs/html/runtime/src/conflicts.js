// Conflicts between copies that were opened together: the page shows both answers until someone chooses.

/** @import { Conflict, Draft } from "./types.js" */
import { answer, anything, simple } from "./answer.js";
import { joinable, joined, settle, sides } from "./merge.js";
import { all, button, byId, element, fieldAt, form, query, shapeOf, textOf, word, wrapper } from "./page.js";
import { COUNTRY, conflictId, pageTitleId } from "./paths.js";
import { placeName } from "./names.js";
import { fits, saidOf } from "./values.js";

/** One of the answers that differ, in words. @param {Draft} draft @param {Conflict} conflict */
function inWords(draft, { path, value }) {
  const shape = path === COUNTRY ? { kind: /** @type {const} */ ("one") } : shapeOf(path);
  const question = fieldAt(path);
  if (saidOf(value) === undefined && path !== COUNTRY && !fits(shape, value)) return anything(value);
  return element("div", {}, question ? answer({ draft, hidden: new Set() }, question, value, path) : simple(draft, shape, value, path));
}

/** @param {Draft} draft */
function everySide(draft) {
  return sides(draft, word("here"));
}

/** @param {Draft} draft @returns {Element[]} a line for each place with a conflict */
export function conflictLines(draft) {
  /** @type {Map<string, [side: Conflict, index: number][]>} */
  const places = new Map();
  everySide(draft).forEach((side, index) => places.set(side.path, [...(places.get(side.path) ?? []), [side, index]]));
  return [...places].map(([path, same]) => {
    const name = placeName(path);
    const shown = same.map(([side, index]) => element("div", {}, element("b", {}, side.from), inWords(draft, side), button("use", index, "use", `${side.from}, ${name}`)));
    const canJoin = ["text", "rows", "names", "many"].includes(shapeOf(path).kind) && joinable(same.map(([side]) => side)).length > 1;
    return element("li", { id: conflictId(path), tabindex: "-1" }, element("h4", {}, name), element("div", { class: "differ" }, ...shown), canJoin ? button("both", path, "both", name) : "");
  });
}

/** Says on a page which of its questions have answers that differ, with links to the questions and to the choice. @param {Draft} draft @param {ParentNode} page */
export function markConflicts(draft, page) {
  all(".differs", page).forEach((old) => old.remove());
  /** @type {Element[]} */
  const links = [];
  for (const path of new Set(draft.conflicts.map((conflict) => conflict.path))) {
    const around = wrapper(path);
    if (!around || !page.contains(around)) continue;
    const link = element("a", { href: `#${conflictId(path)}` }, textOf(byId(pageTitleId("check"))));
    const mark = element("p", { class: "differs" }, element("b", {}, word("conflicts_title")), " ", link);
    const before = query(".answer", around);
    if (around.matches("tr")) around.firstElementChild?.append(mark);
    else if (before) before.before(mark);
    else around.append(mark);
    links.push(element("li", {}, element("a", { href: `#${path}` }, placeName(path))));
  }
  if (links.length > 0) query("h2", page)?.after(element("div", { class: "inset differs" }, element("b", {}, word("conflicts_title")), element("ul", {}, ...links)));
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
