// The texts and their translations as a table; files for translators, out and in.
import { h, fill } from "../dom.js";
import { give } from "../opening.js";
import { word } from "../words/index.js";

export function translationsPane(studio) {
  const root = h("div", { class: "translations-pane", id: "translations-pane" });
  let shown = "";
  const draw = async () => {
    const { tables, failed } = await studio.compiler.ask("translations", { folder: studio.edition.folder });
    const add = h("input", { id: "language-tag", size: 6, "aria-label": word("language_tag"), placeholder: "es" });
    const adding = h("form", { class: "tools", onsubmit: async (event) => {
      event.preventDefault();
      studio.told(await studio.folder.ask("add_language", { edition: studio.edition.folder, language: add.value }));
    } }, h("label", { for: "language-tag" }, word("language_tag")), add, h("button", { id: "add-language" }, word("add_language")));
    if (failed || !tables?.length) {
      fill(root, h("p", {}, failed ? word("failed", { why: failed }) : word("no_translations")), failed ? null : adding);
      return;
    }
    const table = tables.find(({ language }) => language === shown) ?? tables[0];
    shown = table.language;
    const choose = h("select", { id: "translated-into", onchange: (event) => ((shown = event.target.value), draw()) }, tables.map(({ language }) => h("option", { value: language, selected: language === shown }, language)));
    const out = (xliff) => h("button", { type: "button", id: xliff ? "to-xliff" : "to-po", onclick: async () => {
      const made = await studio.folder.ask("for_translators", { edition: studio.edition.folder, language: shown, xliff });
      if (studio.told(made)) made.blobs.forEach(({ name, bytes }) => give(name, bytes));
    } }, word("to_translators", { format: xliff ? "XLIFF" : "PO" }));
    const back = h("input", { id: "from-translators", type: "file", class: "unseen", accept: ".po,.xlf,.xliff", onchange: async () => {
      const [file] = back.files;
      const name = `.translators/${file.name}`;
      await studio.compiler.write([{ name, bytes: new Uint8Array(await file.arrayBuffer()) }]);
      const made = await studio.folder.ask("from_translators", { file: name, edition: studio.edition.folder, language: shown });
      await studio.compiler.remove([name]);
      if (studio.told(made)) studio.tell([word("taken", { count: made.taken }), ...made.found].join("\n"));
    } });
    fill(root,
      h("div", { class: "tools" }, h("label", { for: "translated-into" }, word("shown_in")), choose, out(true), out(false), h("label", { class: "button", for: "from-translators" }, word("from_translators"), back)),
      h("table", { class: "texts" },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, word("source")), h("th", { scope: "col" }, `${word("translation")} (${shown})`), h("th", { scope: "col" }, word("state")))),
        h("tbody", {}, table.texts.map((text, index) => h("tr", {},
          h("td", { lang: studio.edition.languages[0] }, text.source, text.previous ? h("p", { class: "quiet" }, word("was", { text: text.previous })) : null, h("p", { class: "quiet" }, h("code", {}, text.key))),
          h("td", {}, h("textarea", { id: `text-${index}`, lang: shown, rows: Math.min(6, 1 + Math.ceil(text.source.length / 45)), value: text.text, "aria-label": text.source.slice(0, 120), onchange: async (event) => {
            studio.told(await studio.folder.ask("translate", { folder: studio.edition.folder, language: shown, key: text.key, text: event.target.value }));
          } })),
          h("td", {}, h("span", { class: `state ${text.state}` }, word(`state_${text.state}`))))))),
      adding);
  };
  return { root, draw };
}
