// From the controls on the page to the draft, and back.

/** @import { Draft, Json, State } from "./types.js" */
/** @import { Control } from "./page.js" */
import { at, clean, put, readUnread, renumber, toNumber, writeUnread } from "./draft.js";
import { answerPath, inRow, isInside, unreadKey, unreadPath, withoutPrefix } from "./paths.js";
import { button, byId, controlsIn, form, isInList, locate, shapeOf, word, wrapper } from "./page.js";
import { fits, own, saidOf } from "./values.js";

/** Puts an answer into the draft. @param {State} state @param {string} path @param {Json | undefined} value */
function store({ draft }, path, value) {
  put(draft, path, value, isInList(path));
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
  const peers = () => /** @type {Control[]} */ ([...document.getElementsByName(path)]);
  /** @type {Json | undefined} */
  let value;
  let raw = "";
  if (control.dataset["said"]) {
    const ticked = peers().find((peer) => peer.dataset["said"] && /** @type {HTMLInputElement} */ (peer).checked);
    if (!ticked) return comeBack(state, path);
    value = { said: ticked.dataset["said"] ?? "" };
    setAside(state, path);
  } else if (control.dataset["part"]) {
    const part = (/** @type {string} */ name) =>
      clean(peers().find((peer) => peer.dataset["part"] === name)?.value ?? "");
    const day = shapeOf(path).kind === "date";
    const [d, m, y] = [day ? part("d") : "", part("m"), part("y")];
    if (d + m + y !== "") {
      raw = day ? `${y}-${m}-${d}` : `${y}-${m}`;
      const pad = (/** @type {string} */ text) => text.padStart(2, "0");
      const whole = day ? `${y.padStart(4, "0")}-${pad(m)}-${pad(d)}` : `${y.padStart(4, "0")}-${pad(m)}`;
      if (fits(shapeOf(path), whole)) [value, raw] = [whole, ""];
    }
  } else if (control.dataset["kind"] === "number") {
    raw = clean(control.value);
    value = raw === "" ? undefined : toNumber(shapeOf(path), raw);
    if (value !== undefined) raw = "";
  } else if (control.type === "checkbox") {
    const codes = peers()
      .filter((peer) => !peer.dataset["said"] && /** @type {HTMLInputElement} */ (peer).checked)
      .map((peer) => peer.value);
    value = codes.length > 0 ? codes : undefined;
  } else if (control.type === "radio") {
    value = /** @type {HTMLInputElement} */ (peers().find((peer) => /** @type {HTMLInputElement} */ (peer).checked))?.value;
  } else {
    value = clean(control.value) || undefined;
  }
  store(state, path, value);
  if (raw) draft.unread[key] = raw;
  else delete draft.unread[key];
}

/** Keeps an answer while the place says something else. @param {State} state @param {string} path */
function setAside({ draft, aside }, path) {
  const value = at(draft, path);
  if (saidOf(value) !== undefined) return;
  const unread = Object.fromEntries(Object.entries(draft.unread).filter(([key]) => key === unreadKey(path) || isInside(unreadPath(key), path)));
  const conflicts = draft.conflicts.filter((conflict) => isInside(conflict.path, path));
  for (const key of Object.keys(unread)) delete draft.unread[key];
  draft.conflicts = draft.conflicts.filter((conflict) => !conflicts.includes(conflict));
  aside[path] = { value, unread: writeUnread({ unread, conflicts }) };
}

/** Puts back what was set aside. @param {State} state @param {string} path */
function comeBack(state, path) {
  const { draft, aside } = state;
  // A box sends two events for one change.
  if (saidOf(at(draft, path)) === undefined) return;
  const { value, unread } = aside[path] ?? { value: undefined, unread: {} };
  store(state, path, value);
  delete draft.unread[unreadKey(path)];
  readUnread(form, draft, unread);
  delete aside[path];
  refill(draft, path);
}

/**
 * Shows in a control what the draft holds.
 * @param {Draft} draft
 * @param {Control} control
 */
function show(draft, control) {
  const path = control.name;
  const value = at(draft, path);
  const raw = own(draft.unread, unreadKey(path));
  const box = /** @type {HTMLInputElement} */ (control);
  if (control.dataset["said"]) {
    box.checked = saidOf(value) === control.dataset["said"];
    if (box.checked) wrapper(path)?.classList.add("is-said");
  } else if (control.dataset["part"]) {
    const [y = "", m = "", d = ""] = (typeof value === "string" ? value : typeof raw === "string" ? raw : "").split("-");
    const part = { y, m: m.replace(/^0/u, ""), d: d.replace(/^0/u, "") }[control.dataset["part"]];
    control.value = part ?? "";
  } else if (control.type === "radio") {
    box.checked = value === control.value;
    if (box.checked) offerClearing(path);
  } else if (control.type === "checkbox") {
    box.checked = Array.isArray(value) && value.includes(control.value);
  } else {
    const text =
      typeof value === "string" || typeof value === "number" ? String(value) : typeof raw === "string" ? raw : "";
    if (control.value !== text) control.value = text;
  }
}

/**
 * Fills the controls in an element from the draft, rows included.
 * @param {Draft} draft
 * @param {ParentNode} root
 */
export function fill(draft, root) {
  for (const holder of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-rows]"))) rows(draft, holder);
  root.querySelectorAll(".is-said").forEach((said) => said.classList.remove("is-said"));
  showAll(draft, controlsIn(root));
  for (const most of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-max]"))) count(most);
}

/** Fills the controls of a place. @param {Draft} draft @param {string} path */
export function refill(draft, path) {
  const around = wrapper(path);
  if (around) fill(draft, around);
}

/** @param {Draft} draft @param {Control[]} controls */
function showAll(draft, controls) {
  for (const control of controls) show(draft, control);
}

/** Draws the rows of the draft, and at least one. @param {Draft} draft @param {HTMLElement} holder */
function rows(draft, holder) {
  const path = holder.dataset["rows"] ?? "";
  const held = at(draft, path);
  draw(holder, path, Math.max(1, Array.isArray(held) ? held.length : 0));
}

/** @param {HTMLElement} holder @param {string} path @param {number} total */
function draw(holder, path, total) {
  const template = /** @type {HTMLTemplateElement | null} */ (byId(`t:${path}`));
  if (!template) return;
  while (holder.children.length > total) holder.lastElementChild?.remove();
  for (let index = holder.children.length; index < total; index += 1) {
    const row = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    for (const node of row.querySelectorAll("*")) {
      for (const { name, value } of [...node.attributes]) {
        const here = inRow(value, index);
        if (here !== value) node.setAttribute(name, here);
      }
    }
    for (const place of row.querySelectorAll(".row-no")) place.textContent = String(index + 1);
    holder.append(row);
  }
  const most = locate(path)?.question.shape.at_most ?? Infinity;
  const add = /** @type {HTMLElement | null} */ (holder.parentElement?.querySelector(":scope > .add"));
  if (add) add.hidden = total >= most;
}

/** @param {string} path @returns {HTMLElement | null} */
function holderOf(path) {
  return /** @type {HTMLElement | null} */ (wrapper(path)?.querySelector("[data-rows]") ?? null);
}

/** How many rows of a question the page shows. @param {string} path */
export function rowsDrawn(path) {
  return holderOf(path)?.children.length ?? 0;
}

/** Draws at least three rows for paper, or those of the draft. @param {Draft} draft @param {boolean} paper */
export function drawForPaper(draft, paper) {
  for (const holder of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-rows]"))) {
    if (paper) draw(holder, holder.dataset["rows"] ?? "", Math.max(3, holder.children.length));
    else rows(draft, holder);
  }
}

/** @param {string} path @returns {number} the number of the new row */
export function addRow(path) {
  const holder = holderOf(path);
  if (!holder) return 0;
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
  const path = holder.dataset["rows"] ?? "";
  const index = [...holder.children].indexOf(row);
  const held = at(draft, path);
  if (Array.isArray(held)) {
    held.splice(index, 1);
    if (held.length === 0) store(state, path, undefined);
  }
  const id = locate(path)?.question.id ?? "";
  if (path === answerPath(id)) renumber(draft, id, (other) => (other === index ? undefined : other - Number(other > index)));
  draw(holder, path, Math.max(1, holder.children.length - 1));
  showAll(draft, controlsIn(holder));
  const next = /** @type {HTMLElement | null} */ (holder.children[index]?.querySelector("[data-do=remove]") ?? null);
  (next ?? /** @type {HTMLElement | null} */ (wrapper(path)?.querySelector(".add")))?.focus();
  return index + 1;
}

/** Adds a button that clears an answer of one choice, where none is needed. @param {string} path */
function offerClearing(path) {
  const around = wrapper(path);
  const answer = around?.querySelector(".answer");
  if (!answer || answer.querySelector("[data-do=clear]") || around?.querySelector(".head .must")) return;
  answer.append(button("clear", path, "clear", ""));
}

/** @param {State} state @param {string} path */
export function clearAnswer(state, path) {
  store(state, path, undefined);
  const controls = /** @type {Control[]} */ ([...document.getElementsByName(path)]);
  showAll(state.draft, controls);
  wrapper(path)?.querySelector("[data-do=clear]")?.remove();
  controls[0]?.focus();
}

/**
 * Shows how many characters are left for a text with a limit.
 * @param {HTMLElement} place
 * @returns {string}
 */
export function count(place) {
  const path = withoutPrefix(place.closest(".hint")?.id ?? "");
  const box = /** @type {Control | null} */ (byId(path));
  const most = Number(place.dataset["max"]);
  if (!box || clean(box.value) === "") return "";
  const left = most - [...clean(box.value)].length;
  place.textContent = left < 0 ? word("characters_over", { n: -left }) : word("characters_left", { n: left });
  place.classList.toggle("over", left < 0);
  return place.textContent;
}

/** Ticking an exclusive option clears the others, and the other way round. @param {HTMLInputElement} box */
export function keepAlone(box) {
  if (!box.checked || box.type !== "checkbox") return;
  for (const peer of /** @type {NodeListOf<HTMLInputElement>} */ (document.getElementsByName(box.name))) {
    if (peer === box) continue;
    const both = box.dataset["said"] ? Boolean(peer.dataset["said"]) : "alone" in box.dataset || "alone" in peer.dataset;
    if (both && Boolean(peer.dataset["said"]) === Boolean(box.dataset["said"])) peer.checked = false;
  }
}
