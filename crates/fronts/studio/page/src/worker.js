// The compiler, in a thread of its own, so that typing never waits for it.

import { toBytes, toText } from "./bytes.js";

/** @type {any} */
let wasm;

async function start(/** @type {string} */ packed) {
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const module = await WebAssembly.compile(await new Response(stream).arrayBuffer());
  wasm = (await WebAssembly.instantiate(module, imports(module))).exports;
}

/**
 * What the compiler imports. A library asks for random numbers, as the seeds of its tables: it gets the same ones each time, so that the
 * same input gives the same bytes. What else it names is never called.
 */
function imports(/** @type {WebAssembly.Module} */ module) {
  /** @type {Record<string, Record<string, Function>>} */
  const all = {};
  const seeds = (/** @type {number} */ start, /** @type {number} */ length) => void (length > 0 && new Uint8Array(wasm.memory.buffer).fill(0x5a, start, start + length));
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (all[from] ??= {})[name] = name.includes("getRandomValues") ? seeds : () => 0;
  }
  return all;
}

/** Puts bytes into the compiler's memory. It takes them with the call that gets them. */
function room(/** @type {Uint8Array} */ bytes) {
  const start = wasm.canevas_room(bytes.length);
  new Uint8Array(wasm.memory.buffer).set(bytes, start);
  return [start, bytes.length];
}

const reply = (/** @type {number} */ length) => {
  const start = wasm.canevas_reply();
  return new Uint8Array(wasm.memory.buffer).slice(start, start + length);
};

function ask(/** @type {object} */ request) {
  const bytes = reply(wasm.canevas_ask(...room(toBytes(JSON.stringify(request)))));
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const body = JSON.parse(toText(bytes.subarray(4, 4 + length)));
  let at = 4 + length;
  body.blobs = body.blobs.map((/** @type {any} */ blob) => {
    const part = { name: blob.name, bytes: bytes.slice(at, at + blob.length) };
    at += blob.length;
    return part;
  });
  // What the request wrote into the compiler's folder goes back with the answer.
  body.written = body.changed.map((/** @type {string} */ name) => ({ name, bytes: read(name) }));
  return body;
}

function read(/** @type {string} */ name) {
  const length = wasm.canevas_read(...room(toBytes(name)));
  return length < 0 ? null : reply(length);
}

const tasks = {
  start,
  write: (/** @type {any[]} */ files) => files.forEach(({ name, bytes }) => wasm.canevas_write(...room(toBytes(name)), ...room(bytes))),
  remove: (/** @type {string[]} */ names) => names.forEach((name) => wasm.canevas_remove(...room(toBytes(name)))),
  ask,
  memory: () => wasm.memory.buffer.byteLength,
};

let queue = Promise.resolve();
self.onmessage = ({ data: { id, task, value } }) => {
  queue = queue.then(async () => {
    try {
      self.postMessage({ id, value: await tasks[task](value) });
    } catch (error) {
      self.postMessage({ id, error: String(error) });
    }
  });
};
