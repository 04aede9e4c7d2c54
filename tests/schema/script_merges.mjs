// What the form's script makes of several copies: reads [{ compiled, tag, cases: [[[name, return]]] }], writes the merged returns.
import { readFileSync } from "node:fs";
import { adopt } from "../../crates/outputs/html/runtime/src/adopt.js";
import { compact, printable } from "../../crates/outputs/html/runtime/src/draft.js";
import { toReturn } from "../../crates/outputs/html/runtime/src/to_return.js";
import { merge } from "../../crates/outputs/html/runtime/src/merge.js";

const given = JSON.parse(readFileSync(0, "utf8"), (_, value) => (typeof value === "string" ? printable(value) : value));
const merged = given.map(({ compiled, tag, cases }) =>
  cases.map((copies) => {
    const draft = merge(compiled, copies.map(([name, held]) => [name, adopt(compiled, held)]));
    compact(compiled, draft);
    return toReturn(compiled, draft, { tag, language: compiled.languages[tag], status: "draft", hidden: new Set() });
  }),
);
process.stdout.write(JSON.stringify(merged));
