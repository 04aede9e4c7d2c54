// Pages of forms for browser tests. The example `render_form` of crates/outputs/html renders them once per run.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { built } from "../built.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const REAL = "schemas/alliance87/annual-report/2022-2023";
export const EVERY = "crates/outputs/html/tests/every-control";
export const CASES = "crates/outputs/html/tests/country-cases";

/**
 * Renders a form's copies.
 * @param {string} folder
 * @param {string[]} more `pseudo` for the pseudo-languages, an address that the forms can send answers to
 * @returns {(copy: string) => string} the address of a copy's page
 */
export function render(folder, ...more) {
  const out = mkdtempSync(join(tmpdir(), "canevas-form-"));
  execFileSync(built("examples/render_form"), [folder, out, ...more], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  return (copy) => pathToFileURL(join(out, `${copy}.html`)).href;
}

/**
 * Renders a copy of a definition.
 * @param {string} definition
 * @param {string} [cameroon] what the copy knows: the file of Cameroon. Without it, the copy is the blank one.
 * @returns {string} the address of its page
 */
export function renderText(definition, cameroon) {
  const folder = mkdtempSync(join(tmpdir(), "canevas-definition-"));
  writeFileSync(join(folder, "form.yaml"), definition);
  if (!cameroon) return render(folder)("blank");
  mkdirSync(join(folder, "countries"));
  writeFileSync(join(folder, "countries/CMR.yaml"), cameroon);
  return render(folder)("CMR");
}

/**
 * A page that fails the test on any error, refused resource or request.
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error.stack)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("request", (request) => {
    if (!/^(?:file|blob|data):/u.test(request.url())) faults.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  return { page, context, faults };
}

/** The file that a click downloads, parsed. */
export async function downloaded(page, act) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), path, json: JSON.parse(readFileSync(path, "utf8")) };
}

/** What lets Firefox download without a question. Its list of downloads would take the next keys. */
export const DOWNLOADS = {
  "browser.download.folderList": 2,
  "browser.download.useDownloadDir": true,
  "browser.download.always_ask_before_handling_new_types": false,
  "browser.download.alwaysOpenPanel": false,
};

/** The newest file in a folder that Firefox downloads to, once it is whole. @param {string} folder */
export function arriving(folder) {
  return async (/** @type {() => Promise<unknown>} */ act) => {
    const before = new Set(readdirSync(folder));
    await act();
    for (let turn = 0; turn < 100; turn += 1) {
      const name = readdirSync(folder).find((file) => !before.has(file) && file.endsWith(".json"));
      if (name) {
        try {
          const path = join(folder, name);
          // Firefox adds a number to a second file with the same name. The form does not.
          return { name: name.replace(/\(\d+\)/u, ""), path, json: JSON.parse(readFileSync(path, "utf8")) };
        } catch {
          // The download is not complete yet.
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("nothing was downloaded");
  };
}

/** Goes to a page of the form by its address. */
export async function visit(page, id) {
  await page.evaluate((hash) => (location.hash = hash), `s/${id}`);
  await page.waitForFunction((wanted) => document.querySelector(".page.on")?.id === wanted, `s/${id}`);
}

/** The ids of the form's pages, in order. */
export function pages(page) {
  return page.evaluate(() => [...document.querySelectorAll(".page")].map((part) => part.id.slice(2)).filter((id) => id !== "finished"));
}

/** Opens files of answers. @param {import("playwright-core").Page} page @param {object | object[]} files */
export async function give(page, files) {
  await page.setInputFiles("#file", files);
  await page.waitForSelector("#notice:not([hidden])");
}

/** Switches the language. @param {import("playwright-core").Page} page @param {string} tag */
export function speak(page, tag) {
  return page.evaluate((wanted) => document.querySelector(`[data-language=${wanted}]`).click(), tag);
}
