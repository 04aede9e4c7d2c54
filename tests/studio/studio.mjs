// The studio in a browser, as a person uses it: open a template, wait until the compiler has answered, read files out of the zip.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

export const PAGE = new URL("../../target/studio/studio.html", import.meta.url);
const require = createRequire(new URL("../../crates/fronts/studio/page/package.json", import.meta.url));
/** @type {typeof import("fflate")} */
const { unzipSync } = require("fflate");

/** Opens the studio in a fresh profile. @param {import("playwright-core").Browser} browser @param {object} [options] */
export async function opened(browser, options = {}) {
  const context = await browser.newContext({ locale: "en-GB", acceptDownloads: true, viewport: { width: 1500, height: 950 }, ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(PAGE.href);
  await page.waitForSelector("#begin");
  return { page, context, faults };
}

/** Waits until the compiler has answered to everything. @param {import("playwright-core").Page} page */
export async function settled(page) {
  for (let still = 0; still < 4; ) {
    await page.waitForTimeout(50);
    const isBusy = await page.evaluate(() => document.documentElement.dataset.busy !== "false");
    still = isBusy ? 0 : still + 1;
  }
}

/** Opens a template. @param {import("playwright-core").Page} page @param {string} name */
export async function template(page, name) {
  await page.click(`#template-${name}`);
  await page.waitForSelector("#outline-list button");
  await settled(page);
}

/** Opens an edition of the folder by the end of its name. @param {import("playwright-core").Page} page @param {string} name */
export async function edition(page, name) {
  const value = await page.$eval("#edition", (select, end) => [.../** @type {HTMLSelectElement} */ (select).options].map((one) => one.value).find((one) => one.endsWith(end)), name);
  await page.selectOption("#edition", value ?? "");
  await settled(page);
}

/** Clicks something that hands out a file, and gives its name and bytes. @param {import("playwright-core").Page} page @param {string} where */
export async function given(page, where) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(where)]);
  return { name: download.suggestedFilename(), bytes: readFileSync((await download.path()) ?? "") };
}

/** The files of a zip. @param {Uint8Array} bytes @returns {Record<string, string>} */
export const unzipped = (bytes) => Object.fromEntries(Object.entries(unzipSync(new Uint8Array(bytes))).map(([name, inside]) => [name, new TextDecoder().decode(inside)]));

/** All files as they are in the studio now. @param {import("playwright-core").Page} page */
export const saved = async (page) => unzipped((await given(page, "#save")).bytes);

export const here = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
