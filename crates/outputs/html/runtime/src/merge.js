// Several ministries' copies as one draft: what only some answered is taken, what they answered alike too, and where they
// differ every answer is kept beside the answers with the name of its file, until one is chosen. Pure.

/** @import { Json, JsonObject } from "./types.js" */
/** @import { Draft } from "./draft.js" */
import { asText, emptyDraft } from "./draft.js";
import { isObject, own, saidOf } from "./values.js";

/** @typedef {[name: string, value: Json | undefined][]} Held what each file holds at a place */

/**
 * @param {[name: string, draft: Draft][]} copies
 * @returns {Draft}
 */
export function merge(copies) {
  const draft = emptyDraft();
  /** @type {(path: string, held: Held) => Json | undefined} */
  const union = (path, held) => {
    const given = held.filter(([, value]) => value !== undefined);
    const values = new Map(given.map(([, value]) => [JSON.stringify(value), /** @type {Json} */ (value)]));
    if (values.size < 2) return given[0]?.[1];
    if (given.every(([, value]) => isObject(value) && saidOf(value) === undefined)) return members(path, given);
    for (const [written, value] of values) {
      const names = given.filter(([, other]) => JSON.stringify(other) === written).map(([name]) => name);
      draft.unread[`${path} (${names.join(", ")})`] = asText(value);
    }
    return undefined;
  };
  /** @type {(path: string, held: Held) => JsonObject | undefined} */
  const members = (path, held) => {
    const keys = new Set(held.flatMap(([, value]) => Object.keys(value ?? {})));
    const all = [...keys].flatMap((key) => {
      const value = union(`${path}/${key}`, held.map(([name, holder]) => [name, own(holder, key)]));
      return value === undefined ? [] : [[key, value]];
    });
    return all.length > 0 ? Object.fromEntries(all) : undefined;
  };
  const of = (/** @type {"facts" | "answers"} */ part) => copies.map(([name, copy]) => /** @type {[string, Json]} */ ([name, copy[part]]));
  draft.facts = members("/facts", of("facts")) ?? {};
  draft.answers = members("", of("answers")) ?? {};
  for (const [name, copy] of copies) {
    for (const [path, text] of Object.entries(copy.unread)) draft.unread[(draft.unread[path] ?? text) === text ? path : `${path} (${name})`] = text;
  }
  return draft;
}

/** The place and the file of an answer that waits to be chosen. @param {string} key @returns {{ path: string, from: string } | undefined} */
export function waiting(key) {
  const [, path, from] = /^(\/\S+) \((.*)\)$/u.exec(key) ?? [];
  return path && from ? { path: path.startsWith("/facts/") ? path.slice(1) : `answers${path}`, from } : undefined;
}

/**
 * What the kept text of an answer stands for.
 * @param {boolean} isText whether the place takes a text
 * @param {string} text
 * @returns {Json}
 */
export function revived(isText, text) {
  if (isText && !text.startsWith('{"said":')) return text;
  try {
    return /** @type {Json} */ (JSON.parse(text));
  } catch {
    return text;
  }
}

/** Both answers: lists one after the other, texts as paragraphs. @param {Json | undefined} a @param {Json} b @returns {Json} */
export function both(a, b) {
  if (a === undefined) return b;
  if (Array.isArray(a) && Array.isArray(b)) {
    const known = a.map((item) => JSON.stringify(item));
    // A row's key belongs to its copy: the rows that come after have none until they are written down.
    const rest = b.filter((item) => !known.includes(JSON.stringify(item)));
    for (const row of rest) if (isObject(row)) delete row["_row"];
    return [...a, ...rest];
  }
  return `${String(a)}\n\n${String(b)}`;
}
