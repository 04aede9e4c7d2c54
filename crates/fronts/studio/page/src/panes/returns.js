// Returns: who reported, one of them as people read it, and the report as it will be published. They never become a part of the folder.
import { h, fill } from "../dom.js";
import { toText } from "../bytes.js";
import { word } from "../words/index.js";
import { opener } from "./start.js";

const PLACE = ".returns";

export function returnsPane(studio) {
  const root = h("div", { class: "returns-pane", id: "returns-pane" });
  let names = [];
  const open = async ({ files }) => {
    await studio.compiler.remove(names);
    names = files.map(([name]) => `${PLACE}/${name}`);
    await studio.compiler.write(files.map(([name, bytes]) => ({ name: `${PLACE}/${name}`, bytes })));
    draw();
  };
  const draw = async () => {
    const { folder, languages } = studio.edition;
    const status = names.length ? await studio.compiler.ask("status", { names: [PLACE], form: folder }) : null;
    fill(root,
      h("p", {}, word("returns_lead")),
      h("div", { class: "tools" },
        opener("open-returns", word("open_returns"), true, open, studio.tell),
        names.length ? h("button", { type: "button", id: "show-status", onclick: () => studio.showPage(status) }, word("who_reported")) : null,
        names.length ? languages.map((tag) => h("button", { type: "button", id: `report-${tag}`, onclick: async () => {
          const made = await studio.compiler.ask("report", { form: folder, returns: PLACE, language: tag });
          const page = made.blobs.find(({ name }) => name.endsWith("report.html"));
          studio.showPage({ failed: made.failed, page: page && toText(page.bytes) });
        } }, `${word("report")} (${tag})`)) : null),
      status?.failed ? h("p", {}, word("failed", { why: status.failed })) : null,
      h("ul", { class: "files" }, names.map((name, index) => h("li", {}, name.slice(PLACE.length + 1), " ",
        h("button", { type: "button", id: `read-${index}`, onclick: async () => studio.showPage(await studio.compiler.ask("readable", { name, form: folder, language: languages[0] })) }, word("read_one"))))));
  };
  return { root, draw };
}
