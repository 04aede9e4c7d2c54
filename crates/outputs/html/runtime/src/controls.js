// From a box on the page to the draft, and back.

/** @import { Json, Question, Shape } from "./types.js" */
/** @import { Control } from "./page.js" */
import { at, clean, put, toNumber } from "./draft.js";
import { button, byId, controlsIn, form, isList, now, questionOf, word } from "./page.js";
import { fits, own, saidOf } from "./values.js";
import { fieldsOf } from "./verdict.js";

/**
 * The question or field that answers at a place; none where a text stands beside one.
 * @param {string} path
 * @returns {Question | undefined}
 */
export function askedAt(path) {
  const question = questionOf(path);
  if (!question || path.includes(".")) return undefined;
  const last = path.split("/").slice(2).at(-1);
  return fieldsOf(question).find((field) => field.id === last) ?? question;
}

/**
 * The shape at a place.
 * @param {string} path
 * @returns {Shape}
 */
export function shapeAt(path) {
  const fact = form.facts.find(({ id }) => path === `facts/${id}`);
  return (fact ?? askedAt(path))?.shape ?? { kind: "text" };
}

/** What is around the boxes of a place. @param {string} path */
export function wrapper(path) {
  return byId(`w:${path}`);
}

/** The key of what could not be read at a place. @param {string} path */
function unreadKey(path) {
  return `/${path.replace(/^answers\//u, "")}`;
}

/**
 * Reads a control into the draft.
 * @param {Control} control
 */
export function read(control) {
  const path = control.name;
  const key = unreadKey(path);
  const peers = () => /** @type {Control[]} */ ([...document.getElementsByName(path)]);
  /** @type {Json | undefined} */
  let value;
  let raw = "";
  if (control.dataset["said"]) {
    const ticked = peers().find((peer) => peer.dataset["said"] && /** @type {HTMLInputElement} */ (peer).checked);
    if (!ticked) return comeBack(path, key);
    value = { said: ticked.dataset["said"] ?? "" };
    setAside(path, key);
  } else if (control.dataset["part"]) {
    const part = (/** @type {string} */ name) =>
      clean(peers().find((peer) => peer.dataset["part"] === name)?.value ?? "");
    const day = shapeAt(path).kind === "date";
    const [d, m, y] = [day ? part("d") : "", part("m"), part("y")];
    if (d + m + y !== "") {
      raw = day ? `${y}-${m}-${d}` : `${y}-${m}`;
      const pad = (/** @type {string} */ text) => text.padStart(2, "0");
      const whole = day ? `${y.padStart(4, "0")}-${pad(m)}-${pad(d)}` : `${y.padStart(4, "0")}-${pad(m)}`;
      if (fits(shapeAt(path), whole)) [value, raw] = [whole, ""];
    }
  } else if (control.dataset["kind"] === "number") {
    raw = clean(control.value);
    value = raw === "" ? undefined : toNumber(shapeAt(path), raw);
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
  put(now.draft, path, value, isList(path));
  if (raw) now.draft.unread[key] = raw;
  else delete now.draft.unread[key];
}

/** Keeps an answer while something is said in its place. @param {string} path @param {string} key */
function setAside(path, key) {
  const value = at(now.draft, path);
  if (saidOf(value) !== undefined) return;
  const mine = Object.entries(now.draft.unread).filter(([place]) => `${place}/`.startsWith(`${key}/`));
  for (const [place] of mine) delete now.draft.unread[place];
  now.aside[path] = { value, unread: Object.fromEntries(mine) };
}

/** Puts back what was set aside. @param {string} path @param {string} key */
function comeBack(path, key) {
  // A box tells of its change twice.
  if (saidOf(at(now.draft, path)) === undefined) return;
  const { value, unread } = now.aside[path] ?? { value: undefined, unread: {} };
  put(now.draft, path, value, isList(path));
  delete now.draft.unread[key];
  Object.assign(now.draft.unread, unread);
  delete now.aside[path];
  const around = wrapper(path);
  if (around) fill(around);
}

/**
 * Shows in a control what the draft holds.
 * @param {Control} control
 */
function show(control) {
  const path = control.name;
  const value = at(now.draft, path);
  const raw = own(now.draft.unread, unreadKey(path));
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
 * Fills what is in an element from the draft, rows included.
 * @param {ParentNode} root
 */
export function fill(root) {
  for (const holder of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-rows]"))) rows(holder);
  root.querySelectorAll(".is-said").forEach((said) => said.classList.remove("is-said"));
  controlsIn(root).forEach(show);
  for (const most of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-max]"))) count(most);
}

/** Rows as the draft has them, and one at least. @param {HTMLElement} holder */
function rows(holder) {
  const path = holder.dataset["rows"] ?? "";
  const held = at(now.draft, path);
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
        if (value.includes("{i}")) node.setAttribute(name, value.replaceAll("{i}", String(index)));
      }
    }
    for (const place of row.querySelectorAll(".row-no")) place.textContent = String(index + 1);
    holder.append(row);
  }
  const most = questionOf(path)?.shape.at_most ?? Infinity;
  const add = /** @type {HTMLElement | null} */ (holder.parentElement?.querySelector(":scope > .add"));
  if (add) add.hidden = total >= most;
}

/** @param {string} path @returns {HTMLElement | null} */
function holderOf(path) {
  return /** @type {HTMLElement | null} */ (wrapper(path)?.querySelector("[data-rows]") ?? null);
}

/** How many rows of a question stand on the page. @param {string} path */
export function rowsDrawn(path) {
  return holderOf(path)?.children.length ?? 0;
}

/** As many rows as paper wants, or as the draft has. @param {boolean} paper */
export function drawForPaper(paper) {
  for (const holder of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-rows]"))) {
    if (paper) draw(holder, holder.dataset["rows"] ?? "", Math.max(3, holder.children.length));
    else rows(holder);
  }
}

/** @param {string} path @returns {number} the number of the row added */
export function addRow(path) {
  const holder = holderOf(path);
  if (!holder) return 0;
  const total = holder.children.length + 1;
  draw(holder, path, total);
  controlsIn(/** @type {Element} */ (holder.lastElementChild))[0]?.focus();
  return total;
}

/**
 * Takes a row away; the next Remove button has the focus then, else the button that adds.
 * @param {HTMLElement} row
 * @returns {number} the number of the row removed
 */
export function removeRow(row) {
  const holder = /** @type {HTMLElement} */ (row.parentElement);
  const path = holder.dataset["rows"] ?? "";
  const index = [...holder.children].indexOf(row);
  const held = at(now.draft, path);
  if (Array.isArray(held)) {
    held.splice(index, 1);
    if (held.length === 0) put(now.draft, path, undefined, true);
  }
  /** @type {{ [path: string]: string }} */
  const unread = {};
  for (const [key, text] of Object.entries(now.draft.unread)) {
    const [, id, place, ...rest] = key.split("/");
    if (`answers/${id}` !== path || Number(place) < index) unread[key] = text;
    else if (Number(place) > index) unread[["", id, Number(place) - 1, ...rest].join("/")] = text;
  }
  now.draft.unread = unread;
  draw(holder, path, Math.max(1, holder.children.length - 1));
  controlsIn(holder).forEach(show);
  const next = /** @type {HTMLElement | null} */ (holder.children[index]?.querySelector("[data-do=remove]") ?? null);
  (next ?? /** @type {HTMLElement | null} */ (wrapper(path)?.querySelector(".add")))?.focus();
  return index + 1;
}

/** An answer of one choice can be taken back where none is needed. @param {string} path */
export function offerClearing(path) {
  const around = wrapper(path);
  const answer = around?.querySelector(".answer");
  if (!answer || answer.querySelector("[data-do=clear]") || around?.querySelector(".head .must")) return;
  answer.append(button("clear", path, "clear", ""));
}

/** @param {string} path */
export function clearAnswer(path) {
  put(now.draft, path, undefined, isList(path));
  const controls = /** @type {Control[]} */ ([...document.getElementsByName(path)]);
  controls.forEach(show);
  wrapper(path)?.querySelector("[data-do=clear]")?.remove();
  controls[0]?.focus();
}

/**
 * How many characters are left, beside a box that has a bound.
 * @param {HTMLElement} place
 * @returns {string}
 */
export function count(place) {
  const path = place.closest(".hint")?.id.slice(2) ?? "";
  const box = /** @type {Control | null} */ (byId(path));
  const most = Number(place.dataset["max"]);
  if (!box || clean(box.value) === "") return "";
  const left = most - [...clean(box.value)].length;
  place.textContent = word(left < 0 ? "characters_over" : "characters_left", { n: Math.abs(left) });
  place.classList.toggle("over", left < 0);
  return place.textContent;
}

/** Ticking "none of these" unticks the rest, and the other way round. @param {HTMLInputElement} box */
export function keepAlone(box) {
  if (!box.checked || box.type !== "checkbox") return;
  for (const peer of /** @type {NodeListOf<HTMLInputElement>} */ (document.getElementsByName(box.name))) {
    if (peer === box) continue;
    const both = box.dataset["said"] ? Boolean(peer.dataset["said"]) : "alone" in box.dataset || "alone" in peer.dataset;
    if (both && Boolean(peer.dataset["said"]) === Boolean(box.dataset["said"])) peer.checked = false;
  }
}
