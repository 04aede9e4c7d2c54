// A year of the annual report, from one end to the other, with the programs that people use: Cameroon's Ministry of Labour answers in
// Word (LibreOffice), its Ministry of Social Affairs in a browser. The secretariat puts the copies together, asks back once, accepts,
// and starts the next edition, which asks about the steps that the country announced.
// run: node --test tests/office/year.test.mjs   (OFFICE_KEEP=<folder> keeps the files)
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { copyFile, cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { downloaded, give, open, visit } from "../browser/form.mjs";
import { launch } from "../browser/launch.mjs";
import { built } from "../built.mjs";

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
// LibreOffice's module belongs to the system's own Python.
const PYTHON = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
const REPORT = "schemas/alliance87/annual-report";
const [BEFORE, EDITION, NEXT] = ["2021-2022", "2022-2023", "2023-2024"].map((edition) => join(REPORT, edition));
/** Where an edition keeps what came in, and `check` finds it. */
const RECEIVED = join(EDITION, "returns");
/** What the country really answered. The two ministries share its questions. */
const real = JSON.parse(readFileSync(join(root, EDITION, "returns/CMR.mended.json"), "utf8")).answers;

/** @type {string} */
let folder;
/** @type {import("playwright-core").Browser} */
let browser;

before(async () => {
  folder = process.env.OFFICE_KEEP ? join(process.env.OFFICE_KEEP, "year") : await mkdtemp(join(tmpdir(), "canevas-year-"));
  for (const edition of [BEFORE, EDITION]) await cp(join(root, edition), join(folder, edition), { recursive: true });
  await rm(join(folder, EDITION, "returns"), { recursive: true });
  await mkdir(join(folder, "inbox"));
  browser = await launch();
});

after(async () => {
  await browser?.close();
  if (!process.env.OFFICE_KEEP) await rm(folder, { recursive: true, force: true });
});

/** What a command prints; it must end with 0. @param {string} day @param {string[]} words */
async function canevas(day, ...words) {
  try {
    const { stdout } = await run(built("canevas"), words, { cwd: folder, env: { ...process.env, CANEVAS_TODAY: day, NO_COLOR: "1" }, maxBuffer: 1 << 26 });
    return stdout;
  } catch (error) {
    assert.fail(`canevas ${words.join(" ")}: ${error.stdout}${error.stderr}`);
  }
}

/** @param {string} path in the folder of the year */
const json = (path) => JSON.parse(readFileSync(join(folder, path), "utf8"));

/** A file of the year in a browser that has never seen it. @param {string} path */
async function opened(path) {
  const { page, context, faults } = await open(browser, pathToFileURL(join(folder, path)).href);
  const close = async () => {
    assert.deepEqual(faults, []);
    await context.close();
  };
  return { page, close };
}

/** Keeps what a form saves, under a name. @param {{ path: string }} file @param {string} name in the folder of the year */
const keep = async (file, name) => copyFile(file.path, join(folder, name));

/** The Ministry of Labour: the progress and the steps, typed into the Word file. */
async function labour() {
  const fill = {
    ...Object.fromEntries(Object.entries(real.priority_progress).map(([row, text]) => [`priority_progress/${row}`, text])),
    "step_status/first_step": "En cours",
    "step_status/second_step": "En cours",
    "step_status/third_step": "En cours",
    steps_detail: real.steps_detail,
    overall_progress: "Beaucoup de progrès",
    "upcoming_steps/title#1": real.upcoming_steps[0].title,
    "upcoming_steps/objective#1": real.upcoming_steps[0].objective,
    "upcoming_steps/title#2": real.upcoming_steps[1].title,
  };
  const blank = join(folder, "generated/alliance87/annual-report/2022-2023/CMR/questionnaire.fr.docx");
  const cases = [{ name: "labour", blank, out: join(folder, "inbox/travail.docx"), fill }];
  await writeFile(join(folder, "cases.json"), JSON.stringify(cases));
  await run("timeout", ["-k", "30", "300", PYTHON, join(here, "fill.py"), join(folder, "cases.json")]);
}

/** The Ministry of Social Affairs: results, difficulties and partners, typed into the form. */
async function socialAffairs() {
  const { page, close } = await opened("generated/alliance87/annual-report/2022-2023/CMR/form.html");
  await visit(page, "overall");
  await page.fill('[id="answers/main_results"]', real.main_results);
  await page.check('[id="answers/other_achievements=yes"]');
  await page.fill('[id="answers/which_achievements"]', real.which_achievements);
  await page.fill('[id="answers/difficulties"]', real.difficulties);
  await visit(page, "international");
  await page.check('[id="answers/supports_initiatives=yes"]');
  await page.fill('[id="answers/which_initiatives"]', real.which_initiatives);
  await visit(page, "national");
  await page.check('[id="answers/national_partner_kinds=ministries"]');
  await page.check('[id="answers/cooperation_grew=no"]');
  const copy = await downloaded(page, () => page.click("[data-do=save]:visible"));
  assert.equal(copy.json.status, "draft");
  await keep(copy, "inbox/affaires-sociales.json");
  await close();
}

test("a year, from the form to next year's form", async () => {
  // Spring: the files are made and sent.
  await canevas("2023-05-02", "build", EDITION);

  // Both ministries answer, and the coordinating one gets both files as one copy. Their answers do not overlap: nothing waits for a choice.
  await labour();
  await socialAffairs();
  await canevas("2023-06-20", "returns", "merge", "inbox/travail.docx", "inbox/affaires-sociales.json", "--out", "inbox/together.json", "--form", EDITION);
  const together = json("inbox/together.json");
  assert.equal(together.status, "draft");
  assert.deepEqual(together.answers.priority_progress, real.priority_progress);
  assert.equal(together.answers.difficulties, real.difficulties);
  assert.equal(together.unread, undefined);

  // It reads everything once more in the form, and finishes.
  const whole = await opened("generated/alliance87/annual-report/2022-2023/CMR/form.html");
  await give(whole.page, join(folder, "inbox/together.json"));
  await visit(whole.page, "check");
  const sent = await downloaded(whole.page, () => whole.page.click("[data-do=finish]"));
  assert.equal(sent.json.status, "complete");
  assert.deepEqual(sent.json.answers, together.answers);
  await mkdir(join(folder, RECEIVED));
  await keep(sent, join(RECEIVED, "CMR.json"));
  await whole.close();

  // Summer: the desk receives and checks the return, and asks back about one answer.
  await canevas("2023-06-28", "returns", "receive", RECEIVED, "--form", EDITION, "--by", "Aya");
  await canevas("2023-06-28", "check", EDITION);
  const reported = JSON.parse(await canevas("2023-06-28", "returns", "status", RECEIVED, "--form", EDITION, "--format", "json"));
  assert.equal(reported.countries.find(({ code }) => code === "CMR").state, "reported");
  await canevas("2023-07-01", "returns", "accept", join(RECEIVED, "CMR.json"), "--form", EDITION, "--by", "Aya");
  const question = "Quelles initiatives, et en quelle année ?";
  await canevas("2023-07-01", "returns", "clarify", "CMR", "--form", EDITION, "--ask", `which_initiatives=${question}`, "--out", "sheets");

  // The country answers on the sheet, which asks nothing else.
  const sheet = await opened("sheets/CMR.html");
  const box = sheet.page.locator('[id="answers/which_initiatives"]');
  const clear = `${real.which_initiatives} (mai 2022)`;
  await visit(sheet.page, "international");
  // French puts a no-break space before the question mark.
  assert.ok((await sheet.page.innerText('[id="s/international"]')).replace(/\s/gu, " ").includes(question));
  assert.equal(await box.inputValue(), real.which_initiatives);
  await box.fill(clear);
  assert.equal(await sheet.page.locator('[id="answers/main_results"]').count(), 0);
  await visit(sheet.page, "check");
  const answered = await downloaded(sheet.page, () => sheet.page.click("[data-do=finish]"));
  await keep(answered, join(RECEIVED, "CMR-sheet.json"));
  await sheet.close();
  await canevas("2023-07-10", "returns", "receive", RECEIVED, "--form", EDITION, "--by", "Aya");
  await canevas("2023-07-10", "returns", "accept", join(RECEIVED, "CMR-sheet.json"), "--form", EDITION, "--by", "Aya", "--as", "clarified", "--replace");
  const accepted = json(join(EDITION, "accepted/CMR.json"));
  assert.deepEqual(accepted.answers, { ...sent.json.answers, which_initiatives: clear });
  const history = await canevas("2023-07-10", "returns", "history", "CMR", "--form", EDITION);
  assert.match(history, /clarified/u);

  // Next January: the steps that the country announced are the rows of the next edition, and its forms show them.
  await canevas("2024-01-15", "next-edition", EDITION, "--returns", join(EDITION, "accepted"));
  const country = readFileSync(join(folder, NEXT, "countries/CMR.yaml"), "utf8");
  for (const { title } of accepted.answers.upcoming_steps) assert.ok(country.includes(title), `${title} in\n${country}`);
  // The secretariat lets countries take over an answer that is still true.
  const form = join(folder, NEXT, "form.yaml");
  const offers = readFileSync(form, "utf8").replace(/(- id: difficulties\n[^-]*last_year:) show/u, "$1 confirm");
  assert.match(offers, /last_year: confirm/u);
  await writeFile(form, offers);
  await canevas("2024-01-15", "build", NEXT);
  const { page, close } = await opened("generated/alliance87/annual-report/2023-2024/CMR/form.html");
  await visit(page, "steps_set_last_year");
  const steps = await page.innerText('[id="s/steps_set_last_year"]');
  for (const { title } of accepted.answers.upcoming_steps) assert.ok(steps.includes(title), `${title} in\n${steps}`);

  // Last year's answers stand beside this year's questions. One is taken over with a button, and the history knows it.
  await visit(page, "overall");
  const overall = await page.innerText('[id="w:answers/difficulties"]');
  const start = real.difficulties.slice(0, 60);
  assert.ok(overall.includes(start), overall);
  await page.click('[id="w:answers/difficulties"] [data-do=same]');
  assert.equal(await page.inputValue('[id="answers/difficulties"]'), real.difficulties);
  const carried = await downloaded(page, () => page.click("[data-do=save]:visible"));
  await keep(carried, "inbox/CMR-2024.json");
  await close();
  await canevas("2024-06-20", "returns", "receive", "inbox", "--form", NEXT, "--by", "Aya").catch(() => {});
  await canevas("2024-06-20", "returns", "accept", "inbox/CMR-2024.json", "--form", NEXT, "--by", "Aya", "--incomplete");
  assert.match(await canevas("2024-06-20", "returns", "history", "CMR", "--form", NEXT), /carried/u);
  assert.deepEqual((await readdir(join(folder, NEXT, "desk"))).includes("CMR.yaml"), true);
});
