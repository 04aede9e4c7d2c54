// Writes what rows are called: the titles that the form gives them, filled with their answers.

/** @import { Question, State } from "./types.js" */
import { titled } from "./answer.js";
import { at } from "./draft.js";
import { all, fieldAt, locate, word } from "./page.js";
import { withoutPrefix } from "./paths.js";

/** A row in which nothing of its title is answered has its number. @param {State} state @param {ParentNode} [root] */
export function titleRows(state, root) {
  for (const title of all(".title", root)) {
    const row = withoutPrefix(title.id);
    title.hidden = !titled(state, title, /** @type {Question} */ (fieldAt(row)), at(state.draft, row), row);
    /** @type {Element} */ (title.nextElementSibling).textContent = title.hidden ? word("row_name", { n: Number(locate(row)?.index) + 1 }) : "";
  }
}
