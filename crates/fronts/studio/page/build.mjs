// Makes studio.html: the page, its style, the worker and the compiler in one file, which works from a disk without a network.
//   node build.mjs COMPILER.wasm OUT.html
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const [, , wasm, out] = process.argv;
if (!out) throw new Error("usage: node build.mjs COMPILER.wasm OUT.html");
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../../../..");

/** A bundled script or style, for browsers that have WebAssembly and DecompressionStream. */
async function bundled(/** @type {string} */ file, format = "esm") {
  const made = await build({ entryPoints: [join(here, "src", file)], bundle: true, minify: true, write: false, charset: "utf8", format: /** @type {any} */ (format), target: ["chrome103", "firefox113", "safari16.4"], legalComments: "none" });
  return made.outputFiles[0].text.trim();
}

/** The files of a folder by their names in the questionnaire's own folder. */
function files(/** @type {string} */ folder, /** @type {string} */ base = folder, /** @type {Record<string, string>} */ found = {}) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) files(path, base, found);
    else if (/\.(yaml|po|csv|toml|json)$/u.test(name)) found[path.slice(base.length + 1)] = readFileSync(path, "utf8");
  }
  return found;
}

const template = (/** @type {string} */ name, /** @type {string} */ folder) => {
  const all = files(join(root, "schemas", folder));
  return { name, files: Object.fromEntries(Object.entries(all).map(([file, text]) => [`${folder}/${file}`, text])) };
};
const templates = [
  template("annual", "alliance87/annual-report"),
  template("tables", "showpieces/mercury-report"),
  template("follow", "showpieces/recommendations"),
  template("survey", "showpieces/household-survey"),
];

const script = await bundled("main.js");
const worker = await bundled("worker.js", "iife");
const style = await bundled("studio.css");
const formScript = readFileSync(join(root, "crates/outputs/html/runtime/dist/form.js"), "utf8");
/** The script that says that there are scripts: the first in each form. */
const MARK = "document.documentElement.classList.add('js')";
const digest = (/** @type {string} */ text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

// A preview is a page of its own in a frame, and takes over what this page allows. So the form's script stands here by its digest:
// a script that a questionnaire brings does not.
const policy = [
  "default-src 'none'", `script-src 'wasm-unsafe-eval' ${digest(script)} ${digest(formScript)} ${digest(MARK)}`, "style-src 'unsafe-inline'",
  "img-src data: blob:", "font-src data:", "worker-src blob:", "frame-src 'self' blob: data:", "base-uri 'none'", "form-action 'none'",
].join("; ");

/** A module without what only people and tools read, such as the names of functions. */
function stripped(/** @type {Buffer} */ module) {
  const kept = [module.subarray(0, 8)];
  for (let at = 8; at < module.length; ) {
    let [size, shift, next] = [0, 0, at + 1];
    do {
      size |= (module[next] & 0x7f) << shift;
      shift += 7;
    } while (module[next++] & 0x80);
    if (module[at] !== 0) kept.push(module.subarray(at, next + size));
    at = next + size;
  }
  return Buffer.concat(kept);
}

/** JSON that no parser of HTML takes for a tag. */
const json = (/** @type {unknown} */ value) => JSON.stringify(value).replaceAll("<", "\\u003c");
if (/<\/script/iu.test(script)) throw new Error("the script would end its own element");

const parts = {
  CSP: policy, STYLE: style, TEMPLATES: json(templates), WORKER: json(worker),
  COMPILER: gzipSync(stripped(readFileSync(wasm)), { level: 9 }).toString("base64"), SCRIPT: script,
};
const page = readFileSync(join(here, "src/index.html"), "utf8").replace(/\b(?:CSP|STYLE|TEMPLATES|WORKER|COMPILER|SCRIPT)\b/gu, (name) => parts[name]);
writeFileSync(out, page);
console.log(`${out}: ${page.length} bytes, ${gzipSync(page, { level: 9 }).length} packed by gzip`);
