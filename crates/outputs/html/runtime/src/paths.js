// Where an answer is, as text. Only this module writes such a text or takes one apart; a test checks this.
//
// | text        | form                                                      | where it is used                          |
// |-------------|-----------------------------------------------------------|-------------------------------------------|
// | key         | `ID`, or `ID.CODE` and `ID.comment` for a companion field | members of the objects that hold answers  |
// | path        | `answers/KEY[/ROW][/KEY]`, `facts/FACT[/ROW/FIELD]`       | names of controls, drafts, problems       |
// | pointer     | `/PATH`                                                   | the verdict that the tests compare        |
// | unread key  | `/KEY…`, `/facts/…`, `//PART` of the top; with ` (FILE)` where copies differ   | the `unread` of a return                  |
// | element id  | `LETTER:PATH`, `PATH=CODE`, `PATH!WORD`, `s/PAGE`         | the page                                  |
//
// A companion field stands beside an answer: the text of an option such as "other", or the comment on the answer. Pure.

/** @import { Question } from "./types.js" */

/**
 * An answer path, taken apart.
 * @typedef {object} AnswerPath
 * @property {Question} question
 * @property {string | undefined} [row] the key of a row, where the question has one answer for each
 * @property {string | undefined} [index] the number of an entry in a list
 * @property {string | undefined} [field]
 * @property {string | undefined} [companion] the code of an option, or `comment`
 */

export const COMMENT = "comment";
/** Stands for the name of a file in a saved copy: the answer was set aside for a word such as "nothing to report". */
export const SET_ASIDE = "set aside";
/** The part of a draft that holds what stands at the top of a return and is not of the form. */
export const OTHERS = "others";
/** A member of a row: what waits in it, on the way between drafts. */
export const WAITING = "_unread";
/** The controls that hold an answer or a fact. */
export const CONTROLS = "input[name*='/'],textarea[name],select[name]";

/** The key or path of an answer's companion field. @param {string} key a key, or a path that ends in one @param {string} [companion] none: the answer itself */
export function keyOf(key, companion) {
  return companion ? `${key}.${companion}` : key;
}

/** @param {string} key @returns {string[]} the id and, of a companion field, the companion */
export function parseKey(key) {
  return key.split(".");
}

/** @param {string} path */
export function steps(path) {
  return path.split("/");
}

/** @param {string} id */
export function answerPath(id) {
  return `answers/${id}`;
}

/** @param {string} id */
export function factPath(id) {
  return `facts/${id}`;
}

/** The path of a section, as conditions show and hide it. @param {string} id */
export function sectionPath(id) {
  return `section/${id}`;
}

/** @param {string} id of its section @param {number} index */
export function headingPath(id, index) {
  return `heading/${id}/${index}`;
}

/** The path of what a place holds. @param {string} path @param {string | number} key */
export function inside(path, key) {
  return `${path}/${key}`;
}

/** @param {string} path @param {string} holder */
export function isInside(path, holder) {
  return path.startsWith(`${holder}/`);
}

/** @param {string} path */
export function isAnswer(path) {
  return isInside(path, "answers");
}

/** @param {string} path */
export function isFact(path) {
  return isInside(path, "facts");
}

/** The path of what holds a place. @param {string} path */
export function parentOf(path) {
  return path.slice(0, path.lastIndexOf("/"));
}

/** A place and the two around it: a word may stand in place of each. @param {string} path */
export function around(path) {
  return [path, parentOf(path), parentOf(parentOf(path))];
}

/** The outer steps of a path: by default those of its whole question or fact. @param {string} path @param {number} [count] */
export function outer(path, count = 2) {
  return steps(path).slice(0, count).join("/");
}

/** The path of a fact without the key of its row, as the names of facts have it. @param {string} path */
export function ofAnyRow(path) {
  const field = steps(path)[3];
  return field ? inside(inside(outer(path), ""), field) : outer(path);
}

/** Whether a step is the number of an entry in a list. @param {string} [step] */
function isIndex(step = "") {
  return /^\d+$/u.test(step);
}

/** @param {Map<string, Question>} questions @param {string} path @returns {AnswerPath | undefined} */
export function parse(questions, path) {
  const [, key = "", ...inner] = steps(path);
  const [id = "", companion] = parseKey(key);
  const question = isAnswer(path) ? questions.get(id) : undefined;
  if (!question) return undefined;
  const row = question.rows && inner.shift();
  const index = isIndex(inner[0]) ? inner.shift() : undefined;
  const [field, other] = parseKey(inner[0] ?? "");
  return { question, row, index, field: field || undefined, companion: companion ?? other };
}

/** @param {AnswerPath} path @returns {string} */
export function write({ question: { id }, row, index, field, companion }) {
  const keys = field ? [id, row, index, keyOf(field, companion)] : [keyOf(id, companion), row, index];
  return keys.filter((key) => key !== undefined).reduce(inside, "answers");
}

/**
 * The path of a companion field.
 * @param {Map<string, Question>} questions
 * @param {string} path of its answer
 * @param {string} companion
 * @returns {string | undefined} none for a fact, which has no companion fields
 */
export function companionPath(questions, path, companion) {
  const place = parse(questions, path);
  return place && write({ ...place, companion });
}

/**
 * A path in a list whose entries have other numbers now.
 * @param {string} path
 * @param {string} list the path of the list
 * @param {(index: number) => number | undefined} place the new number of an entry, none where the entry is removed
 * @returns {string | undefined}
 */
export function renumbered(path, list, place) {
  const [index, ...inner] = steps(path).slice(steps(list).length);
  if (!isInside(path, list) || !isIndex(index)) return path;
  const now = place(Number(index));
  return now === undefined ? now : [list, now, ...inner].join("/");
}

/** @param {string} path */
export function pointer(path) {
  return `/${path}`;
}

/** @param {string} path @returns {string} the key in a return's `unread` */
export function unreadKey(path) {
  return isAnswer(path) ? path.slice(7) : isInside(path, OTHERS) ? `/${path.slice(6)}` : `/${path}`;
}

/** @param {string} key @returns {string} */
export function unreadPath(key) {
  return isFact(key.slice(1)) ? key.slice(1) : (isInside(key, "/") ? OTHERS : "answers") + key.replace("//", "/");
}

/** The key in `unread` of one of the answers that differ. @param {string} key @param {string} from the name of its file */
export function conflictKey(key, from) {
  return `${key} (${from})`;
}

/** @param {string} key @returns {{ path: string, from: string } | undefined} */
export function parseConflictKey(key) {
  const [, path, from] = /^(\/\S+) \((.*)\)$/u.exec(key) ?? [];
  return path && from ? { path: unreadPath(path), from } : undefined;
}

/** The path that a key in `unread` is about. @param {string} key */
export function keyPath(key) {
  return parseConflictKey(key)?.path ?? unreadPath(key);
}

/** A key in `unread` as the row that it is about has it. @param {string} key @param {string} row the path of the row */
export function keyInRow(key, row) {
  return key.slice(unreadKey(row).length + 1);
}

/** @param {string} path @param {string} code */
export function optionId(path, code) {
  return `${path}=${code}`;
}

/** The box that says a word in place of an answer. @param {string} path @param {string} word */
export function saidId(path, word) {
  return `${path}!${word}`;
}

/** The same id in the first row of a list, which is always on the page. @param {string} id */
export function inFirstRow(id) {
  return id.replace(/\/\d+(?=\/|$)/u, "/0");
}

/** The id or name of a template, in a row. @param {string} text @param {number} index */
export function inRow(text, index) {
  return text.replaceAll("{i}", String(index));
}

/** The place on the page of answers where one of several answers is chosen. @param {string} path */
export function conflictId(path) {
  return `c:${path}`;
}

/** @param {string} id */
export function isConflictId(id) {
  return id.startsWith(conflictId(""));
}

/** @param {string} page */
export function pageId(page) {
  return `s/${page}`;
}

/** The address of a page. @param {string} page */
export function pageHash(page) {
  return `#${pageId(page)}`;
}

/** @param {string} page */
export function pageTitleId(page) {
  return `st/${page}`;
}

/** What an id with a prefix, such as `s/PAGE` or `h:PATH`, is about. @param {string} id */
export function withoutPrefix(id) {
  return id.slice(2);
}

/** @param {string} id @returns {string | undefined} the page that an address names */
export function pageOfId(id) {
  return isInside(id, "s") ? withoutPrefix(id) : undefined;
}
