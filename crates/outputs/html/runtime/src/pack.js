// A draft as it is joined with others: what waits in a row is a part of the row. Pure.

/** @import { Draft, Form, JsonObject } from "./types.js" */
import { adopt } from "./adopt.js";
import { asKept, asText, at, emptyDraft, heldIn, isKnown, put, readUnread, writeUnread } from "./draft.js";
import { WAITING, inside, keyInRow, keyPath, parse, unreadPath } from "./paths.js";
import { byIds, listAt, shapeAt } from "./questions.js";
import { hasRoom } from "./replaced.js";
import { entriesOf, isArray, isObject } from "./values.js";

/**
 * The same draft in the order of the definition, with its unread texts in place of answers, and with what else waits in a row as a
 * part of this row. So all of it goes where its answer or row goes. `adopt` takes it out again.
 * @param {Form} form
 * @param {Draft} source
 * @returns {Draft}
 */
export function packed(form, source) {
  const questions = byIds(form);
  const draft = adopt(form, asKept(source));
  const waiting = entriesOf(writeUnread(draft));
  Object.assign(draft, emptyDraft(), { facts: draft.facts, answers: draft.answers, others: draft.others });
  /** @type {JsonObject} */
  const others = {};
  for (const [key, text] of waiting) {
    const path = keyPath(key);
    const list = listAt(questions, path);
    const rows = list && (at(draft, list) ?? []);
    const { index } = parse(questions, path) ?? {};
    const isOwn = path === unreadPath(key) && at(draft, path) === undefined;
    if (index && list && isArray(rows)) {
      // A file may name any row.
      const row = inside(list, Math.min(Number(index), rows.length + 99));
      if (!isObject(at(draft, row))) put(draft, row, {}, list);
      const held = /** @type {JsonObject} */ (at(draft, row));
      const inner = keyInRow(key, inside(list, index));
      if (isOwn) held[inner] = heldIn(asText(text)) ?? text;
      else held[WAITING] = { .../** @type {JsonObject} */ (held[WAITING]), [inner]: text };
    } else if (isOwn && !list && !isKnown(form, path) && ["number", "date", "month"].includes(shapeAt(form, questions, path).kind) && !heldIn(asText(text)) && hasRoom(draft, path, new Map())) put(draft, path, text);
    else others[key] = text;
  }
  readUnread(form, draft, others);
  return draft;
}
