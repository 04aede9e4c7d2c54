// Weight and speed of the form, of a static page with the same questions, and of two peers, in one run:
//   npm run bench:form            in tests/; the peers are installed into tests/bench/node_modules first
//   npm run bench:form -- 15      as many runs instead of 9
// Prints the table of docs/performance.md. Medians; each run in a new context, over HTTP with gzip on this machine.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { built } from "../built.mjs";
import { launch } from "../browser/launch.mjs";
import { answers, plain, questions, rjsf, surveyjs, yaml } from "./questions.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const runs = Number(process.argv[2] ?? 9);
const SIZES = [31, 1000];
// By `gzip -9`: other packers of the same format differ by a percent.
const packed = (/** @type {string | Buffer} */ content) => execFileSync("gzip", ["-9nc"], { input: content, maxBuffer: 1 << 28 }).length;
/** @type {Map<string, { type: string, body: Buffer }>} */
const site = new Map();
const serve = (/** @type {string} */ path, /** @type {string | Buffer} */ content, type = "text/html") => site.set(path, { type, body: gzipSync(content) });

// --- the pages ---------------------------------------------------------------
/** @type {{ [size: number]: import("./questions.mjs").Asked[] }} */
const asked = {};
/** @type {{ [size: number]: any }} */
const compiled = {};
const render = (/** @type {string} */ from, /** @type {string} */ to) =>
  execFileSync(built("examples/render_form"), [from, to], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
for (const size of SIZES) {
  asked[size] = questions(size);
  const folder = mkdtempSync(join(tmpdir(), "canevas-bench-"));
  writeFileSync(join(folder, "form.yaml"), yaml(asked[size]));
  render(folder, join(folder, "out"));
  compiled[size] = JSON.parse(readFileSync(join(folder, "out/blank.compiled.json"), "utf8"));
  serve(`/canevas-${size}`, readFileSync(join(folder, "out/blank.html")));
  serve(`/plain-${size}`, plain(asked[size]));
}
const real = mkdtempSync(join(tmpdir(), "canevas-bench-"));
render(join(root, "schemas/alliance87/annual-report/2022-2023"), real);
serve("/canevas-real", readFileSync(join(real, "CMR.html")));
// What the form weighs without a questionnaire: the whole page of a form that asks one question.
const empty = mkdtempSync(join(tmpdir(), "canevas-bench-"));
const least = "canevas: 1\nform: a/b\nedition: 2024\nlanguages: { source: en }\ntitle: T\nsections:\n  - id: s\n    title: S\n    questions:\n      - id: q\n        type: text\n        ask: Q\n";
writeFileSync(join(empty, "form.yaml"), least);
mkdirSync(join(empty, "countries"));
writeFileSync(join(empty, "countries/COM.yaml"), "canevas: 1\ncountry: COM\n");
render(empty, join(empty, "out"));
/** @type {{ [peer: string]: number }} */
const weight = { canevas: packed(readFileSync(join(empty, "out/COM.html"))) };

// --- the peers ---------------------------------------------------------------
const peers = [];
try {
  if (!existsSync(join(here, "node_modules/survey-core"))) {
    execFileSync("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--loglevel=error"], { cwd: here, stdio: ["ignore", "ignore", "inherit"] });
    writeFileSync(join(here, "node_modules/.gitignore"), "*\n");
  }
  const { resolve } = createRequire(join(here, "package.json"));
  const package_ = (/** @type {string} */ name) => join(dirname(resolve("survey-core")).replace(/survey-core.*$/u, ""), name);
  const bundle = async (/** @type {string} */ contents) => {
    const { outputFiles } = await build({ stdin: { contents, resolveDir: here, loader: "jsx" }, bundle: true, minify: true, write: false, format: "iife", target: "es2020", legalComments: "none", define: { "process.env.NODE_ENV": '"production"' } });
    return outputFiles[0].text;
  };
  const scripts = {
    surveyjs: await bundle(`import { Model } from "survey-core"; import { renderSurvey } from "survey-js-ui"; const m = new Model(window.given.form); m.data = window.given.answers; renderSurvey(m, document.getElementById("root"));`),
    rjsf: await bundle(`import React from "react"; import { createRoot } from "react-dom/client"; import Form from "@rjsf/core"; import validator from "@rjsf/validator-ajv8"; const { form, answers } = window.given; createRoot(document.getElementById("root")).render(<Form {...form} formData={answers} validator={validator} />);`),
  };
  const styles = { surveyjs: readFileSync(package_("survey-core/survey-core.fontless.min.css")), rjsf: readFileSync(package_("bootstrap/dist/css/bootstrap.min.css")) };
  for (const [name, model] of /** @type {const} */ ([["surveyjs", surveyjs], ["rjsf", rjsf]])) {
    peers.push(name);
    weight[name] = packed(scripts[name]) + packed(styles[name]);
    serve(`/${name}.js`, scripts[name], "text/javascript");
    serve(`/${name}.css`, styles[name], "text/css");
    for (const size of SIZES) {
      const given = JSON.stringify({ form: model(asked[size]), answers: answers(asked[size]) });
      serve(`/${name}-${size}`, `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Annual report</title><link rel="stylesheet" href="/${name}.css"></head><body><main><div id="root"></div></main><script>window.given=${given}</script><script src="/${name}.js"></script></body></html>`);
    }
  }
} catch (error) {
  console.error(`without the peers: ${String(error).split("\n")[0]}`);
}

// --- measuring ---------------------------------------------------------------
const server = createServer((request, response) => {
  const file = site.get(request.url ?? "");
  response.writeHead(file ? 200 : 404, { "content-type": `${file?.type}; charset=utf-8`, "content-encoding": "gzip", "cache-control": "no-store" });
  response.end(file?.body);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
const base = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
const browser = await launch();
const median = (/** @type {number[]} */ all) => [...all].sort((a, b) => a - b)[all.length >> 1] ?? NaN;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @param {string} who @param {number | string} size */
async function once(who, size) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const last = typeof size === "number" ? asked[size].filter(({ kind }) => kind === "text").at(-1)?.id : "anything_else";
  const form = typeof size === "number" ? compiled[size] : undefined;
  await page.addInitScript(
    ([id, key, draft]) => {
      if (key) localStorage.setItem(key, draft);
      const there = () => document.querySelector(`[name="answers/${id}"],[id="${id}"],[id="root_${id}"],[data-name="${id}"]`) && (!document.getElementById("form") || document.querySelector(".page.on"));
      window.ready = new Promise((resolve) => {
        const look = () => (there() ? requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now()))) : requestAnimationFrame(look));
        requestAnimationFrame(look);
      });
    },
    [last, who === "canevas" && form ? ["canevas", form.form, form.edition, form.definition, form.copy].join(":") : "", form ? JSON.stringify({ facts: {}, answers: answers(asked[size]), unread: {} }) : ""],
  );
  const client = await context.newCDPSession(page);
  await client.send("Performance.enable");
  await page.goto(`${base}/${who}-${size}`, { waitUntil: "commit" });
  const ready = await page.evaluate(() => window.ready);
  await page.waitForTimeout(200);
  await client.send("HeapProfiler.collectGarbage");
  const { metrics } = await client.send("Performance.getMetrics");
  const heap = (metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? NaN) / 2 ** 20;
  if (who === "canevas") await page.evaluate((section) => (location.hash = `s/${section}`), form ? "s0" : "overall");
  await page.waitForTimeout(100);
  await page.evaluate(() => {
    const box = [...document.querySelectorAll("input, textarea")].find((control) => (control.type === "text" || control.type === "textarea") && control.offsetParent);
    box.focus();
    window.key = new Promise((resolve) => {
      addEventListener("keydown", () => {
        const start = performance.now();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
      }, { once: true, capture: true });
    });
  });
  await page.keyboard.press("a");
  const key = await page.evaluate(() => window.key);
  await context.close();
  return { ready, heap, key };
}

/** @param {string} who @param {number | string} size */
async function violations(who, size) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${base}/${who}-${size}`);
  await page.waitForTimeout(1500);
  await page.evaluate(axe);
  const places = who === "canevas" ? ["home", ...compiled[size].sections.map(({ id }) => id), "check"] : [""];
  /** @type {Set<string>} */
  const found = new Set();
  for (const place of places) {
    if (place) await page.evaluate((hash) => (location.hash = `s/${hash}`), place);
    const { violations: all } = await page.evaluate(() => window.axe.run());
    for (const { id, nodes } of all) found.add(`${id} (${nodes.length})`);
  }
  await context.close();
  return [...found].join(", ") || "none";
}

const names = { canevas: "Canevas", plain: "static page, native controls", surveyjs: "SurveyJS 2.5.38", rjsf: "react-jsonschema-form 6.11.1" };
const rows = [];
for (const [who, size] of [["canevas", "real"], ...SIZES.flatMap((size) => ["plain", "canevas", ...peers].map((who) => [who, size]))]) {
  const all = [];
  await once(who, size);
  for (let run = 0; run < runs; run += 1) all.push(await once(who, size));
  const of = (/** @type {"ready" | "heap" | "key"} */ what, digits = 0) => median(all.map((run) => run[what])).toFixed(digits);
  const bad = size === 31 ? await violations(who, size) : "";
  rows.push(`| ${names[who]} | ${size === "real" ? "the Alliance's form" : size.toLocaleString("en")} | ${of("ready")} | ${of("key")} | ${of("heap", 1)} | ${weight[who]?.toLocaleString("en") ?? "0"} | ${bad} |`);
  console.error(rows.at(-1));
}
console.log(`Chromium ${browser.version()}, medians of ${runs} runs.\n\n| | questions | ready, ms | key to frame, ms | heap, MiB | weight gz, bytes | axe violations at 31 (elements) |\n|---|---|---|---|---|---|---|\n${rows.join("\n")}`);
await browser.close();
server.close();
