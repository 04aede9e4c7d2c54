// The form on paper: texts are whole, and an empty form shows everything, with lines to write on.

/** @import { State } from "./types.js" */
import { drawForPaper } from "./controls.js";
import { prepareAll, setTitle } from "./router.js";
import { showUnread } from "./summary.js";
import { all, documentElement, element, formAndCountry } from "./page.js";

/** @type {HTMLDetailsElement[]} examples and rows that are open on paper only */
let opened = [];

/** @param {State} state @param {boolean} blank whether nobody has answered anything */
export function beforePrint(state, blank) {
  prepareAll(state);
  // A browser proposes the title as the name of a PDF.
  document.title = formAndCountry();
  showUnread(state);
  documentElement.classList.toggle("blank", blank);
  if (blank) drawForPaper(state.draft, true);
  opened = [.../** @type {NodeListOf<HTMLDetailsElement>} */ (all(blank ? "details" : "details.row"))].filter(({ open }) => !open);
  for (const folded of opened) folded.open = true;
  for (const box of /** @type {NodeListOf<HTMLTextAreaElement>} */ (all("textarea, input[type=text]"))) {
    const paper = element("div", { class: box.value ? "mirror" : "lines" }, box.value);
    if (!box.value && blank) for (let line = 0; line < box.rows; line += 1) paper.append(element("i"));
    if (!box.value && !paper.childElementCount) continue;
    box.after(paper);
    box.classList.add("on-paper");
  }
}

/** @param {State} state */
export function afterPrint({ draft }) {
  all(".mirror, .lines").forEach((paper) => paper.remove());
  all(".on-paper").forEach((box) => box.classList.remove("on-paper"));
  for (const folded of opened) folded.open = false;
  setTitle();
  if (documentElement.classList.contains("blank")) drawForPaper(draft, false);
  opened = [];
}
