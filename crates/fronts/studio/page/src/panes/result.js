// What a country gets: the form as it works, the Word file, the schema, the open brackets; for a country and a language.
import { h, fill } from "../dom.js";
import { toText } from "../bytes.js";
import { give } from "../opening.js";
import { word } from "../words/index.js";

export function resultPane(studio) {
  const root = h("section", { class: "pane result-pane", id: "result", "aria-label": word("result") });
  // The form runs its own script, in a frame that can reach neither the page nor what the browser keeps for it.
  const frame = h("iframe", { id: "preview", title: word("result"), sandbox: "allow-scripts" });
  const plain = h("pre", { id: "preview-text", tabIndex: 0 });
  const told = h("p", { class: "told", role: "status", id: "preview-told" });
  const copy = h("select", { id: "copy", onchange: () => studio.see() });
  const language = h("select", { id: "shown-language", onchange: () => studio.see() });
  const target = h("select", { id: "target", onchange: () => studio.see() });
  let last = [];

  const options = (select, all, chosen) => fill(select, all.map(([value, name]) => h("option", { value, selected: value === chosen }, name)));
  const draw = () => {
    const { copies = [], languages = [] } = studio.edition ?? {};
    options(copy, copies.map(({ code, name }) => [code, code === "blank" ? word("blank") : `${name} (${code})`]), copy.value || "blank");
    options(language, languages.map((tag) => [tag, tag]), languages.includes(language.value) ? language.value : languages[0]);
    options(target, studio.targets.map((name) => [name, word(name)]), target.value || studio.targets[0]);
    const field = (select, name) => h("span", { class: "field" }, h("label", { for: select.id }, word(name)), select);
    fill(root, h("h2", {}, word("result")),
      h("div", { class: "tools" }, field(copy, "country"), field(language, "shown_in"), field(target, "shown_as"),
        h("button", { type: "button", id: "download", onclick: () => last.forEach(({ name, bytes }) => give(name.split("/").at(-1), bytes)) }, word("download"))),
      told, frame, plain);
  };
  const show = ({ failed, blobs = [] }) => {
    told.textContent = failed ? word("no_result") : "";
    if (failed) return;
    last = blobs;
    const page = blobs.find(({ name }) => name.endsWith(".html"));
    const text = blobs.filter(({ name }) => /\.(json|txt|md)$/u.test(name));
    frame.hidden = !page;
    plain.hidden = Boolean(page);
    if (page) frame.srcdoc = toText(page.bytes);
    else plain.textContent = text.map(({ name, bytes }) => `${name}\n\n${toText(bytes)}`).join("\n\n") || blobs.map(({ name, bytes }) => `${name}  ${bytes.length}`).join("\n");
  };
  return { root, draw, show, wanted: () => ({ copy: copy.value || "blank", language: language.value, target: target.value || studio.targets[0] }) };
}
