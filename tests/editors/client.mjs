// An editor without a window: the client library of VS Code over `canevas lsp`. It holds open documents, applies edits as an editor
// does, and keeps the findings that were published.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { built } from "../built.mjs";

const own = dirname(fileURLToPath(import.meta.url));
const PROJECT = join(own, "../../crates/application/language-service/tests/project");

/** What an editor such as VS Code says that it can do. */
export const CAPABILITIES = {
  general: { positionEncodings: ["utf-16"] },
  workspace: {
    workspaceEdit: { documentChanges: true, resourceOperations: ["create", "rename", "delete"] },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
  },
};

/** A copy of the small project of the language service in a folder of its own. */
export function project() {
  const folder = mkdtempSync(join(tmpdir(), "canevas lsp é "));
  cpSync(PROJECT, folder, { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The program, as a process without a client. */
export function started(folder) {
  return spawn(built("canevas"), ["lsp", "--stdio"], { cwd: folder, stdio: ["pipe", "pipe", "pipe"] });
}

/** The code with which a process ends. */
export const ended = (child) =>
  new Promise((resolve) => (child.exitCode === null ? child.once("exit", resolve) : resolve(child.exitCode)));

export class Editor {
  constructor(folder) {
    this.folder = folder;
    this.child = started(folder);
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
    this.open = new Map();
    this.found = new Map();
    this.watched = [];
    this.waiting = [];
    this.connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.found.set(this.name(uri), diagnostics);
      this.waiting = this.waiting.filter((done) => !done());
    });
    this.connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.watched.push(...registrations);
    });
    this.connection.listen();
  }

  async start({ capabilities = CAPABILITIES, folders = [this.folder] } = {}) {
    const workspaceFolders = folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder }));
    const answer = await this.connection.sendRequest("initialize", {
      processId: process.pid, rootUri: workspaceFolders[0]?.uri ?? null, workspaceFolders, capabilities,
    });
    await this.connection.sendNotification("initialized", {});
    return answer;
  }

  uri(name) {
    return pathToFileURL(join(this.folder, name)).href;
  }

  name(uri) {
    const path = fileURLToPath(uri);
    return path.startsWith(this.folder) ? path.slice(this.folder.length + 1).replaceAll("\\", "/") : path;
  }

  /** Opens a file as it is on the disk, or with another text. */
  show(name, text = readFileSync(join(this.folder, name), "utf8")) {
    this.open.set(name, { text, version: 1 });
    return this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri: this.uri(name), languageId: "yaml", version: 1, text },
    });
  }

  /** Closes a document without saving it. */
  hide(name) {
    this.open.delete(name);
    return this.connection.sendNotification("textDocument/didClose", { textDocument: { uri: this.uri(name) } });
  }

  /** Says that a file on the disk is new (1), changed (2) or gone (3). */
  watch(name, type) {
    return this.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: this.uri(name), type }] });
  }

  text(name) {
    return this.open.get(name)?.text ?? readFileSync(join(this.folder, name), "utf8");
  }

  /** The position of the end of a part of a file that stands there once. */
  after(name, part) {
    const text = this.text(name);
    const at = text.indexOf(part);
    if (at < 0 || text.indexOf(part, at + 1) >= 0) throw new Error(`${name} has ${at < 0 ? "no" : "several"} ${part}`);
    const before = text.slice(0, at + part.length);
    const line = before.split("\n").length - 1;
    return { line, character: before.length - (before.lastIndexOf("\n") + 1) };
  }

  /** Types: replaces a part of an open document that stands there once, as one change of a range. */
  type(name, part, typed) {
    const end = this.after(name, part);
    const document = this.open.get(name);
    const at = document.text.indexOf(part);
    const before = document.text.slice(0, at);
    const start = { line: before.split("\n").length - 1, character: at - (before.lastIndexOf("\n") + 1) };
    document.text = before + typed + document.text.slice(at + part.length);
    document.version += 1;
    return this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: this.uri(name), version: document.version },
      contentChanges: [{ range: { start, end }, text: typed }],
    });
  }

  ask(method, name, position, more = {}) {
    return this.connection.sendRequest(`textDocument/${method}`, {
      textDocument: { uri: this.uri(name) }, ...(position && { position }), ...more,
    });
  }

  /** Applies an edit of the workspace: to open documents, and to files on the disk that are not open. */
  async apply(edit) {
    const changes = edit.documentChanges ?? Object.entries(edit.changes).map(([uri, edits]) => ({ textDocument: { uri, version: null }, edits }));
    for (const change of changes) {
      if (change.kind === "create") {
        writeFileSync(fileURLToPath(change.uri), "", { flag: "wx" });
        continue;
      }
      const name = this.name(change.textDocument.uri);
      const document = this.open.get(name);
      if (document && change.textDocument.version !== null && change.textDocument.version !== document.version) {
        throw new Error(`${name} has another version`);
      }
      const text = edited(this.text(name), change.edits);
      if (document) {
        document.text = text;
        document.version += 1;
        await this.connection.sendNotification("textDocument/didChange", {
          textDocument: { uri: this.uri(name), version: document.version }, contentChanges: [{ text }],
        });
      } else {
        writeFileSync(join(this.folder, name), text);
        await this.watch(name, 2);
      }
    }
  }

  /** Waits until what was published fits. */
  until(what, fits) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`never came: ${what}; ${this.told()}`)), 60_000);
      const done = () => {
        if (!fits(this.found)) return false;
        clearTimeout(timer);
        resolve();
        return true;
      };
      if (!done()) this.waiting.push(done);
    });
  }

  /** Waits until the findings of all files are these: `file: code` each. */
  async untilFound(expected) {
    const wanted = expected.join("\n");
    await this.until(wanted || "no findings", () => this.told() === wanted);
  }

  /** What is published now. */
  told() {
    const lines = [...this.found].flatMap(([file, all]) => all.map((one) => `${file}: ${one.code}`));
    return lines.sort().join("\n");
  }

  async leave() {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
    const code = await ended(this.child);
    this.connection.dispose();
    return code;
  }
}

/** A text with edits, as the protocol says: all of them count in the text as it was. Columns are units of UTF-16. */
export function edited(text, edits) {
  const lines = text.split("\n");
  const starts = [0];
  for (const line of lines) starts.push(starts.at(-1) + line.length + 1);
  const at = ({ line, character }) => starts[line] + character;
  const sorted = [...edits].sort((a, b) => at(b.range.start) - at(a.range.start));
  return sorted.reduce((out, { range, newText }) => out.slice(0, at(range.start)) + newText + out.slice(at(range.end)), text);
}
