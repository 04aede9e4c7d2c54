import { launch } from "./browser/launch.mjs";
const [file, out, y, h, width = "1000", scheme = "light"] = process.argv.slice(2);
const browser = await launch(); const context = await browser.newContext({ colorScheme: scheme, viewport: { width: +width, height: +h } });
const page = await context.newPage(); await page.goto("file://" + file); await page.evaluate((y) => scrollTo(0, y), +y); await page.screenshot({ path: out });
await browser.close();
