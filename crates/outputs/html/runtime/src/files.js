// Keeping the draft in the browser, and the files that the form writes and opens.

/** @import { Draft } from "./draft.js" */
/** @import { JsonObject } from "./types.js" */
import { adopt, emptyDraft, isEmpty } from "./draft.js";
import { openLast, usesLast } from "./last.js";
import { merge } from "./merge.js";
import { byId, element, form, notice, now, word } from "./page.js";
import { asReturn } from "./progress.js";
import { isObject, own } from "./values.js";

const KEY = ["canevas", form.form, form.edition, form.definition, form.copy].join(":");

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/** Keeps the draft soon. */
export function keepSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(keep, 300);
}

/** Keeps the draft now; a browser that refuses is told of. */
export function keep() {
  clearTimeout(waiting);
  waiting = undefined;
  try {
    const { draft, last, aside } = now;
    if (isEmpty(draft) && last === form.last) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify({ ...draft, language: now.tag, last, aside }));
    status(isEmpty(now.draft) ? "" : word("saved"));
  } catch {
    status(word("not_saved"));
    notice(word("not_saved"));
  }
}

/** Keeps what is still waiting, when the page goes away. */
export function keepNow() {
  if (waiting !== undefined) keep();
}

/** @param {string} text */
function status(text) {
  const place = byId("saved");
  if (place) place.textContent = text;
}

/** @returns {string | undefined} the language in which the draft was left */
export function restore() {
  try {
    const held = /** @type {unknown} */ (JSON.parse(localStorage.getItem(KEY) ?? "null"));
    if (!isObject(held)) return undefined;
    now.draft = adopt(form, held);
    now.aside = /** @type {import("./page.js").Aside} */ (own(held, "aside") ?? {});
    now.last = /** @type {import("./types.js").LastAnswers | undefined} */ (/** @type {unknown} */ (own(held, "last"))) ?? form.last;
    const tag = own(held, "language");
    return typeof tag === "string" ? tag : undefined;
  } catch {
    status(word("not_saved"));
    return undefined;
  }
}

/** Where a draft of the same form, edition and copy is kept that was made with another definition. */
function olderKey() {
  const kept = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "");
  const [start, end] = [`canevas:${form.form}:${form.edition}:`, `:${form.copy}`];
  return kept.find((key) => key !== KEY && key.startsWith(start) && key.endsWith(end));
}

/** Says that there is an older draft, where nothing is answered yet. */
export function noticeOlder() {
  try {
    if (!isEmpty(now.draft) || !olderKey()) return;
  } catch {
    return;
  }
  notice(word("older_draft"));
  byId("notice")?.append(" ", element("button", { type: "button", class: "plain", "data-do": "older" }, word("open_older")));
}

export function openOlder() {
  const held = /** @type {unknown} */ (JSON.parse(localStorage.getItem(olderKey() ?? "") ?? "null"));
  if (isObject(held)) now.draft = adopt(form, held);
  keep();
}

/** Another tab that keeps the same draft. @param {StorageEvent} event */
export function otherTab(event) {
  if (event.key === KEY) notice(word("other_tab"));
}

export function erase() {
  now.draft = emptyDraft();
  now.aside = {};
  now.last = form.last;
  keep();
}

/** @param {"draft" | "complete"} state */
export function fileName(state) {
  const country = form.blank ? own(now.draft.facts, "country") : form.copy;
  const name = form.form.split("/").at(-1) ?? form.form;
  const parts = [name, form.edition, typeof country === "string" ? country : "", state === "draft" ? state : ""];
  return `${parts.filter(Boolean).join("-")}.json`;
}

/** Writes a file. @param {"draft" | "complete"} state @returns {string} its name */
export function download(state) {
  const content = `${JSON.stringify(asReturn(state), null, 2)}\n`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  link.download = fileName(state);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return link.download;
}

/**
 * Opens a copy, or several as one.
 * @param {File[]} files
 * @returns {Promise<string>} what to say of it; the draft is replaced only by copies of this form
 */
export async function open(files) {
  /** @type {[string, Draft][]} */
  const copies = [];
  let same = true;
  /** @type {JsonObject | undefined} */
  let before;
  for (const file of files) {
    /** @type {unknown} */
    let held;
    try {
      held = JSON.parse(await file.text());
    } catch {
      held = undefined;
    }
    if (!isObject(held) || typeof held["form"] !== "string" || !isObject(held["answers"])) return word("not_a_copy", { file: file.name });
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
    now.draft = merge(copies);
    now.aside = {};
  }
  if (before) openLast(before);
  keep();
  if (copies.length === 0) return word("last_opened", { file: files[0]?.name, edition: now.last?.edition });
  const opened = word("opened", { file: files.map((file) => file.name).join(", ") });
  return same ? opened : `${opened}\n${word("other_definition")}`;
}
