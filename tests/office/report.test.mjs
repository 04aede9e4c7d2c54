// The report of all countries as a Word file: valid for the Open XML SDK, and laid out by LibreOffice with the notice on every page,
// readable charts and no page that is left nearly empty.
// run: node --test tests/office/report.test.mjs   (OFFICE_KEEP=<folder> keeps the files and the pages)
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
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
const FORM = "schemas/alliance87/annual-report/2023-2024";
/** A file of ours that gives its styles, page, header and footer. */
const REFERENCE = "generated/alliance87/annual-report/2022-2023/CMR/questionnaire.fr.docx";

let folder;
/** @type {{ language: string, word: string }[]} */
let files;

/** Writes the report into a folder. @param {string} out @param {string[]} more */
const report = (out, ...more) =>
  run(built("canevas"), ["report", FORM, "--returns", "tests/examples/status-report", "--out", out, "--force", ...more], { cwd: root });

/** The lines of each page, as LibreOffice lays them out. @param {string} word @returns {Promise<string[][]>} */
async function pages(word) {
  const out = dirname(word);
  await run(join(here, "pages.sh"), [word, out]);
  const { stdout } = await run("pdftotext", ["-layout", word.replace(/docx$/, "pdf"), "-"], { maxBuffer: 1 << 26 });
  const lines = (page) => page.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  return stdout.split("\f").slice(0, -1).map(lines);
}

before(async () => {
  folder = process.env.OFFICE_KEEP
    ? join(process.env.OFFICE_KEEP, "report")
    : await mkdtemp(join(tmpdir(), "canevas-report-"));
  await report(folder);
  files = ["fr", "en", "es"].map((language) => ({ language, word: join(folder, language, "report.docx") }));
});

after(async () => {
  if (!process.env.OFFICE_KEEP) await rm(folder, { recursive: true, force: true });
});

test("the report is valid for the Open XML SDK, with a reference and without", async () => {
  const styled = join(folder, "styled");
  await report(styled, "--language", "fr", "--reference", REFERENCE);
  for (const word of [...files.map((file) => file.word), join(styled, "fr/report.docx")]) {
    for (const version of ["Office2013", "Microsoft365"]) {
      const { ok, errors } = await validate(word, version);
      assert.ok(ok, `${word} (${version}): ${JSON.stringify(errors)}`);
    }
  }
});

test("the same returns give the same file", async () => {
  const again = join(folder, "again");
  await report(again, "--language", "fr");
  assert.deepEqual(await readFile(join(again, "fr/report.docx")), await readFile(files[0].word));
});

test("every page has the notice, and what the pages say is what the report says", async () => {
  for (const { language, word } of files) {
    const all = await pages(word);
    assert.ok(all.length > 5, `${language}: ${all.length} pages`);
    const page = await readFile(word.replace(/docx$/, "html"), "utf8");
    const plain = (text) => text.replace(/<[^>]*>/g, "").replace(/&amp;/g, "&").replace(/&#x27;/g, "'").replace(/\s+/g, " ").trim();
    const notice = plain(/role="note">([^]*?)<\/p>/.exec(page)?.[1] ?? "");
    assert.ok(notice.length > 10, language);
    for (const [at, lines] of all.entries()) {
      // The notice, the title and the number of the page at its foot, and something above them.
      const foot = lines.slice(-2).join(" ").replace(/\s+/g, " ");
      assert.ok(foot.includes(notice) && foot.includes(` ${at + 1} / ${all.length}`), `${language}, page ${at + 1}: ${foot}`);
      assert.ok(lines.length > 6, `${language}, page ${at + 1} is nearly empty: ${lines}`);
    }
    const shown = all.flat().join(" ").replace(/\s+/g, " ");
    const headings = [...page.matchAll(/<h2[^>]*>([^]*?)<\/h2>/g)].map(([, heading]) => plain(heading));
    assert.ok(headings.length > 10, language);
    for (const heading of headings) {
      assert.equal(shown.split(heading).length > 2, true, `${language}: “${heading}” in the contents and above its part`);
    }
    // The texts of charts are drawn.
    const labels = [...page.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, label]) => plain(label));
    assert.ok(labels.length > 20, language);
    for (const label of labels) assert.ok(shown.includes(label), `${language}: no “${label}”`);
  }
});
