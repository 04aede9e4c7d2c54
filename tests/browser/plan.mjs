// What the tests type in the whole real form, and the return that must result. Every browser uses the same plan.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { REAL } from "./form.mjs";
import { enter, fillPage, goNext } from "./keys.mjs";

/** Accents, quotes, markup that ends scripts, characters outside the first plane, and a line separator. */
export const HOSTILE = "L’été à « Yaoundé » : \"x\" 'y' </script><!-- <script> 😀👩‍🌾\u2028& ]]> é";
const LINES = "Un\nDeux\n\n- trois";

/** @typedef {import("./keys.mjs").Plan} Plan */
/** @typedef {"CMR" | "blank"} CopyName */

const ROWS = {
  CMR: { priorities: ["observation_system", "protection_services", "reception_and_helpline"], steps: ["first_step", "second_step", "third_step"] },
  // The blank copy has three lines. The plan fills in two.
  blank: { priorities: ["r1", "r2"], steps: ["r1", "r2"] },
};

/** The keys of an object with the place before them. @param {string} place @param {Plan} plan @returns {Plan} */
function under(place, plan) {
  return Object.fromEntries(Object.entries(plan).map(([key, wish]) => [key.startsWith("add ") ? key : `${place}/${key}`, wish]));
}

/** @param {CopyName} copy @returns {[page: string, plan: Plan][]} what is done on each page, in order */
export function plan(copy) {
  const { priorities, steps } = ROWS[copy];
  const country = { country: "Came", first_report: 1 };
  const titles = [...priorities.map((row) => `priorities/${row}/title`), ...steps.map((row) => `next_steps/${row}/title`)];
  const answers = (/** @type {Plan} */ given) => under("answers", given);
  return [
    ["about", under("facts", { ...(copy === "blank" ? country : {}), ...Object.fromEntries(titles.map((title) => [title, `Titre « ${title} »`])) })],
    ["roadmap_priorities", answers(Object.fromEntries(priorities.map((row, place) => [`priority_progress/${row}`, place === 0 ? HOSTILE : `Progrès ${row}`])))],
    ["steps_set_last_year", answers({ ...Object.fromEntries(steps.map((row, place) => [`step_status/${row}`, place + 1])), steps_detail: LINES })],
    ["overall", answers({ overall_progress: 4, main_results: HOSTILE, other_achievements: 0, which_achievements: "Une étude", difficulties: "Peu", difficulties_overcome: "Plus" })],
    [
      "assessment",
      answers({
        "evidence_kinds=surveys": true,
        "evidence_kinds=other": true,
        "evidence_kinds.other": HOSTILE,
        evidence_detail: "Détail",
        "evidence_difficulties!nothing_to_report": true,
        "assessment_stakeholders/0/name": "INS",
        "assessment_stakeholders/0/role": "Données",
        "add answers/assessment_stakeholders": true,
        "assessment_stakeholders/1/name": HOSTILE,
      }),
    ],
    ["international", answers({ "international_partner_kinds=ilo": true, "international_partners/0/name": "BIT", "international_partners/0/role": LINES, supports_initiatives: 0, which_initiatives: "Une" })],
    ["national", answers({ "national_partner_kinds=ministries": true, "national_partners/0/name": "MINAS", cooperation_grew: 0, cooperation_how: "Ainsi", mechanism_useful: 1 })],
    ["outlook", answers({ revise_roadmap: 0, "revise_what=priorities": true, "revise_what=other": true, "revise_what.other": "Le reste" })],
    [
      "coming_year",
      answers({
        "upcoming_steps/0/title": HOSTILE,
        "upcoming_steps/0/objective": LINES,
        "upcoming_steps/0/evidence": "Preuve",
        "upcoming_steps/0/area=child_labour": true,
        "upcoming_steps/0/area=trafficking": true,
        "add answers/upcoming_steps": true,
        "upcoming_steps/1/title": "La seconde",
        "upcoming_steps/1/area=forced_labour": true,
        difficulties_ahead: "Aucune",
      }),
    ],
    ["last_words", answers({ anything_else: HOSTILE })],
  ];
}

/** @param {CopyName} copy @returns {{ facts: object, answers: object }} what the return must hold */
export function expected(copy) {
  const { priorities, steps } = ROWS[copy];
  const rows = (/** @type {string[]} */ keys, /** @type {(row: string, place: number) => unknown} */ value) => Object.fromEntries(keys.map((key, place) => [key, value(key, place)]));
  const titled = (/** @type {string} */ list) => (/** @type {string} */ row) => ({ title: `Titre « ${list}/${row}/title »` });
  return {
    facts: { country: "CMR", first_report: "no", priorities: rows(priorities, titled("priorities")), next_steps: rows(steps, titled("next_steps")) },
    answers: {
      priority_progress: rows(priorities, (row, place) => (place === 0 ? HOSTILE : `Progrès ${row}`)),
      step_status: rows(steps, (_, place) => ["planned", "under_way", "completed"][place]),
      steps_detail: LINES,
      overall_progress: "a_lot_of_progress",
      main_results: HOSTILE,
      other_achievements: "yes",
      which_achievements: "Une étude",
      difficulties: "Peu",
      difficulties_overcome: "Plus",
      evidence_kinds: ["surveys", "other"],
      "evidence_kinds.other": HOSTILE,
      evidence_detail: "Détail",
      evidence_difficulties: { said: "nothing_to_report" },
      assessment_stakeholders: [{ name: "INS", role: "Données" }, { name: HOSTILE }],
      international_partner_kinds: ["ilo"],
      international_partners: [{ name: "BIT", role: LINES }],
      supports_initiatives: "yes",
      which_initiatives: "Une",
      national_partner_kinds: ["ministries"],
      national_partners: [{ name: "MINAS" }],
      cooperation_grew: "yes",
      cooperation_how: "Ainsi",
      mechanism_useful: "no",
      revise_roadmap: "yes",
      revise_what: ["priorities", "other"],
      "revise_what.other": "Le reste",
      upcoming_steps: [
        { _row: "r1", title: HOSTILE, objective: LINES, evidence: "Preuve", area: ["child_labour", "trafficking"] },
        { _row: "r2", title: "La seconde", area: ["forced_labour"] },
      ],
      difficulties_ahead: "Aucune",
      anything_else: HOSTILE,
    },
  };
}

/**
 * Fills in the whole form from its home page. Calls `after` on each page before it goes on to the next.
 * @param {import("./keys.mjs").Page} page @param {CopyName} copy @param {(left: string, next: string) => Promise<unknown>} [between] called on arriving at a page
 */
export async function fillAll(page, copy, between = async () => {}) {
  const pages = plan(copy);
  await enter(page, "#s/about");
  for (const [place, [id, wishes]] of pages.entries()) {
    await fillPage(page, wishes);
    const next = pages[place + 1]?.[0] ?? "check";
    await goNext(page, next);
    await between(id, next);
  }
}

/** The complete return: what was typed, and what the edition's own schema takes. @param {object} given @param {CopyName} copy */
export function holds(given, copy) {
  const { facts, answers } = expected(copy);
  assert.deepEqual(given.facts, facts);
  assert.deepEqual(given.answers, answers);
  assert.deepEqual(Object.keys(given.answers), Object.keys(answers), "in the order of the questions");
  assert.equal(given.status, "complete");
  valid(given, copy);
}

/** @param {object} given @param {CopyName} copy */
export function valid(given, copy) {
  const path = `../../generated/${REAL.replace("schemas/", "")}/${copy}/return.${given.language}.schema.json`;
  const schema = JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false, ownProperties: true });
  assert.ok(ajv.validate(schema, given), ajv.errorsText());
}
