// The redline in a browser: axe finds nothing, the page fetches and runs nothing, every reference finds its element, no line is too
// wide, and changed words have more than a colour.
//   node --test tests/browser/redline.test.mjs
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { open } from "./form.mjs";
import { faultyReferences } from "./ids.mjs";
import { launch } from "./launch.mjs";
import { redline } from "./redline.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {ReturnType<typeof redline>} */
let made;
before(async () => {
  made = redline();
  browser = await launch();
});
after(() => browser?.close());

/** @type {[name: string, options: import("playwright-core").BrowserContextOptions][]} */
const SIGHTS = [
  ["on a desk", { viewport: { width: 1000, height: 900 } }],
  ["in the dark", { viewport: { width: 1000, height: 900 }, colorScheme: "dark" }],
  ["on a phone", { viewport: { width: 360, height: 720 } }],
  ["in the dark on a phone", { viewport: { width: 320, height: 640 }, colorScheme: "dark" }],
];

for (const [name, options] of SIGHTS) {
  test(`has no fault ${name}`, async () => {
    // The page forbids scripts, so the test inserts axe from outside.
    const { page, context, faults } = await open(browser, made.url, { ...options, bypassCSP: true });
    await page.addScriptTag({ content: axe });
    const { violations, incomplete } = await page.evaluate(() => window.axe.run(document, { rules: { "target-size": { enabled: true } } }));
    assert.deepEqual([...violations, ...incomplete].map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`), []);
    assert.deepEqual(await page.evaluate(faultyReferences), []);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= options.viewport.width, `${width} pixels`);
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("its policy lets its own style in, and nothing else", async () => {
  const { page, context, faults } = await open(browser, made.url);
  assert.deepEqual(faults, []);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("del")).textDecorationLine), "line-through");
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("ins")).textDecorationLine), "underline");
  await page.evaluate(() => {
    const style = document.createElement("style");
    style.textContent = "body{display:none}";
    document.head.append(style);
    const image = new Image();
    image.src = "https://example.org/x.png";
    document.body.append(image);
  });
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).display), "none");
  assert.equal(await page.evaluate(() => document.scripts.length), 0);
  await context.close();
});

test("each language stands before and after, side by side, in its own language", async () => {
  const { page, context } = await open(browser, made.url, { viewport: { width: 1000, height: 900 } });
  const rows = await page.evaluate(() =>
    [...document.querySelectorAll("h3")]
      .find(({ textContent }) => textContent === "question.overall_progress.ask")
      .parentElement.querySelectorAll(".pair")
      .values()
      .map((pair) => ({
        sides: [...pair.querySelectorAll(".side")].map(({ textContent }) => textContent),
        lang: [...pair.querySelectorAll(".text")].map((text) => text.getAttribute("lang")),
        gone: [...pair.querySelectorAll("del")].map(({ textContent }) => textContent),
        come: [...pair.querySelectorAll("ins")].map(({ textContent }) => textContent),
        level: pair.children[0].getBoundingClientRect().top === pair.children[1].getBoundingClientRect().top,
      }))
      .toArray(),
  );
  assert.deepEqual(rows, [
    { sides: ["Before, fr", "After, fr"], lang: ["fr", "fr"], gone: ["jugez-vous,", "l'avancement des"], come: ["évaluez-vous,", "les progrès réalisés sur les"], level: true },
    { sides: ["Before, en", "After, en"], lang: ["en", "en"], gone: ["do", "rate,", "of"], come: ["would", "assess,", "made on"], level: true },
    { sides: ["Before, es", "After, es"], lang: ["es", "es"], gone: [], come: [], level: true },
  ]);
  await context.close();
});

test("on paper, both sides stand beside one another and no mark needs a colour", async () => {
  const { page, context } = await open(browser, made.url, { colorScheme: "dark" });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const seen = await page.evaluate(() => ({
    ground: getComputedStyle(document.body).backgroundColor,
    columns: getComputedStyle(document.querySelector(".pair")).gridTemplateColumns.split(" ").length,
    navigation: getComputedStyle(document.querySelector("nav")).display,
  }));
  assert.deepEqual(seen, { ground: "rgb(255, 255, 255)", columns: 2, navigation: "none" });
  await context.close();
});

test("for a pull request, no text becomes markup", () => {
  assert.match(made.markdown, /Comment <del>jugez-vous,<\/del> <ins>évaluez-vous,<\/ins>/u);
  assert.match(made.markdown, /question\.overall\\_progress\.ask, en: How <del>do<\/del> <ins>would<\/ins>/u);
  assert.match(made.markdown, /question\.overall\\_progress\.ask, es: to be translated again/u);
  assert.ok(!made.markdown.includes("<avant") && made.markdown.includes("&lt;avant l'été&gt; &amp;"));
});
