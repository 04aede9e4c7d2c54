// A form that can send its answers: the server receives exactly the content of the file.
//   node --test tests/browser/post.test.mjs
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, describe, test } from "node:test";
import { EVERY, downloaded, open, render, visit } from "./form.mjs";
import { launch } from "./launch.mjs";

const HOSTILE = "L’été à « Yaoundé » : \"x\" 'y' & = + % </script><img src=x onerror=alert(1)> é\u2028 😀 ]]>\nune autre ligne";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("node:http").Server} */
let server;
/** @type {string} */
let address;
/** @type {{ method?: string, url?: string, type?: string, body: string }[]} what the server was sent */
const received = [];

before(async () => {
  server = createServer((request, response) => {
    /** @type {Buffer[]} */
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      const { method, url, headers } = request;
      if (method === "POST") received.push({ method, url, type: headers["content-type"], body: Buffer.concat(parts).toString("utf8") });
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<!DOCTYPE html><title>Received</title><p>Received");
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  address = `http://127.0.0.1:${port}/returns`;
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

const ANSWERS = { line: "x", long: HOSTILE, agree: "yes", place: { town: "Douala" }, progress: { roads: "a", wells: "b" }, fee: 1 };

/** Opens a copy that contains every required answer, and finishes it. */
async function finish(page) {
  const copy = { canevas: 1, form: "example/every-control", edition: "2024-2025", status: "draft", facts: { country: "CMR" }, answers: ANSWERS };
  await page.setInputFiles("#file", { name: "x.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(copy)) });
  await page.waitForSelector("#notice:not([hidden])");
  await visit(page, "check");
  return downloaded(page, () => page.click("[data-do=finish]"));
}

/** @param {string} body of a request of type application/x-www-form-urlencoded */
function fields(body) {
  return [...new URLSearchParams(body).entries()];
}

describe("a form that can send its answers", () => {
  test("sends the content of the file when someone presses the button, and not before", async () => {
    const { page, context, faults } = await open(browser, render(EVERY, `${address}?form=every&year=2024`)("CMR"));
    const button = "#s\\/finished form button";
    assert.match(await page.textContent(".draft"), /Nothing is sent until you press “Send the answers”/u);
    await page.evaluate(() => (location.hash = "s/finished"));
    await page.waitForSelector("#s\\/check.on");
    assert.equal(await page.isVisible(button), false, "nothing is ready to be sent yet");
    const file = await finish(page);
    await page.waitForSelector(button);
    assert.match(await page.textContent("#finished-text"), /CMR\.json was downloaded.*Nothing is sent until you press “Send the answers”/u);
    assert.equal(received.length, 0);
    await page.click("[data-language=fr]");
    assert.equal(await page.textContent(button), "Envoyer les réponses");
    const [reply] = await Promise.all([context.waitForEvent("page"), page.click(button)]);
    await reply.waitForLoadState();
    assert.equal(await reply.title(), "Received");
    assert.equal(received.length, 1);
    const [{ method, url, type, body }] = /** @type {[typeof received[0]]} */ (received.splice(0));
    assert.deepEqual([method, url, type], ["POST", "/returns?form=every&year=2024", "application/x-www-form-urlencoded"]);
    const sent = fields(body);
    assert.deepEqual(sent.map(([name]) => name), ["return"]);
    assert.deepEqual(JSON.parse(sent[0]?.[1] ?? ""), file.json);
    assert.equal(sent[0]?.[1], JSON.stringify(file.json), "without white space, in the same order");
    assert.equal(file.json.answers.long, HOSTILE);
    assert.equal(file.json.status, "complete");
    assert.deepEqual(faults, [], "and the form itself asks for nothing");
    await page.reload();
    await page.waitForSelector("#s\\/check.on");
    await reply.close();
    await context.close();
  });

  test("sends the answers that were finished last", async () => {
    const { page, context } = await open(browser, render(EVERY, address)("CMR"));
    await finish(page);
    await page.click("#s\\/finished a[href='#s/check']");
    await visit(page, "simple");
    await page.fill("[id='answers/long']", "changed");
    await visit(page, "check");
    const file = await downloaded(page, () => page.click("[data-do=finish]"));
    const [reply] = await Promise.all([context.waitForEvent("page"), page.click("#s\\/finished form button")]);
    await reply.waitForLoadState();
    const [{ body }] = /** @type {[typeof received[0]]} */ (received.splice(0));
    assert.equal(file.json.answers.long, "changed");
    assert.equal(fields(body)[0]?.[1], JSON.stringify(file.json));
    await context.close();
  });

  test("sends to no other address", async () => {
    const { page, context } = await open(browser, render(EVERY, address)("CMR"));
    await finish(page);
    await page.evaluate((other) => document.querySelector("form")?.setAttribute("action", other), address.replace("/returns", "/elsewhere"));
    const refused = page.waitForEvent("console", (message) => message.text().includes("form-action"));
    await page.click("#s\\/finished form button");
    await refused;
    assert.equal(received.length, 0);
    await context.close();
  });
});

test("a form without an address cannot send", async () => {
  const { page, context, faults } = await open(browser, render(EVERY)("CMR"));
  await finish(page);
  assert.equal(await page.locator("form, [action], #return").count(), 0);
  assert.match(await page.getAttribute("meta[http-equiv]", "content") ?? "", /; form-action 'none'$/u);
  assert.deepEqual(faults, []);
  await context.close();
});
