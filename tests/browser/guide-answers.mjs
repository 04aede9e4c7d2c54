// What the official of the guides for countries writes, in each language of the guides: short answers to every question that the
// real form requires. They are made up.

/** The languages of the guides. */
export const TAGS = /** @type {const} */ (["en", "fr", "es"]);

/** The answers that need no words, in every language. */
const CODES = { overall_progress: "some_progress", supports_initiatives: "no", national_partner_kinds: ["ministries"], cooperation_grew: "yes" };

const TEXTS = {
  en: {
    titles: ["Watching child labour", "Protection services", "Reception and helpline"],
    progress: ["Ten regions report every month.", "Two more districts have a service.", "The helpline has ten advisers."],
    main_results: "The list of dangerous work is revised.\nTwelve plantations were inspected.",
    difficulties: "The budget came late.",
    step: "Adopt the list of dangerous work",
    ministries: [
      ["ministry-of-labour.json", "Twelve plantations were inspected."],
      ["ministry-of-justice.json", "Every court has a circular on trafficking."],
    ],
    last: "The plan of action had no budget.",
    corrected: "The budget came in March.",
  },
  fr: {
    titles: ["Suivi du travail des enfants", "Services de protection", "Accueil et ligne verte"],
    progress: ["Dix régions rendent compte chaque mois.", "Deux arrondissements de plus ont un service.", "La ligne verte compte dix téléconseillers."],
    main_results: "La liste des travaux dangereux est révisée.\nDouze plantations ont été inspectées.",
    difficulties: "Le budget est arrivé tard.",
    step: "Adopter la liste des travaux dangereux",
    ministries: [
      ["ministere-du-travail.json", "Douze plantations ont été inspectées."],
      ["ministere-de-la-justice.json", "Chaque tribunal a une circulaire sur la traite."],
    ],
    last: "Le plan d’action n’avait pas de budget.",
    corrected: "Le budget est arrivé en mars.",
  },
  es: {
    titles: ["Seguimiento del trabajo infantil", "Servicios de protección", "Acogida y línea gratuita"],
    progress: ["Diez regiones informan cada mes.", "Dos distritos más tienen un servicio.", "La línea gratuita tiene diez asesores."],
    main_results: "Se revisó la lista de trabajos peligrosos.\nSe inspeccionaron doce plantaciones.",
    difficulties: "El presupuesto llegó tarde.",
    step: "Aprobar la lista de trabajos peligrosos",
    ministries: [
      ["ministerio-de-trabajo.json", "Se inspeccionaron doce plantaciones."],
      ["ministerio-de-justicia.json", "Cada tribunal tiene una circular sobre la trata."],
    ],
    last: "El plan de acción no tenía presupuesto.",
    corrected: "El presupuesto llegó en marzo.",
  },
};

/** How the option “some progress” reads. */
const SOME = { en: "Some progress", fr: "Des progrès modérés", es: "Avances moderados" };

/** What is filled into the Word file, by the tags of its fields. @param {typeof TAGS[number]} tag */
export function wordAnswersIn(tag) {
  const { titles, ministries } = TEXTS[tag];
  const rows = Object.fromEntries(ROWS.map((row, index) => [`@priorities/${row}/title`, titles[index]]));
  return { ...rows, overall_progress: SOME[tag], main_results: String(ministries[0]?.[1]), "other_achievements=yes": true };
}

const FORM = "alliance87/annual-report";
const ROWS = ["observation_system", "protection_services", "reception_and_helpline"];

/** @param {string} name @param {object} held */
function file(name, held) {
  return { name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify({ canevas: 1, form: FORM, edition: "2022-2023", status: "draft", facts: { country: "CMR" }, ...held })) };
}

/**
 * The texts of a language and the files made of them: the copies of two ministries, last year's file, and a complete draft. The
 * copies say the definition of the form that they are opened in, as copies that the form saved do.
 * @param {typeof TAGS[number]} tag
 * @param {string} definition
 */
export function answersIn(tag, definition) {
  const texts = TEXTS[tag];
  const byRow = (/** @type {readonly string[]} */ values) => Object.fromEntries(ROWS.map((row, index) => [row, values[index]]));
  const priorities = Object.fromEntries(ROWS.map((row, index) => [row, { title: texts.titles[index] }]));
  const answers = {
    ...CODES,
    priority_progress: byRow(texts.progress),
    main_results: texts.main_results,
    difficulties: texts.difficulties,
    upcoming_steps: [{ _row: "r1", title: texts.step }],
  };
  return {
    ...texts,
    copies: texts.ministries.map(([name, main_results], index) => file(String(name), { definition, answers: { main_results, cooperation_grew: index ? "no" : "yes" } })),
    lastYear: file("annual-report-2021-2022-CMR.json", { edition: "2021-2022", status: "complete", answers: { overall_progress: "little_progress", difficulties: texts.last } }),
    complete: file("annual-report-2022-2023-CMR-draft.json", { definition, facts: { country: "CMR", priorities }, answers }),
  };
}
