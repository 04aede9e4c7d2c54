// How the form grows: the page of answers, Finish, and copies with conflicts, by the number of questions.
//   npm run bench:growth               in tests/
//   npm run bench:growth -- 1000 5000  other numbers of questions
// Prints the table of docs/performance.md. One run each: what grows faster than the form shows at once.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { built } from "../built.mjs";
import { launch } from "../browser/launch.mjs";
import { questions, yaml } from "./questions.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const given = process.argv.slice(2).map(Number).filter(Boolean);
const sizes = given.length > 0 ? given : [1000, 2000, 5000];
const CONFLICTS = [500, 1000];
const browser = await launch();

/** @param {number} size @returns {{ address: string, form: any, held: object }} */
function made(size) {
  const folder = mkdtempSync(join(tmpdir(), "canevas-growth-"));
  const asked = questions(size);
  writeFileSync(join(folder, "form.yaml"), yaml(asked));
  execFileSync(built("examples/render_form"), [folder, join(folder, "out")], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  const form = JSON.parse(readFileSync(join(folder, "out/blank.compiled.json"), "utf8"));
  return { address: pathToFileURL(join(folder, "out/blank.html")).href, form, held: filled(form) };
}

/** @param {any} form @param {object} held @param {string} name */
function copy({ form, edition, definition }, held, name) {
  const text = JSON.stringify({ canevas: 1, form, edition, definition, status: "draft", facts: { country: "FRA" }, answers: held });
  return { name, mimeType: "application/json", buffer: Buffer.from(text) };
}

/** From a step to the second frame after what it shows. @param {import("playwright-core").Page} page @param {() => Promise<unknown>} step @param {() => boolean} shown */
async function timed(page, step, shown) {
  const start = performance.now();
  await step();
  await page.waitForFunction(shown, undefined, { timeout: 60_000 });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return Math.round(performance.now() - start);
}

/** @param {string} address */
async function opened(address) {
  const context = await browser.newContext({ acceptDownloads: true });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(error.message));
  await page.goto(address);
  return { page, context };
}

const rows = [];
for (const size of sizes) {
  const { address, form, held } = made(size);
  const { page, context } = await opened(address);
  const load = await timed(page, () => page.setInputFiles("#file", [copy(form, held, "all.json")]), () => !document.getElementById("notice")?.hidden);
  const check = await timed(page, () => page.evaluate(() => void (location.hash = "s/check")), () => (document.getElementById("answers")?.childElementCount ?? 0) > 0);
  const finish = await timed(page, () => page.click(".check [data-do=finish]"), () => document.querySelector("#s\\/finished.on, #errors:not([hidden])") !== null);
  await context.close();
  rows.push(`| ${size.toLocaleString("en")} questions answered | ${load} | ${check} | ${finish} |`);
  console.error(rows.at(-1));
}
const { address, form, held } = made(2 * Math.max(...CONFLICTS));
const texts = form.questions.filter((/** @type {any} */ question) => question.shape.kind === "text").map((/** @type {any} */ { id }) => id);
for (const conflicts of CONFLICTS) {
  const ids = texts.slice(0, conflicts);
  const copies = Array.from({ length: 10 }, (_, index) => copy(form, Object.fromEntries(ids.map((/** @type {string} */ id) => [id, `${held[id]} ${index}`])), `${index}.json`));
  const { page, context } = await opened(address);
  const open = await timed(page, () => page.setInputFiles("#file", copies), () => document.querySelector(".differ") !== null);
  const count = await page.locator("#unread > ul > li").count();
  const choose = await timed(page, () => page.click("#unread [data-do=use] >> nth=0"), () => /chosen/u.test(document.getElementById("notice")?.textContent ?? ""));
  await context.close();
  rows.push(`| ten copies, ${count.toLocaleString("en")} conflicts | ${open} | – | ${choose} |`);
  console.error(rows.at(-1));
}
console.log(`Chromium ${browser.version()}.\n\n| | open, ms | page of answers, ms | Finish, or one choice, ms |\n|---|---|---|---|\n${rows.join("\n")}`);
await browser.close();

/** An answer to every question. @param {any} form @returns {{ [id: string]: any }} */
function filled({ questions: all }) {
  const text = "Inspectors were trained, and a register was set up. ";
  /** @type {(question: any) => unknown} */
  const one = ({ shape, fields = [] }) => {
    if (shape.kind === "text") return shape.format ? "desk@example.org" : text.repeat(shape.max_length ? 5 : 1).trim();
    if (shape.kind === "rows") return [1, 2].map(() => Object.fromEntries(fields.map((/** @type {any} */ field) => [field.id, one(field)])));
    return { number: 12, date: "2024-02-05", yes_no: "yes", one: "a", many: ["a", "b"] }[/** @type {"one"} */ (shape.kind)];
  };
  return Object.fromEntries(all.map((/** @type {any} */ question) => [question.id, one(question)]));
}
