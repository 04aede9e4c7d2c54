// The folder as it is now, kept in the browser, so that a closed or killed tab loses nothing. The last state that could be written
// stays until the next one is written whole.

const open = () =>
  new Promise((yes, no) => {
    const asked = indexedDB.open("canevas-studio", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("folders");
    asked.onsuccess = () => yes(asked.result);
    asked.onerror = () => no(asked.error);
  });

const done = (/** @type {IDBRequest} */ asked) =>
  new Promise((yes, no) => {
    asked.onsuccess = () => yes(asked.result);
    asked.onerror = () => no(asked.error);
  });

export class Drafts {
  #writing = Promise.resolve(true);
  #waiting = null;

  /** Keeps a state. Says whether the browser could keep it. */
  keep(state) {
    const isFirst = this.#waiting === null;
    this.#waiting = { ...state, files: [...state.files] };
    if (isFirst) this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write() {
    const state = this.#waiting;
    this.#waiting = null;
    try {
      const base = await open();
      const work = base.transaction("folders", "readwrite", { durability: "strict" });
      await done(work.objectStore("folders").put(state, "last"));
      base.close();
      return true;
    } catch {
      return false;
    }
  }

  /** The state that was kept last, or nothing. */
  async last() {
    try {
      const base = await open();
      const found = await done(base.transaction("folders").objectStore("folders").get("last"));
      base.close();
      return found;
    } catch {
      return undefined;
    }
  }
}
