// The files that docs/editors-setup.md tells people to write. Neovim runs its own in another test; no other editor runs here.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const own = dirname(fileURLToPath(import.meta.url));
const guide = readFileSync(join(own, "../../docs/editors-setup.md"), "utf8");

/** The blocks of the guide in a language, in order. */
const blocks = (language) => [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, text]) => text);

const SERVER = { command: "canevas", args: ["lsp"] };

test("the extension for VS Code starts the server for the files of a questionnaire", async () => {
  const [extension] = blocks("json").map((text) => JSON.parse(text));
  assert.deepEqual(Object.keys(extension.dependencies), ["vscode-languageclient"]);
  assert.equal(extension.main, "./extension.js");
  const clients = [];
  class LanguageClient {
    constructor(...given) {
      clients.push(given);
    }
    start() {
      return "started";
    }
    stop() {
      return "stopped";
    }
  }
  const require = (name) => {
    assert.equal(name, "vscode-languageclient/node");
    return { LanguageClient };
  };
  const exports = {};
  vm.runInNewContext(blocks("js")[0], { require, exports });
  assert.equal(exports.activate(), "started");
  assert.equal(exports.deactivate(), "stopped");
  const [[, , server, options]] = clients;
  assert.deepEqual({ ...server, args: [...server.args] }, SERVER);
  assert.deepEqual(Array.from(options.documentSelector, ({ pattern }) => pattern), ["**/*.yaml", "**/*.po", "**/*.json"]);
});

test("the settings for Zed and Helix start the server", () => {
  const { path, arguments: args } = JSON.parse(blocks("json")[1]).lsp["yaml-language-server"].binary;
  assert.deepEqual({ command: path, args }, SERVER);
  assert.match(blocks("toml")[0], /command = "canevas"\nargs = \["lsp"\]/);
});
