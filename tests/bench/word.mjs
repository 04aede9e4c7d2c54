// How fast Word files of the Alliance's form are made and read back, beside two programs that fill in templates, in one run:
//   npm run bench:word            in tests/; the peers are installed into tests/bench/word first
//   npm run bench:word -- 300     as many documents each instead of 100
// Prints the table of docs/performance.md. Each measures its own documents inside its process; a whole process is timed here.
// The peers' template has the same text, a paragraph for each line of the text projection, and a plain placeholder for each
// control. Everything is in the form's source language.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const peers = join(here, "word");
const form = "schemas/alliance87/annual-report/2022-2023";
const runs = Number(process.argv[2] ?? 100);
const COLD = 21;
const work = mkdtempSync(join(tmpdir(), "canevas-bench-"));
const run = (/** @type {string} */ program, /** @type {string[]} */ args, cwd = root) =>
  execFileSync(program, args, { cwd, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] });
const median = (/** @type {number[]} */ all) => [...all].sort((a, b) => a - b)[all.length >> 1] ?? NaN;

/** A whole process, from its start to its end, after one that warms the disk's cache. */
function cold(/** @type {string} */ program, /** @type {string[]} */ args, before = () => {}) {
  const times = [];
  for (let turn = 0; turn <= COLD; turn += 1) {
    before();
    const start = performance.now();
    const { status, stderr } = spawnSync(program, args, { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
    times.push(performance.now() - start);
    if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr}`);
  }
  return median(times.slice(1));
}

// --- Canevas -------------------------------------------------------------------
run("cargo", ["build", "-q", "--release", "-p", "canevas", "-p", "canevas-tests", "--bins", "--example", "word_speed"]);
const { target_directory: target } = JSON.parse(run("cargo", ["metadata", "--format-version=1", "--no-deps"]));
const canevas = join(target, "release/canevas");
const speed = join(target, "release/examples/word_speed");
const out = join(work, "out");
const build = ["build", form, "--country", "CMR", "--target", "word", "--out", out];
const own = {
  ...JSON.parse(run(speed, ["real", String(runs * 10)])),
  cold: cold(canevas, build, () => rmSync(out, { recursive: true, force: true })),
};
const large = JSON.parse(run(speed, ["large"]));

// --- the peers' templates --------------------------------------------------------
const made = readdirSync(out, { recursive: true, encoding: "utf8" });
const text = (/** @type {string} */ copy) => {
  const found = made.find((name) => name.endsWith(`${copy}/questionnaire.fr.docx.txt`));
  if (!found) throw new Error(`no text of ${copy} in ${made.join(", ")}`);
  return readFileSync(join(out, found), "utf8");
};
/** @type {{ [name: string]: string }} */
const answers = {};
const escaped = (/** @type {string} */ line) => line.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
/** A document of one paragraph per line, with a placeholder between these signs where a control would be. */
function template(/** @type {string} */ copy, /** @type {[string, string]} */ [open, close]) {
  let count = 0;
  const lines = text(copy).split("\n").map((line) => {
    const plain = escaped(line.replace(/[{}]/gu, "")).replace(/☐?\[(?:[a-z ]+: )?[@a-z][^\]\s]*\](?: \[[^\]]*\])?/gu, () => {
      count += 1;
      answers[`p${count}`] = `Answer ${count}`;
      return `${open}p${count}${close}`;
    });
    return `<w:p><w:r><w:t xml:space="preserve">${plain}</w:t></w:r></w:p>`;
  });
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const { default: PizZip } = zips;
  const zip = new PizZip();
  zip.file("[Content_Types].xml", `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`);
  zip.file("_rels/.rels", `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`);
  zip.file("word/document.xml", `${head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${lines.join("")}<w:sectPr/></w:body></w:document>`);
  return { bytes: zip.generate({ type: "nodebuffer", compression: "DEFLATE" }), count };
}

// --- the peers --------------------------------------------------------------------
/** Runs a step of an installation; whether it worked. */
const tried = (/** @type {string} */ program, /** @type {string[]} */ args) =>
  spawnSync(program, args, { cwd: peers, stdio: ["ignore", "ignore", "inherit"] }).status === 0;
function installed() {
  if (!existsSync(join(peers, "node_modules/docxtemplater"))) {
    if (!tried("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error"])) return undefined;
    writeFileSync(join(peers, "node_modules/.gitignore"), "*\n");
  }
  // Where python3-venv is missing, a folder of packages does as well.
  const [venv, folder] = [join(peers, ".venv"), join(peers, ".packages")];
  const requirements = ["-q", "--disable-pip-version-check", "-r", "requirements.txt"];
  if (!existsSync(venv) && !existsSync(folder)) {
    mkdirSync(folder);
    if (tried("python3", ["-m", "venv", ".venv"]) && tried(join(venv, "bin/pip"), ["install", ...requirements])) rmSync(folder, { recursive: true });
    else {
      rmSync(venv, { recursive: true, force: true });
      if (!tried("python3", ["-m", "pip", "install", "--target", folder, ...requirements])) {
        rmSync(folder, { recursive: true });
        return undefined;
      }
    }
  }
  const home = existsSync(venv) ? venv : folder;
  writeFileSync(join(home, ".gitignore"), "*\n");
  if (home === folder) process.env.PYTHONPATH = folder;
  return home === venv ? join(venv, "bin/python") : "python3";
}

const rows = [];
let controls = 0;
const python = installed();
const zips = python ? await import(createRequire(join(peers, "package.json")).resolve("pizzip")) : undefined;
for (const [name, program, script, signs] of /** @type {[string, string, string, [string, string]][]} */ ([
  ["docxtpl 0.20.2", python, "fill.py", ["{{ ", " }}"]],
  ["docxtemplater 3.71.0", process.execPath, "fill.mjs", ["{", "}"]],
])) {
  if (!python) break;
  const path = join(work, `${script}.docx`);
  const { bytes, count } = template("CMR", signs);
  controls = count;
  writeFileSync(path, bytes);
  const empty = Object.fromEntries(Object.keys(answers).map((key) => [key, ""]));
  const values = { blank: join(work, "blank.json"), filled: join(work, "filled.json") };
  writeFileSync(values.blank, JSON.stringify(empty));
  writeFileSync(values.filled, JSON.stringify(answers));
  const warm = (/** @type {string} */ of) => Number(run(program, [join(peers, script), path, of, String(runs)]));
  rows.push([name, warm(values.blank), warm(values.filled), cold(program, [join(peers, script), path, values.filled, join(work, "one.docx")])]);
}
if (!python) console.error("without the peers: they could not be installed");

// --- what was seen -----------------------------------------------------------------
const ms = (/** @type {number} */ time) => (time < 10 ? time.toFixed(2) : time.toFixed(0));
const both = (/** @type {number} */ time) => `${ms(time)} (${Math.round(1000 / time).toLocaleString("en")})`;
console.log(`${cpus().length} × ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}; medians of ${runs * 10} (Canevas) or ${runs} documents and of ${COLD} processes; ${controls} placeholders.\n`);
console.log("| | blank, ms (a second) | prefilled, ms (a second) | one country, whole process, ms | read back, ms (a second) |\n|---|---|---|---|---|");
console.log(`| Canevas | ${both(own.blank)} | ${both(own.country)} | ${ms(own.cold)} | ${both(own.read_back)} |`);
for (const [name, blank, filled, whole] of rows) console.log(`| ${name} | ${both(blank)} | ${both(filled)} | ${ms(whole)} | cannot |`);
console.log(`\n1,000 questions: ${ms(large["1000"])} ms; 10,000: ${ms(large["10000"])} ms; a blank file has ${own.bytes.toLocaleString("en")} bytes.`);
rmSync(work, { recursive: true });
