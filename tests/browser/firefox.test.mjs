// The main things in Firefox too: Debian's firefox-esr, through Puppeteer over WebDriver BiDi.
import assert from "node:assert/strict";
import { accessSync, existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch } from "puppeteer-core";
import { REAL, render } from "./form.mjs";

/** Where Firefox is: $FIREFOX, else the first found on PATH. */
function findFirefox() {
  const wanted = process.env.FIREFOX;
  if (wanted) return wanted;
  for (const folder of (process.env.PATH ?? "").split(delimiter).filter(Boolean)) {
    for (const name of ["firefox-esr", "firefox"]) if (existsSync(join(folder, name))) return join(folder, name);
  }
  throw new Error("no Firefox found; run tests/setup.sh or set FIREFOX");
}

const downloads = mkdtempSync(join(tmpdir(), "canevas-firefox-"));
const id = (/** @type {string} */ path) => `[id="answers/${path}"]`;
/** @type {import("puppeteer-core").Browser} */
let browser;
/** @type {(copy: string) => string} */
let real;

before(async () => {
  real = render(REAL);
  browser = await launch({
    browser: "firefox",
    executablePath: findFirefox(),
    headless: true,
    extraPrefsFirefox: {
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      "browser.download.useDownloadDir": true,
      "browser.download.always_ask_before_handling_new_types": false,
    },
  });
});
after(() => browser?.close());

/** @param {import("puppeteer-core").Page} page @param {string} part */
async function visit(page, part) {
  await page.evaluate((hash) => (location.hash = hash), `s/${part}`);
  await page.waitForFunction((wanted) => document.querySelector(".page.on")?.id === wanted, {}, `s/${part}`);
}

/** The newest file downloaded, once it is whole. @param {() => Promise<unknown>} act */
async function downloaded(act) {
  const before = new Set(readdirSync(downloads));
  await act();
  for (let turn = 0; turn < 100; turn += 1) {
    const name = readdirSync(downloads).find((file) => !before.has(file) && file.endsWith(".json"));
    if (name) {
      try {
        accessSync(join(downloads, name));
        return { name, json: JSON.parse(readFileSync(join(downloads, name), "utf8")) };
      } catch {
        // Not whole yet.
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("nothing was downloaded");
}

describe("in Firefox", () => {
  test("fills a section, keeps it over a reload, switches language and saves a copy", async () => {
    const page = await browser.newPage();
    /** @type {string[]} */
    const faults = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    await page.goto(`${real("CMR")}#s/overall`);
    await page.evaluate(() => localStorage.clear());
    const text = "Été “là-bas” </script> & d’autres";
    await page.type(id("main_results"), text);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await page.reload();
    assert.equal(await page.$eval(id("main_results"), (box) => box.value), text);
    await page.click("[data-language=en]");
    assert.equal(await page.$eval("html", (html) => html.lang), "en");
    assert.equal(await page.$eval(id("main_results"), (box) => box.value), text);
    await visit(page, "home");
    const { name, json } = await downloaded(() => page.click(".home [data-do=save]"));
    assert.equal(name, "annual-report-2022-2023-CMR-draft.json");
    assert.deepEqual(json.answers, { main_results: text });
    assert.deepEqual(faults, []);
    await page.close();
  });

  test("tells what is missing, and finishes what is whole", async () => {
    const page = await browser.newPage();
    await page.goto(`${real("CMR")}#s/check`);
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await page.click(".check [data-do=finish]");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "errors");
    const given = new URL(`../../${REAL}/returns/CMR.mended.json`, import.meta.url).pathname;
    const input = await page.$("#file");
    await input.uploadFile(given);
    await page.waitForSelector("#notice:not([hidden])");
    await visit(page, "check");
    const { json } = await downloaded(() => page.click(".check [data-do=finish]"));
    assert.deepEqual(json.answers, JSON.parse(readFileSync(given, "utf8")).answers);
    assert.equal(json.status, "complete");
    await page.close();
  });

  test("sends the finished answers from a file, where the form was built so", async () => {
    /** @type {string[]} */
    const bodies = [];
    const server = createServer((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (part) => (body += part));
      request.on("end", () => {
        if (request.method === "POST") bodies.push(body);
        response.end("Received");
      });
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    const page = await browser.newPage();
    await page.goto(`${render(REAL, `http://127.0.0.1:${port}/returns?year=2024`)("CMR")}#s/check`);
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    const input = await page.$("#file");
    await input.uploadFile(new URL(`../../${REAL}/returns/CMR.mended.json`, import.meta.url).pathname);
    await page.waitForSelector("#notice:not([hidden])");
    await visit(page, "check");
    const { json } = await downloaded(() => page.click(".check [data-do=finish]"));
    await page.click("form button");
    for (let turn = 0; turn < 100 && bodies.length === 0; turn += 1) await new Promise((resolve) => setTimeout(resolve, 100));
    server.closeAllConnections();
    server.close();
    assert.equal(bodies.length, 1);
    assert.deepEqual(JSON.parse(new URLSearchParams(bodies[0]).get("return") ?? ""), json);
    await page.close();
  });
});
