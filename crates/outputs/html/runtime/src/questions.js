// Questions and fields by their paths: what a form asks where. Pure.

/** @import { Form, Json, Question, Shape } from "./types.js" */
import { answerPath, inside, isFact, parse, steps, write } from "./paths.js";
import { cached, isArray, isObject, keysOf, own } from "./values.js";

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

/** The companion fields of an answer: the codes of options that take a text, and `comment`. @param {Question} question */
export function companionsOf(question) {
  return [...(question.shape.specify ?? []), ...(question.comment ? ["comment"] : [])];
}

/** What a companion field holds: the code of a unit, or a text. @param {Shape} shape of the answer @param {string} code @returns {Shape} */
export function companionShape({ units }, code) {
  return units && code === "unit" ? { kind: "one", codes: units } : { kind: "text" };
}

/** @type {WeakMap<Form, Map<string, Question[]>>} */
const knownSections = new WeakMap();

/** The questions of a section. @param {Form} form @param {string} id of the section @returns {Question[]} */
export function questionsIn(form, id) {
  const found = cached(knownSections, form, () => {
    /** @type {Map<string, Question[]>} */
    const made = new Map();
    for (const question of form.questions) cached(made, sectionOf(form, question), () => []).push(question);
    return made;
  });
  return found.get(id) ?? [];
}

/** The id of the section that a question stands in. @param {Form} form @param {Question} question */
export function sectionOf({ sections }, { section = 0 }) {
  return sections[section]?.id ?? "";
}

/** Whether an answer is a list of rows. @param {Question | undefined} question */
export function isList(question) {
  return question?.shape.kind === "rows" || question?.shape.kind === "names";
}

/** The places of a question: one, or one for each of its rows. @param {Question} question */
export function placesOf({ id, rows }) {
  const whole = answerPath(id);
  return rows ? rows.keys.map((row) => inside(whole, row)) : [whole];
}

/** The row with a key, once it holds something beside its key. @param {Json | undefined} rows @param {string} key */
export function enteredRow(rows, key) {
  return isArray(rows) ? rows.find((row) => own(row, "_row") === key && isObject(row) && keysOf(row).length > 1) : undefined;
}

/** The path of a list, from the path of the list itself or of a place in it. @param {Map<string, Question>} questions @param {string} path */
export function listAt(questions, path) {
  const { question, row, companion } = parse(questions, path) ?? {};
  return question && isList(question) && !companion ? write({ question, row }) : undefined;
}

/** @type {WeakMap<Form, Map<string, Question>>} */
const known = new WeakMap();

/** @param {Form} form @returns {Map<string, Question>} */
export function byIds(form) {
  return cached(known, form, () => new Map(form.questions.map((question) => [question.id, question])));
}

/** The question or field with its answer at a path, or `undefined` for a companion field. @param {Map<string, Question>} questions @param {string} path */
export function askedAt(questions, path) {
  const place = parse(questions, path);
  if (!place || place.companion) return undefined;
  return fieldsOf(place.question).find(({ id }) => id === place.field) ?? place.question;
}

/** @param {Form} form @param {Map<string, Question>} questions @param {string} path @returns {Shape} */
export function shapeAt(form, questions, path) {
  if (isFact(path)) {
    const [, fact, , field] = steps(path);
    if (fact === form.who) return { kind: "one", codes: form.codes };
    const { shape, fields } = form.facts.find(({ id }) => id === fact) ?? {};
    return shape ?? fields?.find(({ id }) => id === field)?.shape ?? { kind: "text" };
  }
  return askedAt(questions, path)?.shape ?? { kind: "text" };
}
