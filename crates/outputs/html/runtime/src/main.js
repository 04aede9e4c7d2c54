// One listener per kind of event for the whole page: whatever its size, loading does the same little work.

/** @import { Control } from "./page.js" */
/** @import { Json } from "./types.js" */
import { addRow, clearAnswer, count, drawForPaper, fill, keepAlone, read, removeRow, shapeAt, wrapper } from "./controls.js";
import { at, compact, isEmpty, put } from "./draft.js";
import { clearError, clearErrors, showErrors } from "./errors.js";
import { download, erase, keep, keepNow, keepSoon, noticeOlder, open, openOlder, otherTab, restore } from "./files.js";
import { choose, fillBrackets, switchTo } from "./language.js";
import { showLast, startFromLast, takeLast } from "./last.js";
import { both, revived, waiting } from "./merge.js";
import { byId, controlsIn, form, isList, notice, now, questionOf, say, textOf, word } from "./page.js";
import { applies, asReturn, look, placeName, reveal, showProgress } from "./progress.js";
import { hasBox, showAnswers } from "./summary.js";
import { inspect } from "./verdict.js";

/** @type {Set<Element>} pages that show what the draft holds */
const filled = new Set();

/** @param {string} id */
function pageOf(id) {
  return byId(`s/${id}`);
}

/** Fills pages, each once until the draft changes as a whole, and shows what of them is asked. @param {Iterable<Element>} pages */
function prepare(pages) {
  for (const page of pages) {
    if (filled.has(page)) continue;
    filled.add(page);
    fill(page);
    showLast(page);
  }
  // What is hidden in rows can be told once they stand there.
  look();
  for (const page of pages) reveal(page);
}

function prepareAll() {
  prepare(document.querySelectorAll(".page"));
}

/** The draft was replaced: pages are filled anew when they are next seen. */
function refresh() {
  filled.clear();
  clearErrors();
  fillBrackets();
  route(false);
}

/** @param {string} id @param {number} step @returns {string} */
function neighbour(id, step) {
  const order = ["home", ...(pageOf("about") ? ["about"] : []), ...form.sections.map((section) => section.id), "check"];
  let place = order.indexOf(id) + step;
  while (place > 0 && place < order.length - 1 && !applies(order[place] ?? "")) place += step;
  return order[place] ?? "home";
}

/** The ways on and back pass by sections that do not apply, as far as the answers tell by now. @param {Element} page */
function lead(page) {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (page.querySelectorAll("[data-go]"))) {
    link.href = `#s/${neighbour(now.page, link.dataset["go"] === "next" ? 1 : -1)}`;
  }
}

/** Shows the page that the address names. @param {boolean} move whether the focus follows */
function route(move) {
  const target = decodeURIComponent(location.hash.slice(1));
  if (target === "main") return byId("main")?.focus();
  let id = target.startsWith("s/") ? target.slice(2) : "home";
  const isPlace = target.startsWith("answers/") || target.startsWith("facts/");
  if (isPlace) {
    const question = questionOf(target);
    id = question ? (form.sections[question.section ?? 0]?.id ?? "home") : "about";
  }
  // What is ready to be sent is known once the form was finished, and not on coming back to the page.
  if (id === "finished" && !textOf(byId("finished-text"))) return location.replace("#s/check");
  const page = pageOf(id) ?? pageOf("home");
  if (!page) return;
  now.page = page.id.slice(2);
  document.querySelectorAll(".page.on").forEach((other) => other.classList.remove("on"));
  page.hidden = false;
  page.classList.add("on");
  document.documentElement.classList.toggle("at-home", now.page === "home");
  if (now.page === "check") prepareAll();
  else prepare([page]);
  if (now.page === "home") showProgress();
  if (now.page === "check") showAnswers();
  lead(page);
  setTitle(page);
  if (!move) return;
  notice("");
  if (isPlace) return focusOn(target);
  scrollTo(0, 0);
  /** @type {HTMLElement | null} */ (page.querySelector("h2"))?.focus({ preventScroll: true });
}

/** @param {Element} page */
function setTitle(page) {
  const title = textOf(byId("title"));
  const part = now.page === "home" ? title : `${textOf(page.querySelector("h2"))} – ${title}`;
  document.title = now.failed && now.page === "check" ? word("error_prefix", { title: part }) : part;
}

/** Puts the focus in the first box of a place. @param {string} path */
function focusOn(path) {
  const around = wrapper(path);
  const target = byId(path) ?? (around ? controlsIn(around).find((control) => control.offsetParent !== null) : undefined);
  around?.scrollIntoView({ block: "center" });
  target?.focus({ preventScroll: true });
}

/** What a change shows or hides is said; a hidden answer is kept and left out at the end. */
function recompute() {
  const before = now.hidden;
  look();
  const page = pageOf(now.page);
  if (page) {
    reveal(page);
    lead(page);
  }
  const isWhole = (/** @type {string} */ path) => path.startsWith("/answers/") && !path.includes(".");
  const gone = [...now.hidden].find((path) => isWhole(path) && !before.has(path) && at(now.draft, path.slice(1)) !== undefined);
  const come = [...before].find((path) => isWhole(path) && !now.hidden.has(path));
  if (gone) say(word("no_longer_asked", { place: placeName(gone.slice(1)) }), 400);
  else if (come) say(word("now_asked", { place: placeName(come.slice(1)) }), 400);
}

/** @param {Event} event */
function changed(event) {
  const control = /** @type {Control} */ (event.target);
  if (!control.name) {
    if (control.id === "file") void openFile(/** @type {HTMLInputElement} */ (control));
    return;
  }
  const text = control.type === "text" || control instanceof HTMLTextAreaElement;
  const final = event.type === "change";
  if (final && text && !control.dataset["kind"] && !control.dataset["part"]) return clearError(control.name);
  const had = at(now.draft, control.name) !== undefined;
  if (control instanceof HTMLInputElement) keepAlone(control);
  read(control);
  if (control.dataset["said"]) wrapper(control.name)?.classList.toggle("is-said", /** @type {HTMLInputElement} */ (control).checked);
  const has = at(now.draft, control.name) !== undefined;
  if (final || !text) clearError(control.name);
  if (control.name.startsWith("facts/")) fillBrackets();
  if (control.type === "radio") fillClearing(control.name);
  // A text matters to conditions when it comes or goes, a number or date once it is left.
  if (!text || had !== has || final) recompute();
  const most = /** @type {HTMLElement | null} */ (wrapper(control.name)?.querySelector("[data-max]") ?? null);
  if (most) say(count(most), 1000);
  keepSoon();
}

/** @param {string} path */
function fillClearing(path) {
  const around = wrapper(path);
  if (around) fill(around);
}

/** @param {HTMLInputElement} input */
async function openFile(input) {
  const files = [...(input.files ?? [])];
  input.value = "";
  if (files.length === 0) return;
  const said = await open(files);
  const differ = Object.keys(now.draft.unread).some(waiting);
  if (differ && now.page !== "check") {
    location.hash = "s/check";
    // Going to another page takes away what is told at the top, so that is told afterwards.
    await new Promise((gone) => addEventListener("hashchange", gone, { once: true }));
  }
  refresh();
  notice(differ ? `${said}\n${word("conflicts_title")}` : said);
}

/** What keeps the form from being finished, as it is told on the page. */
function failings() {
  const complete = asReturn("complete");
  const { problems } = inspect(form, complete);
  const boxed = Object.keys(/** @type {object} */ (complete["unread"] ?? {})).filter(hasBox);
  const inner = problems.filter(({ path }) => path.split("/").length > 3);
  const rows = new Set(inner.map(({ path }) => path.split("/").slice(0, 3).join("/")));
  // A question whose rows are named one by one needs no line of its own.
  const real = problems.filter(({ path, rule }) => path !== "/unread" && !(rule === "required" && rows.has(path)));
  const bare = boxed.map((key) => ({ path: key.startsWith("/facts/") ? key : `/answers${key}`, rule: "unread" }));
  return [...bare, ...real.filter(({ path }) => !bare.some((other) => other.path === path))];
}

function finish() {
  compact(form, now.draft);
  filled.clear();
  prepareAll();
  const all = failings();
  showAnswers();
  const left = byId("unread")?.querySelector("button");
  if (all.length > 0) return showErrors(all);
  if (left) return left.focus();
  clearErrors();
  const file = download("complete");
  const sent = /** @type {HTMLInputElement | null} */ (byId("return"));
  if (sent) sent.value = JSON.stringify(asReturn("complete"));
  const place = byId("finished-text");
  if (place) place.textContent = word("finished_text", { file });
  const mail = /** @type {HTMLAnchorElement | null} */ (byId("mail"));
  if (mail) {
    const subject = encodeURIComponent(`${textOf(byId("title"))} ${textOf(document.querySelector(".who b"))}`.trim());
    mail.href = `mailto:${form.email}?subject=${subject}&body=${encodeURIComponent(word("mail_body", { file }))}`;
  }
  location.hash = "s/finished";
}

/** Takes one of the answers that differ, or adds it to those taken. @param {HTMLElement} button @param {boolean} more */
function choice(button, more) {
  const chosen = button.dataset["for"] ?? "";
  const place = waiting(chosen);
  if (!place) return;
  const { path } = place;
  const { unread } = now.draft;
  const peers = Object.keys(unread).filter((key) => waiting(key)?.path === path);
  /** @type {Json | undefined} */
  let value;
  for (const key of more ? peers : [chosen]) value = both(value, revived(shapeAt(path).kind === "text", unread[key] ?? ""));
  for (const key of peers) delete unread[key];
  put(now.draft, path, value, isList(path));
  keepSoon();
  refresh();
  byId("st/check")?.focus();
}

/** @type {{ [name: string]: (button: HTMLElement) => void }} */
const ACTIONS = {
  save() {
    keep();
    notice(word("saved"));
    compact(form, now.draft);
    refresh();
    download("draft");
  },
  open: () => byId("file")?.click(),
  older() {
    openOlder();
    refresh();
    notice(word("other_definition"));
  },
  print: () => print(),
  erase() {
    if (!confirm(word("erase_sure"))) return;
    erase();
    refresh();
    notice(word("erased"));
  },
  add(button) {
    const path = button.dataset["for"] ?? "";
    say(word("row_added", { n: addRow(path) }));
    recompute();
  },
  remove(button) {
    const row = /** @type {HTMLElement} */ (button.closest(".row"));
    const around = /** @type {Element} */ (row.closest("[data-p]"));
    say(word("row_removed", { n: removeRow(row) }));
    recompute();
    reveal(around);
    keepSoon();
  },
  clear(button) {
    clearAnswer(button.dataset["for"] ?? "");
    recompute();
    keepSoon();
  },
  same(button) {
    takeLast(button.dataset["for"] ?? "");
    say(word("same_done"));
    recompute();
    keepSoon();
  },
  use: (button) => choice(button, false),
  both: (button) => choice(button, true),
  forget(button) {
    delete now.draft.unread[button.dataset["for"] ?? ""];
    keepSoon();
    showAnswers();
  },
  finish,
};

/** @param {Event} event */
function clicked(event) {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-do],[data-language]"));
  if (!button) return;
  if (button.dataset["language"]) {
    const failed = now.failed;
    choose(button);
    // What pages say of their boxes is said anew, in this language.
    filled.clear();
    const page = pageOf(now.page);
    if (page) {
      setTitle(page);
      showLast(page);
    }
    if (now.page === "home") showProgress();
    if (now.page === "check") showAnswers();
    if (failed) retell();
    keepSoon();
    return;
  }
  ACTIONS[button.dataset["do"] ?? ""]?.(button);
}

/** The errors that are shown, in another language; the focus stays where it is. */
function retell() {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  showErrors(failings());
  focused?.focus();
}

/** @type {HTMLDetailsElement[]} examples that are open on paper only */
let opened = [];

/** The draft that the form began with, where that was not empty. */
let begun = "";

/** Whether nobody has answered anything. */
function isUntouched() {
  return isEmpty(now.draft) || JSON.stringify(now.draft) === begun;
}

/** On paper a text is whole, and an empty form shows everything, with lines to write on. */
function beforePrint() {
  prepareAll();
  const blank = isUntouched();
  document.documentElement.classList.toggle("blank", blank);
  if (blank) {
    drawForPaper(true);
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

function afterPrint() {
  document.querySelectorAll(".mirror, .lines").forEach((paper) => paper.remove());
  for (const example of opened) example.open = false;
  if (document.documentElement.classList.contains("blank")) drawForPaper(false);
  opened = [];
}

function start() {
  const tag = restore();
  if (isEmpty(now.draft)) {
    startFromLast();
    begun = JSON.stringify(now.draft);
  }
  if (tag) switchTo(tag);
  fillBrackets();
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  document.addEventListener("click", clicked);
  addEventListener("hashchange", () => route(true));
  addEventListener("storage", otherTab);
  addEventListener("pagehide", keepNow);
  addEventListener("beforeprint", beforePrint);
  addEventListener("afterprint", afterPrint);
  route(location.hash.length > 1);
  if (!isUntouched()) keep();
  noticeOlder();
}

start();
