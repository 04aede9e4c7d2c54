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
  // Property names that only the script uses: no JSON, no storage and no interface of the browser has them.
  mangleProps: /^(?:problems|failed|rule|failing|draft|tag|path|page|keeps|refuse|answered|conflicts|question|row|field|companion)$/,
});

/** @param {string} ending */
const content = (ending) => built.outputFiles.find((file) => file.path.endsWith(ending))?.text.trim() ?? "";

/**
 * A second minifier makes the script 3 % smaller in every form; functions as arrows take another 1 %.
 * The arrows come first, as functions would be hoisted, and stand with the rest in a block, so that no name is global.
 * @param {string} text
 */
async function pack(text) {
  const compress = { ecma: 2020, passes: 5, keep_fargs: false, inline: 1, pure_getters: true, unsafe: true, unsafe_arrows: true };
  const { ast } = await terser.minify(text, /** @type {any} */ ({ compress, module: true, format: { ast: true, code: false, spidermonkey: true } }));
  const tree = /** @type {any} */ (ast);
  const isFunction = (/** @type {any} */ node) => node.type === "FunctionDeclaration";
  const rest = tree.body.filter((/** @type {any} */ node) => !isFunction(node));
  for (const node of rest) if (node.type === "VariableDeclaration") node.kind = "let";
  const first = rest[0].type === "VariableDeclaration" ? rest.shift().declarations : [];
  const declarations = [...tree.body.filter(isFunction).map(asArrow), ...first];
  tree.body = [{ type: "BlockStatement", body: [{ type: "VariableDeclaration", kind: "let", declarations }, ...rest] }];
  const packed = await terser.minify(tree, /** @type {any} */ ({ parse: { spidermonkey: true }, compress: false, mangle: false, format: { ecma: 2020 } }));
  return packed.code ?? "";
}

/** A function of the module as a variable. @param {any} node */
function asArrow({ id, params, body, async, generator }) {
  if (generator || /"ThisExpression"|"name":"arguments"/u.test(JSON.stringify(body))) throw new Error(`${id.name} cannot be an arrow function`);
  const [only] = body.body;
  const value = body.body.length === 1 && only.type === "ReturnStatement" && only.argument;
  return { type: "VariableDeclarator", id, init: { type: "ArrowFunctionExpression", params, async, expression: Boolean(value), body: value || body } };
}

/** Gives the style's variables names of one letter, in the order in which they come. @param {string} style */
function shorten(style) {
  const names = [...new Set(style.match(/--[a-z][a-z-]*(?=[):])/gu))];
  if (names.length > 26) throw new Error("the style has more variables than there are letters");
  return style.replace(/--[a-z][a-z-]*(?=[):])/gu, (name) => `--${String.fromCodePoint(97 + names.indexOf(name))}`);
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
