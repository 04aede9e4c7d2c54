// Whether a return is complete, which fields fail and why, and what is hidden: one walk in the order of the document.
// Pure: no page, no clock. The same rules stand in the crate `returns`; a test compares the two.

/** @import { Condition, Form, Json, JsonObject, Problem, Question, Shape } from "./types.js" */
/** @import { Known, Place } from "./condition.js" */
import { truth } from "./condition.js";
import { codePoints, fits, hasFormat, isObject, own, saidOf } from "./values.js";

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

/**
 * @param {Form} form
 * @param {JsonObject} answered a return
 * @returns {{ complete: boolean, failing: string[] }}
 */
export function verdict(form, answered) {
  const { problems } = inspect(form, answered);
  const failing = [...new Set(problems.map((problem) => problem.path))].sort();
  return { complete: failing.length === 0, failing };
}

/**
 * @param {Form} form
 * @param {JsonObject} answered a return
 * @param {(question: string) => number} [drawn] how many rows stand on the page: blank ones are no answer, and still
 *   hide fields; without it the answers are a return's and hold no blank rows
 * @returns {{ hidden: Set<string>, problems: Problem[] }} paths of what is not shown; problems in document order
 */
export function inspect(form, answered, drawn) {
  const walk = new Walk(form, answered, drawn);
  walk.facts();
  for (const question of form.questions) walk.question(question);
  const unread = own(answered, "unread");
  if (unread !== undefined && !(isObject(unread) && Object.keys(unread).length === 0)) walk.fail("/unread", "unread");
  walk.frames();
  return { hidden: walk.hidden, problems: walk.problems };
}

class Walk {
  /** @param {Form} form @param {JsonObject} answered @param {((question: string) => number) | undefined} drawn */
  constructor(form, answered, drawn) {
    this.form = form;
    this.drawn = drawn;
    const facts = own(answered, "facts");
    const answers = own(answered, "answers");
    this.given = isObject(answers) ? answers : {};
    /** @type {Known} */
    this.known = {
      facts: isObject(facts) ? facts : {},
      answers: new Map(),
      questions: new Map(form.questions.map((question) => [question.id, question])),
    };
    /** @type {Set<string>} */
    this.hidden = new Set();
    /** @type {Problem[]} */
    this.problems = [];
  }

  /** @param {string} path @param {string} rule @param {Partial<Problem>} [more] */
  fail(path, rule, more) {
    this.problems.push({ path, rule, ...more });
  }

  /** @param {Condition | null | undefined} condition @param {Place} place */
  holds(condition, place) {
    return !condition || truth(condition, this.known, place) === true;
  }

  facts() {
    if (own(this.known.facts, "country") === undefined) this.fail("/facts/country", "required");
    for (const fact of this.form.facts) {
      const value = own(this.known.facts, fact.id);
      if (fact.shape) {
        if (value === undefined) this.fail(`/facts/${fact.id}`, "required");
        else this.bounds(fact.shape, value, `/facts/${fact.id}`);
      } else if (isObject(value)) {
        for (const [row, fields] of Object.entries(value)) {
          for (const field of fact.fields ?? []) {
            const text = own(fields, field.id);
            if (text !== undefined) this.bounds(field.shape, text, `/facts/${fact.id}/${row}/${field.id}`);
          }
        }
      }
    }
  }

  /** @param {Question} question */
  question(question) {
    const path = `/answers/${question.id}`;
    const value = own(this.given, question.id);
    const comment = own(this.given, `${question.id}.comment`);
    if (!this.holds(question.show, {})) {
      this.hidden.add(path);
      if (value !== undefined) this.fail(path, "hidden");
      this.besides(question, this.given, path, () => false);
      if (comment !== undefined) this.fail(`${path}.comment`, "hidden");
      return;
    }
    const effective = question.rows ? this.eachRow(question, value, path) : this.one(question, value, path, {});
    if (effective !== undefined) this.known.answers.set(question.id, effective);
    if (comment !== undefined && typeof comment !== "string") this.fail(`${path}.comment`, "kind");
  }

  /**
   * A question that is asked once; or a row's copy of one.
   * @param {Question} question
   * @param {Json | undefined} value
   * @param {string} path
   * @param {Place} place
   * @returns {Json | undefined} the effective answer
   */
  one(question, value, path, place) {
    const inRow = place.row !== undefined;
    let effective = value;
    if (value === undefined) {
      if (question.required && !inRow && question.shape.kind !== "nothing") this.fail(path, "required");
    } else if (saidOf(value) !== undefined) {
      if (!question.say?.includes(saidOf(value) ?? "")) this.fail(path, "kind");
    } else if (this.bounds(question.shape, value, path)) {
      effective = this.parts(question, value, path, place);
    }
    if (question.shape.kind === "group" && effective === value && !isObject(value)) this.dry(question, path, place);
    if (this.drawn && (question.shape.kind === "rows" || question.shape.kind === "names")) {
      const rows = Array.isArray(value) ? value.length : 0;
      for (let index = rows; index < this.drawn(question.id); index += 1) this.dry(question, `${path}/${index}`, place);
      if (Array.isArray(effective)) effective = effective.filter(hasMembers);
      if (Array.isArray(effective) && effective.length === 0) effective = undefined;
    }
    if (!inRow) this.besides(question, this.given, path, (code) => chosen(effective, code));
    return effective;
  }

  /**
   * Texts of "other, specify" beside an answer, or beside a field.
   * @param {Question} question
   * @param {JsonObject} holder
   * @param {string} path
   * @param {(code: string) => boolean} isChosen
   */
  besides(question, holder, path, isChosen) {
    for (const code of question.shape.specify ?? []) {
      const text = own(holder, `${question.id}.${code}`);
      if (!isChosen(code)) {
        this.hidden.add(`${path}.${code}`);
        if (text !== undefined) this.fail(`${path}.${code}`, "hidden");
      } else if (text !== undefined && typeof text !== "string") this.fail(`${path}.${code}`, "kind");
    }
  }

  /**
   * The fields of a group or of rows.
   * @param {Question} question
   * @param {Json} value
   * @param {string} path
   * @param {Place} place
   * @returns {Json | undefined}
   */
  parts(question, value, path, place) {
    if (question.shape.kind === "group" && isObject(value)) {
      const fields = this.fields(question, value, path, place);
      return Object.keys(fields).length > 0 ? fields : undefined;
    }
    if (Array.isArray(value) && (question.shape.kind === "rows" || question.shape.kind === "names")) {
      return value.map((row, index) => (isObject(row) ? this.fields(question, row, `${path}/${index}`, place) : row));
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
  fields(question, values, path, place) {
    /** @type {JsonObject} */
    const effective = {};
    for (const field of fieldsOf(question)) {
      const at = `${path}/${field.id}`;
      const value = own(values, field.id);
      const here = { ...place, fields: effective };
      if (!this.holds(field.show, here) || !this.holds(field.show_row, here)) {
        this.hidden.add(at);
        if (value !== undefined) this.fail(at, "hidden");
        this.besides(field, values, at, () => false);
        continue;
      }
      if (value === undefined) {
        if (field.required) this.fail(at, "required");
      } else {
        if (saidOf(value) === undefined) this.bounds(field.shape, value, at);
        else if (!field.say?.includes(saidOf(value) ?? "")) this.fail(at, "kind");
        effective[field.id] = value;
      }
      this.besides(field, values, at, (code) => chosen(value, code));
    }
    return effective;
  }

  /**
   * What would be hidden in a group that has no answer yet.
   * @param {Question} question
   * @param {string} path
   * @param {Place} place
   */
  dry(question, path, place) {
    const kept = this.problems;
    this.problems = [];
    this.fields(question, {}, path, place);
    this.problems = kept;
  }

  /**
   * @param {Question} question
   * @param {Json | undefined} value
   * @param {string} path
   * @returns {Json | undefined}
   */
  eachRow(question, value, path) {
    const rows = question.rows ?? { keys: [] };
    const given = isObject(value) ? value : {};
    if (value !== undefined && !isObject(value)) this.fail(path, "kind");
    /** @type {JsonObject} */
    const effective = {};
    const texts = question.shape.specify ?? [];
    /** @param {string} key @param {boolean} mustAnswer */
    const row = (key, mustAnswer) => {
      const at = `${path}/${key}`;
      const answer = own(given, key);
      const shown = this.holds(question.show_row, { row: key });
      if (!shown) {
        this.hidden.add(at);
        if (answer !== undefined) this.fail(at, "hidden");
      } else {
        if (answer === undefined && mustAnswer) this.fail(at, "required");
        const kept = this.one(question, answer, at, { row: key });
        if (kept !== undefined) effective[key] = kept;
      }
      for (const code of texts) {
        const text = own(own(this.given, `${question.id}.${code}`), key);
        if (!shown || !chosen(answer, code)) {
          this.hidden.add(`${path}.${code}/${key}`);
          if (text !== undefined) this.fail(`${path}.${code}/${key}`, "hidden");
        }
      }
    };
    for (const key of rows.keys) {
      const exists = !rows.if_in || hasMembers(own(own(this.known.facts, rows.if_in), key));
      row(key, exists && question.required === true);
      if (!exists) this.hidden.add(`${path}/${key}`);
    }
    for (const key of Object.keys(given)) {
      if (rows.keys.includes(key)) continue;
      if (rows.open) row(key, false);
      else this.fail(`${path}/${key}`, "row");
    }
    const any = Object.keys(effective).length > 0;
    if (question.required && !any) this.fail(path, "required");
    return any ? effective : undefined;
  }

  /**
   * @param {Shape} shape
   * @param {Json} value
   * @param {string} path
   * @returns {boolean} whether the value is of the right kind
   */
  bounds(shape, value, path) {
    if (!fits(shape, value)) {
      this.fail(path, "kind");
      return false;
    }
    /** @param {string} rule @param {number | string | undefined} bound @param {boolean} broken @param {number} [actual] */
    const check = (rule, bound, broken, actual) => {
      if (bound !== undefined && broken) this.fail(path, rule, actual === undefined ? { bound } : { bound, actual });
    };
    if (typeof value === "string") {
      const { max_length: most, format, from, to } = shape;
      if (most !== undefined && value.length > most) check("max_length", most, codePoints(value) > most, codePoints(value));
      if (format && !hasFormat(format, value)) this.fail(path, format);
      check("from", from, value < (from ?? ""));
      check("to", to, value > (to ?? ""));
    } else if (typeof value === "number") {
      check("min", shape.min, value < (shape.min ?? 0));
      check("max", shape.max, value > (shape.max ?? 0));
    } else if (Array.isArray(value)) {
      check("at_least", shape.at_least, value.length < (shape.at_least ?? 0), value.length);
      check("at_most", shape.at_most, value.length > (shape.at_most ?? 0), value.length);
      if (value.length === 0 && shape.at_least === undefined) check("at_least", 1, true, 0);
      if (value.length > 1 && shape.exclusive?.some((code) => value.includes(code))) this.fail(path, "exclusive");
    }
    return true;
  }

  /** Sections and headings that are not shown; they hold no answers of their own. */
  frames() {
    this.form.sections.forEach((section) => {
      if (!this.holds(section.show, {})) this.hidden.add(`section/${section.id}`);
      section.headings?.forEach((heading, index) => {
        if (!this.holds(heading, {})) this.hidden.add(`heading/${section.id}/${index}`);
      });
    });
  }
}

/** @param {Json | undefined} value */
function hasMembers(value) {
  return isObject(value) && Object.keys(value).length > 0;
}

/** @param {Json | undefined} value @param {string} code */
function chosen(value, code) {
  return value === code || (Array.isArray(value) && value.includes(code));
}
