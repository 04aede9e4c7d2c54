// Fills in the form as someone without a mouse: nothing here clicks or sets the focus by script.
import assert from "node:assert/strict";

/**
 * The part of a page that Playwright and Puppeteer share and this module needs.
 * @typedef {{ keyboard: Record<"press" | "type" | "down" | "up", (keys: string) => Promise<void>>, evaluate: (act: Function, ...given: unknown[]) => Promise<any> }} Page
 */
/**
 * What to do when the focus is at a place: type a text, choose the radio button with a number in its group, tick a box (`true`), or
 * press a list of keys.
 * @typedef {{ [id: string]: string | number | true | string[] }} Plan
 */

/** Where the focus is. @param {Page} page @returns {Promise<{ id: string, name: string, type: string, act: string, text: string }>} */
function focus(page) {
  return page.evaluate(() => {
    const at = /** @type {HTMLInputElement} */ (document.activeElement ?? document.body);
    const { do: what, for: whom, go, language } = at.dataset;
    // Beside answers that differ, a button names its answer in its line.
    const line = what === "use" ? [at.closest("li")?.id] : [];
    const act = what ? [what, ...line, whom].filter(Boolean).join(" ") : go ? `go ${go}` : language ? `language ${language}` : (at.getAttribute("href") ?? "");
    return { id: at.id, name: at.name ?? "", type: at.type ?? at.tagName, act, text: at.textContent };
  });
}

/**
 * Presses Tab until the focus is at an id, or at a button or link by its function, such as `save` or `go next`.
 * @param {Page} page @param {string} wanted @param {{ back?: boolean }} [how]
 */
export async function tabTo(page, wanted, { back = false } = {}) {
  for (let presses = 0; presses < 300; presses += 1) {
    const { id, act } = await focus(page);
    if (id === wanted || act === wanted) return;
    if (back) await page.keyboard.down("Shift");
    await page.keyboard.press("Tab");
    if (back) await page.keyboard.up("Shift");
  }
  assert.fail(`Tab does not reach ${wanted}`);
}

/** Reaches what does something, and presses Enter. @param {Page} page @param {string} wanted @param {{ back?: boolean }} [how] */
export async function enter(page, wanted, how) {
  await tabTo(page, wanted, how);
  await page.keyboard.press("Enter");
}

/** What the button does that chooses a file's answer to a question, where copies differ. @param {Page} page @param {string} question @param {string} file @returns {Promise<string>} */
export function useOf(page, question, file) {
  return page.evaluate(([id, name]) => {
    const number = document.querySelector(`[id="w:answers/${id}"] .no`).textContent;
    const lines = [...document.querySelectorAll("#unread > ul > li")];
    const line = lines.find((each) => each.querySelector("h4").textContent.split(/[ ,]/u).includes(number));
    const choice = [...line.querySelectorAll("[data-do=use]")].find((button) => button.textContent.includes(` ${name},`));
    return `use ${line.id} ${/** @type {HTMLElement} */ (choice).dataset.for}`;
  }, [question, file]);
}

/**
 * Goes through a page of the form by Tab, follows the plan at each place, and stops at the link to the next page. Every place of the
 * plan must come, in the order of the plan.
 * @param {Page} page @param {Plan} plan
 */
export async function fillPage(page, plan) {
  const left = new Map(Object.entries(plan));
  for (let presses = 0; presses < 300; presses += 1) {
    const { id, name, type, act } = await focus(page);
    const [next] = left.keys();
    const isRadio = type === "radio" && next === name;
    if (next !== undefined && (id === next || act === next || isRadio)) {
      const wish = left.get(next);
      left.delete(next);
      if (typeof wish === "string") await page.keyboard.type(wish);
      else if (Array.isArray(wish)) for (const key of wish) await page.keyboard.press(key);
      else await page.keyboard.press(act ? "Enter" : " ");
      if (typeof wish === "number") for (let step = 0; step < wish; step += 1) await page.keyboard.press("ArrowDown");
      // The button that adds a row moves the focus into the row.
      if (act) continue;
    }
    if (act === "go next") {
      assert.deepEqual([...left.keys()], [], "Tab does not reach these, or not in this order");
      return;
    }
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not come to the end of the page; left: ${[...left.keys()].join(", ")}`);
}

/** Goes to the next page and waits for it. @param {Page} page @param {string} id */
export async function goNext(page, id) {
  await page.keyboard.press("Enter");
  for (let turn = 0; turn < 100; turn += 1) {
    if (await page.evaluate((wanted) => document.querySelector(".page.on")?.id === wanted && document.activeElement?.id !== "", `s/${id}`)) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  assert.fail(`the next page is not ${id}`);
}
