// Whether a return is complete, which fields fail and why, and what is hidden: one walk in the order of the document.
// Pure: no page, no clock. The same rules stand in the crate `returns`; a test compares the two.

/** @import { Condition, Form, Json, JsonObject, Problem, Question, Shape } from "./types.js" */
/** @import { Known, Place } from "./condition.js" */
import { truth } from "./condition.js";
import { codePoints, fits, hasFormat, isObject, own, saidOf } from "./values.js";

const ROW_KEY = /^[a-z][a-z0-9_]{0,39}$/u;

/** @type {Question[]} */
const NAME_AND_ROLE = [
  { id: "name", shape: { kind: "text" }, required: true },
  { id: "role", shape: { kind: "text" } },
];

/**
 * The fields of a row or group.
 * @param {Question} question
 */
export function fieldsOf(question) {
  return question.shape.kind === "names" ? NAME_AND_ROLE : (question.fields ?? []);
}

/** What can stand beside an answer: texts of options, and a comment. @param {Question} question */
export function sidesOf(question) {
  return [...(question.shape.specify ?? []), ...(question.comment ? ["comment"] : [])];
}

/**
 * @param {Form} form
 * @param {JsonObject} answered a return
 * @returns {{ complete: boolean, failing: string[] }}
 */
export function verdict(form, answered) {
  const { problems } = inspect(form, answered);
  const missing = new Set(problems.filter(({ rule }) => rule === "required").map(({ path }) => path));
  // Where a whole question is missing, its rows are told to who fills it in, and are one failure all the same.
  const told = problems.filter(({ path, rule }) => rule !== "required" || !missing.has(path.slice(0, path.lastIndexOf("/"))));
  const failing = [...new Set(told.map(({ path }) => cited(form, path)))].sort();
  return { complete: failing.length === 0, failing };
}

/** The place that a failure is cited by: a fact and a list of names are one place. @param {Form} form @param {string} path */
function cited(form, path) {
  const [, head, id, ...rest] = path.split("/");
  if (id === undefined) return path;
  const question = form.questions.find((candidate) => candidate.id === id);
  if (head === "answers" && question?.shape.kind !== "names") return path;
  return ["", head, id, ...(question?.rows ? rest.slice(0, 1) : [])].join("/");
}

/**
 * @param {Form} form
 * @param {JsonObject} answered a return
 * @param {(question: string) => number} [drawn] how many rows stand on the page: blank ones are no answer, and still
 *   hide fields; without it the answers are a return's and hold no blank rows
 * @returns {{ hidden: Set<string>, problems: Problem[] }} paths of what is not shown; problems in document order
 */
export function inspect(form, answered, drawn) {
  const facts = own(answered, "facts");
  const answers = own(answered, "answers");
  const given = isObject(answers) ? answers : {};
  /** @type {Known} */
  const known = {
    facts: isObject(facts) ? facts : {},
    answers: new Map(),
    questions: new Map(form.questions.map((question) => [question.id, question])),
  };
  /** @type {Set<string>} */
  const hidden = new Set();
  /** @type {Problem[]} */
  let problems = [];

  /** @param {string} path @param {string} rule @param {Partial<Problem>} [more] */
  function fail(path, rule, more) {
    problems.push({ path, rule, ...more });
  }

  /** @param {Condition | null | undefined} condition @param {Place} place */
  function holds(condition, place) {
    return !condition || truth(condition, known, place) === true;
  }

  function lookAtFacts() {
    const country = own(known.facts, "country");
    if (country === undefined) fail("/facts/country", "required");
    else if (!form.blank && country !== form.copy) fail("/facts/country", "kind");
    for (const fact of form.facts) {
      const value = own(known.facts, fact.id);
      if (fact.shape) {
        if (value === undefined) fail(`/facts/${fact.id}`, "required");
        else bounds(fact.shape, value, `/facts/${fact.id}`);
      } else if (isObject(value)) {
        for (const [row, fields] of Object.entries(value)) {
          for (const field of fact.fields ?? []) {
            const text = own(fields, field.id);
            if (text !== undefined) bounds(field.shape, text, `/facts/${fact.id}/${row}/${field.id}`);
          }
        }
      }
    }
  }

  /** @type {(questions: Question[], holder: JsonObject, path: string, kept: JsonObject) => void} keys that belong to nothing here fail, and stay */
  function refuseUnknown(questions, holder, path, kept) {
    for (const key of Object.keys(holder)) {
      const [id, side] = key.split(".");
      const question = questions.find((candidate) => candidate.id === id);
      const isKnown = question && question.shape.kind !== "nothing" && (side === undefined || sidesOf(question).includes(side));
      if (isKnown || key === "_row") continue;
      fail(`${path}/${key}`, "kind");
      kept[key] = own(holder, key) ?? null;
    }
  }

  /** @param {Question} question */
  function lookAt(question) {
    const path = `/answers/${question.id}`;
    const value = own(given, question.id);
    if (!holds(question.show, {})) {
      hidden.add(path);
      if (value !== undefined) fail(path, "hidden");
      besides(question, given, path, undefined);
      return;
    }
    const effective = question.rows ? eachRow(question, value, path) : one(question, value, path, {});
    if (effective !== undefined) known.answers.set(question.id, effective);
  }

  /**
   * A question that is asked once; or a row's copy of one.
   * @param {Question} question
   * @param {Json | undefined} value
   * @param {string} path
   * @param {Place} place
   * @returns {Json | undefined} the effective answer
   */
  function one(question, value, path, place) {
    const inRow = place.row !== undefined;
    let effective = value;
    if (saidOf(value) !== undefined) {
      if (!question.say?.includes(saidOf(value) ?? "")) fail(path, "kind");
    } else if (value !== undefined && (bounds(question.shape, value, path) || isObject(value))) {
      effective = inside(question, value, path, place);
    }
    if (effective === undefined && question.required && !inRow && question.shape.kind !== "nothing") fail(path, "required");
    if (question.shape.kind === "group" && effective === value && !isObject(value)) dry(question, path, place);
    if (drawn && (question.shape.kind === "rows" || question.shape.kind === "names")) {
      const rows = Array.isArray(value) ? value.length : 0;
      for (let index = rows; index < drawn(question.id); index += 1) dry(question, `${path}/${index}`, place);
      if (Array.isArray(effective)) effective = effective.filter(hasMembers);
      if (Array.isArray(effective) && effective.length === 0) effective = undefined;
    }
    if (!inRow) besides(question, given, path, (code) => chosen(effective, code));
    return effective;
  }

  /**
   * Texts beside an answer, or beside a field.
   * @param {Question} question
   * @param {JsonObject} holder
   * @param {string} path
   * @param {((code: string) => boolean) | undefined} isChosen absent where the answer is hidden
   */
  function besides(question, holder, path, isChosen) {
    for (const code of sidesOf(question)) beside(own(holder, `${question.id}.${code}`), `${path}.${code}`, isChosen, code);
  }

  /** @type {(text: Json | undefined, path: string, isChosen: ((code: string) => boolean) | undefined, code: string) => void} */
  function beside(text, path, isChosen, code) {
    if (!isChosen || (code !== "comment" && !isChosen(code))) {
      hidden.add(path);
      if (text !== undefined) fail(path, "hidden");
    } else if (text !== undefined && !fits({ kind: "text" }, text)) fail(path, "kind");
  }

  /**
   * The fields of a group or of rows.
   * @param {Question} question
   * @param {Json} value
   * @param {string} path
   * @param {Place} place
   * @returns {Json | undefined}
   */
  function inside(question, value, path, place) {
    if (question.shape.kind === "group" && isObject(value)) {
      const before = problems.length;
      const fields = fieldsIn(question, value, path, place);
      if (hasMembers(fields) || !hasMembers(value)) return fields;
      // A group that hiding has emptied is absent, so that nothing in it is missing.
      problems.push(...problems.splice(before).filter(({ rule }) => rule !== "required"));
      return undefined;
    }
    if (Array.isArray(value) && (question.shape.kind === "rows" || question.shape.kind === "names")) {
      return value.map((row, index) => {
        if (isObject(row)) return fieldsIn(question, row, `${path}/${index}`, place);
        fail(`${path}/${index}`, "kind");
        return row;
      });
    }
    return value;
  }

  /**
   * @param {Question} question
   * @param {JsonObject} values
   * @param {string} path
   * @param {Place} place
   * @returns {JsonObject} the effective fields
   */
  function fieldsIn(question, values, path, place) {
    /** @type {JsonObject} */
    const effective = {};
    refuseUnknown(fieldsOf(question), values, path, effective);
    for (const field of fieldsOf(question)) {
      const at = `${path}/${field.id}`;
      const value = own(values, field.id);
      const here = { ...place, fields: effective };
      if (!holds(field.show, here) || !holds(field.show_row, here)) {
        hidden.add(at);
        if (value !== undefined) fail(at, "hidden");
        besides(field, values, at, undefined);
        continue;
      }
      if (value === undefined) {
        if (field.required) fail(at, "required");
      } else {
        if (saidOf(value) === undefined) bounds(field.shape, value, at);
        else if (!field.say?.includes(saidOf(value) ?? "")) fail(at, "kind");
        effective[field.id] = value;
      }
      besides(field, values, at, (code) => chosen(value, code));
      for (const code of sidesOf(field)) {
        const text = own(values, `${field.id}.${code}`);
        if (text !== undefined && !hidden.has(`${at}.${code}`)) effective[`${field.id}.${code}`] = text;
      }
    }
    return effective;
  }

  /**
   * What would be hidden in a group that has no answer yet.
   * @param {Question} question
   * @param {string} path
   * @param {Place} place
   */
  function dry(question, path, place) {
    const kept = problems;
    problems = [];
    fieldsIn(question, {}, path, place);
    problems = kept;
  }

  /**
   * @param {Question} question
   * @param {Json | undefined} value
   * @param {string} path
   * @returns {Json | undefined}
   */
  function eachRow(question, value, path) {
    const rows = question.rows ?? { keys: [] };
    const byRow = isObject(value) ? value : {};
    for (const [key, held] of [["", value], ...sidesOf(question).map((side) => [`.${side}`, own(given, `${question.id}.${side}`)])]) {
      if (held !== undefined && !hasMembers(held)) fail(path + key, "kind");
      for (const [place, text] of isObject(held) ? Object.entries(held) : []) {
        const isFit = rows.open && ROW_KEY.test(place) && (!key || fits({ kind: "text" }, text));
        if (!rows.keys.includes(place) && !isFit) fail(`${path}${key}/${place}`, "row");
      }
    }
    /** @type {JsonObject} */
    const effective = {};
    let missing = false;
    /** @param {string} key @param {boolean} exists @param {boolean} isOurs whether the copy has the row */
    const row = (key, exists, isOurs) => {
      const at = `${path}/${key}`;
      const answer = own(byRow, key);
      const shown = !isOurs || holds(question.show_row, { row: key });
      if (!shown) {
        hidden.add(at);
        if (answer !== undefined) fail(at, "hidden");
      } else {
        if (answer === undefined && exists && question.required) {
          fail(at, "required");
          missing = true;
        }
        const kept = one(question, answer, at, { row: key });
        if (kept !== undefined) effective[key] = kept;
      }
      for (const code of isOurs ? sidesOf(question) : []) {
        const text = own(own(given, `${question.id}.${code}`), key);
        beside(text, `${path}.${code}/${key}`, shown ? (option) => chosen(answer, option) : undefined, code);
      }
    };
    for (const key of rows.keys) {
      const exists = !rows.if_in || hasMembers(own(own(known.facts, rows.if_in), key));
      row(key, exists, true);
      if (!exists) hidden.add(`${path}/${key}`);
    }
    for (const key of Object.keys(byRow)) {
      if (rows.keys.includes(key)) continue;
      if (rows.open && ROW_KEY.test(key)) row(key, false, false);
      else effective[key] = one(question, own(byRow, key), `${path}/${key}`, { row: key }) ?? null;
    }
    const any = hasMembers(effective);
    if (question.required && rows.keys.length > 0 && !any && (missing || !question.show_row)) fail(path, "required");
    return any ? effective : undefined;
  }

  /**
   * @param {Shape} shape
   * @param {Json} value
   * @param {string} path
   * @returns {boolean} whether the value is of the right kind
   */
  function bounds(shape, value, path) {
    if (!fits(shape, value)) {
      fail(path, "kind");
      return false;
    }
    /** @param {string} rule @param {number | string | undefined} bound @param {boolean} broken @param {number} [actual] */
    const check = (rule, bound, broken, actual) => {
      if (bound !== undefined && broken) fail(path, rule, actual === undefined ? { bound } : { bound, actual });
    };
    if (typeof value === "string") {
      const { max_length: most, format, from, to } = shape;
      if (most !== undefined && value.length > most) check("max_length", most, codePoints(value) > most, codePoints(value));
      if (format && !hasFormat(format, value)) fail(path, format);
      check("from", from, value < (from ?? ""));
      check("to", to, value > (to ?? ""));
    } else if (typeof value === "number") {
      check("min", shape.min, value < (shape.min ?? 0));
      check("max", shape.max, value > (shape.max ?? 0));
    } else if (Array.isArray(value)) {
      const least = shape.at_least ?? 1;
      if (shape.exclusive?.some((code) => value.includes(code))) {
        // An option that excludes the others stands alone, however many are asked for.
        if (value.length > 1) fail(path, "exclusive");
        return true;
      }
      check("at_least", least, value.length < least, value.length);
      check("at_most", shape.at_most, value.length > (shape.at_most ?? 0), value.length);
    }
    return true;
  }

  /** Sections and headings that are not shown; they hold no answers of their own. */
  function lookAtFrames() {
    form.sections.forEach((section) => {
      if (!holds(section.show, {})) hidden.add(`section/${section.id}`);
      section.headings?.forEach((heading, index) => {
        if (!holds(heading, {})) hidden.add(`heading/${section.id}/${index}`);
      });
    });
  }

  lookAtFacts();
  for (const question of form.questions) lookAt(question);
  refuseUnknown(form.questions, given, "/answers", {});
  const unread = own(answered, "unread");
  if (unread !== undefined && !(isObject(unread) && Object.keys(unread).length === 0)) fail("/unread", "unread");
  lookAtFrames();
  return { hidden, problems };
}

/** @param {Json | undefined} value */
function hasMembers(value) {
  return isObject(value) && Object.keys(value).length > 0;
}

/** @param {Json | undefined} value @param {string} code */
function chosen(value, code) {
  return value === code || (Array.isArray(value) && value.includes(code));
}
