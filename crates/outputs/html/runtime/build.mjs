// Bundles the script and the style into dist/, which is committed so that building the compiler needs no npm.
//   node build.mjs           writes them
//   node build.mjs --check   fails when they are not what the sources make
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(join(here, "../../../../tests/package.json"));
/** @type {typeof import("esbuild")} */
const esbuild = require("esbuild");
/** @type {typeof import("terser")} */
const terser = require("terser");

const built = await esbuild.build({
  entryPoints: { form: join(here, "src/main.js"), style: join(here, "src/form.css") },
  outdir: join(here, "dist"),
  bundle: true,
  minify: true,
  write: false,
  charset: "utf8",
  format: "iife",
  target: ["chrome100", "firefox100", "safari15.4"],
  legalComments: "none",
  // Names of our own that stand in no JSON, no storage and no interface of the browser.
  mangleProps: /^(?:problems|failed|rule|failing|draft|tag|path|page|keeps|refuse|answered|conflicts|question|row|field|companion)$/,
});

/** @param {string} ending */
const content = (ending) => built.outputFiles.find((file) => file.path.endsWith(ending))?.text.trim() ?? "";
// A second look at the bundle takes 3 % off what every form carries.
const packed = await terser.minify(content("form.js"), { compress: { ecma: 2020, passes: 3, keep_fargs: false }, format: { ecma: 2020 }, toplevel: true });
const files = { "form.js": packed.code ?? "", "form.css": content("style.css") };
if (/<\/script|<!--/iu.test(files["form.js"])) throw new Error("the script would end the element that it stands in");

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
