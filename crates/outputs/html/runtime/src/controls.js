// From the controls on the page to the draft, and back.

/** @import { Draft, Json, State } from "./types.js" */
/** @import { Control } from "./page.js" */
import { dateOf } from "./adopt.js";
import { at, clean, put, renumber } from "./draft.js";
import { showKept } from "./errors.js";
import { comeBack, setAside } from "./merge.js";
import { decimalSign, numberText, toNumber } from "./numbers.js";
import { answerPath, inRow, inside, parseKey, unreadKey, withoutPrefix } from "./paths.js";
import { all, button, byId, controlsIn, form, isTextBox, listOf, locate, named, now, query, shapeOf, textOf, word, wrapper } from "./page.js";
import { codePoints, isArray, isString, keysOf, orNothing, own, saidOf } from "./values.js";

/** Puts an answer into the draft. @param {State} state @param {string} path @param {Json | undefined} value */
function store({ draft }, path, value) {
  put(draft, path, value, listOf(path));
}

/**
 * Reads a control into the draft.
 * @param {State} state
 * @param {Control} control
 */
export function read(state, control) {
  const { draft } = state;
  const path = control.name;
  const key = unreadKey(path);
  /** @type {Json | undefined} */
  let value;
  let raw = "";
  if (control.dataset["said"]) {
    const ticked = named(path).find((peer) => peer.dataset["said"] && /** @type {HTMLInputElement} */ (peer).checked);
    if (!ticked) {
      // A box sends two events for one change.
      if (saidOf(at(draft, path)) === undefined) return;
      store(state, path, undefined);
      return refill(draft, path);
    }
    value = { said: /** @type {string} */ (ticked.dataset["said"]) };
    setAside(form, draft, path);
  } else if (control.dataset["part"]) {
    const part = (/** @type {string} */ name) =>
      clean(named(path).find((peer) => peer.dataset["part"] === name)?.value ?? "");
    const parts = (shapeOf(path).kind === "date" ? ["y", "m", "d"] : ["y", "m"]).map(part);
    if (parts.some(Boolean)) raw = parts.join("-");
    value = dateOf(shapeOf(path), raw);
  } else if (control.dataset["kind"] === "number") {
    raw = clean(control.value);
    value = toNumber(shapeOf(path), raw, decimalSign(now.tag));
  } else if (control.type === "checkbox") {
    const ticked = named(path)
      .filter((peer) => !peer.dataset["said"] && /** @type {HTMLInputElement} */ (peer).checked)
      .map((peer) => peer.value);
    // An answer has the order of the definition, whatever the order on the page.
    value = orNothing((shapeOf(path).codes ?? ticked).filter((code) => ticked.includes(code)));
  } else if (control.type === "radio") {
    value = /** @type {HTMLInputElement} */ (named(path).find((peer) => /** @type {HTMLInputElement} */ (peer).checked))?.value;
  } else {
    value = clean(control.value) || undefined;
  }
  store(state, path, value);
  if (raw && value === undefined) draft.unread[key] = raw;
  else delete draft.unread[key];
}

/**
 * Shows in a control what the draft holds.
 * @param {Draft} draft
 * @param {Control} control
 */
export function show(draft, control) {
  const path = control.name;
  const value = at(draft, path);
  const raw = (draft.unread[unreadKey(path)] ?? "").replace(/^\{"said":"(.*)"\}$/u, "$1");
  const { said, part } = control.dataset;
  const box = /** @type {HTMLInputElement} */ (control);
  if (said) {
    box.checked = saidOf(value) === said;
    if (box.checked) wrapper(path)?.classList.add("is-said");
  } else if (part) {
    const text = (isString(value) ? value : raw).split("-")["ymd".indexOf(part)] ?? "";
    control.value = part === "y" ? text : text.replace(/^0/u, "");
  } else {
    const isBox = isTextBox(control);
    const held = typeof value === "number" ? numberText(value, decimalSign(now.tag)) : isString(value) ? value : isBox ? raw : "";
    // A box of one line leaves out line breaks, and what was parted would be one word.
    const text = control.type === "textarea" ? held : held.replace(/\s*\n\s*/gu, "; ");
    if (control.type === "checkbox") box.checked = isArray(value) && value.includes(control.value);
    else if (control.type === "radio") box.checked = text === control.value;
    else if (control.value !== text) control.value = text;
    if (isBox) return;
    if (raw || (control.type === "radio" && box.checked)) offerClearing(path);
    showKept(path, raw);
  }
}

/**
 * Fills the controls in an element from the draft, rows included.
 * @param {Draft} draft
 * @param {ParentNode} root
 */
export function fill(draft, root) {
  for (const holder of all("[data-rows]", root)) rows(draft, holder);
  sortOptions(root);
  all(".is-said", root).forEach((said) => said.classList.remove("is-said"));
  showAll(draft, controlsIn(root));
  for (const most of all("[data-max]", root)) count(most);
}

/** Sorts the countries as the language does. @param {ParentNode} root */
function sortOptions(root) {
  for (const holder of all("[data-sort]", root)) {
    if (holder.dataset["sort"] === now.tag) continue;
    holder.dataset["sort"] = now.tag;
    const select = holder instanceof HTMLSelectElement ? holder : undefined;
    const chosen = select?.value ?? "";
    const collator = new Intl.Collator(now.tag);
    const first = select ? [...holder.children].slice(0, 1) : [];
    const keyed = [...holder.children].slice(first.length).map((option) => /** @type {const} */ ([textOf(option), option]));
    keyed.sort(([a], [b]) => collator.compare(a, b));
    holder.replaceChildren(...first, ...keyed.map(([, option]) => option));
    if (select) select.value = chosen;
  }
}

/** The most characters that a box takes. More than that and the browser no longer answers. */
export const MOST = 500_000;

/** Fills the controls of a place. Answers come back that were set aside there. @param {Draft} draft @param {string} path */
export function refill(draft, path) {
  comeBack(form, draft);
  const around = wrapper(path);
  if (around) fill(draft, around);
}

/** @param {Draft} draft @param {Control[]} controls */
function showAll(draft, controls) {
  for (const control of controls) show(draft, control);
}

/** Draws the rows of the draft, and at least one. @param {Draft} draft @param {HTMLElement} holder */
function rows(draft, holder) {
  const path = /** @type {string} */ (holder.dataset["rows"]);
  const held = at(draft, path);
  const list = isArray(held) ? held : [];
  const old = holder.children.length;
  draw(holder, path, Math.max(1, list.length));
  // Rows that were filled in before are folded, where they have titles.
  list.forEach((_, index) => index < old || holder.children[index]?.removeAttribute("open"));
}

/** @param {HTMLElement} holder @param {string} path @param {number} total */
function draw(holder, path, total) {
  const template = /** @type {HTMLTemplateElement} */ (byId(`t:${path}`));
  while (holder.children.length > total) holder.lastElementChild?.remove();
  // One row becomes each row in turn: of thousands, only what differs is written anew.
  const row = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  sortOptions(row);
  const marked = [...all("*", row)].flatMap(({ attributes }) => [...attributes]).map((mark) => /** @type {const} */ ([mark, mark.value])).filter(([, text]) => inRow(text, 0) !== text);
  const added = [];
  for (let index = holder.children.length; index < total; index += 1) {
    for (const [mark, text] of marked) mark.value = inRow(text, index);
    for (const place of all(".row-no", row)) place.textContent = String(index + 1);
    added.push(row.cloneNode(true));
  }
  holder.append(...added);
  const most = locate(path)?.question.shape.at_most ?? Infinity;
  const add = query(":scope > .add", holder.parentElement);
  if (add) add.hidden = total >= most;
}

/** @param {string} path @returns {HTMLElement | null} */
function holderOf(path) {
  return query("[data-rows]", wrapper(path));
}

/** How many rows of a question the page shows. @param {string} path */
export function rowsDrawn(path) {
  return holderOf(path)?.children.length ?? 0;
}

/** Draws at least three rows for paper, or those of the draft. @param {Draft} draft @param {boolean} paper */
export function drawForPaper(draft, paper) {
  for (const holder of all("[data-rows]")) {
    if (paper) draw(holder, /** @type {string} */ (holder.dataset["rows"]), Math.max(3, holder.children.length));
    else rows(draft, holder);
  }
}

/** @param {string} path @returns {number} the number of the new row */
export function addRow(path) {
  const holder = /** @type {HTMLElement} */ (holderOf(path));
  const total = holder.children.length + 1;
  draw(holder, path, total);
  controlsIn(/** @type {Element} */ (holder.lastElementChild))[0]?.focus();
  return total;
}

/**
 * Removes a row. Then the next Remove button gets the focus, or the Add button after the last row.
 * @param {State} state
 * @param {HTMLElement} row
 * @returns {number} the number of the removed row
 */
export function removeRow(state, row) {
  const { draft } = state;
  const holder = /** @type {HTMLElement} */ (row.parentElement);
  const path = /** @type {string} */ (holder.dataset["rows"]);
  const index = [...holder.children].indexOf(row);
  const held = at(draft, path);
  if (isArray(held)) {
    const [gone] = held.splice(index, 1);
    forgetBlocks(draft, path, String(own(gone, "_row")));
    if (!held.length) store(state, path, undefined);
  }
  renumber(draft, path, (other) => (other === index ? undefined : other - Number(other > index)));
  // The rows behind it move up, folded or not.
  const drawn = /** @type {HTMLDetailsElement[]} */ ([...holder.children]);
  drawn.forEach((each, number) => number < index || (each.open = drawn[number + 1]?.open ?? true));
  draw(holder, path, Math.max(1, drawn.length - 1));
  showAll(draft, controlsIn(holder));
  const next = query("summary,[data-do=remove]", holder.children[index]);
  (next ?? query(".add", wrapper(path)))?.focus();
  return index + 1;
}

/** What was answered about a row goes with it. @param {Draft} draft @param {string} list the path of the row's question @param {string} row its key */
function forgetBlocks(draft, list, row) {
  for (const { id } of form.questions.filter(({ rows: each }) => each?.of && answerPath(each.of) === list)) {
    for (const held of keysOf(draft.answers)) if (parseKey(held)[0] === id) put(draft, inside(answerPath(held), row), undefined);
    refill(draft, inside(answerPath(id), row));
  }
}

/** Adds a button that clears an answer of one choice, if the question is optional. @param {string} path */
function offerClearing(path) {
  const around = wrapper(path);
  const answer = query(".answer", around);
  if (!answer || query("[data-do=clear]", answer) || query(".head .must", around)) return;
  answer.append(button("clear", path, "clear", ""));
}

/** @param {State} state @param {string} path */
export function clearAnswer(state, path) {
  store(state, path, undefined);
  delete state.draft.unread[unreadKey(path)];
  const controls = named(path);
  showAll(state.draft, controls);
  query("[data-do=clear]", wrapper(path))?.remove();
  controls[0]?.focus();
}

/**
 * Shows how many characters are left for a text with a limit.
 * @param {HTMLElement} place
 * @returns {string}
 */
export function count(place) {
  const path = withoutPrefix(/** @type {Element} */ (place.closest(".hint")).id);
  const box = /** @type {Control} */ (byId(path));
  const text = clean(box.value);
  if (!text) return "";
  const left = Number(place.dataset["max"]) - codePoints(text);
  place.textContent = left < 0 ? word("characters_over", { n: -left }) : word("characters_left", { n: left });
  place.classList.toggle("over", left < 0);
  return place.textContent;
}

/** Clears the other options when an exclusive option is ticked, and the exclusive option when another is ticked. @param {HTMLInputElement} box */
export function keepAlone(box) {
  if (!box.checked || box.type !== "checkbox") return;
  for (const peer of /** @type {HTMLInputElement[]} */ (named(box.name))) {
    if (peer === box) continue;
    const both = box.dataset["said"] ? Boolean(peer.dataset["said"]) : "alone" in box.dataset || "alone" in peer.dataset;
    if (both && Boolean(peer.dataset["said"]) === Boolean(box.dataset["said"])) peer.checked = false;
  }
}
