// Steps that replace or remove answers, and the way back. The answers before a step are kept until something is answered.

/** @import { State } from "./types.js" */
import { keep } from "./files.js";
import { isSame } from "./merge.js";
import { notice } from "./notice.js";
import { all, element, form, word } from "./page.js";
import { toJson } from "./values.js";

/** Remembers the answers before a step that replaces some of them. @param {State} state */
export function remember({ draft, last }) {
  return toJson({ draft, last });
}

/** A button in the notice. @param {string} act @param {string} name */
export function choice(act, name) {
  return element("button", { type: "button", class: "plain", "data-do": act, "data-word": name }, word(name));
}

/**
 * Says what a step did, with buttons that take it back.
 * @param {State} state
 * @param {string} text
 * @param {string} [before] what `remember` kept; without it the step cannot be taken back
 */
export function noticeUndo(state, text, before) {
  if (before) state.before = before;
  notice(text, ...(state.before ? [choice("undo", "undo")] : []), ...(state.alone ? [choice("alone", "only_copy")] : []));
}

/** Forgets what could be undone: something was answered since. @param {State} state */
export function forgetUndo(state) {
  if (state.before === undefined && !state.alone) return;
  delete state.before;
  delete state.alone;
  if (all("#notice [data-do=undo]").length > 0) notice("");
}

/** Takes the last step back. @param {State} state */
export function undo(state) {
  if (state.before === undefined) return;
  const { draft, last } = JSON.parse(state.before);
  Object.assign(state, { draft, last: isSame(last, form.last) ? form.last : last });
  forgetUndo(state);
  keep(state);
}

/** Keeps the answers of the opened copy alone. @param {State} state */
export function useAlone(state) {
  if (!state.alone) return;
  state.draft = state.alone;
  delete state.alone;
  keep(state);
}
