// Starts the Chromium of this machine for tests with Playwright.
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
// No sandbox (tests run as root in CI), no GPU, and no network traffic of the
// browser's own.
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function onPath(name) {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isProgram);
}

/** The browser's path: $CHROMIUM (a path or a name) if set, else the first found on PATH. */
export function findChromium() {
  const wanted = process.env.CHROMIUM;
  const names = wanted ? [wanted] : NAMES;
  for (const name of names) {
    const path = name.includes("/") ? isProgram(name) && name : onPath(name);
    if (path) return path;
  }
  throw new Error(`no browser found (${names.join(", ")}); run tests/setup.sh or set CHROMIUM`);
}

/**
 * A Playwright browser; the caller closes it.
 * @param {import("playwright-core").LaunchOptions} [options] further launch options; `args` are added
 */
export function launch({ args = [], ...options } = {}) {
  return chromium.launch({ executablePath: findChromium(), ...options, args: [...ARGS, ...args] });
}
