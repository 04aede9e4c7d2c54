// The form in the pseudo-languages: empty, answered in two ways, with errors, and finished. Every text can be translated, no text
// is cut off or covers another, and a text from right to left has a mirrored layout.
//   node --test tests/browser/pseudo.test.mjs   (PSEUDO_SHOTS=<folder> keeps a picture of every page)
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { EVERY, REAL, open, pages, render, visit } from "./form.mjs";
import { launch } from "./launch.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SIZES = [{ width: 1280, height: 900 }, { width: 360, height: 740 }];
// For each form, a year that all its dates allow, and the required texts with a format.
const FORMS = [
  { name: "real", folder: REAL, year: "2023", special: {} },
  { name: "every", folder: EVERY, year: "2024", special: { "answers/year_of": "2024" } },
];

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** Every visible or spoken text on the page that was not transformed. */
function untransformed(page) {
  return page.evaluate(() => {
    const form = JSON.parse(document.getElementById("form")?.textContent ?? "{}");
    const mirrored = document.documentElement.lang === "ar-XB";
    // Filled-in values: addresses, names of files and of the form, the digest of a file in groups of four digits, and dates.
    const values = /\S*(?:@|:\/\/)\S*|\S+\.json|alliance87\.org|example\.org|(?:\b[0-9a-f]{4}\b ?){4,}/gu;
    const isDate = (text) => /^(?:\p{Nd}{1,2} )?\p{L}+(?: \p{Nd}{1,2},)? \p{Nd}{4}$/u.test(text.trim());
    const isLeft = (text) => {
      const rest = text.replaceAll(form.form, "").replace(values, "");
      return mirrored ? /\p{L}/u.test(rest.replace(/\u202e[^\u202c]*\u202c/gu, "")) : /[A-Za-z]/u.test(rest);
    };
    const left = [];
    const tell = (where, text) => {
      if (isLeft(text)) left.push(`${where}: ${text.trim().slice(0, 80)}`);
    };
    const isShown = (element) =>
      element.checkVisibility({ visibilityProperty: true }) && !element.closest("script, style, noscript, .languages, footer [title]");
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const around = /** @type {Element} */ (node.parentElement);
      const text = node.textContent ?? "";
      // An option is visible if its list is.
      if (!isShown(around.closest("select") ?? around) || (around.closest(".summary dd, #answers .unread, .last") && isDate(text))) continue;
      tell(around.closest("[id]")?.id ?? around.tagName, text);
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
      if (!isShown(element)) continue;
      for (const name of ["aria-label", "title", "placeholder", "alt"]) tell(`@${name}`, element.getAttribute(name) ?? "");
    }
    tell("title", document.title);
    return left;
  });
}

/** Every text that is cut off, outside the window or over something else. */
function misplaced(page) {
  return page.evaluate(() => {
    const found = [];
    const name = (element) => `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""}.${element.className}`;
    // Texts that are only spoken, and texts that the focus brings into the window.
    const unseen = new Set([...document.body.querySelectorAll("*")].filter((element) => getComputedStyle(element).clipPath === "inset(50%)"));
    const hidden = (element) => {
      if (element.closest(".skip, option") || !element.checkVisibility({ visibilityProperty: true })) return true;
      for (let around = element; around; around = around.parentElement) if (unseen.has(around)) return true;
      return false;
    };
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide`);
    for (const element of document.body.querySelectorAll("*")) {
      if (hidden(element) || element.matches("script, style")) continue;
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 0 && (left < -0.5 || right > root.clientWidth + 0.5)) found.push(`outside: ${name(element)} ${left}–${right}`);
      const clips = getComputedStyle(element).overflowX !== "visible" || element.matches("button, .button, legend, td, th");
      if (clips && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline") {
        found.push(`cut: ${name(element)} ${element.scrollWidth} > ${element.clientWidth}`);
      }
    }
    // Lines of text. Each is a little smaller than its box, because the box includes the space between lines.
    const lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const around = /** @type {Element} */ (node.parentElement);
      if (!node.textContent?.trim() || hidden(around)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        const inset = (bottom - top) / 4;
        if (right - left > 2) lines.push({ left: left + 1, right: right - 1, top: top + inset, bottom: bottom - inset, around, text: node.textContent });
      }
    }
    // Boxes count too: no text may cover one.
    for (const box of document.querySelectorAll("input:not([type=file]), select, textarea")) {
      if (hidden(box)) continue;
      const { left, right, top, bottom } = box.getBoundingClientRect();
      lines.push({ left: left + 1, right: right - 1, top: top + 1, bottom: bottom - 1, around: box, text: "" });
    }
    // So does the bar beside an error.
    for (const wrong of document.querySelectorAll(".wrong")) {
      if (hidden(wrong)) continue;
      const { left, right, top, bottom } = wrong.getBoundingClientRect();
      const { borderLeftWidth, borderRightWidth } = getComputedStyle(wrong);
      const bar = parseFloat(borderLeftWidth) > 0 ? { left, right: left + parseFloat(borderLeftWidth) } : { left: right - parseFloat(borderRightWidth), right };
      lines.push({ ...bar, top: top + 1, bottom: bottom - 1, around: wrong, text: "" });
    }
    lines.sort((a, b) => a.top - b.top);
    lines.forEach((line, index) => {
      for (const other of lines.slice(index + 1)) {
        if (other.top >= line.bottom) break;
        if (other.left < line.right && other.right > line.left) {
          found.push(`over one another: ${name(line.around)} “${line.text.trim().slice(0, 30)}” and ${name(other.around)} “${other.text.trim().slice(0, 30)}”`);
        }
      }
    });
    return found;
  });
}

/** Every element that does not follow the direction of the text. */
function unmirrored(page, wide) {
  return page.evaluate((isWide) => {
    const found = [];
    const rtl = document.documentElement.lang === "ar-XB";
    if (document.documentElement.dir !== (rtl ? "rtl" : "ltr")) found.push(`dir is ${document.documentElement.dir}`);
    /** Whether the first of two elements comes before the second in the direction of the text. */
    const before = (first, second, what) => {
      if (!first?.checkVisibility() || !second?.checkVisibility()) return;
      const [a, b] = [first.getBoundingClientRect(), second.getBoundingClientRect()];
      if (rtl ? a.left < b.right - 1 : a.right > b.left + 1) found.push(`${what}: ${second.textContent?.trim().slice(0, 40)}`);
    };
    for (const task of document.querySelectorAll(".page.on .tasks li")) before(task.querySelector(".task"), task.querySelector(".status"), "a task's status");
    for (const choice of document.querySelectorAll(".page.on .choices:not(.scale) > .choice")) before(choice.querySelector("input"), choice.querySelector("label"), "a choice");
    for (const item of document.querySelectorAll(".page.on li")) {
      if (item.checkVisibility() && getComputedStyle(item).direction !== document.documentElement.dir) found.push(`an item: ${item.textContent?.slice(0, 40)}`);
    }
    for (const line of document.querySelectorAll(".page.on .summary > div")) before(line.querySelector("dt + dd"), line.querySelector(".change"), "a line of the summary");
    if (!isWide) return found;
    for (const question of document.querySelectorAll(".page.on .q > .head, .page.on .q > fieldset > .head")) {
      before(question.querySelector(":scope > .no"), question.querySelector(":scope > .ask"), "a number in the margin");
    }
    return found;
  }, wide);
}

/** Answers every visible question on the open page. With `last`, it takes the last choice of each, otherwise the first. */
function answer(page, { last, year, special }) {
  return page.evaluate(
    (how) => {
      const on = /** @type {HTMLElement} */ (document.querySelector(".page.on"));
      const change = (control) => ["input", "change"].forEach((type) => control.dispatchEvent(new Event(type, { bubbles: true })));
      const seen = new Set();
      for (const control of on.querySelectorAll("input[name], textarea[name], select[name]")) {
        if (!control.checkVisibility() || control.dataset.said) continue;
        if (control.type === "radio" || control.type === "checkbox") {
          if (seen.has(control.name)) continue;
          seen.add(control.name);
          const peers = [...on.querySelectorAll(`[name="${control.name}"]`)].filter((peer) => !peer.dataset.said && peer.dataset.alone === undefined);
          const chosen = how.last ? peers.at(-1) : peers[0];
          if (chosen.checked) continue;
          chosen.checked = true;
        } else if (control.value !== "") continue;
        else if (control.dataset.part) control.value = { d: "2", m: "3", y: how.year }[control.dataset.part] ?? "";
        else if (control.tagName === "SELECT") control.selectedIndex = how.last ? control.options.length - 1 : 1;
        else if (control.inputMode === "email") control.value = "1@2.org";
        else if (control.inputMode === "url") control.value = "https://2.org";
        else control.value = how.special[control.name] ?? "7";
        change(control);
      }
    },
    { last, year, special },
  );
}

for (const { name, folder, year, special } of FORMS) {
  describe(name, () => {
    /** @type {string} */
    let url;
    before(() => (url = render(folder, "pseudo")("blank")));

    for (const language of ["en-XA", "ar-XB"]) {
      for (const size of SIZES) {
        test(`${language} at ${size.width} pixels`, async () => {
          const wide = size.width > 1000;
          const { page, context, faults } = await open(browser, url, { viewport: size, bypassCSP: true });
          await page.evaluate(axe);
          await page.click(`[data-language=${language}]`);
          /** @type {string[]} */
          const found = [];
          const look = async (where) => {
            for (const fault of [...(await untransformed(page)), ...(await misplaced(page)), ...(await unmirrored(page, wide))]) found.push(`${where}: ${fault}`);
            if (language === "ar-XB" && wide) {
              const violations = await page.evaluate(async () => (await window.axe.run(document, { resultTypes: ["violations"] })).violations);
              for (const { id, nodes } of violations) found.push(`${where}: axe ${id}: ${nodes[0].html.slice(0, 160)}`);
            }
            if (process.env.PSEUDO_SHOTS) {
              mkdirSync(process.env.PSEUDO_SHOTS, { recursive: true });
              await page.screenshot({ path: join(process.env.PSEUDO_SHOTS, `${name}-${language}-${size.width}-${where.replaceAll(" ", "-")}.png`), fullPage: true });
            }
          };
          const walk = async (state, act = async () => {}) => {
            for (const part of await pages(page)) {
              await visit(page, part);
              await act();
              await look(`${state} ${part}`);
            }
          };
          await walk("empty");
          await page.click("[data-do=finish]");
          await look("errors check");
          await walk("errors");
          for (const state of ["first", "last"]) {
            // Three times, because answers show further questions.
            await walk(state, async () => {
              for (let round = 0; round < 3; round += 1) await answer(page, { last: state === "last", year, special });
            });
          }
          for (const part of await pages(page)) {
            await visit(page, part);
            for (const add of await page.$$(".page.on [data-do=add]")) {
              for (let row = 0; row < 3; row += 1) if (await add.isVisible()) await add.click();
            }
            if (await page.$(".page.on [data-do=add]")) await look(`rows ${part}`);
            await answer(page, { last: true, year, special });
          }
          await visit(page, "check");
          await look("answered check");
          await page.click("[data-do=finish]");
          await page.waitForSelector("#s\\/finished.on", { timeout: 5000 });
          await look("finished");
          assert.deepEqual([...new Set(found)], []);
          assert.deepEqual(faults, []);
          await context.close();
        });
      }
    }
  });
}
