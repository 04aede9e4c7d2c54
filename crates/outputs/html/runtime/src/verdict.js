// Whether a return is complete, which fields fail and why, and what is hidden: one walk in the order of the document.
// Pure: no page, no clock. The crate `validate` has the same rules, and a test compares the two.

/** @import { Condition, Form, Json, JsonObject, Problem, Question, Shape, Total } from "./types.js" */
/** @import { Known, Place } from "./condition.js" */
import { deciders, truth } from "./condition.js";
import { isBlank } from "./draft.js";
import { exactText, holds as isSo, sumOf, valueOf } from "./expression.js";
import { answerPath, factPath, headingPath, inside, keyOf, optionId, outer, parentOf, parse, parseKey, pointer, sectionPath } from "./paths.js";
import { byIds, companionShape, companionsOf, enteredRow, fieldsOf, isList } from "./questions.js";
import { codePoints, entriesOf, fits, fromEntries, hasMembers, isArray, isExact, isObject, isString, keysOf, membersOf, own, saidOf } from "./values.js";

const ROW_KEY = /^[a-z][a-z0-9_]{0,39}$/u;

/** What decides that something is not shown, and whether that is not known yet. @typedef {{ waits: boolean, paths: string[] }} Because */

/**
 * @param {Form} form
 * @param {JsonObject} answered a return
 * @returns {{ complete: boolean, failing: string[], computed: { [name: string]: string } }} the computed numbers and totals; a total that misses a number
 *   ends with a plus
 */
export function verdict(form, answered) {
  const { problems, computed, hidden } = inspect(form, answered);
  const missing = new Set(problems.filter(({ rule }) => rule === "required").map(({ path }) => path));
  const questions = byIds(form);
  // The form names each missing row. The verdict counts a question without any answer as one failure.
  const single = problems.filter(({ path, rule }) => rule !== "required" || !missing.has(parentOf(path)));
  // Without a comment on any row, all of them are one failure. A comment that is not asked counts as absent.
  const commentless = (/** @type {string} */ path) => {
    const { question, row, field, companion } = parse(questions, path) ?? {};
    if (!question || !row || field || companion !== "comment") return path;
    const whole = parentOf(path);
    const held = membersOf(own(own(answered, "answers"), keyOf(question.id, companion)));
    return held.some(([key]) => !hidden.has(inside(whole, key))) ? path : whole;
  };
  const named = single.map(({ path, rule }) => (rule === "specify" ? commentless(path) : path));
  const failing = [...new Set(named.map((path) => pointer(cited(questions, path))))].sort();
  const marked = entriesOf(computed).map(([name, sum]) => [name, form.totals?.[name] && !hidden.has(name) ? `${sum}+` : sum]);
  return { complete: failing.length === 0, failing, computed: fromEntries(marked) };
}

/** The path under which a failure is reported. A list of names is one place. @param {Map<string, Question>} questions @param {string} path */
function cited(questions, path) {
  const question = parse(questions, path)?.question;
  return question?.shape.kind === "names" ? outer(path, question.rows ? 3 : 2) : path;
}

/**
 * @param {Form} form
 * @param {JsonObject} answered a return
 * @param {(list: string) => number} [drawn] how many rows of a list the page shows: a blank row is no answer, but can have
 *   hidden fields. Without it the answers are those of a return, which has no blank rows
 * @returns {{ hidden: Set<string>, problems: Problem[], because: Map<string, Because>, computed: { [name: string]: string } }} the paths that the form
 *   does not show; the problems, in the order of the document; the reason for each hidden question and section; the computed numbers, as a return
 *   writes numbers
 */
export function inspect(form, answered, drawn) {
  const facts = own(answered, "facts");
  const answers = own(answered, "answers");
  const given = isObject(answers) ? answers : {};
  /** @type {Known} */
  const known = {
    facts: isObject(facts) ? facts : {},
    answers: new Map(),
    questions: byIds(form),
  };
  /** @type {Set<string>} */
  const hidden = new Set();
  /** @type {Problem[]} */
  let problems = [];
  /** @type {Map<string, Because>} */
  const because = new Map();

  /** @param {string} path @param {Problem["rule"]} rule @param {Partial<Problem>} [more] */
  function fail(path, rule, more) {
    problems.push({ path, rule, ...more });
  }

  /** @param {string} path @param {Json | undefined} value an answer that is not asked for */
  function hide(path, value) {
    hidden.add(path);
    if (value !== undefined) fail(path, "hidden");
  }

  /** @param {Question} question @param {Json} value @param {string} path @returns {boolean} whether the value is a word in place of an answer */
  function isSaid(question, value, path) {
    const said = saidOf(value);
    // A group that takes no such word has fields, and one may be called so.
    if (said === undefined || (question.shape.kind === "group" && !question.say)) return false;
    if (!question.say?.includes(said)) fail(path, "kind");
    return true;
  }

  /** @param {Condition | null | undefined} condition @param {Place} place */
  function holds(condition, place) {
    return !condition || truth(condition, known, place) === true;
  }

  /** @param {string} path @param {Condition | undefined} condition of a question or section that is not shown */
  function explain(path, condition) {
    if (condition && drawn) because.set(path, { waits: truth(condition, known, {}) === undefined, paths: deciders(condition, known, {}) });
  }

  function inspectFacts() {
    const { who } = form;
    const code = own(known.facts, who);
    if (who && code === undefined) fail(factPath(who), "required");
    else if (form.codes?.includes(/** @type {string} */ (code)) === false) fail(factPath(who), "kind");
    for (const fact of form.facts) {
      const path = factPath(fact.id);
      const value = own(known.facts, fact.id);
      if (fact.shape) {
        if (value === undefined) fail(path, "required");
        else bounds(fact.shape, value, path);
      } else if (isObject(value)) {
        for (const [row, fields] of entriesOf(value)) {
          for (const field of fact.fields ?? []) {
            const text = own(fields, field.id);
            if (text !== undefined) bounds(field.shape, text, inside(inside(path, row), field.id));
          }
        }
      }
    }
  }

  /** @type {(named: (id: string) => Question | undefined, holder: JsonObject, path: string, kept: JsonObject) => void} unknown keys fail, and stay */
  function refuseUnknown(named, holder, path, kept) {
    for (const key of keysOf(holder)) {
      const [id = "", code] = parseKey(key);
      const question = named(id);
      const isKnown = question && question.shape.kind !== "nothing" && (code === undefined || companionsOf(question).includes(code));
      if (isKnown) continue;
      if (key !== "_row") fail(inside(path, key), "kind");
      kept[key] = own(holder, key) ?? null;
    }
  }

  /** @param {Question} question */
  function inspectQuestion(question) {
    const path = answerPath(question.id);
    const value = own(given, question.id);
    if (!holds(question.show, {})) {
      hide(path, value);
      explain(path, question.show);
      companions(question, given, path, undefined, {});
      return;
    }
    const effective = question.rows ? eachRow(question, value, path) : one(question, value, path, {});
    if (effective === undefined) known.answers.delete(question.id);
    else inspectRules(question, effective, path);
  }

  /**
   * Finds what does not hold between an answer and others. A rule waits for each answer that it reads.
   * @param {Question} question
   * @param {Json} effective the answer that counts
   * @param {string} path
   */
  function inspectRules(question, effective, path) {
    /** @type {[string, Json, Place][]} */
    const rows = question.rows ? membersOf(effective).map(([row, held]) => [inside(path, row), held, { row }]) : [[path, effective, {}]];
    /** @type {[string, Place][]} */
    const groups = rows.flatMap(([at, held, place]) =>
      isArray(held) ? held.flatMap((fields, index) => (isObject(fields) ? [[inside(at, index), { ...place, fields }]] : [])) : isObject(held) ? [[at, { ...place, fields: held }]] : [],
    );
    question.must?.forEach(({ that, say, at, each }) => {
      const places = each === "fields" ? groups : each ? rows.map(([row, , place]) => [row, place]) : [[path, {}]];
      for (const [spot, place] of /** @type {[string, Place][]} */ (places)) {
        if (isSo(that, known, place) === false) fail(at ? inside(spot, at) : spot, "must", { must: say });
      }
    });
  }

  /**
   * Inspects a question that is asked once, or one row of a question.
   * @param {Question} question
   * @param {Json | undefined} value
   * @param {string} path
   * @param {Place} place
   * @returns {Json | undefined} the effective answer
   */
  function one(question, value, path, place) {
    const inRow = place.row !== undefined;
    offer(question.shape, value, path);
    let effective = value;
    if (value !== undefined && !isSaid(question, value, path) && (bounds(question.shape, value, path) || isObject(value))) {
      effective = parts(question, value, path, place);
    }
    if (effective === undefined && question.required && !inRow && question.shape.kind !== "nothing") fail(path, "required");
    if (question.shape.kind === "group" && effective === value && !isObject(value)) hideInside(question, path, place);
    if (drawn && isList(question)) {
      const rows = isArray(value) ? value.length : 0;
      for (let index = rows; index < drawn(path); index += 1) hideInside(question, inside(path, index), place);
      // A role without a name is no entry yet, as in a return.
      if (isArray(effective)) effective = effective.filter((row) => (question.shape.kind === "names" ? own(row, "name") !== undefined : !isBlank(row)));
      if (isArray(effective) && !effective.length) effective = undefined;
    }
    if (!inRow) {
      // A comment may depend on the answer that it is about.
      if (effective !== undefined) known.answers.set(question.id, effective);
      companions(question, given, path, (code) => chosen(effective, code), place);
    }
    return effective;
  }

  /**
   * The companion fields of an answer or of a field.
   * @param {Question} question
   * @param {JsonObject} holder
   * @param {string} path
   * @param {((code: string) => boolean) | undefined} isChosen absent where the answer is hidden
   * @param {Place} place
   */
  function companions(question, holder, path, isChosen, place) {
    for (const code of companionsOf(question)) companion(question, code, own(holder, keyOf(question.id, code)), keyOf(path, code), isChosen, place, true);
  }

  /** @type {(question: Question, code: string, text: Json | undefined, path: string, isChosen: ((code: string) => boolean) | undefined, place: Place, exists: boolean) => void} */
  function companion({ comment, shape }, code, text, path, isChosen, place, exists) {
    const { required, show, show_row } = code === "comment" ? Object(comment) : { required: !shape.optional?.includes(code) };
    const isAsked = code === "comment" ? holds(show, place) && holds(show_row, place) : isChosen?.(code);
    if (!isChosen || !isAsked) hide(path, text);
    else if (text !== undefined) fits(companionShape(shape, code), text) || fail(path, "kind");
    else if (required && (exists || code !== "comment")) fail(path, "specify");
  }

  /**
   * The fields of a group or of rows.
   * @param {Question} question
   * @param {Json} value
   * @param {string} path
   * @param {Place} place
   * @returns {Json | undefined}
   */
  function parts(question, value, path, place) {
    if (question.shape.kind === "group" && isObject(value)) {
      const before = problems.length;
      const fields = fieldsIn(question, value, path, place);
      if (hasMembers(fields) || !hasMembers(value)) return fields;
      // A group with only hidden answers counts as absent, so nothing in it is missing.
      problems.push(...problems.splice(before).filter(({ rule }) => rule !== "required" && rule !== "specify"));
      return undefined;
    }
    if (isArray(value) && isList(question)) {
      return value.map((row, index) => {
        if (isObject(row)) return fieldsIn(question, row, inside(path, index), place);
        fail(inside(path, index), "kind");
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
    refuseUnknown((id) => fieldsOf(question).find((field) => field.id === id), values, path, effective);
    for (const field of fieldsOf(question)) {
      const at = inside(path, field.id);
      const value = own(values, field.id);
      const here = { ...place, fields: effective };
      if (!holds(field.show, here) || !holds(field.show_row, here)) {
        hide(at, value);
        companions(field, values, at, undefined, here);
        continue;
      }
      offer(field.shape, value, at);
      if (value === undefined) {
        if (field.required) fail(at, "required");
      } else {
        if (!isSaid(field, value, at)) bounds(field.shape, value, at);
        effective[field.id] = value;
      }
      companions(field, values, at, (code) => chosen(value, code), here);
      for (const code of companionsOf(field)) {
        const key = keyOf(field.id, code);
        const text = own(values, key);
        if (text !== undefined && !hidden.has(keyOf(at, code))) effective[key] = text;
      }
    }
    return effective;
  }

  /**
   * Finds what is hidden in a group that has no answer yet.
   * @param {Question} question
   * @param {string} path
   * @param {Place} place
   */
  function hideInside(question, path, place) {
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
    for (const code of ["", ...companionsOf(question)]) {
      const held = code ? own(given, keyOf(question.id, code)) : value;
      const at = keyOf(path, code);
      if (held !== undefined && !hasMembers(held)) fail(at, "kind");
      for (const [place, text] of membersOf(held)) {
        const isFit = rows.open && ROW_KEY.test(place) && (!code || fits({ kind: "text" }, text));
        if (!rows.keys.includes(place) && !isFit) fail(inside(at, place), "row");
      }
    }
    /** @type {JsonObject} */
    const effective = {};
    known.answers.set(question.id, effective);
    let missing = false;
    /** @param {string} key @param {boolean} exists @param {boolean} isOurs whether the copy has the row */
    const row = (key, exists, isOurs) => {
      const at = inside(path, key);
      const answer = own(byRow, key);
      const shown = !isOurs || ((exists || !rows.of) && holds(question.show_row, { row: key }));
      if (!shown) hide(at, answer);
      else {
        if (answer === undefined && exists && question.required) {
          fail(at, "required");
          missing = true;
        }
        const kept = one(question, answer, at, { row: key });
        if (kept !== undefined) effective[key] = kept;
      }
      for (const code of isOurs ? companionsOf(question) : []) {
        const texts = own(given, keyOf(question.id, code));
        // In a return without the text of any row, the whole key is missing.
        const place = texts === undefined && !drawn && code !== "comment" ? keyOf(path, code) : inside(keyOf(path, code), key);
        companion(question, code, own(texts, key), place, shown ? (option) => chosen(answer, option) : undefined, { row: key }, exists);
      }
    };
    for (const key of rows.keys) {
      const exists = rows.of ? Boolean(enteredRow(known.answers.get(rows.of), key)) : !rows.if_in || hasMembers(own(own(known.facts, rows.if_in), key));
      row(key, exists, true);
      if (!exists) hidden.add(inside(path, key));
    }
    for (const key of keysOf(byRow)) {
      if (rows.keys.includes(key)) continue;
      if (rows.open && ROW_KEY.test(key)) row(key, false, false);
      else effective[key] = one(question, own(byRow, key), inside(path, key), { row: key }) ?? null;
    }
    const any = hasMembers(effective);
    // What holds no rows is of the wrong kind, and the rows are missing one by one.
    if (question.required && rows.keys.length && !any && (missing || !(question.show_row || rows.of)) && (value === undefined || hasMembers(value))) fail(path, "required");
    return any ? effective : undefined;
  }

  /** @param {Shape} shape @param {Json} value @param {string} path @returns {boolean} whether the value is of the right kind */
  function bounds(shape, value, path) {
    const isFit = fits(shape, value);
    if (isFit) problems.push(...broken(shape, value, path));
    if (!isFit || (shape.of && [value].flat().some((code) => !isGiven(shape.of, code)))) fail(path, "kind");
    return isFit;
  }

  /** Whether an earlier answer gives an option. @param {string | undefined} of @param {Json} code */
  function isGiven(of = "", code) {
    const answer = known.answers.get(of);
    return Boolean(enteredRow(answer, String(code))) || chosen(answer, String(code));
  }

  /** Hides the options that no answer gives now. One that is chosen stays, so that somebody can take it back. @param {Shape} shape @param {Json | undefined} value @param {string} path */
  function offer({ of, codes = [] }, value, path) {
    for (const code of of && drawn ? codes : []) if (!isGiven(of, code) && !chosen(value, code)) hidden.add(optionId(path, code));
  }

  /** Finds the sections and headings that are not shown. They have no answers of their own. */
  function inspectFrames() {
    form.sections.forEach((section) => {
      if (!holds(section.show, {})) {
        hidden.add(sectionPath(section.id));
        explain(sectionPath(section.id), section.show);
      }
      section.headings?.forEach((heading, index) => {
        if (!holds(heading, {})) hidden.add(headingPath(section.id, index));
      });
    });
  }

  inspectFacts();
  for (const question of form.questions) inspectQuestion(question);
  refuseUnknown((id) => known.questions.get(id), given, "answers", {});
  const unread = own(answered, "unread");
  if (unread !== undefined && !(isObject(unread) && !hasMembers(unread))) fail("unread", "unread");
  inspectFrames();
  /** The values that are asked at some keys, with their paths. @param {string} path @param {Json | undefined} held @param {string[]} keys */
  function cells(path, held, keys) {
    return keys.map((key) => /** @type {const} */ ([inside(path, key), own(held, key)])).filter(([at]) => !hidden.has(at));
  }

  /** A total. The name of one that misses no number is hidden, and with it the word that says so. @param {[string, Total]} total */
  function total([name, [id, fields, of]]) {
    const rows = cells(answerPath(id), known.answers.get(id), of ? [of] : known.questions.get(id)?.rows?.keys ?? []);
    const values = (fields ? rows.flatMap(([path, held]) => cells(path, held, fields)) : rows).map(([, value]) => value);
    const sum = sumOf(values);
    if (!sum || values.every((value) => typeof value === "number")) hidden.add(name);
    return [name, sum];
  }

  const sums = [...entriesOf(form.computed ?? {}).map(([name, expression]) => [name, valueOf(expression, known)]), ...entriesOf(form.totals ?? {}).map(total)];
  const computed = fromEntries(sums.flatMap(([name, value]) => (isArray(value) ? [[name, exactText(value)]] : [])));
  return { hidden, problems, because, computed };
}

/** @param {Json | undefined} value @param {string} code */
function chosen(value, code) {
  return value === code || (code === "unit" && typeof value === "number") || (isArray(value) && value.includes(code));
}

/**
 * The bounds that an answer of the right kind breaks.
 * @param {Shape} shape
 * @param {Json} value
 * @param {string} path
 * @returns {Problem[]}
 */
export function broken(shape, value, path) {
  /** @type {Problem[]} */
  const found = [];
  // A bound that the shape does not have is broken by nothing: a comparison with it is false.
  const { max_length: most, format, pattern, from, to, min, max, decimals = 0, at_least: least = 1, at_most, exclusive } = /** @type {Required<Shape>} */ (shape);
  /** @param {Problem["rule"]} rule @param {number | string} bound @param {boolean} isBroken @param {{ actual: number }} [more] */
  const check = (rule, bound, isBroken, more) => {
    if (isBroken) found.push({ path, rule, bound, ...more });
  };
  if (isString(value)) {
    // Counting characters takes long.
    const actual = value.length > most ? codePoints(value) : 0;
    check("max_length", most, actual > most, { actual });
    if (format && !new RegExp(pattern, "u").test(value)) found.push({ path, rule: format });
    check("from", from, value < from);
    check("to", to, value > to);
  } else if (typeof value === "number") {
    check("decimals", decimals, !isExact(shape, value));
    check("min", min, value < min);
    check("max", max, value > max);
  } else if (isArray(value)) {
    const actual = value.length;
    // An exclusive option is enough, however many are asked for.
    if (exclusive?.some((code) => value.includes(code))) return actual > 1 ? [{ path, rule: "exclusive" }] : [];
    check("at_least", least, actual < least, { actual });
    check("at_most", at_most, actual > at_most, { actual });
  }
  return found;
}
