// A page of a browser that Playwright cannot drive, because it is too old or of another engine. It has the few methods of Playwright's
// page that the tests of old browsers use, so that one walk through a form runs in every browser. Underneath are the commands of
// WebDriver, which Firefox reads from its own port (Marionette) and WebKit's driver over HTTP.
import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Sends one command of WebDriver and returns what it answers. @typedef {(name: string, parameters?: object) => Promise<any>} Command */

/** The longest wait for a browser to start, or for something on a page, in milliseconds. */
const LONGEST = 30_000;

/** @param {number} milliseconds */
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What `step` returns once it returns something. @template T @param {() => T | Promise<T>} step @param {string} what the step waits for */
async function eventually(step, what) {
  for (const end = Date.now() + LONGEST; Date.now() < end; await pause(50)) {
    const found = await step();
    if (found) return found;
  }
  throw new Error(`waited in vain for ${what}`);
}

/** A port of this machine that is free now. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * Starts a program, and waits until it listens on a port.
 * @param {string} program
 * @param {string[]} args
 * @param {number} port
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<() => void>} what ends it, with all that it started
 */
export async function listening(program, args, port, environment = {}) {
  const child = spawn(program, args, { stdio: "ignore", detached: true, env: { ...process.env, ...environment } });
  let fault = "";
  child.on("error", (error) => (fault = String(error)));
  child.on("exit", (code) => (fault ||= `it ended with ${code}`));
  const stop = () => {
    process.off("exit", stop);
    try {
      if (child.pid) process.kill(-child.pid);
    } catch {
      // It ended by itself.
    }
  };
  process.on("exit", stop);
  const answers = () =>
    new Promise((resolve, reject) => {
      if (fault) reject(new Error(`${program} did not start: ${fault}`));
      const socket = connect(port, "127.0.0.1", () => resolve(socket.end()));
      socket.on("error", () => resolve(undefined));
    });
  await eventually(answers, `${program} on port ${port}`);
  return stop;
}

/** The commands of a Firefox that was started with `--marionette`: each is its length, a colon and JSON. @param {number} port @returns {Command} */
export function marionette(port) {
  const socket = connect(port, "127.0.0.1");
  /** @type {Map<number, [done: (value: any) => void, failed: (error: Error) => void]>} */
  const waiting = new Map();
  let held = Buffer.alloc(0);
  let sent = 0;
  const fail = (/** @type {string} */ why) => waiting.forEach(([, failed]) => failed(new Error(why)));
  socket.on("error", (error) => fail(String(error))).on("close", () => fail("the browser is gone"));
  socket.on("data", (part) => {
    held = Buffer.concat([held, part]);
    for (let colon = held.indexOf(":"); colon > 0; colon = held.indexOf(":")) {
      const end = colon + 1 + Number(held.subarray(0, colon));
      if (held.length < end) return;
      const message = JSON.parse(held.subarray(colon + 1, end).toString());
      held = held.subarray(end);
      // The first message is a greeting.
      if (!Array.isArray(message)) continue;
      const [, number, error, result] = message;
      const [done, failed] = waiting.get(number) ?? [];
      waiting.delete(number);
      if (error) failed?.(new Error(`${error.error}: ${error.message}`));
      else done?.(result && "value" in result ? result.value : result);
    }
  });
  return (name, parameters = {}) =>
    new Promise((done, failed) => {
      waiting.set((sent += 1), [done, failed]);
      const text = JSON.stringify([0, sent, `WebDriver:${name}`, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}

/** Where a driver takes each command over HTTP. @type {{ [name: string]: (id: string) => string }} */
const ADDRESSES = {
  Navigate: () => "url",
  ExecuteScript: () => "execute/sync",
  FindElement: () => "element",
  ElementClick: (id) => `element/${id}/click`,
  ElementClear: (id) => `element/${id}/clear`,
  ElementSendKeys: (id) => `element/${id}/value`,
};

/** The commands of a driver that speaks HTTP. @param {number} port @returns {Command} */
export function overHttp(port) {
  let session = "";
  return async (name, { id = "", ...parameters } = /** @type {any} */ ({})) => {
    const request = name === "DeleteSession" ? { method: "DELETE" } : { method: "POST", body: JSON.stringify(parameters) };
    const address = [session, ADDRESSES[name]?.(id)].filter(Boolean).join("/");
    const response = await fetch(`http://127.0.0.1:${port}/session${address && `/${address}`}`, request);
    const { value } = /** @type {any} */ (await response.json());
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    session ||= value.sessionId;
    return value;
  };
}

/** The part of Playwright's page that the walk through a form uses. */
export class DrivenPage {
  #command;

  /** @param {Command} command */
  constructor(command) {
    this.#command = command;
  }

  /** @param {string} script @param {unknown[]} args */
  #run(script, ...args) {
    return this.#command("ExecuteScript", { script, args });
  }

  /** @param {string} selector */
  async #element(selector) {
    return Object.values(await this.#command("FindElement", { using: "css selector", value: selector }))[0];
  }

  /** @param {string} url */
  goto(url) {
    return this.#command("Navigate", { url });
  }

  /** @param {Function} step in the page @param {unknown} [argument] */
  evaluate(step, argument) {
    return this.#run(`return (${step})(arguments[0])`, argument ?? null);
  }

  /** @param {Function} step in the page, true in the end @param {unknown} [argument] */
  waitForFunction(step, argument) {
    return eventually(() => this.evaluate(step, argument), String(step));
  }

  /** @param {string} selector */
  waitForSelector(selector) {
    return eventually(() => this.#run("return Boolean(document.querySelector(arguments[0]))", selector), selector);
  }

  /** @param {string} selector @param {Function} step in the page */
  $eval(selector, step) {
    return this.#run(`return (${step})(document.querySelector(arguments[0]))`, selector);
  }

  /** @param {string} selector @param {Function} step in the page */
  $$eval(selector, step) {
    return this.#run(`return (${step})([...document.querySelectorAll(arguments[0])])`, selector);
  }

  /** @param {string} selector */
  isVisible(selector) {
    return this.$eval(selector, (/** @type {Element} */ node) => node.getClientRects().length > 0);
  }

  /** @param {string} selector */
  inputValue(selector) {
    return this.$eval(selector, (/** @type {HTMLInputElement} */ box) => box.value);
  }

  /** @param {string} selector */
  async click(selector) {
    await this.#command("ElementClick", { id: await this.#element(selector) });
  }

  /** @param {string} selector of a box that is not ticked */
  check(selector) {
    return this.click(selector);
  }

  /** @param {string} selector @param {string} text */
  async fill(selector, text) {
    const id = await this.#element(selector);
    await this.#command("ElementClear", { id });
    await this.#command("ElementSendKeys", { id, text });
  }

  /** @param {string} selector @param {{ name: string, buffer: Buffer }} file */
  async setInputFiles(selector, { name, buffer }) {
    const path = join(mkdtempSync(join(tmpdir(), "canevas-given-")), name);
    writeFileSync(path, buffer);
    await this.#command("ElementSendKeys", { id: await this.#element(selector), text: path });
  }
}
