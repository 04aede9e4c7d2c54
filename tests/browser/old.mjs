// The oldest browser of each engine that a registry of packages has. Each starts with an empty profile.
import { chmodSync, createReadStream, createWriteStream, existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { chromium } from "playwright-core";
import { DrivenPage, freePort, listening, marionette, overHttp } from "./driven.mjs";
import { DOWNLOADS, arriving, downloaded, open } from "./form.mjs";

/**
 * A page of an old browser.
 * @typedef {object} Opened
 * @property {any} page Playwright's page, or a `DrivenPage`
 * @property {(act: () => Promise<unknown>) => Promise<any>} saved the answers in the file that an act downloads
 * @property {() => Promise<string[]>} faults the errors on the page
 * @property {() => Promise<unknown>} end
 */
/** @typedef {{ version: string, fresh: (url: string) => Promise<Opened>, close: () => Promise<unknown> }} OldBrowser */

/** Chromium of June 2022, from the npm package @sparticuz/chromium. It knows no `:has()`. @returns {Promise<OldBrowser>} */
export async function oldChromium() {
  const folder = dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium/package.json"));
  const program = join(mkdtempSync(join(tmpdir(), "canevas-oldest-")), "chromium");
  await pipeline(createReadStream(join(folder, "bin/chromium.br")), createBrotliDecompress(), createWriteStream(program));
  chmodSync(program, 0o755);
  const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox", "--disable-gpu", "--no-zygote"] });
  return {
    version: browser.version(),
    fresh: async (url) => {
      const { page, context, faults } = await open(browser, url);
      return { page, saved: async (act) => (await downloaded(page, act)).json, faults: async () => faults, end: () => context.close() };
    },
    close: () => browser.close(),
  };
}

/** Firefox of July 2023, which `setup.sh` unpacks with the libraries that it needs. @returns {Promise<OldBrowser>} */
export async function oldFirefox() {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "canevas/firefox-115.14/usr/lib");
  const program = join(folder, "firefox-esr/firefox-esr");
  if (!existsSync(program)) throw new Error(`there is no Firefox 115 at ${program}: run tests/setup.sh, which says why it cannot unpack it`);
  const port = await freePort();
  const profile = mkdtempSync(join(tmpdir(), "canevas-firefox-"));
  const downloads = mkdtempSync(join(tmpdir(), "canevas-firefox-"));
  const preferences = { ...DOWNLOADS, "browser.download.dir": downloads, "marionette.port": port, "datareporting.policy.dataSubmissionEnabled": false, "app.update.disabledForTesting": true };
  writeFileSync(join(profile, "user.js"), Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(""));
  const stop = await listening(program, ["--headless", "--marionette", "--no-remote", "--profile", profile], port, { LD_LIBRARY_PATH: join(folder, "x86_64-linux-gnu") });
  const command = marionette(port);
  const { capabilities } = await command("NewSession", {});
  const arrived = arriving(downloads);
  return {
    version: capabilities.browserVersion,
    fresh: (url) => opened(command, url, async (_, act) => (await arrived(act)).json),
    close: async () => stop(),
  };
}

/** WebKit of September 2022, as in Safari 16.0: WPE WebKit, shown by Cog, which has no window here. @returns {Promise<OldBrowser>} */
export async function oldWebKit() {
  const port = await freePort();
  const stop = await listening("WPEWebDriver", [`--port=${port}`], port);
  const command = overHttp(port);
  const { capabilities } = await command("NewSession", { capabilities: { alwaysMatch: { "wpe:browserOptions": { binary: "/usr/bin/cog", args: ["--automation", "--platform=headless"] } } } });
  // Cog writes no downloads, so the test reads what the form would download.
  const saved = async (/** @type {DrivenPage} */ page, /** @type {() => Promise<unknown>} */ act) => {
    await page.evaluate(() => {
      const make = URL.createObjectURL;
      URL.createObjectURL = (file) => {
        void file.text().then((text) => (globalThis.saved = text));
        return make(file);
      };
    });
    await act();
    await page.waitForFunction(() => globalThis.saved);
    return JSON.parse(await page.evaluate(() => globalThis.saved));
  };
  return {
    version: capabilities.browserVersion,
    fresh: (url) => opened(command, url, saved),
    close: async () => {
      await command("DeleteSession").catch(() => undefined);
      stop();
    },
  };
}

/**
 * Opens a page with an empty storage. The test listens for errors from then on.
 * @param {import("./driven.mjs").Command} command
 * @param {string} url
 * @param {(page: DrivenPage, act: () => Promise<unknown>) => Promise<any>} saved
 * @returns {Promise<Opened>}
 */
async function opened(command, url, saved) {
  const page = new DrivenPage(command);
  await page.goto(url);
  await page.evaluate(() => localStorage.clear());
  await page.goto("about:blank");
  await page.goto(url);
  await page.waitForSelector(".page.on");
  // Each script of Firefox's driver has a global object of its own, so the errors stand in the document.
  await page.evaluate(() => {
    const { dataset } = document.documentElement;
    const note = (/** @type {any} */ event) => (dataset.faults = `${dataset.faults ?? ""}${event.message ?? event.reason ?? event.blockedURI}\n`);
    for (const kind of ["error", "unhandledrejection", "securitypolicyviolation"]) addEventListener(kind, note);
  });
  const faults = async () => {
    const text = await page.evaluate(() => document.documentElement.dataset.faults ?? "");
    return text.split("\n").filter(Boolean);
  };
  return { page, saved: (act) => saved(page, act), faults, end: () => page.goto("about:blank") };
}
