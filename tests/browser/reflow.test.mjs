// The form on a small screen, with large texts, in forced colours, and the ring around the focus.
//   node --test tests/browser/reflow.test.mjs
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { EVERY, REAL, give, open, pages, speak, visit } from "./form.mjs";
import { launch } from "./launch.mjs";
import { answered, differing } from "./samples.mjs";
import { browser, urls } from "./started.mjs";

/** @typedef {import("playwright-core").Page} Page */
const STYLE = new URL("../../crates/outputs/html/runtime/src/form.css", import.meta.url);
// The blank copy of the real form has nothing that one of these has not.
const COPIES = /** @type {const} */ ([[REAL, "CMR"], [EVERY, "CMR"], [EVERY, "blank"]]);
const nameOf = (/** @type {string} */ folder) => folder.split("/").at(-1);
const languagesOf = (/** @type {Page} */ page) => page.$$eval("[data-language]", (all) => all.map((button) => button.dataset.language));

/** What does not fit in the window. Runs in the page. @returns {string[]} */
function tooWide() {
  const window_ = document.documentElement.clientWidth;
  const faults = [];
  const name = (/** @type {Element} */ node) => `${node.tagName.toLowerCase()}#${node.id}.${node.className} “${node.textContent.trim().slice(0, 30)}”`;
  if (document.documentElement.scrollWidth > window_) faults.push(`the page scrolls: ${document.documentElement.scrollWidth}`);
  /** @type {Map<Element, boolean>} */
  const known = new Map();
  // Text for screen readers only is one invisible pixel. Each element is asked once.
  const isHidden = (/** @type {Element} */ node) => {
    if (!known.has(node)) known.set(node, getComputedStyle(node).clipPath !== "none" || (node.parentElement !== null && isHidden(node.parentElement)));
    return known.get(node);
  };
  for (const node of document.querySelectorAll("body *")) {
    if (!node.checkVisibility() || isHidden(node) || node.closest(".skip")) continue;
    const { left, right, width } = node.getBoundingClientRect();
    if (width > 0 && (right > window_ + 0.5 || left < -0.5)) faults.push(`${name(node)}: ${left} to ${right}`);
    // A box of one line scrolls a longer text. Everything else must show its whole text.
    if (node.matches("input, textarea")) continue;
    const { overflowX } = getComputedStyle(node);
    if (node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0 && overflowX !== "visible") faults.push(`${name(node)} cuts or scrolls`);
  }
  return faults;
}

/** Shows one page after the other, with texts of a size. Runs in the page. @param {string} size @param {() => string[]} look @returns {string[]} */
function onEachPage(size, look) {
  document.documentElement.style.fontSize = size;
  const parts = [...document.querySelectorAll(".page")];
  const shown = parts.find((part) => part.classList.contains("on"));
  const faults = parts.flatMap((part) => {
    parts.forEach((other) => other.classList.toggle("on", other === part));
    return look().map((fault) => `${part.id}: ${fault}`);
  });
  parts.forEach((part) => part.classList.toggle("on", part === shown));
  return faults;
}

/**
 * Checks every page in every state and language.
 * @param {import("playwright-core").Browser} using @param {string} folder @param {"CMR" | "blank"} copy
 * @param {readonly (readonly [width: number, size: string])[]} windows widths, and sizes of the page's text
 */
async function fitting(using, folder, copy, windows) {
  const { page, context } = await open(using, urls[folder](copy), { viewport: { width: windows[0][0], height: 640 } });
  /** @type {Set<string>} */
  const found = new Set();
  const measure = async (/** @type {string} */ state) => {
    for (const language of await languagesOf(page)) {
      await speak(page, language);
      for (const [width, size] of windows) {
        if (windows.length > 1) await page.setViewportSize({ width, height: 640 });
        const faults = /** @type {string[]} */ (await page.evaluate(`(${onEachPage})(${JSON.stringify(size)}, ${tooWide})`));
        for (const fault of faults) found.add(`${state} ${language} ${width} px ${size} ${fault}`);
      }
    }
  };
  // The page of answers draws everything.
  await visit(page, "check");
  await page.click(".check [data-do=finish]");
  await measure("errors");
  await give(page, answered(folder, copy));
  await visit(page, "check");
  await measure("answered");
  await give(page, differing(folder, copy));
  await measure("conflicts");
  assert.deepEqual([...found].slice(0, 20), []);
  await context.close();
}

describe("nothing is wider than the window", { concurrency: 2 }, () => {
  for (const [folder, copy] of COPIES) {
    test(`${nameOf(folder)} ${copy} in 320 px, and there with texts twice as large`, () => fitting(browser, folder, copy, [[320, ""], [320, "200%"]]));
  }

  test("in a browser whose own texts are twice as large", async () => {
    const large = await launch({ args: ["--blink-settings=defaultFontSize=32"] });
    for (const [folder, copy] of COPIES.slice(0, 2)) await fitting(large, folder, copy, [[1000, ""]]);
    await large.close();
  });
});

describe("targets", () => {
  for (const [folder, copy] of COPIES) {
    for (const width of [1000, 320]) {
      test(`${nameOf(folder)} ${copy}, ${width} px: each is at least 24 px, except links in a sentence`, async () => {
        const { page, context } = await open(browser, urls[folder](copy), { viewport: { width, height: 800 } });
        await give(page, answered(folder, copy));
        const found = [];
        await visit(page, "check");
        for (const part of await pages(page)) {
          await visit(page, part);
          found.push(
            ...(await page.evaluate((id) => {
              const small = [];
              for (const node of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
                if (!node.checkVisibility() || node.matches(".skip, [type=file]")) continue;
                // A link in running text is as high as its line, and so is a link that the browser sizes by the text around it.
                const own = node.parentElement.childNodes.length === 1 || node.parentElement.matches(".task, .pager");
                if (node.matches("a:not(.button)") && !own) continue;
                const { width: across, height } = node.getBoundingClientRect();
                if (across < 24 || height < 24) small.push(`${id}: ${node.tagName} ${node.id || node.textContent.trim().slice(0, 40)} ${across.toFixed(1)} × ${height.toFixed(1)}`);
              }
              return small;
            }, part)),
          );
        }
        assert.deepEqual([...new Set(found)], []);
        await context.close();
      });
    }
  }
});

/** @param {string} text a colour as a style has it @returns {[number, number, number]} */
function channels(text) {
  const short = /^#(.)(.)(.)$/u.exec(text);
  const parts = short ? short.slice(1).map((digit) => digit + digit) : /^#(..)(..)(..)$/u.exec(text)?.slice(1);
  if (parts) return /** @type {any} */ (parts.map((part) => Number.parseInt(part, 16)));
  return /** @type {any} */ (text.match(/[\d.]+/gu).slice(0, 3).map(Number));
}

/** How far two colours are apart, as WCAG counts it. @param {string} a @param {string} b */
function contrast(a, b) {
  const light = (/** @type {string} */ text) => {
    const [red, green, blue] = channels(text).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

describe("the ring of the focus", () => {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    test(`contrasts with every background, ${colorScheme}`, async () => {
      const { page, context } = await open(browser, `${urls[REAL]("CMR")}#s/overall`, { colorScheme });
      const names = ["paper", "ground", "tint", "red-tint", "accent", "focus", "focus-edge", "edge", "red"];
      // The build gives the style's variables names of one letter, in the order in which they come.
      const order = [...new Set(readFileSync(STYLE, "utf8").match(/(?<=--)[a-z][a-z-]*(?=[):])/gu))];
      const letters = names.map((name) => [name, String.fromCodePoint(97 + order.indexOf(name))]);
      const colours = await page.evaluate((wanted) => Object.fromEntries(wanted.map(([name, letter]) => [name, getComputedStyle(document.documentElement).getPropertyValue(`--${letter}`).trim()])), letters);
      assert.ok(contrast(colours.focus, colours["focus-edge"]) >= 3, "its two tones");
      for (const ground of ["paper", "ground", "tint", "red-tint", "accent"]) {
        const best = Math.max(contrast(colours.focus, colours[ground]), contrast(colours["focus-edge"], colours[ground]));
        assert.ok(best >= 3, `${ground}: ${best}`);
      }
      for (const line of ["edge", "red", "accent"]) assert.ok(contrast(colours[line], colours.paper) >= 3, `${line} on paper`);
      await context.close();
    });
  }

  for (const [folder, copy] of COPIES.slice(0, 2)) {
    for (const forcedColors of /** @type {const} */ (["none", "active"])) {
      test(`${nameOf(folder)} ${copy}, forced colours ${forcedColors}: surrounds each element with the focus, in full view`, async () => {
        const { page, context } = await open(browser, urls[folder](copy), { forcedColors, viewport: { width: 320, height: 400 } });
        const found = [];
        for (const part of await pages(page)) {
          await visit(page, part);
          await page.evaluate(() => document.activeElement.blur());
          let stops = 0;
          // After the last stop of the page, the focus returns to the first ones, above the title.
          let ends = part === "home" ? 2 : 1;
          for (; stops < 200; stops += 1) {
            await page.keyboard.press("Tab");
            const [last, fault] = await page.evaluate(() => {
              const node = /** @type {HTMLElement} */ (document.activeElement);
              if (node === document.body) return [true, ""];
              const { outlineStyle, outlineWidth } = getComputedStyle(node);
              const box = node.getBoundingClientRect();
              const [x, y] = [Math.min(Math.max((box.left + box.right) / 2, 1), innerWidth - 1), Math.min(Math.max(box.top + Math.min(box.height, 20) / 2, 1), innerHeight - 1)];
              const top = document.elementFromPoint(x, y);
              const seen = box.top >= 0 && box.top < innerHeight && box.left >= 0 && box.right <= innerWidth && top && (node.contains(top) || top.contains(node) || top.closest("label")?.control === node);
              const ring = outlineStyle === "solid" && Number.parseFloat(outlineWidth) >= 3;
              // No element around it may cut the ring off.
              let clipped = "";
              for (let around = node.parentElement; around && around !== document.body; around = around.parentElement) {
                const { overflow } = getComputedStyle(around);
                if (overflow !== "visible") clipped = `${around.tagName}.${around.className}`;
              }
              const what = node.id || node.textContent.trim().slice(0, 30);
              return [false, ring && seen && !clipped ? "" : `${what}: ring ${ring}, seen ${Boolean(seen)} at ${box.top}, cut by ${clipped}`];
            });
            if (last) ends -= 1;
            if (ends === 0) break;
            if (fault) found.push(`${part}: ${fault}`);
          }
          assert.ok(stops > 1 && stops < 200, `${part}: ${stops} stops`);
        }
        assert.deepEqual(found, []);
        await context.close();
      });
    }
  }
});

describe("forced colours", () => {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    test(`every box has an edge, and chosen, wrong or pressed elements differ by more than a colour, ${colorScheme}`, async () => {
      const { page, context } = await open(browser, urls[EVERY]("CMR"), { forcedColors: "active", colorScheme });
      await visit(page, "check");
      await page.click(".check [data-do=finish]");
      const errors = await page.evaluate(() => {
        const { borderTopWidth, borderTopStyle } = getComputedStyle(document.getElementById("errors"));
        return { edge: `${borderTopWidth} ${borderTopStyle}`, words: [...document.querySelectorAll("p.error:not(:empty)")].every((place) => place.querySelector("b")?.textContent.length > 3) };
      });
      assert.deepEqual(errors, { edge: "4px solid", words: true });
      await give(page, answered(EVERY, "CMR"));
      const found = [];
      for (const part of await pages(page)) {
        await visit(page, part);
        found.push(
          ...(await page.evaluate(() => {
            const faults = [];
            const paper = getComputedStyle(document.body).backgroundColor;
            for (const node of document.querySelectorAll("input[type=text], textarea, select, .button, .second")) {
              if (!node.checkVisibility()) continue;
              const style = getComputedStyle(node);
              if (Number.parseFloat(style.borderTopWidth) < 1 || style.borderTopStyle !== "solid" || style.borderTopColor === paper) faults.push(`no edge: ${node.id || node.textContent}`);
            }
            for (const node of document.querySelectorAll("input[type=radio], input[type=checkbox]")) {
              // The browser's own boxes, which follow forced colours.
              if (node.checkVisibility() && getComputedStyle(node).appearance !== "auto") faults.push(`drawn by hand: ${node.id}`);
            }
            for (const status of document.querySelectorAll("[data-status]")) if (status.checkVisibility() && !status.textContent) faults.push("a status without a word");
            return faults;
          })),
        );
      }
      assert.deepEqual(found, []);
      await visit(page, "choices");
      // A chosen radio button looks different from the others, in only two colours.
      const picture = (/** @type {string} */ id) => page.locator(`[id="answers/${id}"]`).screenshot();
      assert.notDeepEqual(await picture("agree=no"), await picture("agree=yes"));
      assert.notDeepEqual(await picture("many=a"), await picture("many=c"));
      const pressed = await page.$$eval("[data-language]", (all) => all.map((button) => [button.getAttribute("aria-pressed"), getComputedStyle(button).borderBottomWidth]));
      assert.deepEqual(pressed.map(([state, edge]) => [state, edge !== "0px"]), [["true", true], ["false", false], ["false", false]]);
      await context.close();
    });
  }
});
