// The page that a person sees before a folder is open.
import { h, fill } from "../dom.js";
import { fromFiles, TooLarge } from "../opening.js";
import { LANGUAGES, word } from "../words/index.js";

/** A button that opens files; `asFolder` asks for a folder. */
export function opener(id, label, asFolder, taken, told) {
  const input = h("input", { type: "file", id, class: "unseen", multiple: asFolder, webkitdirectory: asFolder, accept: asFolder ? undefined : ".zip", onchange: async () => {
    try {
      if (input.files.length) await taken(await fromFiles(input.files));
    } catch (error) {
      told(word(error instanceof TooLarge ? "too_large" : "not_a_zip"));
    }
    input.value = "";
  } });
  return h("label", { class: "button", for: id }, label, input);
}

export function startPane(studio, templates) {
  const root = h("main", { class: "start", id: "start" });
  const open = async ({ name, files }) => {
    if (!files.some(([file]) => file.endsWith("form.yaml"))) return studio.tell(word("no_edition"));
    await studio.folder.open(name, files);
  };
  const draw = async () => {
    const draft = await studio.folder.draft();
    const form = h("input", { id: "new-form", required: true, pattern: "[a-z0-9\\-]+/[a-z0-9\\-]+", placeholder: "ministry/report" });
    const edition = h("input", { id: "new-edition", required: true, value: String(new Date().getFullYear()) });
    const written = h("select", { id: "new-language" }, Object.entries(LANGUAGES).map(([tag, name]) => h("option", { value: tag }, name)));
    fill(root,
      h("h1", {}, word("studio")),
      h("p", { class: "lead" }, word("start_lead")),
      draft?.files?.length ? h("div", { class: "card" },
        h("button", { type: "button", id: "go-on", class: "main", onclick: () => studio.folder.open(draft.name, draft.files, { isSaved: !draft.unsaved }) }, word("go_on", { name: draft.name })),
        draft.unsaved ? h("p", {}, word("go_on_hint", { count: draft.unsaved })) : null) : null,
      h("div", { class: "row" },
        opener("open-folder", word("open_folder"), true, open, studio.tell),
        opener("open-zip", word("open_zip"), false, open, studio.tell)),
      h("h2", {}, word("templates")),
      h("ul", { class: "templates" }, templates.map(({ name, files }) => h("li", {},
        h("button", { type: "button", id: `template-${name}`, onclick: () => studio.folder.open(name, files(), { isSaved: false }) }, word(`template_${name}`))))),
      h("h2", {}, word("new_form")),
      h("form", { class: "card", onsubmit: async (event) => {
        event.preventDefault();
        await studio.folder.open(edition.value, [], { isSaved: false });
        const made = await studio.folder.ask("new", { form: form.value, edition: edition.value, language: written.value });
        if (made.failed) studio.tell(word("failed", { why: made.failed }));
        else if (made.note) studio.tell(made.note);
      } },
        h("label", { for: "new-form" }, word("form_name")), form,
        h("label", { for: "new-edition" }, word("edition_name")), edition,
        h("label", { for: "new-language" }, word("written_in")), written,
        h("button", { class: "main", id: "begin" }, word("begin"))));
  };
  return { root, draw };
}
