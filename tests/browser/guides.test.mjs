// The guides for countries, followed in a browser: each button has the name that the guide gives it, and each step does what it says.
//   node --test tests/browser/guides.test.mjs
import { after, before, test } from "node:test";
import { follow } from "./guide.mjs";
import { TAGS } from "./guide-answers.mjs";
import { launch } from "./launch.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

for (const tag of TAGS) test(`the guide can be followed in ${tag}`, () => follow(browser, tag));
