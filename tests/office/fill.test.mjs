// Word questionnaires filled in by LibreOffice, saved, and read back: the cases of tests/cases/word that name it. The same
// cases by a hand on the XML are in tests/tests/word_fills.rs. What LibreOffice 7.4 leaves is in the cases' reports.
// run: node --test tests/office/fill.test.mjs   (OFFICE_KEEP=<folder> keeps the files; UPDATE=1 writes anew what is expected)
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { built } from "../built.mjs";

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
// LibreOffice's module belongs to the system's own Python.
const PYTHON = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

let folder;

/** The half in Rust: blanks, or compare. */
function cases(task) {
  return run(built("examples/word_fills"), [task, folder], { cwd: root, maxBuffer: 1 << 26 });
}

before(async () => {
  folder = process.env.OFFICE_KEEP
    ? join(process.env.OFFICE_KEEP, "fills")
    : await mkdtemp(join(tmpdir(), "canevas-fills-"));
  await mkdir(folder, { recursive: true });
});

after(async () => {
  if (!process.env.OFFICE_KEEP) await rm(folder, { recursive: true, force: true });
});

test("what LibreOffice fills in and saves comes back whole, or is told", async () => {
  await cases("blanks");
  try {
    // The script gives up by itself; this is for when it cannot.
    await run("timeout", ["-k", "30", "1000", PYTHON, join(here, "fill.py"), join(folder, "cases.json")]);
  } catch (error) {
    assert.fail(`LibreOffice did not fill the cases in: ${error.stderr || error.message}`);
  }
  try {
    await cases("compare");
  } catch (error) {
    assert.fail(error.stderr || error.message);
  }
});
