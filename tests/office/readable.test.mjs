// Returns as Word files that people read: valid for the Open XML SDK, laid out by LibreOffice, and read back with the same answers,
// also after LibreOffice has saved them.
// run: node --test tests/office/readable.test.mjs   (OFFICE_KEEP=<folder> keeps the files and the pages)
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { built } from "../built.mjs";
import { validate } from "./validate.mjs";

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const REAL = "schemas/alliance87/annual-report/2022-2023";
/** @type {{ form: string, given: string, languages: string[] }[]} */
const RETURNS = [
  { form: REAL, given: `${REAL}/returns/CMR.mended.json`, languages: ["fr", "en", "es"] },
  { form: "crates/outputs/html/tests/every-control", given: "tests/cases/same-answers/every-control.CMR.json", languages: ["fr"] },
];

let folder;
/** @type {{ form: string, given: string, language: string, word: string, name: string }[]} */
const files = [];

/** The command of this project. @param {string[]} args */
const canevas = (...args) => run(built("canevas"), args, { cwd: root, maxBuffer: 1 << 26 });

before(async () => {
  folder = process.env.OFFICE_KEEP
    ? join(process.env.OFFICE_KEEP, "readable")
    : await mkdtemp(join(tmpdir(), "canevas-readable-"));
  for (const { form, given, languages } of RETURNS) {
    const named = languages.flatMap((tag) => ["--language", tag]);
    await canevas("fill", given, "--form", form, "--to", "word", "--personal", "--force", ...named, "--out", folder);
    const stem = given.split("/").pop()?.replace(/\.json$/, "");
    for (const language of languages) {
      const name = `${stem}.${language}.docx`;
      files.push({ form, given, language, name, word: join(folder, name) });
    }
  }
});

after(async () => {
  if (!process.env.OFFICE_KEEP) await rm(folder, { recursive: true, force: true });
});

/** What is read from Word files, and what the command says of them. */
async function readBack(form, words, name) {
  const out = join(folder, name);
  const { stdout, stderr } = await canevas("read", ...words, "--form", form, "--force", "--out", out);
  const read = async (word) => JSON.parse(await readFile(join(out, `${word.split("/").pop()}.json`), "utf8"));
  return { told: stdout + stderr, returns: await Promise.all(words.map(read)) };
}

/** Reads files back and compares them with the returns that they were made of. */
async function comeBack(where, name) {
  for (const { form, given, language, name: file } of files) {
    const { told, returns: [read] } = await readBack(form, [join(where, file)], name);
    const wanted = JSON.parse(await readFile(join(root, given), "utf8"));
    assert.deepEqual(read.answers, wanted.answers, file);
    assert.deepEqual(read.facts, wanted.facts, file);
    assert.equal(read.language, wanted.language, `${file}: the answers are not in ${language}`);
    assert.doesNotMatch(told, /warning|error/, file);
  }
}

test("the files are valid for the Open XML SDK", async () => {
  for (const version of ["Office2013", "Microsoft365"]) {
    for (const { word, name } of files) {
      const { ok, errors } = await validate(word, version);
      assert.ok(ok, `${name} (${version}): ${JSON.stringify(errors)}`);
    }
  }
});

test("the files read back", () => comeBack(folder, "back"));

test("the files read back after LibreOffice has saved them", async () => {
  const saved = join(folder, "saved");
  const profile = await mkdtemp(join(tmpdir(), "canevas-soffice-"));
  try {
    await run(
      "timeout",
      ["-k", "10", "300", "soffice", `-env:UserInstallation=file://${profile}`, "--headless", "--norestore",
        "--infilter=MS Word 2007 XML", "--convert-to", "docx:MS Word 2007 XML", "--outdir", saved, ...files.map(({ word }) => word)],
      { env: { ...process.env, LC_ALL: "C.UTF-8" } },
    );
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
  await comeBack(saved, "back-saved");
});

test("the pages read as paper", async () => {
  const pages = join(folder, "pages");
  await mkdir(pages, { recursive: true });
  for (const { word, name, language } of files) {
    await run(join(here, "pages.sh"), [word, pages]);
    const { stdout } = await run("pdftotext", ["-layout", join(pages, name.replace(/docx$/, "pdf")), "-"]);
    const shown = stdout.replace(/\s+/g, " ");
    assert.ok(shown.length > 500, name);
    // A bound box that LibreOffice does not know shows as the word of its value.
    assert.doesNotMatch(shown, /\b(false|true)\b/, name);
    // Nobody is told how to fill in.
    assert.doesNotMatch(shown, /Click here|Cliquez|Haga clic|Possible answers|Réponses possibles|Respuestas posibles/, name);
    if (name === "CMR.mended.en.docx") {
      assert.ok(shown.includes("Status Complete") && shown.includes("Language of the answers Français"), shown.slice(0, 400));
      assert.ok(shown.includes("☒ ILO") && shown.includes("☐ Other pathfinder countries"), name);
      // The lines of a long answer stay apart, in order.
      assert.match(stdout, /- budgets insuffisants ;\n\s*- aucune structure/, language);
    }
  }
});
