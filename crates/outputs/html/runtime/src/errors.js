// Errors: a summary with links, and the same words beside each field.

/** @import { Problem } from "./types.js" */
import { all, byId, dateText, element, named, now, textOf, word, wrapper } from "./page.js";
import { withoutPrefix } from "./paths.js";
import { placeName } from "./progress.js";
import { isString } from "./values.js";

/** Rules that use the words of another. @type {{ [rule: string]: Problem["rule"] }} */
const SAME = { kind: "unread", row: "hidden" };

/** @param {string | number | undefined} bound */
function boundText(bound) {
  return isString(bound) ? dateText(bound) : bound;
}

/** @param {Problem} problem */
function message({ path, rule, bound, actual }) {
  return word(`error_${SAME[rule] ?? rule}`, { place: placeName(path), bound: boundText(bound), actual });
}

/** The element for the errors of a place. @param {string} path */
function errorPlace(path) {
  return byId(`e:${path}`);
}

/** @param {string} path */
export function clearError(path) {
  const place = errorPlace(path);
  if (!place?.textContent) return;
  place.textContent = "";
  wrapper(path)?.classList.remove("wrong");
  for (const control of named(path)) control.removeAttribute("aria-invalid");
}

export function clearErrors() {
  now.failed = false;
  const summary = byId("errors");
  if (summary) summary.hidden = true;
  for (const place of all("p.error")) clearError(withoutPrefix(place.id));
}

/** @param {Problem[]} problems in the order of the document */
export function showErrors(problems) {
  clearErrors();
  now.failed = true;
  /** @type {Map<string, string>} */
  const messages = new Map();
  for (const problem of problems) if (!messages.has(problem.path)) messages.set(problem.path, message(problem));
  for (const [path, text] of messages) {
    const place = errorPlace(path);
    if (place) place.append(element("b", {}, word("error")), ` ${text}`);
    wrapper(path)?.classList.add("wrong");
    for (const control of named(path)) if (!control.dataset["said"]) control.setAttribute("aria-invalid", "true");
  }
  const summary = byId("errors");
  if (!summary) return;
  const links = [...messages].map(([path, text]) => element("li", {}, element("a", { href: `#${path}` }, text)));
  const n = links.length;
  const title = word(`error_title_${new Intl.PluralRules(now.tag).select(n)}`, { n });
  summary.replaceChildren(element("h3", {}, title), element("ul", {}, ...links));
  // A screen reader says the name of what gets the focus.
  summary.setAttribute("aria-label", title);
  summary.hidden = false;
  summary.focus();
  document.title = word("error_prefix", { title: textOf(byId("title")) });
}
