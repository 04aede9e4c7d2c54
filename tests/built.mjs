// The programs and examples of the workspace, built as the tests in Rust build them: a single package has other features, and Cargo
// would compile every dependency once more.
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const how = /** @type {const} */ ({ cwd: root, encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "inherit"] });
let folder = "";

/** The path of a program, or of `examples/NAME`. @param {string} name @returns {string} */
export function built(name) {
  if (folder === "") {
    execFileSync("cargo", ["build", "-q", "--workspace", "--bins", "--examples"], how);
    const { target_directory: target } = JSON.parse(execFileSync("cargo", ["metadata", "--format-version", "1", "--no-deps"], how));
    folder = join(target, "debug");
  }
  return join(folder, name);
}
