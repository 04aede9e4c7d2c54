// What was found, each with its place and what mends it.
import { h, fill } from "../dom.js";
import { word } from "../words/index.js";

export function findingsPane(studio) {
  const root = h("section", { class: "pane findings-pane", id: "findings", "aria-label": word("findings") });
  const draw = (files) => {
    const all = files.flatMap(({ file, findings }) => findings.map((one) => ({ file, ...one })));
    const weight = { deny: 0, warn: 1, info: 2 };
    all.sort((a, b) => weight[a.level] - weight[b.level]);
    const count = (level) => all.filter((one) => one.level === level).length;
    fill(root,
      h("h2", {}, word("findings")),
      h("p", { role: "status", id: "count" }, all.length ? `${word("has_errors", { count: count("deny") })} · ${word("has_warnings", { count: count("warn") })}` : word("no_findings")),
      h("ol", { class: "found" }, all.slice(0, 200).map((one, index) => h("li", { class: one.level },
        h("span", { class: `mark ${one.level}` }, word(one.level)), " ",
        h("button", { type: "button", class: "link", id: `finding-${index}`, onclick: () => studio.go(one.file, one.start, one.end) }, one.message),
        h("span", { class: "quiet" }, ` ${one.code} · ${studio.short(one.file)}`),
        one.help ? h("p", {}, one.help) : null,
        one.fixes.map((fix, number) => h("button", { type: "button", id: `fix-${index}-${number}`, onclick: () => studio.mend(fix) }, `${word("fix")} – ${fix.title}`))))));
  };
  return { root, draw };
}
