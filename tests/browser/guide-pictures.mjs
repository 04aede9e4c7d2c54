// Pictures of the guides: those for countries in each language, of the form in Chromium and of the Word file in LibreOffice, and those of
// the guide for the secretariat. `npm run screenshots` in tests/ writes docs/images/countries/ and docs/images/secretariat/.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { COPY, follow } from "./guide.mjs";
import { TAGS, wordAnswersIn } from "./guide-answers.mjs";
import { launch } from "./launch.mjs";
import { small } from "./png.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const images = join(root, "docs/images");
const scratch = mkdtempSync(join(tmpdir(), "canevas-pictures-"));

/** @param {string} name below docs/images, without its ending @param {Buffer} png */
function write(name, png) {
  const path = join(images, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, small(png));
}

/**
 * Takes the part of a page from one element to another, with a little room around it.
 * @param {string} name
 * @param {import("playwright-core").Page} page
 * @param {string} from
 * @param {string} [to]
 */
async function part(name, page, from, to = from) {
  const boxes = await Promise.all([from, to].map((which) => page.locator(which).first().boundingBox()));
  const [first, last] = boxes;
  if (!first || !last) throw new Error(`${name}: nothing to take`);
  // The focus stays where the step left it, but its frame would cut the picture's edge.
  const { height, width } = page.viewportSize() ?? { height: 0, width: 0 };
  const [top, foot] = [first.y - 14, Math.max(first.y + first.height, last.y + last.height) + 14];
  const isInWindow = await page.locator(from).first().evaluate((element) => getComputedStyle(element).position === "fixed");
  const clip = { x: 0, width, y: Math.max(0, top), height: foot - Math.max(0, top) };
  if (isInWindow) return write(name, await page.screenshot({ clip: { ...clip, height: height - clip.y }, animations: "disabled" }));
  const scrolled = await page.evaluate(() => scrollY);
  write(name, await page.screenshot({ clip: { ...clip, y: Math.max(0, top + scrolled), height: foot - top }, fullPage: true, animations: "disabled" }));
}

/**
 * Takes a part of a page of a Word file, as LibreOffice lays it out.
 * @param {string} file
 * @param {number} page
 * @param {[from: number, to: number]} part of the page's height
 * @param {number} dpi
 */
function paper(file, page, [from, to], dpi) {
  const pdf = join(scratch, basename(file).replace(/docx$/u, "pdf"));
  execFileSync("bash", [join(root, "tests/office/pages.sh"), file, scratch], { stdio: ["ignore", "ignore", "inherit"] });
  const [width, height] = [Math.round(8.27 * dpi), Math.round(11.69 * dpi)];
  const box = ["-x", "0", "-W", `${width}`, "-y", `${Math.round(from * height)}`, "-H", `${Math.round((to - from) * height)}`];
  const shot = join(scratch, "page");
  execFileSync("pdftoppm", ["-png", "-r", `${dpi}`, "-f", `${page}`, "-l", `${page}`, "-singlefile", ...box, pdf, shot]);
  return readFileSync(`${shot}.png`);
}

/** Fills a Word file in with LibreOffice. @param {string} blank @param {object} fill @returns {string} the filled file */
function filled(blank, fill) {
  const list = join(scratch, "cases.json");
  const out = join(scratch, `filled-${basename(blank)}`);
  writeFileSync(list, JSON.stringify([{ name: blank, blank, out, fill }]));
  const python = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
  execFileSync(python, [join(root, "tests/office/fill.py"), list], { stdio: "inherit" });
  return out;
}

const browser = await launch();
const blank = (/** @type {string} */ tag) => join(root, COPY, `questionnaire.${tag}.docx`);

/** The guides for countries. */
async function countries() {
  for (const tag of TAGS) {
    await follow(browser, tag, (name, page, from, to) => part(`countries/${tag}/${name}`, page, from, to));
    write(`countries/${tag}/word`, paper(filled(blank(tag), wordAnswersIn(tag)), 3, [0.35, 0.88], 92));
  }
}

/** The guide for the secretariat: its test runs the commands and keeps what they write. */
async function secretariat() {
  const kept = join(scratch, "secretariat");
  mkdirSync(kept);
  const options = { cwd: root, env: { ...process.env, GUIDE_KEEP: kept }, stdio: /** @type {const} */ (["ignore", "ignore", "inherit"]) };
  execFileSync("cargo", ["test", "-q", "--workspace", "--test", "secretariat"], options);
  const edition = join(kept, "schemas/alliance87/annual-report/2022-2023");
  const context = await browser.newContext({ viewport: { width: 880, height: 700 } });
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(edition, "status.html")).href);
  await page.evaluate(() => document.querySelectorAll("details").forEach((country) => (country.open = country.textContent.includes("MDG"))));
  await part("secretariat/status", page, "h1", "details[open] li");
  await page.goto(pathToFileURL(join(edition, "readable/CMR.en.html")).href);
  await part("secretariat/readable", page, "section >> nth=2 >> h2", "section >> nth=2 >> .question >> nth=2");
  // Two pages side by side.
  const sides = [1, 3].map((number) => `<img src="data:image/png;base64,${paper(blank("en"), number, [0, 1], 48).toString("base64")}">`);
  const both = await context.newPage();
  await both.setContent(`<p style="background:#888;display:flex;gap:12px;padding:12px;width:max-content">${sides.join("")}`);
  write("secretariat/word", await both.locator("p").screenshot());
  await context.close();
}

await countries();
await secretariat();
await browser.close();
rmSync(scratch, { recursive: true });
