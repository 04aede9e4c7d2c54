// An example of a redline: the real form, and the same form a year later. An editor reworded a question, with one translation made
// and one missing, and changed an example.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { built } from "../built.mjs";
import { REAL } from "./form.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** @type {[file: string, before: string, after: string][]} */
const EDITS = [
  ["form.yaml", "Comment jugez-vous, dans l'ensemble, l'avancement des priorités de votre feuille de route ?", "Comment évaluez-vous, dans l'ensemble, les progrès réalisés sur les priorités de votre feuille de route ?"],
  ["locales/en.po", "Comment jugez-vous, dans l'ensemble, l'avancement des priorités de votre feuille de route ?", "Comment évaluez-vous, dans l'ensemble, les progrès réalisés sur les priorités de votre feuille de route ?"],
  ["locales/en.po", "How do you rate, overall, the progress of your roadmap priorities?", "How would you assess, overall, the progress made on your roadmap priorities?"],
  ["form.yaml", "Le vote final est attendu avant la fin de l'année.", "Le vote final est attendu <avant l'été> & \"au plus tôt\"."],
];

/** Makes the pair in a folder of its own. @returns {(format: "html" | "markdown") => string} what `canevas diff` prints of it */
function pair() {
  const folder = mkdtempSync(join(tmpdir(), "canevas-redline-"));
  const canevas = (/** @type {string[]} */ ...given) => {
    const { status, stdout, stderr } = spawnSync(built("canevas"), given, { cwd: folder, encoding: "utf8" });
    if (status !== 0 && status !== 100) throw new Error(stderr);
    return stdout;
  };
  cpSync(join(root, REAL), join(folder, "2022-2023"), { recursive: true });
  canevas("next-edition", "2022-2023");
  for (const [file, before, after] of EDITS) {
    const path = join(folder, "2023-2024", file);
    const text = readFileSync(path, "utf8");
    if (!text.includes(before)) throw new Error(`${file} says no more: ${before}`);
    writeFileSync(path, text.replace(before, after));
  }
  return (format) => canevas("diff", "2022-2023", "2023-2024", "--format", format);
}

/** @returns {{ url: string, html: string, markdown: string }} the redline as a page, and the same for a pull request */
export function redline() {
  const print = pair();
  const html = print("html");
  const path = join(mkdtempSync(join(tmpdir(), "canevas-redline-")), "redline.html");
  writeFileSync(path, html);
  return { url: pathToFileURL(path).href, html, markdown: print("markdown") };
}
