// Steps that replace or remove answers, and the way back. The answers before a step are kept until something is answered.

/** @import { State } from "./types.js" */
import { keep } from "./files.js";
import { isSame } from "./merge.js";
import { notice } from "./notice.js";
import { button, form, query } from "./page.js";
import { toJson } from "./values.js";

/** Remembers the answers before a step that replaces some of them. @param {State} state */
export function remember({ draft, last }) {
  return toJson({ draft, last });
}

/**
 * Says what a step did, with buttons that take it back.
 * @param {State} state
 * @param {string} text
 * @param {string} [before] what `remember` kept; without it the step cannot be taken back
 */
export function noticeUndo(state, text, before) {
  if (before) state.undoTo = before;
  notice(text, ...(state.undoTo ? [button("undo", "", "undo")] : []), ...(state.copyOnly ? [button("alone", "", "only_copy")] : []));
}

/** Forgets what could be undone: something was answered since. @param {State} state */
export function forgetUndo(state) {
  delete state.undoTo;
  delete state.copyOnly;
  if (query("#notice [data-do=undo]", document)) notice("");
}

/** Takes the last step back. @param {State} state */
export function undo(state) {
  const { draft, last } = JSON.parse(/** @type {string} */ (state.undoTo));
  Object.assign(state, { draft, last: isSame(last, form.last) ? form.last : last });
  forgetUndo(state);
  keep(state);
}

/** Keeps the answers of the opened copy alone. @param {State} state */
export function useAlone(state) {
  state.draft = /** @type {import("./types.js").Draft} */ (state.copyOnly);
  delete state.copyOnly;
  keep(state);
}
