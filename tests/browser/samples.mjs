// Returns that the browser tests open: one with an answer to every question, including long words and markup, and the copies of two
// ministries, which differ.
import { readFileSync } from "node:fs";
import { EVERY, REAL } from "./form.mjs";

const mended = JSON.parse(readFileSync(new URL(`../../${REAL}/returns/CMR.mended.json`, import.meta.url), "utf8"));

/** A text that is longer than a line on a phone, and markup that must stay text. */
export const LONG_WORD = `https://example.org/${"anticonstitutionnellement".repeat(6)}`;
const MARKUP = "</script><b>x</b> & \"y\"";

const real = {
  ...mended.answers,
  steps_detail: LONG_WORD,
  other_achievements: "yes",
  difficulties: "d",
  difficulties_overcome: "o",
  evidence_kinds: ["surveys", "other"],
  "evidence_kinds.other": MARKUP,
  assessment_stakeholders: [{ name: LONG_WORD, role: LONG_WORD }, { name: "b" }, { name: "c", role: "d" }],
  international_partner_kinds: ["ilo", "other"],
  "international_partner_kinds.other": LONG_WORD,
  supports_initiatives: "yes",
  which_initiatives: "w",
  national_partner_kinds: ["ministries", "other"],
  "national_partner_kinds.other": MARKUP,
  cooperation_grew: "yes",
  cooperation_how: "h",
  revise_roadmap: "yes",
  revise_what: ["priorities", "other"],
  "revise_what.other": "r",
  upcoming_steps: [1, 2, 3].map((number) => ({ _row: `r${number}`, title: `${number} ${MARKUP}`, objective: LONG_WORD, evidence: "e", area: ["child_labour", "trafficking"] })),
};
const every = {
  line: "a line",
  long: LONG_WORD,
  "long.comment": MARKUP,
  whole: 7,
  part: 1.5,
  year_of: 2024,
  day: "2024-02-05",
  month_of: "2024-12",
  mail: "a@b.org",
  site: "https://b.org",
  agree: "no",
  why: LONG_WORD,
  one: "other",
  "one.other": MARKUP,
  many: ["a", "b"],
  grade: "good",
  partner: "FRA",
  more: "more",
  place: { town: LONG_WORD, since: "2024-01-01" },
  per_site: { north: { visited: "no", people: 1 }, south: { visited: "yes", people: 3 } },
  per_year: { y2024: 4 },
  steps: [1, 2, 3].map((number) => ({ _row: `r${number}`, title: `step ${number}`, done: "yes", when: "2024-03-01", kind: ["other"], "kind.other": LONG_WORD })),
  people_met: [{ name: "Ada", role: LONG_WORD }, { name: "Grace" }, { name: "Joan", role: "x" }],
  fee: 10,
};
const SAMPLES = {
  [REAL]: {
    form: "alliance87/annual-report",
    edition: "2022-2023",
    CMR: { facts: { country: "CMR" }, answers: real },
    blank: {
      facts: { country: "CMR", first_report: "no", priorities: { r1: { title: LONG_WORD }, r2: { title: MARKUP } }, next_steps: { r1: { title: "une" }, r3: { title: "trois" } } },
      answers: { ...real, priority_progress: { r1: "p", r2: LONG_WORD }, step_status: { r1: "planned", r3: "completed" } },
    },
    differing: [{ main_results: "a", cooperation_grew: "yes", evidence_kinds: ["surveys"], overall_progress: "setback" }, { main_results: LONG_WORD, cooperation_grew: "no", evidence_kinds: ["interviews"], overall_progress: "no_progress" }],
  },
  [EVERY]: {
    form: "example/every-control",
    edition: "2024-2025",
    CMR: { facts: { country: "CMR" }, answers: { ...every, progress: { roads: "done", wells: LONG_WORD } } },
    blank: {
      facts: { country: "FRA", member: "yes", projects: { r1: { title: LONG_WORD.slice(0, 80) }, r2: { title: MARKUP } } },
      answers: { ...every, progress: { r1: "done", r2: LONG_WORD } },
    },
    differing: [{ line: "a", agree: "yes", many: ["a"], whole: 1, people_met: [{ name: "Ada" }] }, { line: LONG_WORD, agree: "no", many: ["b"], whole: 2, people_met: [{ name: "Grace" }] }],
  },
};

/** @param {string} folder @param {object} held facts, answers and what could not be read @param {string} name */
function file(folder, held, name) {
  const { form, edition } = SAMPLES[folder];
  return { name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify({ canevas: 1, form, edition, status: "draft", ...held })) };
}

/** A copy in which everything is answered. @param {string} folder @param {"CMR" | "blank"} copy */
export function answered(folder, copy) {
  return file(folder, SAMPLES[folder][copy], "all.json");
}

/** Two copies that differ, one with a text that finds no place. @param {string} folder @param {"CMR" | "blank"} copy */
export function differing(folder, copy) {
  const [a, b] = SAMPLES[folder].differing;
  const { country } = SAMPLES[folder][copy].facts;
  return [file(folder, { facts: { country }, answers: a, unread: { "/gone/r1": LONG_WORD } }, "ministère du travail.json"), file(folder, { facts: { country }, answers: b }, "justice.json")];
}

/** Answers that say no to the fact on which a section depends. @param {string} folder */
export function excluded(folder) {
  return file(folder, { facts: folder === REAL ? { country: "CMR", first_report: "yes" } : { country: "FRA", member: "no" }, answers: {} }, "excluded.json");
}

/** One field of each kind, with a long word in its name. @param {string[]} lines */
const field = (...lines) => lines.map((line, index) => `${index ? "            " : "          - "}${line}`).join("\n");
/** Two tables: one of numbers, and one that has a column of every kind. */
export const TABLES = `canevas: 1
form: example/tables
edition: 2024-2025
languages:
  source: en
title: T
lists:
  wastes:
    w1: Hazardous wastes that the Convention’s intergovernmental committees have classified
    w2: Others
    w3: Dichlorodiphenyltrichloroethane (DDT)
sections:
  - id: narrow
    title: Narrow
    questions:
      - id: years
        type: group
        for_each: wastes
        layout: table
        ask: Quantities
        fields:
${[2021, 2022, 2023, 2024].map((year) => field(`id: y${year}`, "type: decimal", `ask: "${year}"`)).join("\n")}
  - id: wide
    title: Wide
    questions:
      - id: every
        type: group
        for_each: wastes
        layout: table
        comment: Anything to add?
        ask: Everything
        fields:
${field("id: changed", "type: yes_no", "ask: Changed")}
${field("id: status", "type: single_choice", "ask: Status", "hint: Tick one", "choices:", "  dev: Underdevelopment", "  none: Notwithstanding")}
${field("id: law", "type: long_text", "max_length: 500", "ask: Title of the law")}
${field("id: obstacles", "type: multiple_choice", "ask: Obstacles", "choices:", "  policy: Intergovernmental frameworks", "  money: Money")}
${field("id: day", "type: date", "ask: Day of implementation")}
${field("id: tonnes", "type: decimal", "unit: tonnes", "ask: Quantity")}
${field("id: partner", "type: single_choice", "choices: countries", "ask: Partner")}
${field("id: ways", "type: multiple_choice", "choices: countries", "ask: Countries on the way")}
${field("id: source", "type: url", "show_if: changed", "ask: Source")}
${field("id: remark", "type: long_text", "ask: Remarks")}
`;
