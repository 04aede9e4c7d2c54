// The Word file of a clarification sheet: valid for the Open XML SDK, laid out by LibreOffice, and read back.
// run: node --test tests/office/sheet.test.mjs
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { built } from "../built.mjs";
import { validate } from "./validate.mjs";

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const EDITION = join(here, "../../schemas/alliance87/annual-report/2022-2023");

let folder;
/** The sheet. */
let file;

/** Runs `canevas` beside the sheet. @param {string[]} options */
const canevas = (...options) => run(built("canevas"), [...options, "--form", "2022-2023"], { cwd: folder });

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "canevas-sheet-"));
  await cp(EDITION, join(folder, "2022-2023"), { recursive: true });
  const asks = ["--ask", "step_status=Est-ce encore vrai ?", "--ask", "upcoming_steps=Merci de compléter la dernière étape."];
  await canevas("returns", "clarify", "CMR", "--file", "2022-2023/returns/CMR.returned.json", ...asks);
  file = join(folder, "sheets/CMR.fr.docx");
});

after(() => rm(folder, { recursive: true, force: true }));

test("a sheet is valid for the Open XML SDK", async () => {
  for (const version of ["Office2013", "Microsoft365"]) {
    const { ok, errors } = await validate(file, version);
    assert.ok(ok, `${version}: ${JSON.stringify(errors)}`);
  }
});

test("LibreOffice shows what is asked and what was answered, and no other question", async () => {
  await run(join(here, "pages.sh"), [file, join(folder, "pages")]);
  const { stdout } = await run("pdftotext", ["-layout", join(folder, "pages/CMR.fr.pdf"), "-"]);
  const text = stdout.replaceAll(/\s+/gu, " ");
  for (const part of ["Questions sur vos réponses", "Est-ce encore vrai", "En cours", "Merci de compléter", "Achever la liste"]) {
    assert.ok(text.includes(part), part);
  }
  assert.doesNotMatch(text, /Résultats principaux|30 juin 2023/u);
});

test("what is read back says what it clarifies", async () => {
  const { stdout } = await canevas("read", "sheets/CMR.fr.docx", "--out", "-");
  const read = JSON.parse(stdout);
  assert.match(read.clarifies.version, /^[0-9a-f]{12}$/u);
  assert.deepEqual(read.answers.step_status, { first_step: "under_way", second_step: "under_way", third_step: "under_way" });
  assert.ok(Object.keys(read.answers).every((key) => read.clarifies.asked.includes(key.split(".")[0])));
});
