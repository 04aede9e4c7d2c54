// Finishing the form: what keeps it from being finished, and the finished return.

/** @import { Problem, State } from "./types.js" */
import { at, compact } from "./draft.js";
import { clearErrors, showErrors, translateErrors } from "./errors.js";
import { download } from "./files.js";
import { notice } from "./notice.js";
import { byId, element, form, now, query, setText, textOf, word } from "./page.js";
import { outer, pageHash, steps, unreadKey, unreadPath } from "./paths.js";
import { asReturn, askedPlaces } from "./progress.js";
import { currentPage, prepareAll } from "./router.js";
import { hasBox, showAnswers } from "./summary.js";
import { inspect } from "./verdict.js";
import { keysOf, toJson } from "./values.js";

/** What keeps the form from being finished, as the page lists it. @param {State} state @returns {Problem[]} */
function failures(state) {
  const complete = asReturn(state, "complete", true);
  const { problems } = inspect(form, complete, () => 0);
  const unread = new Set(keysOf(/** @type {object} */ (complete["unread"] ?? {})).filter(hasBox).map(unreadPath));
  const rows = new Set(problems.filter(({ path }) => steps(path).length > 2).map(({ path }) => outer(path)));
  // A question needs no line of its own when its rows have lines.
  const real = problems.filter(({ path, rule }) => path !== "unread" && !unread.has(path) && !(rule === "required" && rows.has(path)));
  const differ = new Set(state.draft.conflicts.map(({ path }) => path));
  const others = [...[...unread].map((path) => ({ path, rule: /** @type {const} */ ("unread"), text: state.draft.unread[unreadKey(path)] })), ...real].filter(({ path }) => !differ.has(path));
  /** @type {Problem[]} */
  const differing = [...differ].map((path) => ({ path, rule: "conflict" }));
  return [...differing, ...others];
}

/** Takes the finished return back: an answer changed, so nothing may send it. */
export function withdraw() {
  const sent = /** @type {HTMLInputElement | null} */ (byId("return"));
  if (sent) sent.value = "";
  setText("finished-text", "");
}

/** Writes the finished return, or shows what is missing. @param {State} state */
export function finish(state) {
  withdraw();
  const moved = compact(form, state.draft);
  prepareAll(state, moved);
  const all = failures(state);
  // The answers are on the page already.
  if (moved) showAnswers(state);
  const unread = query("button", byId("unread"));
  if (all.length) return showErrors(all);
  if (unread) {
    notice([word("unread_title"), word("unread_text")].join("\n"));
    return unread.focus();
  }
  clearErrors();
  const file = download(state, "complete");
  const sent = /** @type {HTMLInputElement | null} */ (byId("return"));
  if (sent) sent.value = toJson(asReturn(state, "complete"));
  const places = form.questions.flatMap((question) => askedPlaces(state, question));
  const answered = places.filter((path) => at(state.draft, path) !== undefined).length;
  // Swedish writes a date with digits only, which is the same in every language.
  const time = new Date().toLocaleString("sv").slice(0, 16);
  /** @type {[string, string][]} */
  const lines = [["receipt_file", file], ["receipt_time", time], ["receipt_answers", `${answered} / ${places.length}`]];
  byId("receipt").replaceChildren(...lines.flatMap(([name, value]) => [element("dt", { "data-word": name }, word(name)), element("dd", {}, element("bdi", {}, value))]));
  tell(file);
  // The browser lays out what is on the screen before it follows a link, and the answers may be thousands.
  currentPage().classList.remove("on");
  location.hash = pageHash("finished");
}

/** Says what to do with the finished file. @param {string} file its name */
function tell(file) {
  setText("finished-text", word("finished_text", { file }));
  const mail = /** @type {HTMLAnchorElement | null} */ (byId("mail"));
  if (mail) {
    const subject = encodeURIComponent(`${textOf(byId("title"))} ${textOf(query(".who b", document))}`.trim());
    mail.href = `mailto:${form.email}?subject=${subject}&body=${encodeURIComponent(word("mail_body", { file }))}`;
  }
}

/** Writes what Finish said again, in another language. The focus stays where it is. @param {State} state */
export function translateFinish(state) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  if (now.failed) showErrors(failures(state));
  else translateErrors();
  if (textOf(byId("finished-text"))) tell(textOf(query("#receipt bdi", document)));
  focused?.focus();
}
