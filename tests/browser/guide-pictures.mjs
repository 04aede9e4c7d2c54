// Pictures of the guides: those for countries in each language, of the form in Chromium and of the Word file in LibreOffice, and those of
// the guide for the secretariat. `npm run screenshots` in tests/ writes docs/images/countries/ and docs/images/secretariat/.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
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
 * Fills a Word file in with LibreOffice and takes a part of one of its pages.
 * @param {string} name
 * @param {string} blank
 * @param {{ fill: object, page: number, from: number, to: number }} how `from` and `to` are parts of the page's height
 */
function word(name, blank, { fill, page, from, to }) {
  const list = join(scratch, "cases.json");
  const out = join(scratch, `${name.replaceAll("/", "-")}.docx`);
  writeFileSync(list, JSON.stringify([{ name, blank: join(root, blank), out, fill }]));
  const python = existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
  execFileSync(python, [join(root, "tests/office/fill.py"), list], { stdio: "inherit" });
  execFileSync("bash", [join(root, "tests/office/pages.sh"), out, scratch], { stdio: ["ignore", "ignore", "inherit"] });
  const dpi = 92;
  const [width, height] = [Math.round(8.27 * dpi), Math.round(11.69 * dpi)];
  const box = ["-x", "0", "-W", `${width}`, "-y", `${Math.round(from * height)}`, "-H", `${Math.round((to - from) * height)}`];
  const shot = join(scratch, "page");
  execFileSync("pdftoppm", ["-png", "-r", `${dpi}`, "-f", `${page}`, "-l", `${page}`, "-singlefile", ...box, out.replace(/docx$/u, "pdf"), shot]);
  write(name, readFileSync(`${shot}.png`));
}

const browser = await launch();
for (const tag of TAGS) {
  await follow(browser, tag, (name, page, from, to) => part(`countries/${tag}/${name}`, page, from, to));
  word(`countries/${tag}/word`, `${COPY}/questionnaire.${tag}.docx`, { fill: wordAnswersIn(tag), page: 3, from: 0.35, to: 0.88 });
}
await browser.close();
rmSync(scratch, { recursive: true });
