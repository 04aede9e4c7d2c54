// The start: it makes the state, and listens once for the whole page, so that loading does the same little work whatever the size of the form.

/** @import { Control } from "./page.js" */
/** @import { Draft, State } from "./types.js" */
import { useAll, useOne } from "./conflicts.js";
import { MOST, addRow, clearAnswer, count, keepAlone, read, refill, removeRow, show } from "./controls.js";
import { at, compact, isEmpty } from "./draft.js";
import { clearError, showOne } from "./errors.js";
import { download, erase, fileOf, freshState, keep, keepNow, keepSoon, otherTab, restore, warnUnsaved, whenMerged } from "./files.js";
import { again, finish, translateFinish, withdraw } from "./finish.js";
import { choose, fillBrackets, switchTo } from "./language.js";
import { replacesOther, startFromLast, takeLast } from "./last.js";
import { isSame } from "./merge.js";
import { closeByKey, leaveNotice, notice } from "./notice.js";
import { noticeOlder, open, openOlder } from "./open.js";
import { byId, fieldAt, form, isTextBox, now, query, say, shapeOf, word, wrapper } from "./page.js";
import { isFact, isInside, pageHash, pageTitleId, unreadKey, withoutPrefix } from "./paths.js";
import { pasted } from "./paste.js";
import { afterPrint, beforePrint } from "./print.js";
import { placeName } from "./names.js";
import { reveal } from "./progress.js";
import { outdate, refresh, refreshAround, route, translatePage, update } from "./router.js";
import { titleRows } from "./titles.js";
import { forgetUndo, noticeUndo, remember, undo, useAlone } from "./undo.js";
import { entriesOf, toJson } from "./values.js";
import { broken } from "./verdict.js";

/** @type {State} */
const state = freshState();

/** The draft that the form started with, where it was not empty. */
let started = "";

function isUntouched() {
  return isEmpty(state.draft) || toJson(state.draft) === started;
}

/** Keeps a change. What was finished before can no longer be sent, and the step before can no longer be undone. */
function touched() {
  withdraw();
  forgetUndo(state);
  keepSoon(state);
}

/** Shows what a change shows and hides. The draft keeps a hidden answer; the finished return leaves it out. @param {string[]} [more] paths that were removed @returns {string} which question it shows or hides */
function recompute(more = []) {
  const before = state.hidden;
  update(state);
  const gone = [...state.hidden].find((path) => fieldAt(path) && !before.has(path) && at(state.draft, path) !== undefined);
  const come = [...before].find((path) => fieldAt(path) && !state.hidden.has(path) && !more.some((outer) => isInside(path, outer)));
  return gone ? word("no_longer_asked", { place: placeName(gone) }) : come ? word("now_asked", { place: placeName(come) }) : "";
}

/** Does a step that removes or replaces an answer on this page, says so, and offers to undo it. @param {() => string} step @param {string[]} [more] */
function undoable(step, more) {
  const before = remember(state);
  const text = step();
  touched();
  noticeUndo(state, [text, recompute(more)].filter(Boolean).join("\n"), before);
}

/** @param {Event} event */
function changed(event) {
  const control = /** @type {Control} */ (event.target);
  const { name } = control;
  if (!name) {
    if (control.id === "file") {
      void openFiles([.../** @type {FileList} */ (/** @type {HTMLInputElement} */ (control).files)]);
      control.value = "";
    }
    return;
  }
  const isText = isTextBox(control);
  if (isText && control.value.length > MOST) {
    show(state.draft, control);
    return notice(word("too_large", { n: MOST.toLocaleString(now.tag) }));
  }
  const isLeft = event.type === "change";
  if (isLeft && isText && !control.dataset["kind"] && !control.dataset["part"]) return calm(() => clearError(name));
  const held = () => toJson([at(state.draft, name), state.draft.unread[unreadKey(name)]]);
  const [before, had] = [held(), at(state.draft, name) !== undefined];
  keepAlone(/** @type {HTMLInputElement} */ (control));
  read(state, control);
  titleRows(state, control.closest(".row") ?? control);
  if (control.dataset["said"]) wrapper(name)?.classList.toggle("is-said", /** @type {HTMLInputElement} */ (control).checked);
  const has = at(state.draft, name) !== undefined;
  if (isLeft || !isText) calm(() => clearError(name));
  if (isFact(name)) fillBrackets(state.draft);
  if (control.type === "radio") refill(state.draft, name);
  // Conditions depend on whether there is a text, and on a number or date when the control is left.
  if (!isText || had !== has || isLeft) {
    calm(() => {
      const shown = recompute();
      if (shown) say(shown, 400);
    });
  }
  const limit = query("[data-max]", wrapper(name));
  if (limit) say(count(limit), 1000);
  // A box that is left after a step of the page was not changed: the step can still be undone.
  if (held() !== before) touched();
}

/** Checks a number, a date or a text with a form when somebody leaves its box. @param {FocusEvent} event */
function left({ target, relatedTarget }) {
  const control = /** @type {Control} */ (target);
  const { name, dataset } = control;
  if (!name || (!isTextBox(control) && !dataset["part"]) || /** @type {Control | null} */ (relatedTarget)?.name === name) return;
  const value = at(state.draft, name);
  const text = state.draft.unread[unreadKey(name)];
  const [problem] = text ? [{ path: name, rule: /** @type {const} */ ("unread"), text }] : value === undefined ? [] : broken(shapeOf(name), value, name);
  if (problem) calm(() => showOne(problem));
}

/** What waits while a pointer is down. @type {(() => void)[] | undefined} */
let waiting;

/** Does what may move the page, but not between the two halves of a click. @param {() => void} step */
function calm(step) {
  if (waiting) waiting.push(step);
  else step();
}

/** Does what waited, after the click. */
function released() {
  const steps = waiting ?? [];
  waiting = undefined;
  setTimeout(() => steps.forEach((step) => step()));
}

/** Cells of a spreadsheet go each to their box. @param {ClipboardEvent} event */
function paste(event) {
  const step = pasted(state, /** @type {Control} */ (event.target), /** @type {DataTransfer} */ (event.clipboardData).getData("text"));
  if (!step) return;
  event.preventDefault();
  undoable(step);
}

/** A file that is dropped on the page is opened. @param {DragEvent} event */
function dropped(event) {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  if (event.type === "drop") void openFiles([...event.dataTransfer.files]);
}

/** @param {File[]} files */
async function openFiles(files) {
  if (!files.length) return;
  const opened = await open(state, files, isUntouched());
  withdraw();
  const differ = state.draft.conflicts.length;
  if (differ && now.page !== "check") {
    outdate(state);
    location.hash = pageHash("check");
    // A change of the page clears the notice, so the notice comes afterwards.
    await new Promise((done) => addEventListener("hashchange", done, { once: true }));
  } else refresh(state);
  noticeUndo(state, differ ? `${opened}\n${word("conflicts_title")}` : opened);
}

/**
 * Does a step that replaces answers, says so, and offers to undo it.
 * @param {() => string | void} step
 * @param {() => void} [focus] where the focus goes
 * @param {string} [path] the only place that the step changes
 */
function replace(step, focus, path) {
  const before = remember(state);
  touched();
  const text = step();
  refresh(state, path);
  focus?.();
  if (text) noticeUndo(state, text, before);
}

/** @param {string} path @param {() => void} choice settles the conflict there */
function settled(path, choice) {
  replace(() => {
    choice();
    return word("settled", { place: placeName(path) });
  }, focusTitle, path);
}

function focusTitle() {
  byId(pageTitleId("check"))?.focus();
}

/** Shows what another tab changed. @param {Draft} before @param {(path: string) => string} moved */
function merged(before, moved) {
  withdraw();
  forgetUndo(state);
  refreshAround(state, (path) => !isSame(at(before, path), at(state.draft, moved(path))), moved);
  if (state.draft.conflicts.length > before.conflicts.length) notice(`${word("other_tab")}\n${word("conflicts_title")}`);
}

/** @type {{ [name: string]: (about: string, button: HTMLElement) => void }} */
const ACTIONS = {
  save() {
    keep(state);
    compact(form, state.draft);
    refresh(state);
    noticeUndo(state, word("saved"));
    download(fileOf(state, "draft"));
  },
  open: () => byId("file").click(),
  older() {
    openOlder(state, isUntouched());
    withdraw();
    refresh(state);
    noticeUndo(state, word("other_definition"));
  },
  print: () => print(),
  erase() {
    if (!confirm(word("erase_sure"))) return;
    replace(() => {
      erase(state);
      return word("erased");
    });
  },
  add(path) {
    const added = word("row_added", { n: addRow(path) });
    touched();
    say([added, recompute([path])].filter(Boolean).join("\n"));
  },
  remove(_, button) {
    const row = /** @type {HTMLElement} */ (button.closest(".row"));
    const around = /** @type {HTMLElement} */ (row.closest("[data-p]"));
    undoable(() => word("row_removed", { n: removeRow(state, row) }), [/** @type {string} */ (around.dataset["p"])]);
    reveal(state, around);
  },
  clear(path) {
    undoable(() => {
      clearAnswer(state, path);
      return word("cleared");
    });
  },
  same(path) {
    if (replacesOther(state, path) && !confirm(word("same_sure", { edition: state.last?.edition }))) return;
    undoable(() => takeLast(state, path));
  },
  use(index, button) {
    const path = withoutPrefix(/** @type {Element} */ (button.closest("li")).id);
    settled(path, () => useOne(state.draft, path, Number(index)));
  },
  both(path) {
    settled(path, () => useAll(state.draft, path));
  },
  forget(key) {
    replace(() => {
      delete state.draft.unread[key];
      return word("removed");
    }, focusTitle);
  },
  undo() {
    withdraw();
    undo(state);
    refresh(state);
    leaveNotice();
    notice(word("undone"));
  },
  close() {
    notice("");
    leaveNotice();
  },
  alone() {
    withdraw();
    useAlone(state);
    refresh(state);
    noticeUndo(state, word("only_copy"));
  },
  finish: () => finish(state),
  again,
};

/** @param {Event} event */
function clicked(event) {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-do],[data-language]"));
  if (!button) return;
  if (button.dataset["language"]) {
    choose(state.draft, button);
    translatePage(state);
    translateFinish(state);
    keepSoon(state);
    return;
  }
  ACTIONS[/** @type {string} */ (button.dataset["do"])]?.(/** @type {string} */ (button.dataset["for"]), button);
}

/** @type {{ [event: string]: (event: any) => void }} */
const LISTENERS = {
  input: changed,
  change: changed,
  click: clicked,
  focusout: left,
  paste,
  dragover: dropped,
  drop: dropped,
  pointerdown: () => (waiting ??= []),
  pointerup: released,
  pointercancel: released,
  keydown(event) {
    released();
    closeByKey(event);
  },
  hashchange: () => route(state, true),
  storage: (event) => otherTab(state, event),
  pagehide: () => keepNow(state),
  beforeunload: warnUnsaved,
  beforeprint: () => beforePrint(state, isUntouched()),
  afterprint: () => afterPrint(state),
};

function start() {
  whenMerged(merged);
  withdraw();
  const tag = restore(state);
  if (isEmpty(state.draft)) {
    startFromLast(state);
    started = toJson(state.draft);
  }
  if (tag) switchTo(state.draft, tag);
  fillBrackets(state.draft);
  for (const [name, listener] of entriesOf(LISTENERS)) addEventListener(name, listener);
  route(state, location.hash.length > 1);
  if (isUntouched()) noticeOlder();
  else keep(state);
}

start();
