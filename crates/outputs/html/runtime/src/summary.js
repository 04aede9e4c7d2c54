// Check your answers: each question that is asked, with its answer and a link to change it.

/** @import { Listing, State } from "./types.js" */
import { answer, simple, unfit } from "./answer.js";
import { conflictLines } from "./conflicts.js";
import { at } from "./draft.js";
import { button, byId, companionAt, element, fieldAt, form, locate, named, query, shapeOf, spoken, textOf, typed, word, wrapper } from "./page.js";
import { conflictId, inside, isAnswer, isInside, pageId, pageTitleId, around, keyPath, unreadKey, unreadPath } from "./paths.js";
import { copied, placeName } from "./names.js";
import { questionsIn } from "./questions.js";
import { applies, askedFacts, askedPlaces } from "./progress.js";
import { entriesOf, isString } from "./values.js";

/** One line. @param {string} path @param {string} number @param {Node[]} label @param {Node | undefined} value */
function line(path, number, label, value) {
  const name = label.map((each) => textOf(each)).filter(Boolean).join(" – ");
  const change = element("a", { href: `#${path}` }, word("change"), spoken(`${number} ${name}`));
  const between = label.flatMap((each, index) => (index ? [" – ", each] : [each]));
  return element(
    "div",
    {},
    element("dt", {}, element("span", { class: "no" }, number), number && " ", ...between),
    element("dd", value ? {} : { class: "none" }, value ?? word("no_answer")),
    element("dd", { class: "change" }, change),
  );
}

/** @param {string} path */
function heading(path) {
  const question = wrapper(path);
  const label = copied(byId(`n:${path}`) ?? byId(`l:${path}`));
  const caption = question?.closest("table")?.caption;
  return { number: textOf(query(".no", caption ?? question)), label: caption ? [copied(caption.children[1]), label] : [label] };
}

/** @param {string} id @param {Element[]} lines @returns {Element[]} */
function part(id, lines) {
  return lines.length ? [element("h3", {}, copied(byId(pageTitleId(id)))), element("dl", { class: "summary" }, ...lines)] : [];
}

/** Writes the page "check your answers". @param {State} state */
export function showAnswers(state) {
  const { draft } = state;
  /** The first conflict at a place or in it. @type {Map<string, string>} */
  const differ = new Map();
  for (const { path } of draft.conflicts) for (const place of around(path)) if (!differ.has(place)) differ.set(place, path);
  const link = (/** @type {string} */ path) => element("a", { class: "differs", href: `#${conflictId(path)}` }, word("conflicts_title"));
  const about = askedFacts().map((path) => {
    const value = at(draft, path);
    const text = draft.unread[unreadKey(path)];
    const shown = value === undefined ? (text ? unfit(path, text) : undefined) : simple(draft, shapeOf(path), value, path);
    return line(path, "", [copied(byId(`l:${path}`))], shown);
  });
  const parts = part("about", about);
  form.sections.forEach((section) => {
    if (!applies(state, section.id)) return;
    const lines = questionsIn(form, section.id).flatMap((question) =>
      askedPlaces(state, question)
        .filter((path) => wrapper(path))
        .flatMap((path) => {
          const { number, label } = heading(path);
          const commentPath = companionAt(path);
          const comment = commentPath && at(draft, commentPath);
          const value = at(draft, path);
          const text = draft.unread[unreadKey(path)];
          const waits = differ.get(path);
          const shown = line(path, number, label, waits ? link(waits) : value !== undefined ? answer(state, question, value, path) : text ? unfit(path, text) : undefined);
          return commentPath && isString(comment) ? [shown, line(commentPath, "", [copied(byId(`l:${commentPath}`))], typed(comment))] : [shown];
        }),
    );
    parts.push(...part(section.id, lines));
  });
  byId(pageId("check"))?.classList.toggle("long", form.questions.length > 300);
  byId("answers").replaceChildren(...parts, ...leftOut(state));
  showUnread(state);
}

/** A list with its title and what to do, unless it is empty. @param {Listing} name @param {Element[]} lines @returns {Element[]} */
function listing(name, lines) {
  return lines.length ? [element("h3", {}, word(`${name}_title`)), element("p", {}, word(`${name}_text`)), element("ul", { class: "unread" }, ...lines)] : [];
}

/** The answers that the draft keeps although they are not asked now. The finished return leaves them out. @param {State} state @returns {Element[]} */
function leftOut({ draft, hidden }) {
  const view = { draft, hidden: new Set() };
  const heldAt = (/** @type {string} */ path) => at(draft, path) ?? draft.unread[unreadKey(path)];
  const places = [...hidden].filter((path) => isAnswer(path) && heldAt(path) !== undefined);
  const lines = places
    .filter((path) => !places.some((other) => isInside(path, other)))
    .map((path) => {
      const whole = heldAt(path) ?? null;
      const place = locate(path);
      const rows = place?.question.rows && !place.row ? entriesOf(whole ?? {}).map(([row, held]) => [inside(path, row), held]) : [[path, whole]];
      const shown = rows.map(([inner, value]) => {
        const question = fieldAt(inner);
        if (at(draft, path) === undefined) return element("div", {}, unfit(inner, value));
        return element("div", {}, question ? answer(view, question, value, inner) : simple(draft, shapeOf(inner), value, inner));
      });
      return element("li", {}, placeName(path), ...shown);
    });
  return listing("left_out", lines);
}

/** Shows conflicts, and texts of an opened copy that fit no control. @param {State} state */
export function showUnread({ draft, hidden }) {
  const lines = entriesOf(draft.unread)
    .filter(([key]) => !hasBox(key) && !around(unreadPath(key)).some((path) => hidden.has(path)))
    .map(([key, text]) => {
      const path = keyPath(key);
      const name = placeName(path);
      return element("li", {}, element("h4", {}, name), unfit(path, text), button("forget", key, "remove", name));
    });
  byId("unread").replaceChildren(...listing("conflicts", conflictLines(draft)), ...listing("unread", lines));
}

/** Whether the page shows a text that could not be read in its box, or beside its options. @param {string} key */
export function hasBox(key) {
  return named(unreadPath(key)).some(({ dataset }) => !dataset["said"]);
}
