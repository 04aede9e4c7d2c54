// The same questions for everyone: blocks of 31, each with ten that depend on a yes or no and a repeated group of four.

const KINDS = [
  ...Array(6).fill("text"),
  ...Array(3).fill("long"),
  ...Array(3).fill("integer"),
  ...Array(2).fill("date"),
  "email",
  ...Array(3).fill("many"),
  "one",
  "yes_no",
  ...Array(10).fill("depends"),
  "repeat",
];
const OPTIONS = { a: "Labour inspection", b: "Schools", c: "Employers", d: "Trade unions", other: "Other" };
const FIELDS = ["title", "who", "where", "budget"];

/** @typedef {{ id: string, kind: string, block: number, ask: string }} Asked */

/** @param {number} total @returns {Asked[]} */
export function questions(total) {
  return Array.from({ length: total }, (_, index) => {
    const [block, at] = [Math.floor(index / KINDS.length), index % KINDS.length];
    return { id: `b${block}_q${at}`, kind: KINDS[at], block, ask: `What was done about part ${at} of area ${block}?` };
  });
}

/** The yes or no that a block's ten depend on. @param {number} block */
export const switchOf = (block) => `b${block}_q${KINDS.indexOf("yes_no")}`;

/** @param {Asked[]} all */
export function yaml(all) {
  const lines = ["canevas: 1", "form: bench/form", "edition: 2024", "languages: { source: en }", "title: Annual report", "sections:"];
  let block = -1;
  for (const { id, kind, block: own, ask } of all) {
    if (own !== block) lines.push(`  - id: s${own}`, `    title: Area ${own}`, "    questions:");
    block = own;
    const add = (/** @type {string} */ text) => lines.push(`        ${text}`);
    const type = { long: "long_text", depends: "text", many: "multiple_choice", one: "single_choice" }[kind] ?? kind;
    lines.push(`      - id: ${id}`);
    add(`type: ${type}`);
    add(`ask: "${ask}"`);
    if (kind === "long") add("max_length: 2000");
    if (kind === "depends") add(`show_if: ${switchOf(own)}`);
    if (kind === "many" || kind === "one") {
      add("choices:");
      for (const [code, label] of Object.entries(OPTIONS)) {
        add(`  ${code}:`);
        add(`    label: ${label}`);
        if (code === "other") add("    specify: Which");
      }
    }
    if (kind === "repeat") add("fields:");
    for (const field of kind === "repeat" ? FIELDS : []) ["- id: " + field, "  type: text", `  ask: ${field}`].forEach((line) => add(`  ${line}`));
  }
  return `${lines.join("\n")}\n`;
}

/** A page with native controls and nothing else. @param {Asked[]} all */
export function plain(all) {
  const inner = all.map(({ id, kind, ask }) => {
    const label = `<label for="${id}">${ask}</label>`;
    const set = (/** @type {string} */ content) => `<fieldset><legend>${ask}</legend>${content}</fieldset>`;
    const choices = (/** @type {string} */ type, /** @type {object} */ options) =>
      Object.entries(options).map(([code, text]) => `<div><input type="${type}" name="${id}" id="${id}=${code}" value="${code}"><label for="${id}=${code}">${text}</label></div>`).join("");
    if (kind === "long") return `<div>${label}<textarea id="${id}" name="${id}" rows="5"></textarea></div>`;
    if (kind === "many") return set(choices("checkbox", OPTIONS) + `<label for="${id}.other">Which</label><input id="${id}.other">`);
    if (kind === "one") return set(choices("radio", OPTIONS) + `<label for="${id}.other">Which</label><input id="${id}.other">`);
    if (kind === "yes_no") return set(choices("radio", { yes: "Yes", no: "No" }));
    if (kind === "repeat") return set(FIELDS.map((field) => `<label for="${id}.${field}">${field}</label><input name="${id}" id="${id}.${field}">`).join(""));
    return `<div>${label}<input id="${id}" name="${id}" type="${{ integer: "number", date: "date", email: "email" }[kind] ?? "text"}"></div>`;
  });
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Annual report</title></head><body><main><h1>Annual report</h1><form>${inner.join("\n")}</form></main></body></html>`;
}

/** @param {Asked[]} all */
export function surveyjs(all) {
  const choices = Object.entries(OPTIONS).filter(([code]) => code !== "other").map(([value, text]) => ({ value, text }));
  const elements = all.map(({ id: name, kind, block, ask: title }) => ({
    name,
    title,
    ...({
      long: { type: "comment", maxLength: 2000 },
      integer: { type: "text", inputType: "number" },
      date: { type: "text", inputType: "date" },
      email: { type: "text", inputType: "email" },
      many: { type: "checkbox", choices, showOtherItem: true },
      one: { type: "radiogroup", choices, showOtherItem: true },
      yes_no: { type: "radiogroup", choices: ["yes", "no"] },
      depends: { type: "text", visibleIf: `{${switchOf(block)}} = 'yes'` },
      repeat: { type: "paneldynamic", panelCount: 1, templateElements: FIELDS.map((field) => ({ type: "text", name: field })) },
    }[kind] ?? { type: "text" }),
  }));
  return { title: "Annual report", elements };
}

/** @param {Asked[]} all */
export function rjsf(all) {
  const one = { type: "string", oneOf: Object.entries(OPTIONS).map(([code, title]) => ({ const: code, title })) };
  const shape = (/** @type {string} */ kind) =>
    ({
      integer: { type: "integer" },
      date: { type: "string", format: "date" },
      email: { type: "string", format: "email" },
      many: { type: "array", uniqueItems: true, items: { type: "string", oneOf: one.oneOf } },
      one,
      yes_no: { type: "string", enum: ["yes", "no"] },
      repeat: { type: "array", items: { type: "object", properties: Object.fromEntries(FIELDS.map((field) => [field, { type: "string" }])) } },
    })[kind] ?? { type: "string" };
  const always = all.filter(({ kind }) => kind !== "depends");
  const of = (/** @type {Asked[]} */ some) => Object.fromEntries(some.map(({ id, kind, ask }) => [id, { title: ask, ...shape(kind) }]));
  const allOf = [...new Set(all.map(({ block }) => block))].map((block) => ({
    if: { properties: { [switchOf(block)]: { const: "yes" } }, required: [switchOf(block)] },
    then: { properties: of(all.filter((asked) => asked.block === block && asked.kind === "depends")) },
  }));
  const uiSchema = Object.fromEntries(all.flatMap(({ id, kind }) => (kind === "long" ? [[id, { "ui:widget": "textarea" }]] : kind === "many" ? [[id, { "ui:widget": "checkboxes" }]] : kind === "one" || kind === "yes_no" ? [[id, { "ui:widget": "radio" }]] : [])));
  return { schema: { title: "Annual report", type: "object", properties: of(always), allOf }, uiSchema };
}

/** Everything that is asked is shown. @param {Asked[]} all */
export const answers = (all) => Object.fromEntries(all.filter(({ kind }) => kind === "yes_no").map(({ id }) => [id, "yes"]));
