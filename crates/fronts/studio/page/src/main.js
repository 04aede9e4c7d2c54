// The studio: a folder, the panes that show it, and the compiler that answers them.
import { Compiler } from "./compiler.js";
import { Folder } from "./folder.js";
import { h, fill } from "./dom.js";
import { byteAt, positionAt, toBytes, toText } from "./bytes.js";
import { give, toZip } from "./opening.js";
import { LANGUAGES, choose as chooseLanguage, language, word } from "./words/index.js";
import { startPane } from "./panes/start.js";
import { outlinePane } from "./panes/outline.js";
import { questionPane } from "./panes/question.js";
import { textPane } from "./panes/text.js";
import { resultPane } from "./panes/result.js";
import { findingsPane } from "./panes/findings.js";
import { translationsPane } from "./panes/translations.js";
import { changesPane } from "./panes/changes.js";
import { returnsPane } from "./panes/returns.js";

const embedded = (id) => document.getElementById(id)?.textContent ?? "";
const parsed = JSON.parse(embedded("templates"));
const templates = parsed.map(({ name, files }) => ({ name, files: () => Object.entries(files).map(([file, text]) => [file, toBytes(text)]) }));
const compiler = new Compiler(JSON.parse(embedded("worker")), embedded("compiler"));
const folder = new Folder(compiler);

/** What all panes know and can do. */
const studio = {
  folder, compiler,
  editions: [], targets: [], edition: null, outline: [], findings: [],
  chosen: null, place: null,
  get form() {
    return studio.edition ? path("form.yaml") : "";
  },
  typeName: (name) => word(`type_${name}`),
  short: (file) => (studio.edition && file.startsWith(`${studio.edition.folder}/`) ? file.slice(studio.edition.folder.length + 1) : file),
  filesOfEdition: () => [...folder.files.keys()].filter((name) => name.startsWith(studio.edition.folder ? `${studio.edition.folder}/` : "") && /\.(yaml|po|csv|json|toml)$/u.test(name)).sort((a, b) => (a === studio.form ? -1 : b === studio.form ? 1 : a < b ? -1 : 1)),
  findingsOf: (file) => studio.findings.find((one) => one.file === file)?.findings ?? [],
  findingsOfForm: () => studio.findingsOf(studio.form),
  tell, told, choose, chooseId, edit, rename, retire, freeId, go, mend, see, showPage,
  openEdition: (name) => {
    wantedEdition = name;
    refresh();
  },
};
const path = (name) => (studio.edition.folder ? `${studio.edition.folder}/${name}` : name);

let wantedEdition = "";
let tab = "question";
let narrow = "outline";

const start = startPane(studio, templates);
const outline = outlinePane(studio);
const question = questionPane(studio);
const text = textPane(studio);
const result = resultPane(studio);
const findings = findingsPane(studio);
const tabs = { question, yaml: text, translations: translationsPane(studio), changes: changesPane(studio), returns: returnsPane(studio) };

const bar = h("header", { class: "bar" });
const told_ = h("div", { class: "notice", role: "alert", id: "notice", hidden: true });
const middle = h("section", { class: "pane edit-pane", id: "edit" });
const work = h("main", { class: "work", id: "work" }, outline.root, middle, result.root, findings.root);
const switches = h("nav", { class: "switches", id: "switches" });
const sheet = h("dialog", { id: "sheet", class: "sheet" });
document.body.append(bar, told_, switches, start.root, work, sheet);

/** Says something until the person closes it. */
function tell(sentence) {
  told_.hidden = !sentence;
  fill(told_, h("p", {}, sentence), h("button", { type: "button", id: "close-notice", onclick: () => tell("") }, word("close")));
}

/** Says why an answer has nothing. Returns whether it has something. */
function told(answer) {
  if (!answer.failed) return true;
  const why = (answer.findings ?? []).map((one) => `${one.file}:${one.line} ${one.message}`);
  tell([word("failed", { why: answer.failed }), ...why].join("\n"));
  return false;
}

/** Shows a page that the compiler made, in a frame without scripts. */
function showPage(answer) {
  if (!told(answer) || !answer.page) return;
  fill(sheet, h("button", { type: "button", id: "close-sheet", onclick: () => sheet.close() }, word("close")),
    h("iframe", { title: word("result"), sandbox: "", srcdoc: answer.page }));
  sheet.showModal();
}

async function choose(entry) {
  studio.chosen = entry;
  await renewPlace();
  outline.draw();
  if (!entry) return;
  // On a narrow screen, what was chosen is what a person wants to see.
  narrow = "edit";
  drawSwitches();
  if (tab === "yaml") text.go(studio.form, entry.start, entry.end, false);
}

async function renewPlace() {
  if (!studio.chosen) {
    studio.place = null;
    question.draw(null);
    return;
  }
  const found = await compiler.ask("at", { file: studio.form, offset: studio.chosen.start });
  studio.place = found.at ?? null;
  question.draw(found.value);
}

let wantedId = "";
function chooseId(id) {
  wantedId = id;
  const found = every(studio.outline).find((entry) => entry.id === id);
  if (found) choose(found);
}
const every = (entries) => entries.flatMap((entry) => [entry, ...every(entry.children)]);

/** Changes values in the form, as one step. Returns whether it could. */
async function edit(changes) {
  folder.endTyping();
  return told(await folder.ask("edit", { file: studio.form, changes }));
}

async function rename(name) {
  const id = name;
  const answer = await folder.ask("rename_at", { file: studio.form, offset: studio.chosen.start, name });
  if (told(answer)) chooseId(id);
  else renewPlace();
}

async function retire(id, at) {
  const because = window.prompt(word("because"));
  if (!because) return;
  if (studio.editions.some((one) => one.form === studio.edition.form && one.folder < studio.edition.folder)) {
    const answer = await folder.ask("retire", { edition: studio.edition.folder, id, because });
    if (!told(answer)) return;
  }
  await edit([{ change: "remove", at }]);
}

function freeId(stem) {
  const known = new Set(every(studio.outline).map((entry) => entry.id));
  if (!known.has(stem)) return stem;
  let number = 2;
  while (known.has(`${stem}_${number}`)) number += 1;
  return `${stem}_${number}`;
}

function go(file, startByte, endByte) {
  const inForm = file === studio.form && every(studio.outline).findLast((entry) => entry.kind !== "section" && entry.start <= startByte && startByte < entry.whole_end);
  tab = "yaml";
  narrow = "edit";
  drawMiddle();
  if (studio.filesOfEdition().includes(file)) text.go(file, startByte, endByte);
  if (inForm) {
    studio.chosen = inForm;
    renewPlace().then(outline.draw);
  }
}

/** Carries out a mend of a finding. */
function mend(fix) {
  const written = fix.edits.map(({ file, edits }) => {
    const before = folder.text(file);
    let [after, at] = ["", 0];
    for (const { start: from, end: to, text: instead } of edits) {
      after += before.slice(at, positionAt(before, from)) + instead;
      at = positionAt(before, to);
    }
    return { name: file, bytes: toBytes(after + before.slice(at)) };
  });
  folder.endTyping();
  folder.change(written);
}

/** Asks for the result that is wanted now. While one is made, the next one waits, and only the last one is asked for. */
let isSeeing = false;
let seesAgain = false;
async function see() {
  if (isSeeing) {
    seesAgain = true;
    return;
  }
  isSeeing = true;
  do {
    seesAgain = false;
    if (studio.edition?.form) result.show(await compiler.ask("preview", { folder: studio.edition.folder, ...result.wanted() }));
  } while (seesAgain);
  isSeeing = false;
  performance.mark("canevas-seen");
}

let isFresh = Promise.resolve();
let again = false;
/** Reads everything again that follows from the files. */
function refresh() {
  if (again) return;
  again = true;
  isFresh = isFresh.then(async () => {
    again = false;
    const { editions = [], targets = [] } = await compiler.ask("editions");
    Object.assign(studio, { editions, targets });
    const wanted = editions.find((one) => one.folder === (wantedEdition || studio.edition?.folder)) ?? editions.at(-1) ?? null;
    const isOther = wanted?.folder !== studio.edition?.folder;
    studio.edition = wanted;
    if (isOther) [studio.chosen, studio.place] = [null, null];
    drawBar();
    work.hidden = !wanted;
    start.root.hidden = Boolean(wanted);
    switches.hidden = !wanted;
    if (!wanted) return start.draw();
    result.draw();
    see();
    const [shape, found] = await Promise.all([compiler.ask("outline", { file: studio.form }), compiler.ask("findings", { name: wanted.folder })]);
    // While somebody types, a form may have no outline; the last one stays.
    if (shape.outline?.length) studio.outline = shape.outline;
    studio.findings = found.files ?? [];
    const id = wantedId || studio.chosen?.id;
    wantedId = "";
    studio.chosen = (id && every(studio.outline).find((entry) => entry.id === id)) || null;
    await renewPlace();
    outline.show(studio.outline);
    findings.draw(studio.findings);
    if (!middle.contains(document.activeElement) || tab === "yaml" || isOther) drawMiddle();
    text.lint();
    performance.mark("canevas-fresh");
  });
}

function drawBar() {
  const count = folder.unsaved.length;
  const isOpen = folder.files.size > 0;
  document.title = `${count ? "• " : ""}${folder.name ? `${folder.name} – ` : ""}${word("studio")}`;
  const editions = h("select", { id: "edition", onchange: (event) => studio.openEdition(event.target.value) }, studio.editions.map((one) => h("option", { value: one.folder, selected: one.folder === studio.edition?.folder }, [one.form, one.edition].filter(Boolean).join(" ") || one.folder)));
  const words = h("select", { id: "language", onchange: (event) => {
    chooseLanguage(event.target.value);
    drawAll();
  } }, Object.entries(LANGUAGES).map(([tag, name]) => h("option", { value: tag, selected: tag === language(), lang: tag }, name)));
  fill(bar,
    h(isOpen ? "h1" : "strong", {}, word("studio")),
    isOpen ? h("span", { class: "field" }, h("label", { for: "edition" }, word("edition")), editions) : null,
    isOpen ? h("span", { id: "state", class: count ? "unsaved" : "", role: "status" }, count ? word("not_saved", { count }) : word("saved")) : null,
    isOpen ? h("button", { type: "button", id: "undo", disabled: !folder.canUndo, onclick: () => folder.undo() }, word("undo")) : null,
    isOpen ? h("button", { type: "button", id: "redo", disabled: !folder.canRedo, onclick: () => folder.redo() }, word("redo")) : null,
    isOpen ? h("button", { type: "button", id: "save", class: "main", onclick: save }, word("save_zip")) : null,
    isOpen ? h("button", { type: "button", id: "send", onclick: send }, word("send")) : null,
    isOpen ? h("button", { type: "button", id: "close", onclick: closeFolder }, word("close")) : null,
    h("span", { class: "field end" }, h("label", { for: "language" }, word("language")), words));
}

function drawMiddle() {
  const names = Object.keys(tabs);
  const list = h("div", { role: "tablist", class: "tabs" }, names.map((name, index) => h("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-selected": String(name === tab), "aria-controls": "tab-panel", tabIndex: name === tab ? 0 : -1,
    onclick: () => {
      tab = name;
      drawMiddle();
      document.getElementById(`tab-${name}`)?.focus();
    },
    onkeydown: (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (by) document.getElementById(`tab-${names.at((index + by) % names.length)}`)?.click();
    } }, word(name))));
  fill(middle, list, h("div", { role: "tabpanel", id: "tab-panel", "aria-labelledby": `tab-${tab}`, tabIndex: -1 }, tabs[tab].root));
  if (tab !== "question") tabs[tab].draw();
  if (tab === "yaml" && studio.chosen) text.go(studio.form, studio.chosen.start, studio.chosen.end, false);
}

function drawSwitches() {
  work.dataset.shown = narrow;
  fill(switches, ["outline", "edit", "result", "findings"].map((name) => h("button", { type: "button", id: `switch-${name}`, "aria-pressed": String(name === narrow), onclick: () => {
    narrow = name;
    drawSwitches();
  } }, word(name))));
}

function drawAll() {
  drawBar();
  drawSwitches();
  if (!studio.edition) return start.draw();
  outline.draw();
  renewPlace();
  drawMiddle();
  result.draw();
  findings.draw(studio.findings);
}

function save() {
  folder.endTyping();
  const name = folder.name || "questionnaire";
  give(`${name}.zip`, toZip(folder.files, name), "application/zip");
  folder.wasSaved();
}

/** Every file that countries get, as one zip. */
async function send() {
  const built = await compiler.ask("build", { names: [studio.edition.folder] });
  if (told(built)) give(`${folder.name || "questionnaire"}-countries.zip`, toZip(built.blobs.map(({ name, bytes }) => [name, bytes]), ""), "application/zip");
}

async function closeFolder() {
  await folder.open("", []);
  Object.assign(studio, { edition: null, outline: [], findings: [], chosen: null, place: null });
  wantedEdition = "";
  refresh();
}

folder.addEventListener("change", () => {
  drawBar();
  refresh();
});
folder.addEventListener("kept", ({ detail }) => detail || tell(word("not_kept")));
window.addEventListener("beforeunload", (event) => folder.unsaved.length && event.preventDefault());
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
  const key = event.key.toLowerCase();
  const isText = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  if (key === "s") (event.preventDefault(), folder.files.size && save());
  else if (key === "z" && !isText) (event.preventDefault(), event.shiftKey ? folder.redo() : folder.undo());
  else if (key === "y" && !isText) (event.preventDefault(), folder.redo());
});

chooseLanguage(language());
drawAll();
work.hidden = true;
switches.hidden = true;
// For measurements: what the compiler's memory is.
Object.assign(window, { canevasStudio: { memory: () => compiler.memory(), byteAt, toText } });
