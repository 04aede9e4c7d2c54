// The compiler as the page sees it: promises. Where it stops, it is started again with all files, and the page goes on.

/** @typedef {{ name: string, bytes: Uint8Array }} PageFile */

export class Compiler {
  #worker;
  #waiting = new Map();
  #next = 0;
  #source;
  #packed;
  /** The files that the compiler holds, for a new start. */
  #files = () => /** @type {PageFile[]} */ ([]);

  /**
   * @param {string} source the script of the worker
   * @param {string} packed the compiler, packed by gzip and written in base64
   */
  constructor(source, packed) {
    this.#source = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    this.#packed = packed;
    this.#start();
  }

  /** Says which files a new start needs. */
  holds(files) {
    this.#files = files;
  }

  #start() {
    this.#worker = new Worker(this.#source);
    this.#worker.onmessage = ({ data: { id, value, error } }) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      this.#tellBusy();
      if (error) {
        waiting?.no(new Error(error));
        this.#again();
      } else waiting?.yes(value);
    };
    this.#worker.onerror = () => this.#again();
    return this.#send("start", this.#packed);
  }

  /** A trap of WebAssembly leaves the compiler in an unknown state: nothing of it is used again. */
  #again() {
    this.#worker.terminate();
    for (const { no } of this.#waiting.values()) no(new Error("the compiler stopped"));
    this.#waiting.clear();
    this.#start();
    this.#send("write", this.#files());
  }

  #send(task, value) {
    const id = (this.#next += 1);
    const answer = new Promise((yes, no) => this.#waiting.set(id, { yes, no }));
    this.#worker.postMessage({ id, task, value });
    this.#tellBusy();
    return answer;
  }

  /** A person, and a program that reads the page aloud, can tell that an answer is on its way. */
  #tellBusy() {
    document.documentElement.dataset.busy = String(this.#waiting.size > 0);
  }

  write(/** @type {PageFile[]} */ files) {
    return this.#send("write", files);
  }

  remove(/** @type {string[]} */ names) {
    return this.#send("remove", names);
  }

  /** Asks the compiler. The answer has `failed` where there is none. */
  async ask(/** @type {string} */ what, /** @type {object} */ about = {}) {
    try {
      return await this.#send("ask", { ask: what, today: today(), ...about });
    } catch (error) {
      return { failed: String(error), findings: [], changed: [], removed: [], blobs: [], written: [] };
    }
  }

  memory() {
    return this.#send("memory", null);
  }
}

/** The day where the user is, as the compiler writes it. */
function today() {
  const now = new Date();
  const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
