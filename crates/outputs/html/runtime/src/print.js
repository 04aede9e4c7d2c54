// The form on paper: texts are whole, and an empty form shows everything, with lines to write on.

/** @import { State } from "./types.js" */
import { drawForPaper } from "./controls.js";
import { prepareAll } from "./router.js";

/** @type {HTMLDetailsElement[]} examples that are open on paper only */
let opened = [];

/** @param {State} state @param {boolean} blank whether nobody has answered anything */
export function beforePrint(state, blank) {
  prepareAll(state);
  document.documentElement.classList.toggle("blank", blank);
  if (blank) {
    drawForPaper(state.draft, true);
    opened = [...document.querySelectorAll("details")].filter((example) => !example.open);
    for (const example of opened) example.open = true;
  }
  for (const box of /** @type {NodeListOf<HTMLTextAreaElement>} */ (document.querySelectorAll("textarea, input[type=text]"))) {
    const paper = document.createElement("div");
    paper.className = box.value ? "mirror" : "lines";
    if (box.value) paper.textContent = box.value;
    else if (blank) for (let line = 0; line < (box.rows ?? 0); line += 1) paper.append(document.createElement("i"));
    if (box.value || paper.firstChild) box.after(paper);
  }
}

/** @param {State} state */
export function afterPrint({ draft }) {
  document.querySelectorAll(".mirror, .lines").forEach((paper) => paper.remove());
  for (const example of opened) example.open = false;
  if (document.documentElement.classList.contains("blank")) drawForPaper(draft, false);
  opened = [];
}
