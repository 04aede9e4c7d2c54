// For tests of both forms: a browser, which starts before the tests of a file and closes after them, and the addresses of each
// form's copies.
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
