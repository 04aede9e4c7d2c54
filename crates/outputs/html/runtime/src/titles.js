// What rows are called: the titles that the form gives them, filled with their answers.

/** @import { Question, State } from "./types.js" */
import { answer } from "./answer.js";
import { at } from "./draft.js";
import { all, fieldAt, locate, textOf, word } from "./page.js";
import { inside, withoutPrefix } from "./paths.js";

/** Writes the titles of rows. A row in which nothing of its title is answered has its number. @param {State} state @param {ParentNode} [root] */
export function titleRows(state, root) {
  for (const title of all(".title", root)) {
    const row = withoutPrefix(title.id);
    let words = "";
    for (const cell of all("[data-cell]", title)) {
      const path = inside(row, /** @type {string} */ (cell.dataset["cell"]));
      const value = state.hidden.has(path) ? undefined : at(state.draft, path);
      const text = value === undefined ? "" : textOf(answer(state, /** @type {Question} */ (fieldAt(path)), value, path));
      cell.textContent = text || "…";
      words += text;
    }
    title.hidden = !words;
    /** @type {Element} */ (title.nextElementSibling).textContent = words ? "" : word("row_name", { n: Number(locate(row)?.index) + 1 });
  }
}
