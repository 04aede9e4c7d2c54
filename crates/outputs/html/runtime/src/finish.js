// Finishing the form: what keeps it from being finished, and the finished return.

/** @import { Problem, State } from "./types.js" */
import { at, compact } from "./draft.js";
import { clearErrors, showErrors, translateErrors } from "./errors.js";
import { download, fileOf } from "./files.js";
import { notice } from "./notice.js";
import { byId, element, form, formAndCountry, now, query, setText, textOf, word } from "./page.js";
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

/** What is sent. @param {string} text */
function setReturn(text) {
  const sent = /** @type {HTMLInputElement | null} */ (byId("return"));
  if (sent) sent.value = text;
}

/** Takes the finished return back: an answer changed, so nothing may send it. */
export function withdraw() {
  setReturn("");
  setText("finished-text", "");
}

/** The file that was finished last. @type {File} */
let finished;

/** Downloads the finished file once more, byte for byte. */
export function again() {
  download(finished);
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
  finished = fileOf(state, "complete");
  again();
  setReturn(toJson(asReturn(state, "complete")));
  const places = form.questions.flatMap((question) => askedPlaces(state, question));
  const answered = places.filter((path) => at(state.draft, path) !== undefined).length;
  // Swedish writes a date with digits only, which is the same in every language.
  const time = new Date().toLocaleString("sv").slice(0, 16);
  byId("receipt").replaceChildren();
  receive("receipt_file", finished.name);
  receive("receipt_time", time);
  receive("receipt_answers", `${answered} / ${places.length}`);
  if (crypto.subtle) void finished.arrayBuffer().then(showDigest);
  tell(finished.name);
  // The browser lays out what is on the screen before it follows a link, and the answers may be thousands.
  currentPage().classList.remove("on");
  location.hash = pageHash("finished");
}

/** Adds a line to the receipt. @param {string} name the word before it @param {string} value @param {string} [rest] what is less important */
function receive(name, value, rest = "") {
  byId("receipt").append(element("dt", { "data-word": name }, word(name)), element("dd", {}, element("bdi", {}, element("b", {}, value), rest)));
}

/**
 * Writes the digest of the finished file, which tells whether a file that arrived is this one. The first 16 digits are enough to
 * read aloud. A page from an address without encryption has no digest.
 * @param {ArrayBuffer} bytes
 */
async function showDigest(bytes) {
  const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const groups = digest.replace(/.{4}(?!$)/gu, "$& ");
  receive("receipt_digest", groups.slice(0, 19), groups.slice(19));
}

/** Says what to do with the finished file. @param {string} file its name */
function tell(file) {
  setText("finished-text", word("finished_text", { file }));
  const mail = /** @type {HTMLAnchorElement | null} */ (byId("mail"));
  if (mail) {
    const subject = encodeURIComponent(formAndCountry());
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
