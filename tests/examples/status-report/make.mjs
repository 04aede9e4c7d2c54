// Makes the invented returns of this folder, the same ones every time:
//
//   node tests/examples/status-report/make.mjs
//   node tests/examples/status-report/make.mjs 7 FOLDER   others, into another folder
//
// No country wrote any of this. The 36 countries stand for a group of any countries: the list says nothing about who takes part in what.
// Regions are the continents of the standard country codes for statistical use (M49) of the United Nations,
// https://unstats.un.org/unsd/methodology/m49/
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const own = dirname(fileURLToPath(import.meta.url));
const root = join(own, "../../..");
const [seed = "87", here = own] = process.argv.slice(2);

/** @type {{ [region: string]: [names: string, countries: string] }} */
const REGIONS = {
  africa: ["{ en: Africa, fr: Afrique, es: África }", "BEN BFA TGO RWA GHA KEN ZMB MLI MRT MWI NER SEN TUN UGA"],
  americas: ["{ en: Americas, fr: Amériques, es: América }", "ARG BRA CAN CHL COL CRI ECU GTM PER"],
  asia: ["{ en: Asia, fr: Asie, es: Asia }", "BGD IDN JOR KHM LKA NPL VNM"],
  europe: ["{ en: Europe, fr: Europe, es: Europa }", "ALB DEU FRA NLD"],
  oceania: ["{ en: Oceania, fr: Océanie, es: Oceanía }", "FJI WSM"],
};
const COUNTRIES = Object.values(REGIONS).flatMap(([, codes]) => codes.split(" "));
const FRENCH = "BEN BFA TGO RWA MLI MRT NER SEN TUN FRA".split(" ");
const SPANISH = "ARG CHL COL CRI ECU GTM PER".split(" ");

/** What they write, by language: an area, a priority, what was done, what is next, how one will see it. */
const WORK = {
  en: [
    ["child_labour", "Keep children in school", "The ministry of education now reports every child who leaves school before the age of fifteen, and 40 districts follow each case up.", "Report children who leave school in all districts", "Each district names one person who follows the cases up.", "Number of children back in school"],
    ["child_labour", "Revise the list of hazardous work", "The new list of hazardous work was adopted after talks with employers and workers.", "Make the list of hazardous work known on farms", "Inspectors explain the list on 200 farms.", "Reports of the visits"],
    ["forced_labour", "Inspect fishing vessels", "Inspectors of three ports were trained and now look at one vessel in ten.", "Inspect vessels in the other ports", "Two more ports have trained inspectors.", "Reports of the inspections"],
    ["forced_labour", "Regulate recruitment fees", "A decree forbids agencies to take fees from workers who go abroad.", "License all recruitment agencies", "Agencies without a licence are closed.", "Public list of licensed agencies"],
    ["trafficking", "Protect victims of trafficking", "Two shelters opened, and 130 victims stayed there during the year.", "Open a shelter in the north", "A third shelter takes in victims from the border regions.", "Number of victims taken in"],
    ["trafficking", "Run a telephone helpline", "The helpline took 2,400 calls and passed 310 of them on to the police.", "Keep the helpline open at night", "Six more people answer calls.", "Monthly figures of the helpline"],
    ["modern_slavery", "Ask companies about their suppliers", "Large companies must say once a year what they do against modern slavery among their suppliers.", "Publish what companies say", "The reports of all large companies stand on one website.", "The website"],
  ],
  fr: [
    ["child_labour", "Garder les enfants à l’école", "Le ministère de l’éducation signale désormais chaque enfant qui quitte l’école avant quinze ans, et 40 districts suivent chaque cas.", "Signaler dans tous les districts les enfants qui quittent l’école", "Chaque district désigne une personne qui suit les cas.", "Nombre d’enfants revenus à l’école"],
    ["child_labour", "Réviser la liste des travaux dangereux", "La nouvelle liste des travaux dangereux a été adoptée après consultation des employeurs et des travailleurs.", "Faire connaître la liste des travaux dangereux dans les exploitations", "Les inspecteurs expliquent la liste dans 200 exploitations.", "Comptes rendus des visites"],
    ["forced_labour", "Contrôler les navires de pêche", "Les inspecteurs de trois ports ont été formés et contrôlent maintenant un navire sur dix.", "Contrôler les navires dans les autres ports", "Deux autres ports ont des inspecteurs formés.", "Rapports de contrôle"],
    ["forced_labour", "Encadrer les frais de recrutement", "Un décret interdit aux agences de prendre des frais aux travailleurs qui partent à l’étranger.", "Agréer toutes les agences de recrutement", "Les agences sans agrément sont fermées.", "Liste publique des agences agréées"],
    ["trafficking", "Protéger les victimes de la traite", "Deux foyers ont ouvert, et 130 victimes y ont séjourné pendant l’année.", "Ouvrir un foyer dans le Nord", "Un troisième foyer accueille les victimes des régions frontalières.", "Nombre de victimes accueillies"],
    ["trafficking", "Tenir une ligne d’écoute", "La ligne d’écoute a reçu 2 400 appels et en a transmis 310 à la police.", "Ouvrir la ligne d’écoute la nuit", "Six personnes de plus répondent aux appels.", "Chiffres mensuels de la ligne"],
    ["modern_slavery", "Interroger les entreprises sur leurs fournisseurs", "Les grandes entreprises doivent dire chaque année ce qu’elles font contre l’esclavage moderne chez leurs fournisseurs.", "Publier les déclarations des entreprises", "Les déclarations de toutes les grandes entreprises figurent sur un seul site.", "Le site"],
  ],
  es: [
    ["child_labour", "Mantener a los niños en la escuela", "El ministerio de educación comunica ahora cada niño que deja la escuela antes de los quince años, y 40 distritos siguen cada caso.", "Comunicar en todos los distritos los niños que dejan la escuela", "Cada distrito nombra a una persona que sigue los casos.", "Número de niños que volvieron a la escuela"],
    ["child_labour", "Revisar la lista de trabajos peligrosos", "La nueva lista de trabajos peligrosos se aprobó tras consultar a empleadores y trabajadores.", "Dar a conocer la lista de trabajos peligrosos en el campo", "Los inspectores explican la lista en 200 explotaciones.", "Informes de las visitas"],
    ["forced_labour", "Inspeccionar los barcos de pesca", "Los inspectores de tres puertos recibieron formación y revisan ahora un barco de cada diez.", "Inspeccionar barcos en los demás puertos", "Otros dos puertos tienen inspectores formados.", "Informes de las inspecciones"],
    ["forced_labour", "Regular los gastos de contratación", "Un decreto prohíbe a las agencias cobrar a los trabajadores que van al extranjero.", "Autorizar todas las agencias de contratación", "Se cierran las agencias sin autorización.", "Lista pública de agencias autorizadas"],
    ["trafficking", "Proteger a las víctimas de la trata", "Se abrieron dos albergues, en los que 130 víctimas vivieron durante el año.", "Abrir un albergue en el norte", "Un tercer albergue acoge a víctimas de las zonas de frontera.", "Número de víctimas acogidas"],
    ["trafficking", "Mantener una línea de ayuda", "La línea de ayuda recibió 2400 llamadas y pasó 310 a la policía.", "Abrir la línea de ayuda de noche", "Seis personas más atienden las llamadas.", "Cifras mensuales de la línea"],
    ["modern_slavery", "Preguntar a las empresas por sus proveedores", "Las grandes empresas deben decir cada año qué hacen contra la esclavitud moderna entre sus proveedores.", "Publicar lo que dicen las empresas", "Los informes de todas las grandes empresas están en un solo sitio web.", "El sitio web"],
  ],
};
const HARD = {
  en: ["There are too few labour inspectors: one for 90,000 workers.", "Families in the countryside depend on what their children earn.", "The budget came late, so two activities had to wait.", "The ministries keep separate registers, and cases are counted twice."],
  fr: ["Les inspecteurs du travail sont trop peu nombreux : un pour 90 000 travailleurs.", "À la campagne, les familles dépendent de ce que gagnent leurs enfants.", "Le budget est arrivé tard, et deux activités ont dû attendre.", "Les ministères tiennent des registres séparés, et des cas sont comptés deux fois."],
  es: ["Hay muy pocos inspectores del trabajo: uno por cada 90 000 trabajadores.", "En el campo, las familias dependen de lo que ganan sus hijos.", "El presupuesto llegó tarde y dos actividades tuvieron que esperar.", "Los ministerios llevan registros separados y algunos casos se cuentan dos veces."],
};
const HELPED = {
  en: ["A joint committee now meets every month and decides at once.", "Partners lent staff for the survey."],
  fr: ["Un comité commun se réunit désormais chaque mois et décide aussitôt.", "Des partenaires ont prêté du personnel pour l’enquête."],
  es: ["Un comité conjunto se reúne ahora cada mes y decide enseguida.", "Los socios prestaron personal para la encuesta."],
};
const PARTNERS = {
  en: [["Ministry of education", "reports children who leave school"], ["National union", "explains the law to workers"], ["Chamber of agriculture", "wrote a code for its members"]],
  fr: [["Ministère de l’éducation", "signale les enfants qui quittent l’école"], ["Union syndicale nationale", "explique la loi aux travailleurs"], ["Chambre d’agriculture", "a rédigé une charte pour ses membres"]],
  es: [["Ministerio de educación", "comunica los niños que dejan la escuela"], ["Central sindical nacional", "explica la ley a los trabajadores"], ["Cámara de agricultura", "redactó un código para sus miembros"]],
};
const GRADES = ["setback", "no_progress", "little_progress", "some_progress", "a_lot_of_progress"];

/** The themes of `HARD`, in its order: French, English, Spanish. */
const THEMES = ["Inspection du travail,Labour inspection,Inspección del trabajo", "Pauvreté des familles,Poverty of families,Pobreza de las familias", "Budget,Budget,Presupuesto", "Registres et données,Registers and data,Registros y datos"];

/** Numbers that look random and are the same every time (mulberry32). @param {number} seed */
function numbers(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
const next = numbers(Number(seed));
const below = (/** @type {number} */ n) => Math.floor(next() * n);
const chance = (/** @type {number} */ share) => next() < share;
/** @template T @param {readonly T[]} all @returns {T} */
const one = (all) => /** @type {T} */ (all[below(all.length)]);
/** Some of them, in their order. @template T @param {readonly T[]} all @param {number} share */
const some = (all, share) => all.filter(() => chance(share));

/** @param {string} code */
const languageOf = (code) => (FRENCH.includes(code) ? "fr" : SPANISH.includes(code) ? "es" : "en");

/** What is known of a country from year to year. @type {Map<string, { grade: number, work: number[], steps: string[] }>} */
const known = new Map(COUNTRIES.map((code) => [code, { grade: 1 + below(4), work: [below(7), below(7)].filter((w, i, all) => all.indexOf(w) === i), steps: [] }]));

/** @param {string} code @param {string} edition @param {string} definition */
function answersOf(code, edition, definition) {
  const language = languageOf(code);
  const country = /** @type {NonNullable<ReturnType<typeof known.get>>} */ (known.get(code));
  const isFirst = edition === "2021-2022" || country.steps.length === 0;
  const work = country.work.map((w) => WORK[language][w] ?? []);
  country.grade = Math.max(0, Math.min(4, country.grade + (chance(0.45) ? 1 : chance(0.25) ? -1 : 0)));
  const [is2021, is2023] = [edition === "2021-2022", edition === "2023-2024"];
  const rows = (/** @type {string[]} */ titles) => Object.fromEntries(titles.map((title, index) => [`r${index + 1}`, { title }]));
  const facts = { country: code, first_report: isFirst ? "yes" : "no", ...(!isFirst && { priorities: rows(work.map(([, title]) => title ?? "")), ...(!is2021 && { next_steps: rows(country.steps) }) }) };
  /** @type {{ [key: string]: unknown }} */
  const answers = {};
  if (!isFirst) answers.priority_progress = Object.fromEntries(work.map(([, , done], index) => [`r${index + 1}`, done]));
  if (!isFirst && !is2021) {
    const states = is2023 ? ["abandoned", "postponed", "planned", "under_way", "completed"] : ["not_carried_out", "planned", "under_way", "completed"];
    const state = () => (chance(0.4) ? "under_way" : chance(0.45) ? "completed" : one(states));
    const entries = country.steps.map((_, index) => /** @type {const} */ ([`r${index + 1}`, state()])).filter(() => chance(0.93));
    if (entries.length) answers.step_status = Object.fromEntries(entries);
    answers.steps_detail = work.map(([, , done]) => done).join("\n\n");
  }
  answers.overall_progress = GRADES[country.grade];
  if (!is2021) {
    answers.main_results = work.map(([, , done]) => done).join("\n\n");
    answers.other_achievements = chance(0.5) ? "yes" : "no";
    if (answers.other_achievements === "yes") answers.which_achievements = chance(0.15) ? { said: "nothing_to_report" } : WORK[language][below(7)]?.[2];
  }
  const hard = some(HARD[language], 0.4);
  answers[is2023 ? "difficulties_met" : "difficulties"] = hard.length ? hard.join("\n\n") : { said: "nothing_to_report" };
  if (!is2021 && hard.length) answers.difficulties_overcome = chance(0.2) ? { said: "nothing_to_report" } : one(HELPED[language]);
  const kinds = some(["surveys", "case_studies", "focus_groups", "interviews", "empirical_observation", "third_party_information"], 0.4);
  if (kinds.length) answers.evidence_kinds = kinds;
  if (kinds.length && !is2021 && chance(0.8)) answers.evidence_detail = one(HELPED[language]);
  const abroad = some(["pathfinder_countries", "ilo", "other_un_agencies", "international_civil_society"], 0.55);
  answers.international_partner_kinds = abroad.length ? abroad : ["none_of_these"];
  if (!is2021) {
    answers.supports_initiatives = chance(is2023 ? 0.75 : 0.5) ? "yes" : "no";
    if (answers.supports_initiatives === "yes") answers.which_initiatives = one(HELPED[language]);
  }
  const home = some(["private_sector", "employers_organizations", "workers_organizations", "local_civil_society", "ministries"], 0.6);
  answers.national_partner_kinds = home.length ? home : ["ministries"];
  answers.national_partners = some(PARTNERS[language], 0.6).map(([name, role]) => ({ name, role }));
  if (!(/** @type {unknown[]} */ (answers.national_partners)).length) delete answers.national_partners;
  if (!is2021) {
    answers.cooperation_grew = chance(0.7) ? "yes" : "no";
    if (answers.cooperation_grew === "yes") answers.cooperation_how = one(HELPED[language]);
    if (!is2023 && chance(0.8)) answers.mechanism_useful = chance(0.85) ? "yes" : "no";
    if (is2023 || chance(0.85)) answers.revise_roadmap = chance(0.35) ? "yes" : "no";
    if (answers.revise_roadmap === "yes") answers.revise_what = some(["priorities", "objectives"], 0.7);
    if (!(/** @type {unknown[] | undefined} */ (answers.revise_what)?.length ?? 1)) delete answers.revise_what;
  }
  const coming = country.work.concat(chance(0.4) ? [below(7)] : []).filter((w, i, all) => all.indexOf(w) === i).map((w) => WORK[language][w] ?? []);
  answers.upcoming_steps = coming.map(([area, , , title, objective, evidence], index) => ({ _row: `r${index + 1}`, title, ...(!is2021 && { objective, evidence, ...(chance(0.95) && { area: [area] }) }) }));
  country.steps = coming.map(([, , , title]) => title ?? "");
  return { canevas: 1, form: "alliance87/annual-report", edition, definition, language, status: "complete", made_by: "invented", facts, answers };
}

/** The digest of an edition's definition, as its form holds it. @param {string} edition */
function definitionOf(edition) {
  const form = readFileSync(join(root, `generated/alliance87/annual-report/${edition}/blank/form.html`), "utf8");
  return /"definition":"(sha256:[0-9a-f]{64})"/u.exec(form)?.[1] ?? "";
}

const write = (/** @type {string} */ name, /** @type {string} */ text) => {
  mkdirSync(dirname(join(here, name)), { recursive: true });
  writeFileSync(join(here, name), text);
};

write("regions.yaml", `# The continents of the standard country codes for statistical use (M49) of the United Nations.\ncanevas: 1\nregions:\n${Object.entries(REGIONS).map(([id, [name, codes]]) => `  ${id}:\n    name: ${name}\n    countries: [${codes.split(" ").join(", ")}]\n`).join("")}`);
for (const [edition, share, due, frozen] of /** @type {const} */ ([["2021-2022", 0.66, "2022-06-30", "2022-09-30"], ["2022-2023", 0.8, "2023-06-30", "2023-09-30"], ["2023-2024", 0.9, "2024-06-30", "2024-09-30"]])) {
  rmSync(join(here, edition), { recursive: true, force: true });
  write(`${edition}/desk.yaml`, `# Invented, like everything in this folder.\ncanevas: 1\ndue: ${due}\nfrozen: ${frozen}\nexpected: [${COUNTRIES.join(", ")}]\n`);
  const definition = definitionOf(edition);
  const coded = ["country,fr,en,es"];
  for (const code of COUNTRIES.filter(() => chance(share))) {
    const held = answersOf(code, edition, definition);
    const isDraft = chance(0.05);
    const met = /** @type {any} */ (held.answers).difficulties_met;
    if (typeof met === "string" && !isDraft) coded.push(...HARD[languageOf(code)].flatMap((text, index) => (met.includes(text) ? [`${code},${THEMES[index]}`] : [])));
    const text = `${JSON.stringify({ ...held, status: isDraft ? "draft" : "complete" }, null, 2)}\n`;
    write(`${edition}/returns/${code}.json`, text);
    const on = `${due.slice(0, 5)}0${chance(0.75) ? 6 : 7}-${String(1 + below(28)).padStart(2, "0")}`;
    const sha256 = createHash("sha256").update(text).digest("hex");
    write(`${edition}/desk/${code}.yaml`, `canevas: 1\ncountry: ${code}\nentries:\n  - event: received\n    on: ${on}\n    by: invented\n    file: ${code}.json\n    sha256: ${sha256}\n`);
  }
  if (coded.length > 1) write(`${edition}/coding/difficulties_met.csv`, `${coded.join("\n")}\n`);
}
