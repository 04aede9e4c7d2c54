// The text of a file, with the language service: completion, what a word means, findings at their place.
import { autocompletion } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, defaultHighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { forceLinting, linter } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, hoverTooltip, keymap, lineNumbers } from "@codemirror/view";
import { byteAt, positionAt } from "../bytes.js";
import { h, fill } from "../dom.js";
import { word } from "../words/index.js";

export function textPane(studio) {
  const holder = h("div", { class: "editor", id: "editor" });
  const files = h("select", { id: "file", onchange: () => show(files.value) });
  const root = h("div", { class: "text-pane", id: "text-pane" });
  const reading = new Compartment();
  let name = "";
  let isOwn = false;

  const complete = async (context) => {
    const text = context.state.doc.toString();
    studio.folder.type(name, text);
    const { completions = [] } = await studio.compiler.ask("complete", { file: name, offset: byteAt(text, context.pos) });
    if (!completions.length) return null;
    const [first] = completions;
    return {
      from: positionAt(text, first.start), to: positionAt(text, first.end),
      options: completions.map(({ label, detail, insert, documentation, kind }) => ({ label, detail, apply: insert, info: documentation, type: kind })),
    };
  };
  const hover = hoverTooltip(async (view, position) => {
    const text = view.state.doc.toString();
    const { hover: found } = await studio.compiler.ask("hover", { file: name, offset: byteAt(text, position) });
    if (!found) return null;
    return { pos: positionAt(text, found.start), end: positionAt(text, found.end), create: () => ({ dom: h("div", { class: "hover" }, found.markdown.split("\n\n").map((part) => h("p", {}, part.replaceAll(/[*`]/gu, "")))) }) };
  });
  const lint = linter((view) => {
    const text = view.state.doc.toString();
    const levels = { deny: "error", warn: "warning", info: "info" };
    return studio.findingsOf(name).map((one) => {
      const from = Math.min(positionAt(text, one.start), text.length);
      const to = Math.min(Math.max(from, positionAt(text, one.end)), text.length);
      return { from, to, severity: levels[one.level], message: one.help ? `${one.message}\n${one.help}` : one.message, source: one.code,
        actions: one.fixes.map((fix) => ({ name: fix.title, apply: () => studio.mend(fix) })) };
    });
  }, { delay: 0 });

  const view = new EditorView({
    parent: holder,
    state: EditorState.create({
      doc: "",
      extensions: [
        lineNumbers(), highlightActiveLine(), bracketMatching(), highlightSelectionMatches(), syntaxHighlighting(defaultHighlightStyle), indentUnit.of("  "),
        yaml(), autocompletion({ override: [complete] }), hover, lint, reading.of(EditorState.readOnly.of(false)),
        EditorView.lineWrapping, EditorView.contentAttributes.of({ "aria-label": word("yaml") }),
        keymap.of([{ key: "Mod-z", run: () => (studio.folder.undo(), true) }, { key: "Mod-y", run: () => (studio.folder.redo(), true) }, { key: "Mod-Shift-z", run: () => (studio.folder.redo(), true) }, ...searchKeymap, ...defaultKeymap, indentWithTab]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !isOwn) studio.folder.type(name, view.state.doc.toString());
        }),
      ],
    }),
  });

  // A person without a mouse can scroll the text too.
  view.scrollDOM.tabIndex = 0;

  /** Puts the text of the file in, and changes only what differs, so that the cursor stays. */
  const renew = () => {
    const [before, after] = [view.state.doc.toString(), studio.folder.text(name)];
    if (before === after) return;
    let start = 0;
    while (start < before.length && before[start] === after[start]) start += 1;
    let tail = 0;
    while (tail < before.length - start && tail < after.length - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
    isOwn = true;
    view.dispatch({ changes: { from: start, to: before.length - tail, insert: after.slice(start, after.length - tail) } });
    isOwn = false;
  };

  const show = (file) => {
    studio.folder.endTyping();
    name = file;
    files.value = file;
    renew();
  };

  return {
    root,
    draw() {
      const names = studio.filesOfEdition();
      fill(files, names.map((file) => h("option", { value: file, selected: file === name }, file)));
      fill(root, h("div", { class: "tools" }, h("label", { for: "file" }, word("file")), files,
        h("button", { type: "button", id: "format", onclick: () => studio.folder.ask("format", { file: name }) }, word("format"))), holder);
      if (!names.includes(name)) show(names.find((file) => file.endsWith("/form.yaml") || file === "form.yaml") ?? names[0] ?? "");
      else renew();
    },
    lint: () => forceLinting(view),
    /** Shows a place of a file. */
    go(file, start, end = start, takesFocus = true) {
      show(file);
      const text = view.state.doc.toString();
      const anchor = Math.min(positionAt(text, start), text.length);
      view.dispatch({ selection: { anchor, head: Math.min(positionAt(text, end), text.length) }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      if (takesFocus) view.focus();
    },
  };
}
