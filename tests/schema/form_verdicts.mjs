// The verdicts of the form's script: of a return, and of the same answers while they stand in the form before somebody finishes.
import { readFileSync } from "node:fs";
import { inspect, verdict } from "../../crates/outputs/html/runtime/src/verdict.js";

const { compiled, cases } = JSON.parse(readFileSync(0, "utf8"));
const said = cases.map((/** @type {any} */ json) => ({
  failing: verdict(compiled, json).failing,
  finishes: inspect(compiled, json, () => 0).problems.length === 0,
}));
process.stdout.write(JSON.stringify(said));
