// Reads `[{ compiled, cases: [return] }]` from the standard input and writes what the form's script says of each return,
// judged as a complete one: `[[{ complete, failing }]]`.
import { readFileSync } from "node:fs";
import { verdict } from "../../crates/outputs/html/runtime/src/verdict.js";

const given = JSON.parse(readFileSync(0, "utf8"));
const verdicts = given.map(({ compiled, cases }) => cases.map((answered) => verdict(compiled, answered)));
process.stdout.write(JSON.stringify(verdicts));
