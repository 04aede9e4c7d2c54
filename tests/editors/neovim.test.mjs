// The configuration for Neovim in docs/editors-setup.md, in Neovim.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { built } from "../built.mjs";
import { project } from "./client.mjs";

const own = dirname(fileURLToPath(import.meta.url));
const guide = readFileSync(join(own, "../../docs/editors-setup.md"), "utf8");

// Debian's Neovim is older than `vim.lsp.start`, which does these two steps.
const OLDER = `vim.lsp.start = vim.lsp.start or function(config)
  vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
end
`;

test("findings, completion and a rename in Neovim", () => {
  const [, configuration] = /```lua\n([\s\S]*?)```/.exec(guide);
  const { folder, remove } = project();
  try {
    writeFileSync(join(folder, "init.lua"), OLDER + configuration);
    const script = join(own, "neovim.lua");
    const PATH = [dirname(built("canevas")), process.env.PATH].join(delimiter);
    // A script that fails leaves Neovim open; the command after it ends it.
    const commands = ["-c", `luafile ${script}`, "-c", "cquit"];
    const out = execFileSync("nvim", ["--headless", "--noplugin", "-n", "-i", "NONE", "-u", "init.lua", ...commands], {
      cwd: folder, encoding: "utf8", env: { ...process.env, PATH, XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder },
      stdio: ["ignore", "pipe", "pipe"], timeout: 120_000,
    });
    const told = JSON.parse(out);
    assert.deepEqual(told.found, ["M007 unknown-name"]);
    assert.deepEqual(told.offered, ["has", "and", "or"]);
    assert.ok(told.changes.includes("  - new: is_law"), told.changes.join("\n"));
    assert.match(readFileSync(join(folder, "2024/locales/fr.po"), "utf8"), /msgctxt "question.is_law.ask"/);
  } finally {
    remove();
  }
});
