// Every Word file of every form: valid for the Open XML SDK, and laid out by LibreOffice.
// run: node --test tests/office/   (OFFICE_KEEP=<folder> keeps the files and the pages)
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { built } from "../built.mjs";
import { validate } from "./validate.mjs";

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const FORMS = [
  ["alliance87", join(root, "schemas/alliance87/annual-report/2022-2023"), "clean"],
  ["annotated", join(root, "schemas/alliance87/annual-report/2022-2023"), "annotated"],
  ["everything", join(root, "crates/outputs/docx/tests/forms/everything"), "clean"],
  ["pseudo", join(root, "schemas/alliance87/annual-report/2022-2023"), "pseudo"],
  ["everything-pseudo", join(root, "crates/outputs/docx/tests/forms/everything"), "pseudo"],
];
// LibreOffice takes seconds a file: these few stand for the others.
const LAID_OUT = [
  "alliance87/blank/questionnaire.fr.docx",
  "alliance87/CMR/questionnaire.fr.docx",
  "alliance87/COM/questionnaire.en.docx",
  "alliance87/CIV/questionnaire.es.docx",
  "everything/blank/questionnaire.fr.docx",
  "everything/blank/questionnaire.ar.docx",
  "restyled/CMR/questionnaire.fr.docx",
  "pseudo/blank/questionnaire.en-XA.docx",
  "pseudo/blank/questionnaire.ar-XB.docx",
];

let folder;
/** Where LibreOffice saved a file of ours. */
let saved;

/** @param {string} where @returns {Promise<string[]>} */
async function words(where) {
  const found = [];
  for (const entry of await readdir(where, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && entry.name.endsWith(".docx")) {
      found.push(join(entry.parentPath ?? entry.path, entry.name));
    }
  }
  return found.sort();
}

/** The text of a file as LibreOffice lays it out. */
async function text(file) {
  const pages = join(folder, "pages", dirname(relative(folder, file)));
  await mkdir(pages, { recursive: true });
  await run(join(here, "pages.sh"), [file, pages]);
  const pdf = join(pages, file.split("/").pop().replace(/docx$/, "pdf"));
  const { stdout } = await run("pdftotext", ["-layout", pdf, "-"]);
  return stdout;
}

/** Renders a form's folder. @param {string} name @param {string[]} args */
async function render(name, [form, ...more]) {
  const { stderr } = await run(built("examples/render_word"), [form, join(folder, name), ...more], { cwd: root, maxBuffer: 1 << 26 });
  assert.equal(stderr, "", `${name}: the form has findings, or the lint has`);
}

/** Has LibreOffice save a file of ours. */
async function save(file) {
  const profile = await mkdtemp(join(tmpdir(), "canevas-soffice-"));
  try {
    await run(
      "timeout",
      ["-k", "10", "120", "soffice", `-env:UserInstallation=file://${profile}`, "--headless", "--norestore",
        "--infilter=MS Word 2007 XML", "--convert-to", "docx:MS Word 2007 XML", "--outdir", saved, file],
      { env: { ...process.env, LC_ALL: "C.UTF-8" } },
    );
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}

before(async () => {
  folder = process.env.OFFICE_KEEP ?? (await mkdtemp(join(tmpdir(), "canevas-office-")));
  saved = await mkdtemp(join(tmpdir(), "canevas-saved-"));
  for (const [name, ...args] of FORMS) await render(name, args);
  await save(join(folder, "everything/blank/questionnaire.fr.docx"));
  // A file from another program lends its looks: what comes of it is as sound as any.
  const [, form, profile] = FORMS[0];
  await render("restyled", [form, profile, join(saved, "questionnaire.fr.docx")]);
});

after(async () => {
  await rm(saved, { recursive: true, force: true });
  if (!process.env.OFFICE_KEEP) await rm(folder, { recursive: true, force: true });
});

// The validator takes seconds a file. What an old version of Office takes and a new one refuses is the form's and not the copy's:
// one copy of each form stands for the others there.
test("every file is valid for the Open XML SDK", async () => {
  const files = await words(folder);
  assert.ok(files.length >= 30, `${files.length} files`);
  const forms = new Set();
  const isFirst = (/** @type {string} */ file) => {
    const form = relative(folder, file).split("/")[0];
    return !forms.has(form) && Boolean(forms.add(form));
  };
  const turns = files.flatMap((file) => (isFirst(file) ? ["Office2013", "Microsoft365"] : ["Office2013"]).map((version) => ({ file, version })));
  const faults = [];
  const work = async () => {
    for (let turn = turns.pop(); turn; turn = turns.pop()) {
      const { ok, errors } = await validate(turn.file, turn.version);
      if (!ok) faults.push(`${relative(folder, turn.file)} (${turn.version}): ${JSON.stringify(errors)}`);
    }
  };
  await Promise.all([work(), work()]);
  assert.deepEqual(faults, []);
});

test("LibreOffice lays every kind of copy out", async () => {
  for (const name of LAID_OUT) {
    const shown = await text(join(folder, name));
    assert.ok(shown.length > 1000, name);
    // A bound box that LibreOffice does not know shows as the word of its value.
    assert.doesNotMatch(shown, /\bfalse\b/, name);
  }
});

// A form in a pseudo-language is laid out as one that is really translated would be.
test("nothing that is laid out in the pseudo-languages is untransformed or lost", async () => {
  const withoutValues = async (/** @type {string} */ name) =>
    (await text(join(folder, name))).replace(/\p{Cf}/gu, "").replace(/\S*@\S*|alliance87\.org|\b[0-9a-f]{12}\b/gu, "");
  const source = await withoutValues("alliance87/blank/questionnaire.fr.docx");
  for (const language of ["en-XA", "ar-XB"]) {
    const shown = await withoutValues(`pseudo/blank/questionnaire.${language}.docx`);
    const letters = (words) => words.match(/\p{L}/gu)?.length ?? 0;
    if (language === "en-XA") {
      assert.deepEqual([...new Set(shown.match(/[A-Za-z]+/gu))], []);
      assert.ok(letters(shown) > letters(source) * 1.3, "longer");
      assert.equal(shown.match(/\[/gu)?.length, shown.match(/\]/gu)?.length, "a bracket was cut off");
    } else assert.ok(letters(shown) > letters(source) * 0.8, `${letters(shown)} letters of ${letters(source)}`);
  }
});

// What reading back relies on after LibreOffice: the bookmarks around the controls.
test("bookmarks survive that LibreOffice saves a file", async () => {
  const file = join(folder, "everything/blank/questionnaire.fr.docx");
  const names = async (word) => {
    const read = "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read('word/document.xml').decode())";
    const { stdout } = await run("python3", ["-c", read, word], { maxBuffer: 1 << 26 });
    return [...new Set(stdout.match(/w:name="q_[0-9a-f]{12}"/g))].sort();
  };
  const before = await names(file);
  assert.ok(before.length > 80, `${before.length} bookmarks`);
  const kept = await names(join(saved, "questionnaire.fr.docx"));
  assert.deepEqual(kept, before);
});

test("the French blank copy reads as it should", async () => {
  const shown = (await text(join(folder, "alliance87/blank/questionnaire.fr.docx"))).replace(/\s+/g, " ");
  for (const expected of ["première priorité", "deuxième priorité", "troisième priorité", "[tel pays]", "1.1", "2.3"]) {
    assert.ok(shown.includes(expected), expected);
  }
  for (let n = 1; n <= 3; n += 1) assert.ok(shown.includes(`prochaine étape ${n}`), `step ${n}`);
  assert.equal(shown.match(/« \["…"\] »/g)?.length, 6);
});

test("Cameroon's copy has its name in place and no bracket but the titles", async () => {
  const shown = (await text(join(folder, "alliance87/CMR/questionnaire.fr.docx"))).replace(/\s+/g, " ");
  assert.ok(shown.includes("au Cameroun"));
  assert.doesNotMatch(shown.replaceAll('["…"]', ""), /\[/);
});
