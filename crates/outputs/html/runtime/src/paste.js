// Cells of a spreadsheet that somebody pastes into a table or a list: each goes to the box at its row and column.

/** @import { Control } from "./page.js" */
/** @import { Draft, Json, State } from "./types.js" */
import { answer, optionText } from "./answer.js";
import { cellsOf } from "./cells.js";
import { MOST, refill } from "./controls.js";
import { dateOf } from "./adopt.js";
import { at, clean, put } from "./draft.js";
import { isSame } from "./merge.js";
import { isOneLine, start } from "./names.js";
import { decimalSign, toNumber } from "./numbers.js";
import { fieldAt, listOf, locate, now, shapeOf, textOf, word } from "./page.js";
import { answerPath, around, inside, unreadKey, write } from "./paths.js";
import { fieldsOf, isList } from "./questions.js";
import { saidOf } from "./values.js";

/**
 * Finds where pasted cells go.
 * @param {State} state
 * @param {Control} control that has the focus
 * @param {string} text from the clipboard
 * @returns {(() => string) | undefined} the step that puts them there and says so, or nothing where this is a text for one box
 */
export function pasted(state, control, text) {
  const cells = cellsOf(text);
  const place = locate(control.name);
  const isOne = cells.length === 1 && cells[0]?.length === 1;
  const isText = control.type === "textarea" && !text.includes("\t");
  if (!place || place.companion || isOne || isText) return undefined;
  const { question, row, index, field } = place;
  const isOfList = isList(question) && index !== undefined;
  const keys = (question.rows?.keys ?? []).filter((key) => !state.hidden.has(inside(answerPath(question.id), key)));
  if (!isOfList && row === undefined) return undefined;
  const ids = fieldsOf(question).map(({ id }) => id);
  /** @type {(down: number, across: number) => string | undefined} */
  const target = (down, across) => {
    const own = isOfList ? { row, index: String(Number(index) + down) } : { row: keys[keys.indexOf(row ?? "") + down] };
    if (isOfList ? Number(own.index) >= (question.shape.at_most ?? Infinity) : own.row === undefined) return undefined;
    if (field === undefined) return across === 0 ? write({ question, ...own }) : undefined;
    const id = ids[ids.indexOf(field) + across];
    return id && write({ question, ...own, field: id });
  };
  return () => fillIn(state, cells, target);
}

/** @param {State} state @param {string[][]} cells @param {(down: number, across: number) => string | undefined} target the path of a cell */
function fillIn(state, cells, target) {
  const { draft } = state;
  /** @type {Set<string>} */
  const changed = new Set();
  /** @type {string[][]} */
  const [left = [], unread = [], replaced = []] = [[], [], []];
  let given = 0;
  for (const [down, row] of cells.entries()) {
    for (const [across, cell] of row.entries()) {
      const text = clean(cell);
      // An empty cell replaces nothing.
      if (!text) continue;
      const path = target(down, across);
      if (path === undefined || state.hidden.has(path) || text.length > MOST) {
        left.push(text);
        continue;
      }
      given += 1;
      const value = valueAt(path, text);
      replaced.push(...heldAt(draft, path, value));
      put(draft, path, value, listOf(path));
      delete draft.unread[unreadKey(path)];
      if (value === undefined) {
        draft.unread[unreadKey(path)] = text;
        unread.push(text);
      }
      const { question, row: key } = /** @type {import("./paths.js").AnswerPath} */ (locate(path));
      changed.add(write({ question, row: key }));
    }
  }
  for (const path of changed) refill(draft, path);
  const few = (/** @type {string[]} */ texts) => ({ n: texts.length, texts: start(texts.join(" · ")) });
  return [word("pasted", { n: given }), unread[0] && word("pasted_unread", few(unread)), left[0] && word("pasted_left", few(left)), replaced[0] && word("pasted_replaced", few(replaced))].filter(Boolean).join("\n");
}

/** What a cell replaces at a place, in words: another answer, a text that could not be read, or a word in place of either. @param {Draft} draft @param {string} path @param {Json | undefined} value @returns {string[]} */
function heldAt(draft, path, value) {
  const said = around(path).find((outer) => saidOf(at(draft, outer)) !== undefined);
  const place = said ?? path;
  const held = at(draft, place);
  const question = fieldAt(place);
  const shown = held === undefined || isSame(held, value) || !question ? "" : textOf(answer({ draft, hidden: new Set() }, question, held, place));
  return [shown, draft.unread[unreadKey(path)] ?? ""].filter(Boolean);
}

/** The answer that a cell stands for. @param {string} path @param {string} text @returns {Json | undefined} */
function valueAt(path, text) {
  const shape = shapeOf(path);
  switch (shape.kind) {
    case "text":
      return isOneLine(path) ? text.replace(/\s*\n\s*/gu, " ") : text;
    case "number":
      return toNumber(shape, text, decimalSign(now.tag));
    case "date":
    case "month":
      return dateOf(shape, text);
    case "many": {
      const whole = coded(path, text);
      const codes = whole ? [whole] : text.split(/[;,\n]/u).map((part) => coded(path, part.trim()));
      const chosen = (shape.codes ?? []).filter((code) => codes.includes(code));
      return codes.every(Boolean) && chosen.length ? chosen : undefined;
    }
    default:
      return coded(path, text);
  }
}

/** The option with a label or code. @param {string} path @param {string} text @returns {string | undefined} */
function coded(path, text) {
  const same = (/** @type {string} */ other) => other.normalize("NFKC").toLowerCase().trim() === text.normalize("NFKC").toLowerCase();
  const { kind, codes = kind === "yes_no" ? ["yes", "no"] : [] } = shapeOf(path);
  return codes.find((code) => same(optionText(path, code))) ?? codes.find(same);
}
