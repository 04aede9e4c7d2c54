// For tests that look at both forms: a browser, started before the tests of the file and closed after them, and the address
// of each form's copies.
import { after, before } from "node:test";
import { EVERY, REAL, render } from "./form.mjs";
import { launch } from "./launch.mjs";

/** @type {import("playwright-core").Browser} */
export let browser;
/** @type {{ [folder: string]: (copy: string) => string }} */
export const urls = {};

before(async () => {
  for (const folder of [REAL, EVERY]) urls[folder] = render(folder);
  browser = await launch();
});
after(() => browser?.close());
