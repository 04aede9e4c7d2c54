// Check your answers: every question that is asked, with what was answered and a link to change it.

/** @import { Json, Question, Shape } from "./types.js" */
import { shapeAt } from "./controls.js";
import { at } from "./draft.js";
import { revived, waiting } from "./merge.js";
import { byId, dateText, element, form, now, questions, textOf, word } from "./page.js";
import { applies, askedFacts, placeName } from "./progress.js";
import { isObject, own, saidOf } from "./values.js";
import { fieldsOf } from "./verdict.js";

/** @param {string} id the id of a box */
function labelOf(id) {
  const box = /** @type {HTMLInputElement | null} */ (byId(id));
  return textOf(box?.labels?.[0]);
}

/** @param {string} path @param {Json} code */
function optionText(path, code) {
  const box = byId(path);
  if (box instanceof HTMLSelectElement) return textOf([...box.options].find((option) => option.value === code)) || String(code);
  return labelOf(`${path}=${code}`) || String(code);
}

/** @param {string} path @param {string} code @returns {string} the text beside an option */
function besideText(path, code) {
  const [head, key, ...rest] = path.split("/");
  const field = rest.length > 0 && !questions.get(key ?? "")?.rows;
  const place = field ? `${path}.${code}` : [head, `${key}.${code}`, ...rest].join("/");
  const text = at(now.draft, place);
  return typeof text === "string" ? ` – ${text}` : "";
}

/** A simple value in words. @param {Shape} shape @param {Json} value @param {string} path @returns {Node} */
function simple(shape, value, path) {
  if (Array.isArray(value)) {
    return element("ul", {}, ...value.map((code) => element("li", {}, optionText(path, code) + besideText(path, String(code)))));
  }
  const text = String(value);
  if (shape.kind === "yes_no" || shape.kind === "one") return new Text(optionText(path, value) + besideText(path, text));
  if (shape.kind === "date" || shape.kind === "month") return new Text(dateText(text));
  return element("span", { class: "typed", dir: "auto" }, text);
}

/** @param {Question} question @param {Json} value @param {string} path @returns {Node} */
function answer(question, value, path) {
  const said = saidOf(value);
  if (said !== undefined) return new Text(labelOf(`${path}!${said}`));
  if (question.shape.kind === "group") return fields(question, value, path);
  if (Array.isArray(value) && question.shape.kind === "rows") {
    return element("ol", {}, ...value.map((row, index) => element("li", {}, fields(question, row, `${path}/${index}`))));
  }
  if (Array.isArray(value) && question.shape.kind === "names") {
    const lines = value.map((row) => [own(row, "name"), own(row, "role")].filter(Boolean).join(" – "));
    return element("ul", {}, ...lines.map((line) => element("li", {}, element("bdi", {}, line))));
  }
  return simple(question.shape, value, path);
}

/** @param {Question} question @param {Json} value @param {string} path */
function fields(question, value, path) {
  const list = element("dl", { class: "inner" });
  for (const field of fieldsOf(question)) {
    const held = own(value, field.id);
    const place = `${path}/${field.id}`;
    if (held === undefined || now.hidden.has(`/${place}`)) continue;
    list.append(element("dt", {}, textOf(byId(`l:${place}`))), element("dd", {}, answer(field, held, place)));
  }
  return list;
}

/** One line. @param {string} path @param {string} number @param {string} label @param {Node | undefined} value */
function line(path, number, label, value) {
  const change = element("a", { href: `#${path}` }, word("change"), element("span", { class: "vh" }, ` ${number} ${label}`));
  return element(
    "div",
    {},
    element("dt", {}, element("span", { class: "no" }, number), ` ${label}`),
    element("dd", value ? {} : { class: "none" }, value ?? word("no_answer")),
    element("dd", { class: "change" }, change),
  );
}

/** @param {string} path */
function heading(path) {
  const around = byId(`w:${path}`);
  const label = textOf(byId(`n:${path}`) ?? byId(`l:${path}`));
  const caption = around?.closest("table")?.caption;
  if (!caption) return { number: textOf(around?.querySelector(".no")), label };
  return { number: textOf(caption.querySelector(".no")), label: `${textOf(caption.lastElementChild)} – ${label}` };
}

/** @param {string} id @param {Element[]} lines @returns {Element[]} */
function part(id, lines) {
  if (lines.length === 0) return [];
  return [element("h3", {}, textOf(byId(`st/${id}`))), element("dl", { class: "summary" }, ...lines)];
}

/** Writes the page. */
export function showAnswers() {
  const about = askedFacts().map((path) => {
    const value = at(now.draft, path);
    const shown = value === undefined ? undefined : simple(path === "facts/country" ? { kind: "one" } : shapeAt(path), value, path);
    return line(path, "", textOf(byId(`l:${path}`)), shown);
  });
  const parts = part("about", about);
  form.sections.forEach((section, index) => {
    if (!applies(section.id)) return;
    const lines = form.questions
      .filter((question) => question.section === index && question.shape.kind !== "nothing")
      .flatMap((question) => {
        const whole = `answers/${question.id}`;
        if (now.hidden.has(`/${whole}`)) return [];
        const places = question.rows ? question.rows.keys.map((row) => `${whole}/${row}`) : [whole];
        const shown = places
          .filter((path) => byId(`w:${path}`) && !now.hidden.has(`/${path}`))
          .map((path) => {
            const value = at(now.draft, path);
            const { number, label } = heading(path);
            return line(path, number, label, value === undefined ? undefined : answer(question, value, path));
          });
        for (const path of places) {
          const beside = path.replace(whole, `${whole}.comment`);
          const comment = at(now.draft, beside);
          if (typeof comment === "string") shown.push(line(beside, "", labelOf(beside), simple({ kind: "text" }, comment, "")));
        }
        return shown;
      });
    parts.push(...part(section.id, lines));
  });
  byId("answers")?.replaceChildren(...parts);
  showUnread();
}

/** Texts of an opened copy that found no place; a box on the page shows those that belong to one. */
function showUnread() {
  const place = byId("unread");
  if (!place) return;
  const left = unplaced();
  if (left.length === 0) return place.replaceChildren();
  const act = (/** @type {string} */ what, /** @type {string} */ key, /** @type {string} */ name, about = key) =>
    element("button", { type: "button", class: "plain", "data-do": what, "data-for": key }, word(name), element("span", { class: "vh" }, ` ${about}`));
  const shown = (/** @type {string} */ key) => element("p", { class: "typed", dir: "auto" }, now.draft.unread[key] ?? "");
  const lines = left
    .filter((key) => !waiting(key))
    .map((key) => element("li", {}, element("code", {}, key), shown(key), act("forget", key, "remove")));
  const paths = new Set(left.flatMap((key) => waiting(key)?.path ?? []));
  const differing = [...paths].map((path) => {
    const keys = left.filter((key) => waiting(key)?.path === path);
    const shape = shapeAt(path);
    const sides = keys.map((key) => {
      const { from } = /** @type {{ from: string }} */ (waiting(key));
      const value = revived(shape.kind === "text", now.draft.unread[key] ?? "");
      const coded = ["yes_no", "one", "many"].includes(shape.kind) && !isObject(value);
      return element("div", {}, element("b", {}, from), coded ? element("div", {}, simple(shape, value, path)) : shown(key), act("use", key, "use", from));
    });
    const joins = ["text", "rows", "names", "many"].includes(shape.kind);
    return element("li", {}, element("h4", {}, placeName(path)), element("div", { class: "differ" }, ...sides), joins ? act("both", keys[0] ?? "", "both", placeName(path)) : "");
  });
  const told = (/** @type {string} */ name, /** @type {Element[]} */ list) =>
    list.length > 0 ? [element("h3", {}, word(`${name}_title`)), element("p", {}, word(`${name}_text`)), element("ul", { class: "unread" }, ...list)] : [];
  place.replaceChildren(...told("conflicts", differing), ...told("unread", lines));
}

/** @returns {string[]} */
export function unplaced() {
  return Object.keys(now.draft.unread).filter((key) => !hasBox(key));
}

/** Whether a box shows what could not be read. @param {string} key */
export function hasBox(key) {
  return [`answers${key}`, key.slice(1)].some((path) => {
    const box = document.getElementsByName(path)[0];
    return box && (box.dataset["part"] || box.dataset["kind"] === "number" || box instanceof HTMLTextAreaElement || (box instanceof HTMLInputElement && box.type === "text"));
  });
}

