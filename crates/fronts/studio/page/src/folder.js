// The folder that is open: its files, what changed since it was saved, and every step that can be taken back.

import { Drafts } from "./drafts.js";
import { toBytes, toText } from "./bytes.js";

const MOST_STEPS = 1000;

export class Folder extends EventTarget {
  name = "";
  /** @type {Map<string, Uint8Array>} */
  files = new Map();
  /** The files as they were opened or saved. @type {Map<string, Uint8Array>} */
  #saved = new Map();
  /** Each step: the files that it changed, before and after. */
  #done = [];
  #undone = [];
  /** Steps of typing in one file that follow each other are one step. */
  #typing = "";
  #compiler;
  #drafts = new Drafts();

  constructor(compiler) {
    super();
    this.#compiler = compiler;
    compiler.holds(() => [...this.files].map(([name, bytes]) => ({ name, bytes })));
  }

  /** Opens a folder: all files at once. */
  async open(name, files, { isSaved = true } = {}) {
    await this.#compiler.remove([...this.files.keys()]);
    this.name = name;
    this.files = new Map(files);
    this.#saved = isSaved ? new Map(files) : new Map();
    [this.#done, this.#undone, this.#typing] = [[], [], ""];
    await this.#compiler.write([...this.files].map(([name, bytes]) => ({ name, bytes })));
    this.#tell([...this.files.keys()], true);
  }

  text(name) {
    const bytes = this.files.get(name);
    return bytes ? toText(bytes) : "";
  }

  /** Takes over what a person typed in a file. */
  type(name, text) {
    this.change([{ name, bytes: toBytes(text) }], [], { typing: name });
  }

  /**
   * Changes files in one step.
   * @param {{ name: string, bytes: Uint8Array }[]} written
   * @param {string[]} removed
   */
  change(written, removed = [], { typing = "", isKnown = false } = {}) {
    const step = new Map();
    for (const { name, bytes } of written) step.set(name, { before: this.files.get(name), after: bytes });
    for (const name of removed) step.set(name, { before: this.files.get(name), after: undefined });
    const last = this.#done.at(-1);
    if (typing && typing === this.#typing && last?.has(typing)) last.get(typing).after = step.get(typing).after;
    else this.#done.push(step);
    if (this.#done.length > MOST_STEPS) this.#done.shift();
    this.#undone = [];
    this.#typing = typing;
    this.#apply(step, "after", isKnown);
  }

  /** The next change of a file by typing is a step of its own. */
  endTyping() {
    this.#typing = "";
  }

  get canUndo() {
    return this.#done.length > 0;
  }
  get canRedo() {
    return this.#undone.length > 0;
  }
  undo() {
    const step = this.#done.pop();
    if (!step) return;
    this.#undone.push(step);
    this.#typing = "";
    this.#apply(step, "before", false);
  }
  redo() {
    const step = this.#undone.pop();
    if (!step) return;
    this.#done.push(step);
    this.#typing = "";
    this.#apply(step, "after", false);
  }

  #apply(step, side, isKnown) {
    const [written, removed] = [[], []];
    for (const [name, sides] of step) {
      const bytes = sides[side];
      if (bytes) {
        this.files.set(name, bytes);
        written.push({ name, bytes });
      } else {
        this.files.delete(name);
        removed.push(name);
      }
    }
    if (!isKnown) {
      if (written.length) this.#compiler.write(written);
      if (removed.length) this.#compiler.remove(removed);
    }
    this.#tell([...step.keys()], false);
  }

  /** Asks the compiler for a change of files, and takes over what it wrote. */
  async ask(what, about) {
    const answer = await this.#compiler.ask(what, about);
    if (!answer.failed && (answer.written.length || answer.removed.length)) this.change(answer.written, answer.removed, { isKnown: true });
    return answer;
  }

  /** The files that are not as they were saved. */
  get unsaved() {
    const names = new Set([...this.files.keys(), ...this.#saved.keys()]);
    return [...names].filter((name) => !same(this.files.get(name), this.#saved.get(name)));
  }

  wasSaved() {
    this.#saved = new Map(this.files);
    this.#tell([], false);
  }

  #tell(names, isOpened) {
    if (this.files.size) {
      this.#drafts.keep({ name: this.name, files: this.files, unsaved: this.unsaved.length }).then(
        (isKept) => this.dispatchEvent(new CustomEvent("kept", { detail: isKept })),
      );
    }
    this.dispatchEvent(new CustomEvent("change", { detail: { names, isOpened } }));
  }

  /** What the browser kept of the last folder. */
  draft() {
    return this.#drafts.last();
  }
}

function same(/** @type {Uint8Array | undefined} */ a, /** @type {Uint8Array | undefined} */ b) {
  if (a === b) return true;
  if (!a || !b || a.length !== b.length) return false;
  return a.every((byte, index) => byte === b[index]);
}
