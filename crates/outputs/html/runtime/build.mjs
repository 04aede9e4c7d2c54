// Bundles the script and the style into dist/, which is committed so that building the compiler needs no npm.
//   node build.mjs           writes dist/
//   node build.mjs --check   fails when dist/ is not what the sources make
// dist/digests.txt lets a cargo test see a stale dist/ without npm: crates/outputs/html/tests/script.rs computes the same.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(join(here, "../../../../tests/package.json"));
/** @type {typeof import("esbuild")} */
const esbuild = require("esbuild");
/** @type {typeof import("terser")} */
const terser = require("terser");

const tests = join(here, "../../../../tests");
const locked = JSON.parse(readFileSync(join(tests, "package-lock.json"), "utf8")).packages;
const tools = ["esbuild", "terser"].map((name) => [name, locked[`node_modules/${name}`].version]);
for (const [name, version] of tools) {
  const installed = require(`${name}/package.json`).version;
  if (installed !== version) throw new Error(`${name} is ${installed}, the lock file says ${version}: run npm ci in tests/`);
}

const built = await esbuild.build({
  entryPoints: { form: join(here, "src/main.js"), style: join(here, "src/form.css") },
  outdir: join(here, "dist"),
  bundle: true,
  minify: true,
  write: false,
  charset: "utf8",
  format: "esm",
  target: ["chrome100", "firefox100", "safari15.4"],
  legalComments: "none",
  // The classes that the script names are older than the target: without this, esbuild writes the longer `RegExp(…)`.
  supported: { "regexp-unicode-property-escapes": true },
});

/** @param {string} ending */
const content = (ending) => built.outputFiles.find((file) => file.path.endsWith(ending))?.text.trim() ?? "";

/** Names of members that only the script itself uses; a test holds that nothing else knows them. */
const OWN = ["answered", "asDrawn", "aside", "because", "companion", "conflicts", "copyOnly", "differs", "draft", "failed", "failing", "field", "index", "keeps", "kept", "moved", "page", "path", "paths", "problems", "question", "refuse", "row", "rule", "started", "tag", "undoTo", "waits"];

/**
 * A second minifier makes the script 3 % smaller in every form; functions as arrows take another 1 %. No function of the
 * script is a constructor, so arrows do the same. A step is off that makes the text shorter but less regular, because
 * gzip packs the regular text better. Short names for its own members save 200 bytes. A block keeps every name from becoming
 * global. Names are shortened last, so that those of the variables that were functions are among them.
 * @param {string} text
 */
async function pack(text) {
  const compress = { ecma: 2020, passes: 5, pure_getters: true, inline: 1, lhs_constants: false, unsafe: true, unsafe_math: true, unsafe_arrows: true };
  const { ast } = await terser.minify(text, /** @type {any} */ ({ compress, mangle: false, module: true, format: { ast: true, code: false, spidermonkey: true } }));
  const tree = /** @type {any} */ (ast);
  tree.body = [{ type: "BlockStatement", body: tree.body }];
  withArrows(tree);
  const packed = await terser.minify(tree, /** @type {any} */ ({ parse: { spidermonkey: true }, compress: { ecma: 2020, passes: 3, pure_getters: true, inline: 1, lhs_constants: false, module: true }, mangle: { module: true, toplevel: true, properties: { builtins: true, regex: new RegExp(`^(?:${OWN.join("|")})$`, "u") } }, format: { ecma: 2020 } }));
  return packed.code ?? "";
}

/** Turns the functions of each block into variables at its start, where functions would be hoisted to. @param {any} node */
function withArrows(node) {
  if (node === null || typeof node !== "object") return;
  Object.values(node).forEach(withArrows);
  if (node.type !== "BlockStatement") return;
  const isFunction = (/** @type {any} */ statement) => statement.type === "FunctionDeclaration";
  const declarations = node.body.filter(isFunction).map(asArrow);
  if (declarations.length === 0) return;
  const rest = node.body.filter((/** @type {any} */ statement) => !isFunction(statement));
  if (rest[0]?.type === "VariableDeclaration") declarations.push(...rest.shift().declarations);
  node.body = [{ type: "VariableDeclaration", kind: "let", declarations }, ...rest];
}

/** @param {any} declaration of a function @returns {any} the same as a variable */
function asArrow({ id, params, body, async, generator }) {
  if (generator || /"ThisExpression"|"name":"arguments"/u.test(JSON.stringify(body))) throw new Error(`${id.name} cannot be an arrow function`);
  const [only] = body.body;
  const value = body.body.length === 1 && only.type === "ReturnStatement" && only.argument;
  return { type: "VariableDeclarator", id, init: { type: "ArrowFunctionExpression", params, async, expression: Boolean(value), body: value || body } };
}

/** Gives the style's variables names of one letter, in the order in which they appear, and leaves out spaces. @param {string} style */
function shorten(style) {
  const names = [...new Set(style.match(/--[a-z][a-z-]*(?=[):])/gu))];
  if (names.length > 26) throw new Error("the style has more variables than there are letters");
  return style.replace(/(--[a-z][a-z-]*)(:?) ?/gu, (_, name, colon) => `--${String.fromCodePoint(97 + names.indexOf(name))}${colon}`).replaceAll("1 / -1", "1/-1");
}

/** @type {{ [name: string]: string }} */
const files = { "form.js": await pack(content("form.js")), "form.css": shorten(content("style.css")) };
if (/<\/script|<!--/iu.test(files["form.js"])) throw new Error("the script would end the element that it stands in");

/** @param {string | Buffer} text */
const digest = (text) => createHash("sha256").update(text).digest("hex");
const sources = readdirSync(join(here, "src")).sort().map((name) => [`src/${name}`, join(here, "src", name)]);
const lines = [
  ...[...sources, ["build.mjs", join(here, "build.mjs")]].map(([name, path]) => [name, digest(readFileSync(path))]),
  ...tools,
  ...Object.entries(files).map(([name, text]) => [`dist/${name}`, digest(text)]),
];
files["digests.txt"] = lines.map((line) => `${line.join(" ")}\n`).join("");

let stale = false;
for (const [name, text] of Object.entries(files)) {
  const path = join(here, "dist", name);
  if (!process.argv.includes("--check")) writeFileSync(path, text);
  else if (readFileSync(path, "utf8") !== text) {
    console.error(`${name} is stale: run node crates/outputs/html/runtime/build.mjs`);
    stale = true;
  }
}
process.exitCode = stale ? 1 : 0;
