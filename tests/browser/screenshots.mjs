// Pictures of the form in every state for the documentation. `npm run screenshots` in tests/ writes docs/images/form/*.png,
// docs/images/form.png, docs/images/showpieces/*.png and docs/images/redline.png, and then the pictures of the guides (guide-pictures.mjs).
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { built } from "../built.mjs";
import { EVERY, REAL, render, visit } from "./form.mjs";
import { launch } from "./launch.mjs";
import { small } from "./png.mjs";
import { redline } from "./redline.mjs";

const images = join(dirname(fileURLToPath(import.meta.url)), "../../docs/images");
for (const folder of ["form", "showpieces"]) mkdirSync(join(images, folder), { recursive: true });
const real = render(REAL);
const every = render(EVERY);
const browser = await launch();

/**
 * @param {string} name
 * @param {string} url
 * @param {import("playwright-core").BrowserContextOptions} options
 * @param {(page: import("playwright-core").Page) => Promise<unknown>} [act]
 */
async function picture(name, url, options = {}, act = async () => {}) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 760 }, ...options });
  const page = await context.newPage();
  // The receipt says the time.
  await page.clock.setFixedTime(new Date("2023-06-12T10:24:00"));
  await page.goto(url);
  await page.evaluate(() => scrollTo(0, 0));
  await act(page);
  await page.waitForTimeout(150);
  writeFileSync(join(images, `${name}.png`), small(await page.screenshot()));
  await context.close();
}
const phone = { viewport: { width: 360, height: 720 } };
const sample = fileURLToPath(new URL(`../../${REAL}/returns/CMR.mended.json`, import.meta.url));
const given = async (/** @type {import("playwright-core").Page} */ page, part = "home") => {
  await page.setInputFiles("#file", sample);
  await page.waitForSelector("#notice:not([hidden])");
  await visit(page, part);
  await page.evaluate(() => scrollTo(0, 0));
};
const errors = async (/** @type {import("playwright-core").Page} */ page) => {
  await page.click("[data-do=finish]");
  await page.locator("#errors").scrollIntoViewIfNeeded();
};

// The showpieces, each with the answers of a country.
for (const [name, edition, country, part] of [
  ["mercury-report", "mercury-report/2023-2024", "PHL", "supply"],
  ["recommendations", "recommendations/2024", "GHA", "follow_up"],
  ["household-survey", "household-survey/2024", "NPL", "people"],
]) {
  const folder = `schemas/showpieces/${edition}`;
  await picture(`showpieces/${name}`, render(folder)(country), {}, async (page) => {
    await page.setInputFiles("#file", fileURLToPath(new URL(`../../${folder}/returns/${country}.json`, import.meta.url)));
    await page.waitForSelector("#notice:not([hidden])");
    await visit(page, part);
    await page.evaluate(() => {
      document.getElementById("notice").hidden = true;
      scrollTo(0, 0);
    });
  });
}
await picture("form", `${real("blank")}#s/home`, { viewport: { width: 1000, height: 820 } });
await picture("form/home", `${real("CMR")}#s/home`, {}, (page) => given(page));
await picture("form/about", `${real("blank")}#s/about`);
await picture("form/section", `${real("CMR")}#s/overall`, {}, (page) => given(page, "overall"));
await picture("form/errors", `${real("CMR")}#s/check`, {}, errors);
await picture("form/check", `${real("CMR")}#s/check`, {}, (page) => given(page, "check"));
await picture("form/merge", `${real("CMR")}#s/home`, {}, async (page) => {
  const part = (/** @type {string} */ name, /** @type {object} */ answers) => ({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify({ canevas: 1, form: "alliance87/annual-report", edition: "2022-2023", status: "draft", facts: { country: "CMR" }, answers })) });
  await page.setInputFiles("#file", [
    part("ministere-du-travail.json", { main_results: "Douze inspections dans les plantations.", cooperation_grew: "yes" }),
    part("ministere-de-la-justice.json", { main_results: "Une circulaire aux parquets.", cooperation_grew: "no" }),
  ]);
  await page.locator(".differ").first().scrollIntoViewIfNeeded();
  await page.evaluate(() => document.getElementById("unread")?.scrollIntoView());
});
await picture("form/rows", `${every("CMR")}#s/parts`, {}, (page) => page.locator("table").first().scrollIntoViewIfNeeded());
await picture("form/last-year", `${every("CMR")}#s/parts`, { viewport: { width: 1000, height: 1100 } }, async (page) => {
  await page.click('[id="w:answers/steps"] [data-do=same]');
  await page.evaluate(() => document.getElementById("w:answers/progress")?.scrollIntoView());
});
await picture("form/left-out", `${every("CMR")}#s/choices`, {}, async (page) => {
  await page.check('[id="answers/agree=no"]');
  await page.fill('[id="answers/why"]', "The agreement is not ratified yet.");
  await page.check('[id="answers/agree=yes"]');
  await visit(page, "check");
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
});
await picture("form/finished", `${render(REAL, "https://example.org/returns")("CMR")}#s/check`, {}, async (page) => {
  await given(page, "check");
  await page.click("[data-do=finish]");
  await page.waitForSelector("#s\\/finished.on");
});
await picture("form/pseudo", `${render(REAL, "pseudo")("CMR")}#s/overall`, {}, async (page) => {
  await given(page, "overall");
  await page.click("[data-language=ar-XB]");
});
await picture("form/phone", `${real("CMR")}#s/overall`, phone, (page) => given(page, "overall"));
await picture("form/phone-home", `${real("blank")}#s/home`, phone);
await picture("form/dark", `${real("CMR")}#s/overall`, { colorScheme: "dark" }, (page) => given(page, "overall"));
await picture("form/forced-colours", `${real("CMR")}#s/home`, { forcedColors: "active" }, (page) => given(page));
await picture("form/right-to-left", `${every("CMR")}#s/choices`, {}, (page) => page.click("[data-language=ar]"));
await picture("form/no-script", real("blank"), { javaScriptEnabled: false });

await picture("redline", redline().url, { viewport: { width: 1000, height: 860 } });

// Paper: the first pages of the blank form.
const context = await browser.newContext();
const page = await context.newPage();
await page.goto(real("blank"));
const pdf = join(mkdtempSync(join(tmpdir(), "canevas-pictures-")), "form.pdf");
await page.pdf({ path: pdf, format: "A4", preferCSSPageSize: true });
execFileSync("pdftoppm", ["-png", "-r", "70", "-f", "3", "-l", "3", "-singlefile", pdf, join(images, "form/print")]);
const print = join(images, "form/print.png");
writeFileSync(print, small(readFileSync(print)));
await context.close();
// The report of invented returns.
const reports = mkdtempSync(join(tmpdir(), "canevas-pictures-"));
execFileSync(built("canevas"), ["report", "schemas/alliance87/annual-report/2023-2024", "--returns", "tests/examples/status-report", "--language", "en", "--out", reports], { cwd: join(images, "../.."), stdio: ["ignore", "ignore", "ignore"] });
await picture("report", pathToFileURL(join(reports, "en/report.html")).href, { viewport: { width: 1000, height: 1250 } });
await browser.close();
