// The draft in the browser's storage, and the files that the form writes.

/** @import { Aside, Draft, JsonObject, LastAnswers, State } from "./types.js" */
import { adopt, asText, at, emptyDraft, isEmpty, writeUnread } from "./draft.js";
import { isSame, withUnreadBeside } from "./merge.js";
import { notice } from "./notice.js";
import { form, now, setText, word } from "./page.js";
import { SET_ASIDE, conflictKey, steps, unreadKey } from "./paths.js";
import { asReturn } from "./progress.js";
import { together } from "./tabs.js";
import { entriesOf, fromEntries, hasMembers, isObject, isString, own, saidOf, toJson } from "./values.js";

export const KEY = ["canevas", form.form, form.edition, form.definition, form.copy].join(":");

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** When the oldest change was made that is not kept yet. */
let since = 0;
/** The longest time that a change waits while somebody types without a pause. */
const LONGEST = 1000;

/** What the storage held when this tab read or wrote it last, and the same as this tab reads it. @type {[text: string | null, state: State]} */
let agreed = [null, freshState()];

/** Whether the browser refused to keep the last change, and whether a change is in no file either. */
let isRefused = false;
let isUnsaved = false;

/** Asks before the page closes, where that would lose something. @param {BeforeUnloadEvent} event */
export function warnUnsaved(event) {
  if (isUnsaved) event.preventDefault();
}

/** Keeps the draft soon. @param {State} state */
export function keepSoon(state) {
  if (timer === undefined) since = Date.now();
  clearTimeout(timer);
  timer = setTimeout(keep, Math.max(0, Math.min(300, since + LONGEST - Date.now())), state);
  // What is not kept yet must not look kept.
  setText("saved", "");
}

/** Keeps the draft now, and says so when the browser refuses. @param {State} state */
export function keep(state) {
  clearTimeout(timer);
  timer = undefined;
  try {
    takeTheirs(state);
    const { draft, last, aside } = state;
    const { facts, answers } = draft;
    const nothing = isEmpty(draft) && last === form.last;
    const text = nothing ? null : toJson({ facts, answers, unread: writeUnread(draft), language: now.tag, last, aside });
    if (text === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, text);
    agreed = [text, copyOf(state)];
    setText("saved", isEmpty(draft) ? "" : word("saved"));
    isRefused = false;
    isUnsaved = false;
  } catch {
    setText("saved", word("not_saved"));
    if (!isRefused) notice(word("not_saved"));
    isRefused = true;
    isUnsaved = !isEmpty(state.draft);
  }
}

/** @param {State} state @returns {State} */
function copyOf({ draft, last, aside }) {
  const { draft: same, aside: also } = JSON.parse(toJson({ draft, aside }));
  return { ...freshState(), draft: same, last, aside: also };
}

/**
 * Takes what another tab kept since this tab looked last. The page shows it after the event `merged`.
 * @param {State} state
 */
function takeTheirs(state) {
  const text = localStorage.getItem(KEY);
  const [seen, base] = agreed;
  if (text === seen) return;
  const theirs = freshState();
  const mineBefore = state.draft;
  readKept(theirs, text);
  agreed = [text, copyOf(theirs)];
  const parts = [base, state, theirs].map(({ draft }) => ({ facts: draft.facts, answers: draft.answers, unread: writeUnread(draft) }));
  const [before, mine, other] = /** @type {[import("./tabs.js").Kept, import("./tabs.js").Kept, import("./tabs.js").Kept]} */ (parts);
  const names = /** @type {[string, string]} */ ([word("this_tab"), word("that_tab")]);
  const { kept, moved } = together(before, mine, other, names);
  const merged = adopt(form, /** @type {JsonObject} */ (/** @type {unknown} */ (kept)));
  state.draft = withUnreadBeside(form, merged, [[names[0], state.draft], [names[1], theirs.draft]]);
  if (!isSame(theirs.last, base.last)) state.last = theirs.last;
  state.aside = { ...theirs.aside, ...fromEntries(entriesOf(state.aside).map(([path, held]) => [moved(path), held])) };
  dispatchEvent(new CustomEvent("merged", { detail: { before: mineBefore, moved } }));
}

/** Keeps a draft that is not kept yet, when the page goes away. @param {State} state */
export function keepNow(state) {
  if (timer !== undefined) keep(state);
}

/** @returns {State} */
export function freshState() {
  return { draft: emptyDraft(), last: form.last, aside: {}, hidden: new Set(), because: new Map() };
}

/** What the storage holds under a key. @param {string | undefined} key @returns {unknown} */
export function stored(key = "") {
  return JSON.parse(localStorage.getItem(key) ?? "null");
}

/** @param {State} state @param {string | null} text as kept @returns {string | undefined} the language in which the draft was left */
function readKept(state, text) {
  const held = JSON.parse(text ?? "null");
  if (!isObject(held)) return undefined;
  state.draft = adopt(form, held);
  state.aside = /** @type {Aside} */ (own(held, "aside") ?? {});
  const last = /** @type {LastAnswers | undefined} */ (/** @type {unknown} */ (own(held, "last")));
  state.last = isSame(last, form.last) ? form.last : last ?? form.last;
  const tag = own(held, "language");
  return isString(tag) ? tag : undefined;
}

/** @param {State} state @returns {string | undefined} the language in which the draft was left */
export function restore(state) {
  try {
    const text = localStorage.getItem(KEY);
    const tag = readKept(state, text);
    agreed = [text, copyOf(state)];
    return tag;
  } catch {
    setText("saved", word("not_saved"));
    return undefined;
  }
}

/** Whether the notice about another tab was shown. */
let isTold = false;

/** Another tab that keeps the same draft. @param {State} state @param {StorageEvent} event */
export function otherTab(state, event) {
  if (event.key !== KEY && event.key !== null) return;
  try {
    takeTheirs(state);
  } catch {
    // The storage cannot be read now: `keep` says so.
  }
  if (!isTold) notice(word("other_tab"));
  isTold = true;
}

/** @param {State} state */
export function erase(state) {
  clearTimeout(timer);
  timer = undefined;
  Object.assign(state, freshState());
  try {
    // What another tab kept meanwhile is erased too.
    agreed = [localStorage.getItem(KEY), freshState()];
  } catch {
    // `keep` says so.
  }
  keep(state);
}

/** @param {Draft} draft @param {"draft" | "complete"} status */
function fileName(draft, status) {
  const country = form.blank ? own(draft.facts, "country") : form.copy;
  const name = steps(form.form).at(-1) ?? form.form;
  const parts = [name, form.edition, isString(country) ? country : "", status === "draft" ? status : ""];
  return `${parts.filter(Boolean).join("-")}.json`;
}

/** Writes a file. @param {State} state @param {"draft" | "complete"} status @returns {string} its name */
export function download(state, status) {
  const made = asReturn(state, status);
  if (status === "draft") {
    const unread = { .../** @type {JsonObject} */ (own(made, "unread")), ...asideTexts(state) };
    if (hasMembers(unread)) made["unread"] = unread;
  }
  const content = `${toJson(made, null, 2)}\n`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  link.download = fileName(state.draft, status);
  link.click();
  isUnsaved = false;
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return link.download;
}

/** The answers that were set aside, as the unread texts of a saved copy. @param {State} state @returns {JsonObject} */
function asideTexts({ draft, aside }) {
  return fromEntries(entriesOf(aside).flatMap(([path, { value, unread }]) => {
    if (saidOf(at(draft, path)) === undefined) return [];
    const held = value === undefined ? [] : [[conflictKey(unreadKey(path), SET_ASIDE), asText(value)]];
    return [...held, ...entriesOf(unread).map(([key, text]) => [conflictKey(key, SET_ASIDE), text])];
  }));
}

