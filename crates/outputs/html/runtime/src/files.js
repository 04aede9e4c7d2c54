// The draft in the browser's storage, and the files that the form writes.

/** @import { Draft, LastAnswers, State } from "./types.js" */
import { adopt } from "./adopt.js";
import { asKept, emptyDraft, isEmpty } from "./draft.js";
import { packed } from "./pack.js";
import { isSame, unpacked } from "./merge.js";
import { notice } from "./notice.js";
import { form, now, setText, word } from "./page.js";
import { steps } from "./paths.js";
import { asReturn } from "./progress.js";
import { together } from "./tabs.js";
import { isObject, isString, own, toJson } from "./values.js";

/** What the draft and the saved files are called after. */
export const COPY = form.sheet ?? form.copy;

export const KEY = ["canevas", form.form, form.edition, form.definition, COPY].join(":");

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** When the oldest change was made that is not kept yet. */
let since = 0;
/** The longest time that a change waits while somebody types without a pause. */
const LONGEST = 1000;

/**
 * Two tabs may write at once: then one text is gone before the other tab sees it. So a text names itself and those that went into it, the
 * newest first. These went into what this tab has.
 * @type {number[]}
 */
let written = [];
/**
 * What the storage held when this tab read or wrote it, the newest first: the text, the state it describes, and its name.
 * @type {[text: string | null, state: State, name?: number | undefined][]}
 */
let agreed = [[null, freshState()]];
/** How many texts a tab remembers. Another tab that looks away misses fewer. */
const REMEMBERED = 20;

/** @param {string | null} text @param {State} state */
function agree(text, state) {
  const names = namesIn(text);
  written = [...new Set([...names, ...written])].slice(0, REMEMBERED);
  agreed = [/** @type {typeof agreed[0]} */ ([text, copyOf(state), names[0]]), ...agreed].slice(0, REMEMBERED);
}

/** @param {string | null} text @returns {number[]} */
function namesIn(text) {
  return JSON.parse(text ?? "{}")["written"] ?? [];
}

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
  timer = setTimeout(keep, Math.min(300, since + LONGEST - Date.now()), state);
  // What is not kept yet must not look kept.
  setText("saved", "");
}

/** Keeps the draft now, and says so when the browser refuses. @param {State} state */
export function keep(state) {
  clearTimeout(timer);
  timer = undefined;
  try {
    takeTheirs(state);
    const { draft, last } = state;
    const nothing = isEmpty(draft) && last === form.last;
    const content = toJson({ ...asKept(draft), language: now.tag, last });
    // The names end the text. The same content is not written again: another tab would show it again.
    const head = `${content.slice(0, -1)},"written":`;
    if (nothing) {
      localStorage.removeItem(KEY);
      agree(null, state);
    } else if (!agreed[0]?.[0]?.startsWith(head)) {
      const text = `${head}${toJson([Math.random(), ...written])}}`;
      localStorage.setItem(KEY, text);
      agree(text, state);
    }
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
function copyOf({ draft, last }) {
  return { ...freshState(), draft: JSON.parse(toJson(draft)), last };
}

/**
 * Takes what another tab kept since this tab looked last. Returns whether the other one did not see what this tab kept.
 * @param {State} state
 */
function takeTheirs(state) {
  const text = localStorage.getItem(KEY);
  const [latest] = agreed;
  if (text === latest?.[0]) return false;
  const theirs = freshState();
  const mineBefore = state.draft;
  readKept(theirs, text);
  const names = namesIn(text);
  // What the other tab did not see is not in its text for this reason, and nobody took it away.
  const from = names.length ? agreed.find(([, , name]) => names.includes(/** @type {number} */ (name))) ?? agreed.at(-1) : latest;
  const [, base] = /** @type {typeof agreed[0]} */ (from);
  agree(text, theirs);
  const [before, mine, other] = /** @type {[import("./tabs.js").Kept, import("./tabs.js").Kept, import("./tabs.js").Kept]} */ ([base, state, theirs].map(({ draft }) => asKept(packed(form, draft))));
  const { kept, moved } = together(before, mine, other, [word("this_tab"), word("that_tab")]);
  state.draft = unpacked(form, kept);
  if (!isSame(theirs.last, base.last)) state.last = theirs.last;
  showMerged(mineBefore, moved);
  return from !== latest;
}

/** Shows the draft after `takeTheirs`. @type {(before: Draft, moved: (path: string) => string) => void} */
let showMerged;

/** @param {typeof showMerged} show what shows a draft with the changes of another tab */
export function whenMerged(show) {
  showMerged = show;
}

/** Keeps a draft that is not kept yet, when the page goes away. @param {State} state */
export function keepNow(state) {
  if (timer !== undefined) keep(state);
}

/** @returns {State} */
export function freshState() {
  return { draft: emptyDraft(), last: form.last, hidden: new Set(), because: new Map() };
}

/** @param {State} state @param {string | null} text as kept @returns {string | undefined} the language in which the draft was left */
export function readKept(state, text) {
  const held = JSON.parse(text ?? "null") ?? form.given;
  if (!isObject(held)) return undefined;
  state.draft = adopt(form, held);
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
    agree(text, state);
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
    if (takeTheirs(state)) keepSoon(state);
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
  try {
    // What another tab kept meanwhile is erased too.
    takeTheirs(state);
  } catch {
    // `keep` says so.
  }
  Object.assign(state, freshState());
  keep(state);
}

/** @param {Draft} draft @param {"draft" | "complete"} status */
function fileName(draft, status) {
  const code = form.blank ? own(draft.facts, form.who) : COPY;
  const name = /** @type {string} */ (steps(form.form).at(-1));
  const parts = [name, form.edition, isString(code) ? code : "", status === "draft" ? status : ""];
  return `${parts.filter(Boolean).join("-")}.json`;
}

/** Makes a file. @param {State} state @param {"draft" | "complete"} status */
export function fileOf(state, status) {
  return new File([`${toJson(asReturn(state, status), null, 2)}\n`], fileName(state.draft, status), { type: "application/json" });
}

/** Writes a file. @param {File} file */
export function download(file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  isUnsaved = false;
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
