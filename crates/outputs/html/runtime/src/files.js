// The draft in the browser's storage, and the files that the form writes and opens.

/** @import { Aside, Draft, JsonObject, LastAnswers, State } from "./types.js" */
import { adopt, asText, at, compact, emptyDraft, isEmpty, printable, writeUnread } from "./draft.js";
import { openLast, usesLast } from "./last.js";
import { isSame, merge, withUnreadBeside } from "./merge.js";
import { byId, element, form, notice, now, query, setText, shapeOf, word } from "./page.js";
import { SET_ASIDE, conflictKey, steps, unreadKey } from "./paths.js";
import { asReturn } from "./progress.js";
import { together } from "./tabs.js";
import { entriesOf, fits, fromEntries, hasMembers, isObject, isString, own, saidOf, toJson } from "./values.js";

const KEY = ["canevas", form.form, form.edition, form.definition, form.copy].join(":");

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** When the oldest change was made that is not kept yet. */
let since = 0;
/** The longest time that a change waits while somebody types without a pause. */
const LONGEST = 1000;

/** What the storage held when this tab read or wrote it last, and the same as this tab reads it. @type {[text: string | null, state: State]} */
let agreed = [null, freshState()];

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
  } catch {
    setText("saved", word("not_saved"));
    notice(word("not_saved"));
  }
}

/** @param {State} state @returns {State} */
function copyOf({ draft, last, aside, hidden }) {
  const { draft: same, aside: also } = JSON.parse(toJson({ draft, aside }));
  return { draft: same, last, aside: also, hidden };
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
  const merged = adopt(form, /** @type {JsonObject} */ (/** @type {unknown} */ (together(before, mine, other, names))));
  state.draft = withUnreadBeside(form, merged, [[names[0], state.draft], [names[1], theirs.draft]]);
  if (!isSame(theirs.last, base.last)) state.last = theirs.last;
  state.aside = { ...theirs.aside, ...state.aside };
  dispatchEvent(new CustomEvent("merged", { detail: mineBefore }));
}

/** Keeps a draft that is not kept yet, when the page goes away. @param {State} state */
export function keepNow(state) {
  if (timer !== undefined) keep(state);
}

/** @returns {State} */
export function freshState() {
  return { draft: emptyDraft(), last: form.last, aside: {}, hidden: new Set() };
}

/** What the storage holds under a key. @param {string | undefined} key @returns {unknown} */
function stored(key = "") {
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

/** Remembers the answers before a step that replaces some of them. @param {State} state */
export function remember(state) {
  const { draft, last, aside } = state;
  state.before = toJson({ draft, last, aside });
}

/** Adds a button to the notice. @param {string} act @param {string} name */
function offer(act, name) {
  byId("notice")?.append(" ", element("button", { type: "button", class: "plain", "data-do": act, "data-word": name }, word(name)));
}

/** Says what a step replaced, with a button that undoes it. @param {State} state @param {string} text */
export function noticeUndo(state, text) {
  notice(text);
  if (state.before) offer("undo", "undo");
  if (state.alone) offer("alone", "only_copy");
}

/** Forgets what could be undone: something was answered since. @param {State} state */
export function forgetUndo(state) {
  delete state.before;
  delete state.alone;
  for (const act of ["undo", "alone"]) query(`[data-do=${act}]`, byId("notice"))?.remove();
}

/** Takes the last step back. @param {State} state */
export function undo(state) {
  if (state.before === undefined) return;
  const { draft, last, aside } = JSON.parse(state.before);
  Object.assign(state, { draft, last: isSame(last, form.last) ? form.last : last, aside });
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

/** The key of a kept draft of the same form, edition and copy that has another definition. */
function olderKey() {
  const kept = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "");
  const [start, end] = [`canevas:${form.form}:${form.edition}:`, `:${form.copy}`];
  return kept.find((key) => key !== KEY && key.startsWith(start) && key.endsWith(end));
}

/** Says that there is an older draft. */
export function noticeOlder() {
  try {
    if (!olderKey()) return;
  } catch {
    return;
  }
  notice(word("older_draft"));
  offer("older", "open_older");
}

/** @param {State} state @param {boolean} isUntouched whether nobody has answered anything yet */
export function openOlder(state, isUntouched) {
  const held = stored(olderKey());
  if (!isObject(held)) return;
  remember(state);
  const older = adopt(form, held);
  state.draft = isUntouched ? older : merge(form, [[word("here"), state.draft], [word("older_draft"), older]]);
  keep(state);
}

/** Another tab that keeps the same draft. @param {State} state @param {StorageEvent} event */
export function otherTab(state, event) {
  if (event.key !== KEY && event.key !== null) return;
  try {
    takeTheirs(state);
  } catch {
    // The storage cannot be read now: `keep` says so.
  }
  notice(word("other_tab"));
}

/** @param {State} state */
export function erase(state) {
  clearTimeout(timer);
  timer = undefined;
  forgetUndo(state);
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

/** Takes the answers that were set aside out of an opened copy. @param {Draft} draft @returns {Aside} */
function takeAside(draft) {
  /** @type {Aside} */
  const aside = {};
  const isAside = (/** @type {import("./types.js").Conflict} */ { path, from }) => from === SET_ASIDE && saidOf(at(draft, path)) !== undefined;
  for (const { path, value } of draft.conflicts.filter(isAside)) {
    const held = (aside[path] ??= { value: undefined, unread: {} });
    if (fits(shapeOf(path), value)) held.value = value;
    else held.unread[unreadKey(path)] = asText(value);
  }
  draft.conflicts = draft.conflicts.filter((conflict) => !isAside(conflict));
  return aside;
}

/**
 * Opens a copy, or several as one. Only copies of this form are opened. Answers that the form has already stay beside those of the
 * copy.
 * @param {State} state
 * @param {File[]} files
 * @param {boolean} isUntouched whether nobody has answered anything yet
 * @returns {Promise<string>} the notice about it
 */
export async function open(state, files, isUntouched) {
  forgetUndo(state);
  /** @type {[string, Draft][]} */
  const copies = [];
  let same = true;
  /** @type {Aside} */
  const aside = {};
  /** @type {JsonObject | undefined} */
  let before;
  for (const file of files) {
    /** @type {unknown} */
    const held = await file.text().then((text) => JSON.parse(text, (_, value) => (isString(value) ? printable(value) : value))).catch(() => undefined);
    if (!isObject(held) || !isString(held["form"]) || !isObject(held["answers"])) return word("not_a_copy", { file: file.name });
    if (Number(held["canevas"] ?? 1) > 1) return word("newer_file", { file: file.name });
    if (held["form"] !== form.form) return word("other_form", { form: held["form"] });
    const isLast = held["edition"] !== form.edition;
    if (isLast && (!usesLast || String(held["edition"]) > form.edition)) return word("other_edition", { edition: String(held["edition"]) });
    const country = own(held["facts"], "country");
    if (!form.blank && country !== undefined && country !== form.copy) return word("other_country", { country: String(country) });
    if (isLast) {
      before = held;
      continue;
    }
    same &&= held["definition"] === form.definition;
    const copy = adopt(form, held);
    Object.assign(aside, takeAside(copy));
    copies.push([file.name, copy]);
  }
  if (!isUntouched) remember(state);
  let kept = false;
  if (copies.length > 0) {
    const alone = merge(form, copies);
    compact(form, state.draft);
    const all = isUntouched ? alone : merge(form, [[word("here"), state.draft], ...copies]);
    const written = (/** @type {Draft} */ draft) => asReturn({ ...state, draft }, "draft");
    kept = !isSame(written(all), written(alone));
    state.draft = all;
    if (kept) state.alone = alone;
    state.aside = { ...aside, ...state.aside };
  }
  if (before) openLast(state, before);
  keep(state);
  if (copies.length === 0) return word("last_opened", { file: files[0]?.name, edition: state.last?.edition });
  const opened = [word("opened", { file: files.map((file) => file.name).join(", ") }), kept ? word("added") : ""].join("\n").trim();
  return same ? opened : `${opened}\n${word("other_definition")}`;
}
