// What changed since an earlier edition, with the two verdicts; the next edition; the lock.
import { h, fill } from "../dom.js";
import { word } from "../words/index.js";

export function changesPane(studio) {
  const root = h("div", { class: "changes-pane", id: "changes-pane" });
  let old = "";
  const draw = async () => {
    const { folder, form } = studio.edition;
    const earlier = studio.editions.filter((one) => one.form === form && one.folder < folder).map((one) => one.folder);
    const steps = h("div", { class: "tools" },
      h("button", { type: "button", id: "next-edition", onclick: async () => {
        const made = await studio.folder.ask("next_edition", { edition: folder, returns: [] });
        if (studio.told(made)) studio.openEdition(made.folder);
      } }, word("next_edition")),
      h("button", { type: "button", id: "publish", onclick: async () => studio.told(await studio.folder.ask("publish", { edition: folder })) }, word("publish")));
    if (!earlier.length) return fill(root, h("p", {}, word("no_earlier")), steps);
    if (!earlier.includes(old)) old = earlier.at(-1);
    const choose = h("select", { id: "compare-with", onchange: (event) => ((old = event.target.value), draw()) }, earlier.map((name) => h("option", { value: name, selected: name === old }, name)));
    const answer = await studio.compiler.ask("diff", { old, new: folder });
    const comparison = answer.diff?.comparisons?.[0];
    const changes = comparison?.findings ?? [];
    fill(root,
      h("div", { class: "tools" }, h("label", { for: "compare-with" }, word("compare_with")), choose,
        h("button", { type: "button", id: "redline", onclick: async () => studio.showPage(await studio.compiler.ask("redline", { old, new: folder })) }, word("redline"))),
      steps,
      answer.failed ? h("p", {}, word("failed", { why: answer.failed })) : null,
      comparison ? h("dl", { class: "verdicts" },
        h("dt", {}, word("validates")), h("dd", { id: "validates" }, word(`validates_${comparison.verdict.validates}`)),
        h("dt", {}, word("comparable")), h("dd", { id: "comparable" }, word(`comparable_${comparison.verdict.comparable}`))) : null,
      changes.length ? h("ol", { class: "found" }, changes.map((change) => h("li", { class: change.level }, h("span", { class: `mark ${change.level}` }, word(change.level)), ` ${change.message} `, h("span", { class: "quiet" }, `${change.code} · ${change.at}`), change.help ? h("p", {}, change.help) : null))) : comparison ? h("p", {}, word("no_changes")) : null);
  };
  return { root, draw };
}
