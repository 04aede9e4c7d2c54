// Check your answers: every question that is asked, with what was answered and a link to change it.

/** @import { Json, Question, Shape } from "./types.js" */
import { askedAt, shapeAt } from "./controls.js";
import { at } from "./draft.js";
import { revived, waiting } from "./merge.js";
import { button, byId, dateText, element, form, now, questionOf, questions, textOf, word } from "./page.js";
import { applies, askedFacts, askedPlaces, commentAt, placeName } from "./progress.js";
import { isObject, own, saidOf } from "./values.js";
import { fieldsOf } from "./verdict.js";

/** What stands at a place, or in the first row, which is always there. @param {string} id */
function standing(id) {
  return byId(id) ?? byId(id.replace(/\/\d+\//u, "/0/"));
}

/** @param {string} id the id of a box */
function labelOf(id) {
  const box = /** @type {HTMLInputElement | null} */ (standing(id));
  return textOf(box?.labels?.[0]);
}

/** @param {string} path @param {Json} code */
function optionText(path, code) {
  const box = standing(path);
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

/** An answer in words. @param {Question} question @param {Json} value @param {string} path @returns {Node} */
export function answer(question, value, path) {
  const said = saidOf(value);
  if (said !== undefined) return new Text(labelOf(`${path}!${said}`));
  if (question.shape.kind === "group") return fields(question, value, path);
  if (Array.isArray(value) && question.shape.kind === "rows") {
    return element("ol", {}, ...value.map((row, index) => element("li", {}, fields(question, row, `${path}/${index}`))));
  }
  if (Array.isArray(value) && question.shape.kind === "names") {
    const lines = value.map((row) => [own(row, "name"), own(row, "role")].filter(Boolean).join(" – "));
    return element("ul", {}, ...lines.map((text) => element("li", {}, element("bdi", {}, text))));
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
    list.append(element("dt", {}, element("bdi", {}, textOf(standing(`l:${place}`)))), element("dd", {}, answer(field, held, place)));
  }
  return list;
}

/** One line. @param {string} path @param {string} number @param {string} label @param {Node | undefined} value */
function line(path, number, label, value) {
  const change = element("a", { href: `#${path}` }, word("change"), element("span", { class: "vh" }, ` ${number} ${label}`));
  return element(
    "div",
    {},
    element("dt", {}, element("span", { class: "no" }, number), number && " ", element("bdi", {}, label)),
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
    const asked = form.questions.filter((question) => question.section === index);
    const lines = asked.flatMap((question) =>
      askedPlaces(question)
        .filter((path) => byId(`w:${path}`))
        .flatMap((path) => {
          const { number, label } = heading(path);
          const beside = commentAt(path);
          const comment = at(now.draft, beside);
          const value = at(now.draft, path);
          const shown = line(path, number, label, value === undefined ? undefined : answer(question, value, path));
          return typeof comment === "string" ? [shown, line(beside, "", labelOf(beside), simple({ kind: "text" }, comment, ""))] : [shown];
        }),
    );
    parts.push(...part(section.id, lines));
  });
  byId("answers")?.replaceChildren(...parts, ...leftOut());
  showUnread();
}

/** A list with its title and what to do, where there is one. @param {string} name of the words @param {Element[]} lines @returns {Element[]} */
function told(name, lines) {
  return lines.length > 0 ? [element("h3", {}, word(`${name}_title`)), element("p", {}, word(`${name}_text`)), element("ul", { class: "unread" }, ...lines)] : [];
}

/** What is kept in the draft although it is not asked now, and is left out of the finished return. @returns {Element[]} */
function leftOut() {
  const { hidden, draft } = now;
  const places = [...hidden].filter((path) => path.startsWith("/answers/") && at(draft, path.slice(1)) !== undefined);
  now.hidden = new Set();
  const lines = places
    .filter((path) => !places.some((outer) => path.startsWith(`${outer}/`)))
    .map((place) => {
      const path = place.slice(1);
      const value = at(draft, path) ?? null;
      const rows = questionOf(path)?.rows && path.split("/").length < 3 ? Object.entries(value ?? {}) : undefined;
      const shown = (rows?.map(([row, held]) => [`${path}/${row}`, held]) ?? [[path, value]]).map(([inner, held]) => {
        const question = askedAt(inner);
        return element("div", {}, question ? answer(question, held, inner) : simple(shapeAt(inner), held, inner));
      });
      return element("li", {}, placeName(path), ...shown);
    });
  now.hidden = hidden;
  return told("left_out", lines);
}

/** Texts of an opened copy that found no place; a box on the page shows those that belong to one. */
function showUnread() {
  const place = byId("unread");
  if (!place) return;
  const left = unplaced();
  if (left.length === 0) return place.replaceChildren();
  const shown = (/** @type {string} */ key) => element("p", { class: "typed", dir: "auto" }, now.draft.unread[key] ?? "");
  const lines = left
    .filter((key) => !waiting(key))
    .map((key) => element("li", {}, element("code", {}, key), shown(key), button("forget", key, "remove")));
  const paths = new Set(left.flatMap((key) => waiting(key)?.path ?? []));
  const differing = [...paths].map((path) => {
    const keys = left.filter((key) => waiting(key)?.path === path);
    const shape = shapeAt(path);
    const sides = keys.map((key) => {
      const { from } = /** @type {{ from: string }} */ (waiting(key));
      const value = revived(shape.kind === "text", now.draft.unread[key] ?? "");
      const coded = ["yes_no", "one", "many"].includes(shape.kind) && !isObject(value);
      return element("div", {}, element("b", {}, from), coded ? element("div", {}, simple(shape, value, path)) : shown(key), button("use", key, "use", from));
    });
    const joins = ["text", "rows", "names", "many"].includes(shape.kind);
    return element("li", {}, element("h4", {}, placeName(path)), element("div", { class: "differ" }, ...sides), joins ? button("both", keys[0] ?? "", "both", placeName(path)) : "");
  });
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

