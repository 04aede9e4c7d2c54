// The rows of last year's answers that go on as facts of this edition. Pure.

/** @import { Form, JsonObject } from "./types.js" */
import { truth } from "./condition.js";
import { byIds } from "./questions.js";
import { entriesOf, isArray, isObject, own } from "./values.js";

/**
 * The facts of a return of the edition before, with the rows that its answers feed. A row leaves only where its answers say so.
 * @param {Form} form
 * @param {JsonObject} told the facts of that return
 * @param {JsonObject} answers its answers, by the keys of today
 * @returns {JsonObject}
 */
export function carried(form, told, answers) {
  const facts = { ...told };
  const known = { facts: {}, answers: new Map(), questions: byIds(form) };
  for (const { id, feeds, adds, feeds_if: when, rows } of form.questions) {
    const given = own(answers, id);
    if (!feeds || !(isObject(given) || isArray(given))) continue;
    /** @type {JsonObject} */
    const list = adds ? { .../** @type {JsonObject} */ (own(facts, feeds)) } : {};
    for (const [key, row] of entriesOf(/** @type {JsonObject} */ (given))) {
      const goesOn = !when || !isObject(row) || truth(when, known, { fields: row }) !== false;
      const name = adds && isArray(given) ? `${id} ${key}` : key;
      const base = /** @type {JsonObject} */ (own(own(told, rows?.if_in ?? feeds), key));
      if (goesOn) list[name] = adds && isObject(row) ? { .../** @type {JsonObject} */ (isArray(given) ? {} : base), ...row } : row;
      else if (!isArray(given)) delete list[key];
    }
    facts[feeds] = list;
  }
  return facts;
}
