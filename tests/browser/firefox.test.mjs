// The main functions in Firefox: Debian's firefox-esr, through Puppeteer over WebDriver BiDi.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch } from "puppeteer-core";
import { DOWNLOADS, REAL, arriving, render } from "./form.mjs";
import { enter, fillPage, useOf } from "./keys.mjs";
import { expected, fillAll, holds, valid } from "./plan.mjs";

/** The path of Firefox: $FIREFOX, or the first on PATH. */
function findFirefox() {
  const wanted = process.env.FIREFOX;
  if (wanted) return wanted;
  for (const folder of (process.env.PATH ?? "").split(delimiter).filter(Boolean)) {
    for (const name of ["firefox-esr", "firefox"]) if (existsSync(join(folder, name))) return join(folder, name);
  }
  throw new Error("no Firefox found; run tests/setup.sh or set FIREFOX");
}

const downloads = mkdtempSync(join(tmpdir(), "canevas-firefox-"));
const downloaded = arriving(downloads);
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
    extraPrefsFirefox: { ...DOWNLOADS, "browser.download.dir": downloads },
  });
});
after(() => browser?.close());

/** @param {import("puppeteer-core").Page} page @param {string} part */
async function visit(page, part) {
  await page.evaluate((hash) => (location.hash = hash), `s/${part}`);
  await page.waitForFunction((wanted) => document.querySelector(".page.on")?.id === wanted, {}, `s/${part}`);
}

/** A page in a profile of its own. @param {string} url */
async function fresh(url) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.goto(url);
  return { page, faults, context };
}

/** Opens files. @param {import("puppeteer-core").Page} page @param {string[]} paths */
async function give(page, paths) {
  const input = await page.$("#file");
  await input.uploadFile(...paths);
  await page.waitForSelector("#notice:not([hidden])");
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

  test("reports missing answers, and finishes a complete form", async () => {
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

  for (const copy of /** @type {const} */ (["CMR", "blank"])) {
    test(`fills the whole ${copy} copy by keyboard, with a reload and a language switch, and opens it in a fresh profile`, async () => {
      const { page, faults, context } = await fresh(real(copy));
      await fillAll(page, copy, async (left) => {
        if (left === "about") await page.reload();
        if (left === "overall") await enter(page, "language en", { back: true });
      });
      const { name, json } = await downloaded(() => enter(page, "finish"));
      assert.equal(name, "annual-report-2022-2023-CMR.json");
      assert.equal(json.language, "en");
      holds(json, copy);
      await page.waitForSelector("#s\\/finished.on");
      await visit(page, "home");
      const saved = await downloaded(() => enter(page, "save"));
      valid(saved.json, copy);

      const other = await fresh(real(copy));
      assert.deepEqual(await other.page.evaluate(() => localStorage.length), 0, "a fresh profile holds nothing");
      await give(other.page, [saved.path]);
      await visit(other.page, "check");
      const again = await downloaded(() => enter(other.page, "finish"));
      holds(again.json, copy);
      assert.deepEqual([...faults, ...other.faults], []);
      await Promise.all([context.close(), other.context.close()]);
    });
  }

  test("puts two copies together", async () => {
    const { facts, answers } = expected("CMR");
    const half = Object.entries(answers);
    const folder = mkdtempSync(join(tmpdir(), "canevas-copies-"));
    const part = (/** @type {string} */ name, /** @type {[string, unknown][]} */ kept, /** @type {object} */ more) => {
      const path = join(folder, `${name}.json`);
      writeFileSync(path, JSON.stringify({ canevas: 1, form: "alliance87/annual-report", edition: "2022-2023", status: "draft", facts, answers: { ...Object.fromEntries(kept), ...more } }));
      return path;
    };
    const { page, faults, context } = await fresh(real("CMR"));
    await give(page, [part("travail", half.slice(0, 15), { cooperation_grew: "no" }), part("justice", half.slice(10), { main_results: "Rien" })]);
    await page.waitForSelector(".page.on .differ");
    await enter(page, await useOf(page, "main_results", "travail.json"));
    await enter(page, await useOf(page, "cooperation_grew", "justice.json"));
    const { json } = await downloaded(() => enter(page, "finish"));
    holds(json, "CMR");
    assert.deepEqual(faults, []);
    await context.close();
  });

  test("asks what a blank copy does not know, and keeps it", async () => {
    const { page, faults, context } = await fresh(`${real("blank")}#s/about`);
    await fillPage(page, { "facts/country": "Madaga", "facts/first_report": 0 });
    await page.reload();
    assert.equal(await page.$eval("#facts\\/country", (box) => box.value), "MDG");
    await visit(page, "home");
    const { name, json } = await downloaded(() => enter(page, "save"));
    assert.equal(name, "annual-report-2022-2023-MDG-draft.json");
    assert.deepEqual(json.facts, { country: "MDG", first_report: "yes" });
    assert.deepEqual(faults, []);
    await context.close();
  });
});
