// Errors: a summary with links, and the same words beside each field.

/** @import { Problem, Shape } from "./types.js" */
import { dateOf } from "./adopt.js";
import { unfit } from "./answer.js";
import { decimalSign, digitsOf, numberText, plainDigits, readings, toNumber } from "./numbers.js";
import { all, byId, dateText, element, isTextBox, named, now, say, shapeOf, textOf, unfold, word, wrapper } from "./page.js";
import { conflictId, withoutPrefix } from "./paths.js";
import { placeName } from "./names.js";
import { isString } from "./values.js";

/** Rules that use the words of another. @type {{ [rule: string]: Problem["rule"] }} */
const SAME = { kind: "unread", row: "hidden", specify: "required" };

/** @param {string | number | undefined} bound */
function boundText(bound) {
  return isString(bound) ? dateText(bound) : bound === undefined ? bound : numberText(bound, decimalSign(now.tag));
}

/** @param {Problem} problem */
function message({ path, rule, bound, actual, text = "", must = "" }) {
  const place = placeName(path);
  const known = SAME[rule] ?? rule;
  const shape = shapeOf(path);
  if (shape.year && known === "unread") return word("error_year", { place, example: "2024" });
  return (known === "unread" && expected(place, shape, text)) || word(`error_${known}`, { place, bound: boundText(bound), actual, text: word(must) });
}

/** What a question expects instead of a text that is no answer. @param {string} place @param {Shape} shape @param {string} text @returns {string | undefined} */
function expected(place, { kind, whole, min, max, from, decimals: bound = 0 }, text) {
  switch (kind) {
    case "number": {
      const sign = decimalSign(now.tag);
      const [one, other] = readings(whole, text, sign);
      if (one) return word("error_readings", { place, one, other });
      const isWhole = whole || !bound;
      if (digitsOf(plainDigits(text)).length > 15) return word("error_digits", { place });
      if (!isWhole && toNumber({ kind, decimals: 15 }, text, sign) !== undefined) return word("error_decimals", { place, bound });
      const example = numberText(min ?? max ?? (isWhole ? 12 : 12.5), sign);
      return isWhole ? word("error_whole", { place, example }) : word("error_number", { place, example });
    }
    case "date": {
      const [, start = "", day = 0] = /^(.*)-(\d+)$/u.exec(text) ?? [];
      const month = dateOf({ kind: "month" }, start);
      // The month has fewer days.
      if (month && Number(day) > 28) {
        const [y = 0, m = 0] = month.split("-").map(Number);
        return word("error_days", { place, month: dateText(month), n: new Date(Date.UTC(y, m, 0)).getUTCDate() });
      }
      return word("error_date", { place, example: dateText(from ?? "2024-02-05") });
    }
    case "month":
      return word("error_month", { place, example: dateText(from ?? "2024-02") });
    default:
      return kind === "text" ? undefined : word("error_choice", { place });
  }
}

/** What is wrong, as the page says it beside fields. @type {Map<string, Problem>} */
const shown = new Map();

/** The element for the errors of a place. @param {string} path */
function errorPlace(path) {
  return byId(`e:${path}`);
}

/** @param {string} path */
export function clearError(path) {
  const place = errorPlace(path);
  shown.delete(path);
  if (!place?.textContent) return;
  place.textContent = "";
  wrapper(path)?.classList.remove("wrong");
  for (const control of named(path)) control.removeAttribute("aria-invalid");
}

export function clearErrors() {
  now.failed = false;
  shown.clear();
  byId("errors").hidden = true;
  for (const place of all("p.error:not(.kept)")) clearError(withoutPrefix(place.id));
}

/** Shows what is wrong beside a field. @param {Problem} problem @param {string} [text] */
function showBeside(problem, text = message(problem)) {
  const { path, text: raw } = problem;
  const place = errorPlace(path);
  const controls = named(path);
  clearError(path);
  shown.set(path, problem);
  // A box shows its text itself.
  const isKept = raw && !controls.some(isTextBox);
  place?.classList.toggle("kept", Boolean(isKept));
  place?.append(element("b", {}, word("error")), ` ${text}`, isKept ? unfit(path, raw) : "");
  unfold(path);
  wrapper(path)?.classList.add("wrong");
  for (const control of controls) if (!control.dataset["said"]) control.setAttribute("aria-invalid", "true");
}

/** Shows beside options the text that is none of them, for as long as the draft holds it. @param {string} path @param {string} text */
export function showKept(path, text) {
  if (text) showBeside({ path, rule: "unread", text });
  else if (errorPlace(path)?.matches(".kept")) clearError(path);
}

/** Writes the errors beside fields again, in another language. */
export function translateErrors() {
  for (const problem of [...shown.values()]) showBeside(problem);
}

/** Says what is wrong with an answer when somebody leaves its box. @param {Problem} problem */
export function showOne(problem) {
  const text = message(problem);
  showBeside(problem, text);
  say(`${word("error")} ${text}`, 400);
}

/** @param {Problem[]} problems in the order of the document */
export function showErrors(problems) {
  clearErrors();
  now.failed = true;
  const links = [];
  for (const problem of problems) {
    const { path, rule } = problem;
    if (shown.has(path)) continue;
    const text = message(problem);
    showBeside(problem, text);
    links.push(element("li", {}, element("a", { href: `#${rule === "conflict" ? conflictId(path) : path}` }, text)));
  }
  const summary = byId("errors");
  const n = links.length;
  const title = word(`error_title_${new Intl.PluralRules(now.tag).select(n)}`, { n });
  summary.replaceChildren(element("h3", {}, title), element("ul", {}, ...links));
  // A screen reader says the name of what gets the focus.
  summary.setAttribute("aria-label", title);
  summary.hidden = false;
  summary.focus({ preventScroll: true });
  // The whole list may be taller than the window: its title must be in it.
  summary.scrollIntoView();
  document.title = word("error_prefix", { title: textOf(byId("title")) });
}
