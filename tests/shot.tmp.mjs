import { launch } from "./browser/launch.mjs";
const [file, out, width = "900", scheme = "light", height = "1400"] = process.argv.slice(2);
const browser = await launch(); const context = await browser.newContext({ colorScheme: scheme, viewport: { width: +width, height: +height } });
const page = await context.newPage(); await page.goto("file://" + file); await page.screenshot({ path: out, fullPage: true });
console.log(await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth, document.documentElement.scrollHeight])); await browser.close();
