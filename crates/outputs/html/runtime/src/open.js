// Opens copies: files of answers, and the draft of another version of the form that the browser keeps.

/** @import { Draft, JsonObject, State } from "./types.js" */
import { adopt } from "./adopt.js";
import { compact, printable } from "./draft.js";
import { MOST } from "./controls.js";
import { COPY, KEY, freshState, keep, readKept } from "./files.js";
import { openLast, usesLast } from "./last.js";
import { switchTo } from "./language.js";
import { isSame, merge } from "./merge.js";
import { notice } from "./notice.js";
import { placeName } from "./names.js";
import { fromJson } from "./numbers.js";
import { button, form, now, query, textOf, word } from "./page.js";
import { inside } from "./paths.js";
import { asReturn } from "./progress.js";
import { forgetUndo, remember } from "./undo.js";
import { cached, isArray, isObject, isString, keysOf, membersOf, own } from "./values.js";

/** The key of a kept draft of the same form, edition and copy that has another definition. */
function olderKey() {
  const [start, end] = [`canevas:${form.form}:${form.edition}:`, `:${COPY}`];
  return keysOf(localStorage).find((key) => key !== KEY && key.startsWith(start) && key.endsWith(end));
}

/** Says that there is an older draft. */
export function noticeOlder() {
  try {
    if (!olderKey()) return;
  } catch {
    return;
  }
  notice(word("older_draft"), button("older", "", "open_older"));
}

/** @param {State} state @param {boolean} isUntouched whether nobody has answered anything yet */
export function openOlder(state, isUntouched) {
  const older = freshState();
  readKept(older, localStorage.getItem(/** @type {string} */ (olderKey())));
  state.undoTo = remember(state);
  state.draft = isUntouched ? older.draft : merge(form, [[word("here"), state.draft], [word("older_draft"), older.draft]]);
  state.last = older.last;
  keep(state);
}

/** What keeps a file from being opened, in words. @param {State} state @param {unknown} held @param {string} file its name @returns {string | undefined} */
function refusal({ draft }, held, file) {
  // A text in another encoding is no text of UTF-8.
  if (held instanceof TypeError) return word("not_utf8", { file });
  if (!isObject(held) || !isString(held["form"]) || !isObject(held["answers"])) return word("not_a_copy", { file });
  if (String(held["canevas"] ?? 1) !== "1") return word("newer_file", { file });
  if (held["form"] !== form.form) return word("other_form", { form: held["form"] });
  // The file of a clarification sheet answers some questions only, and says about which return.
  if (!isSame(held["clarifies"], form.clarifies)) return word("other_form", { form: file });
  const edition = String(held["edition"] ?? "?");
  if (edition !== form.edition && (!usesLast || edition !== form.previous)) return word("other_edition", { edition });
  const respondent = own(held, "respondent");
  const code = own(respondent, "code");
  if (respondent !== undefined && (!isString(code) || (own(respondent, "kind") ?? "country") !== "country")) return word("no_country_file", { name: String(own(respondent, "name") ?? code ?? "?") });
  const country = code ?? own(held["facts"], "country");
  // The blank form is for the country that somebody chose in it. Copies may differ there.
  const here = form.blank ? edition !== form.edition && own(draft.facts, "country") : form.copy;
  return here && country !== undefined && country !== here ? word("other_country", { country: String(country) }) : undefined;
}

/** The name of the first place of a file with a text that no box takes. @type {(path: string, held: unknown) => string | undefined} */
function longest(path, held) {
  if (isString(held)) return held.length > MOST ? placeName(path) : undefined;
  for (const [key, value] of membersOf(isArray(held) ? { ...held } : held)) {
    const found = longest(path ? inside(path, key) : key, value);
    if (found) return found;
  }
  return undefined;
}

/** The name of a language of the form; the tag of another. @param {string} tag */
function nameOf(tag) {
  return form.languages[tag] ? textOf(query(`[data-language=${tag}]`, document)) : tag;
}

/**
 * Opens a copy, or several as one. Only copies of this form are opened. Answers that the form has already stay beside those of the
 * copy.
 * @param {State} state
 * @param {File[]} files
 * @param {boolean} isUntouched whether nobody has answered anything yet
 * @returns {Promise<string>} the notice about it
 */
export async function open(state, files, isUntouched) {
  /** @type {[string, Draft][]} */
  const copies = [];
  let same = true;
  /** @type {JsonObject | undefined} */
  let before;
  let last = "";
  /** The names of the files by the language that they say they are in. @type {Map<string, string[]>} */
  const languages = new Map(isUntouched ? [] : [[now.tag, [word("here")]]]);
  let isLarge = false;
  /** @type {(key: string, value: unknown) => unknown} */
  const whole = (_, value) => {
    if (!isString(value)) return value;
    if (value.length > MOST) {
      try {
        // Lists that differ are one text each.
        isLarge = typeof JSON.parse(value, whole) !== "object" || isLarge;
      } catch {
        isLarge = true;
      }
    }
    return printable(value);
  };
  for (const file of files) {
    /** @type {JsonObject} */
    const held = await file.arrayBuffer().then((bytes) => fromJson(new TextDecoder("utf-8", { fatal: true }).decode(bytes), whole)).catch((error) => error);
    const refused = isLarge ? word("file_too_large", { file: file.name, n: MOST.toLocaleString(now.tag), place: longest("", held) ?? "" }) : refusal(state, held, file.name);
    if (refused) return refused;
    if (held["edition"] !== form.edition) {
      before = held;
      last = file.name;
      continue;
    }
    same &&= held["definition"] === form.definition;
    copies.push([file.name, adopt(form, held)]);
    const tag = held["language"];
    if (isString(tag)) cached(languages, tag, () => []).push(file.name);
  }
  forgetUndo(state);
  if (!isUntouched) state.undoTo = remember(state);
  let kept = false;
  if (copies.length) {
    const alone = merge(form, copies);
    compact(form, state.draft);
    const all = isUntouched ? alone : merge(form, [[word("here"), state.draft], ...copies]);
    const written = (/** @type {Draft} */ draft) => asReturn({ ...state, draft }, "draft");
    kept = !isSame(written(all), written(alone));
    state.draft = all;
    if (kept) state.copyOnly = alone;
  }
  // A form that nobody has answered goes on in the language of the copy: what is saved says in which language it is.
  if (isUntouched && languages.size === 1) switchTo(state.draft, [...languages.keys()].join());
  if (before) openLast(state, before);
  keep(state);
  const told = [
    copies.length && word("opened", { file: copies.map(([name]) => name).join(", ") }),
    kept && word("added"),
    // A form in one language has no word for this.
    languages.size > 1 && query("[data-language]", document) && word("several_languages", { files: [...languages].map(([tag, names]) => `${names.join(", ")} (${nameOf(tag)})`).join(", ") }),
    last && word("last_opened", { file: last, edition: state.last?.edition }),
    !same && word("other_definition"),
  ];
  return told.filter(Boolean).join("\n");
}
