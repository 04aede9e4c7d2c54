// The draft in the browser's storage, and the files that the form writes and opens.

/** @import { Aside, Draft, JsonObject, LastAnswers, State } from "./types.js" */
import { adopt, emptyDraft, isEmpty, writeUnread } from "./draft.js";
import { openLast, usesLast } from "./last.js";
import { merge } from "./merge.js";
import { byId, element, form, notice, now, setText, word } from "./page.js";
import { steps } from "./paths.js";
import { asReturn } from "./progress.js";
import { isObject, isString, own, toJson } from "./values.js";

const KEY = ["canevas", form.form, form.edition, form.definition, form.copy].join(":");

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Keeps the draft soon. @param {State} state */
export function keepSoon(state) {
  clearTimeout(timer);
  timer = setTimeout(keep, 300, state);
}

/** Keeps the draft now, and says so when the browser refuses. @param {State} state */
export function keep({ draft, last, aside }) {
  clearTimeout(timer);
  timer = undefined;
  try {
    const { facts, answers } = draft;
    if (isEmpty(draft) && last === form.last) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, toJson({ facts, answers, unread: writeUnread(draft), language: now.tag, last, aside }));
    setText("saved", isEmpty(draft) ? "" : word("saved"));
  } catch {
    setText("saved", word("not_saved"));
    notice(word("not_saved"));
  }
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

/** @param {State} state @returns {string | undefined} the language in which the draft was left */
export function restore(state) {
  try {
    const held = stored(KEY);
    if (!isObject(held)) return undefined;
    state.draft = adopt(form, held);
    state.aside = /** @type {Aside} */ (own(held, "aside") ?? {});
    state.last = /** @type {LastAnswers | undefined} */ (/** @type {unknown} */ (own(held, "last"))) ?? form.last;
    const tag = own(held, "language");
    return isString(tag) ? tag : undefined;
  } catch {
    setText("saved", word("not_saved"));
    return undefined;
  }
}

/** The key of a kept draft of the same form, edition and copy that has another definition. */
function olderKey() {
  const kept = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "");
  const [start, end] = [`canevas:${form.form}:${form.edition}:`, `:${form.copy}`];
  return kept.find((key) => key !== KEY && key.startsWith(start) && key.endsWith(end));
}

/** Says that there is an older draft, where nothing is answered yet. @param {State} state */
export function noticeOlder({ draft }) {
  try {
    if (!isEmpty(draft) || !olderKey()) return;
  } catch {
    return;
  }
  notice(word("older_draft"));
  byId("notice")?.append(" ", element("button", { type: "button", class: "plain", "data-do": "older" }, word("open_older")));
}

/** @param {State} state */
export function openOlder(state) {
  const held = stored(olderKey());
  if (isObject(held)) state.draft = adopt(form, held);
  keep(state);
}

/** Another tab that keeps the same draft. @param {StorageEvent} event */
export function otherTab(event) {
  if (event.key === KEY) notice(word("other_tab"));
}

/** @param {State} state */
export function erase(state) {
  Object.assign(state, freshState());
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
  const content = `${toJson(asReturn(state, status), null, 2)}\n`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  link.download = fileName(state.draft, status);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return link.download;
}

/**
 * Opens a copy, or several as one. Only copies of this form replace the draft.
 * @param {State} state
 * @param {File[]} files
 * @returns {Promise<string>} the notice about it
 */
export async function open(state, files) {
  /** @type {[string, Draft][]} */
  const copies = [];
  let same = true;
  /** @type {JsonObject | undefined} */
  let before;
  for (const file of files) {
    /** @type {unknown} */
    const held = await file.text().then(JSON.parse).catch(() => undefined);
    if (!isObject(held) || !isString(held["form"]) || !isObject(held["answers"])) return word("not_a_copy", { file: file.name });
    if (held["form"] !== form.form) return word("other_form", { form: held["form"] });
    const isLast = held["edition"] !== form.edition;
    if (isLast && !usesLast) return word("other_edition", { edition: String(held["edition"]) });
    const country = own(held["facts"], "country");
    if (!form.blank && country !== undefined && country !== form.copy) return word("other_country", { country: String(country) });
    if (isLast) {
      before = held;
      continue;
    }
    same &&= held["definition"] === form.definition;
    copies.push([file.name, adopt(form, held)]);
  }
  if (copies.length > 0) {
    state.draft = merge(form, copies);
    state.aside = {};
  }
  if (before) openLast(state, before);
  keep(state);
  if (copies.length === 0) return word("last_opened", { file: files[0]?.name, edition: state.last?.edition });
  const opened = word("opened", { file: files.map((file) => file.name).join(", ") });
  return same ? opened : `${opened}\n${word("other_definition")}`;
}
