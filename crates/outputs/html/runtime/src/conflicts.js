// Conflicts between copies that were opened together: the page shows both answers until someone chooses.

/** @import { Draft } from "./types.js" */
import { simple } from "./answer.js";
import { asText, put } from "./draft.js";
import { joined } from "./merge.js";
import { button, element, listOf, shapeOf, typed } from "./page.js";
import { placeName } from "./progress.js";
import { isObject } from "./values.js";

/** @param {Draft} draft @returns {Element[]} a line for each place with a conflict */
export function conflictLines(draft) {
  const { conflicts } = draft;
  return [...new Set(conflicts.map(({ path }) => path))].map((path) => {
    const shape = shapeOf(path);
    const same = conflicts.filter((conflict) => conflict.path === path);
    const sides = same.map((conflict) => {
      const { from, value } = conflict;
      const coded = ["yes_no", "one", "many"].includes(shape.kind) && !isObject(value);
      const shown = coded ? element("div", {}, simple(draft, shape, value, path)) : typed(asText(value), "p");
      return element("div", {}, element("b", {}, from), shown, button("use", conflicts.indexOf(conflict), "use", from));
    });
    const canJoin = ["text", "rows", "names", "many"].includes(shape.kind);
    const join = canJoin ? button("both", path, "both", placeName(path)) : "";
    return element("li", {}, element("h4", {}, placeName(path)), element("div", { class: "differ" }, ...sides), join);
  });
}

/** Takes one of the answers that differ. @param {Draft} draft @param {number} index of the conflict */
export function useOne(draft, index) {
  const conflict = draft.conflicts[index];
  if (conflict) settle(draft, conflict.path, conflict.value);
}

/** Takes all answers of a place. @param {Draft} draft @param {string} path */
export function useAll(draft, path) {
  settle(draft, path, joined(draft.conflicts.filter((conflict) => conflict.path === path)));
}

/** @type {(draft: Draft, path: string, value: import("./types.js").Json) => void} */
function settle(draft, path, value) {
  draft.conflicts = draft.conflicts.filter((conflict) => conflict.path !== path);
  put(draft, path, value, listOf(path));
}
