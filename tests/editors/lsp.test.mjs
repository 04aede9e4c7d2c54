// `canevas lsp` with the client library of VS Code.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { CAPABILITIES, Editor, edited, ended, project, started } from "./client.mjs";

const FORM = "2024/form.yaml";

/** Runs a test with an editor over a copy of the project. */
function withEditor(name, run, options = {}) {
  test(name, async () => {
    const { folder, remove } = project();
    const editor = new Editor(folder);
    try {
      const answer = await editor.start(options);
      await run(editor, answer);
      assert.equal(await editor.leave(), 0);
    } finally {
      editor.child.kill();
      remove();
    }
  });
}

/** The labels of a completion that hold what is typed, as an editor shows them. */
async function offered(editor, part, typed = "") {
  const position = editor.after(FORM, part);
  const { items } = await editor.ask("completion", FORM, position);
  return items.filter((item) => item.label.includes(typed)).map((item) => item.label);
}

withEditor("the server says what it can do, and asks for changes of files", async (editor, { capabilities, serverInfo }) => {
  assert.equal(serverInfo.name, "canevas");
  assert.equal(capabilities.positionEncoding, "utf-16");
  assert.equal(capabilities.textDocumentSync.change, 2);
  assert.deepEqual(capabilities.renameProvider, { prepareProvider: true });
  await editor.ask("documentSymbol", FORM);
  assert.deepEqual(editor.watched.map((one) => one.method), ["workspace/didChangeWatchedFiles"]);
});

withEditor("findings follow what is typed, in open files and in others", async (editor) => {
  await editor.show(FORM);
  await editor.untilFound([]);
  await editor.type(FORM, "show_if: areas has", "show_if: aras has");
  await editor.untilFound([`${FORM}: M007 unknown-name`]);
  const [finding] = editor.found.get(FORM);
  assert.match(finding.message, /no question or fact is called `aras`\ndid you mean `areas`\?/);
  assert.deepEqual(finding.range.end, editor.after(FORM, "show_if: aras"));
  assert.equal(finding.severity, 1);
  await editor.type(FORM, "show_if: aras has", "show_if: areas has");
  // The country file is not open, and names the fact by its old id.
  await editor.type(FORM, "    focal_point:\n", "    focal_person:\n");
  await editor.until("a finding in the country file", (found) => found.get("2024/countries/CMR.yaml")?.length === 1);
  await editor.type(FORM, "    focal_person:\n", "    focal_point:\n");
  await editor.untilFound([]);
});

withEditor("what an editor shows counts, whether it is saved or not", async (editor) => {
  const kenya = "2024/countries/KEN.yaml";
  await editor.untilFound([]);
  await editor.show(kenya, "canevas: 1\ncountry: KEN\nfacts:\n  focal_pint: Ms Example\n");
  await editor.untilFound([`${kenya}: I002 unknown-fact`]);
  await editor.hide(kenya);
  await editor.untilFound([]);
  await editor.show(FORM);
  await editor.type(FORM, "show_if: areas has", "show_if: aras has");
  await editor.until("the finding", (found) => found.get(FORM)?.length === 1);
  await editor.hide(FORM);
  await editor.untilFound([]);
  // Another program writes a file, and takes it away.
  writeFileSync(join(editor.folder, kenya), "canevas: 1\ncountry: KEN\nfacts:\n  focal_pint: Ms Example\n");
  await editor.watch(kenya, 1);
  await editor.untilFound([`${kenya}: I002 unknown-fact`]);
  rmSync(join(editor.folder, kenya));
  await editor.watch(kenya, 3);
  await editor.untilFound([]);
});

withEditor("a finding is mended by its quick fix", async (editor) => {
  await editor.show(FORM);
  await editor.type(FORM, "show_if: areas has", "show_if: aras has");
  await editor.until("the finding", (found) => found.get(FORM)?.length === 1);
  const range = editor.found.get(FORM)[0].range;
  const actions = await editor.ask("codeAction", FORM, undefined, { range, context: { diagnostics: editor.found.get(FORM) } });
  assert.deepEqual(actions.map((action) => action.title), ["Write `areas`"]);
  assert.deepEqual(actions[0].diagnostics, editor.found.get(FORM));
  await editor.apply(actions[0].edit);
  assert.match(editor.text(FORM), /show_if: areas has mines/);
  await editor.untilFound([]);
});

withEditor("completion works in a line that is half typed", async (editor) => {
  await editor.show(FORM);
  const line = "ask: How many men were reached?\n";
  const type = async (typed, word = "") => {
    await editor.type(FORM, line, `${line}${typed}\n`);
    const found = await offered(editor, `${line}${typed}`, word);
    await editor.type(FORM, `${line}${typed}\n`, line);
    return found;
  };
  assert.deepEqual(await type("        req", "req"), ["required"]);
  assert.deepEqual(await type('        show_if: "has_law = '), ["yes", "no"]);
  assert.deepEqual(await type("        show_if: law_t", "law_t"), ["law_title"]);
  assert.ok((await type("        hint: By {cou")).includes("country.of"));
  // What is chosen takes the place of what is typed. A letter outside the first plane has two columns.
  await editor.type(FORM, line, `${line}        hint: 😀 {cou\n`);
  const { items } = await editor.ask("completion", FORM, editor.after(FORM, "😀 {cou"));
  const country = items.find((item) => item.label === "country");
  const text = edited(editor.text(FORM), [country.textEdit]);
  assert.match(text, /hint: 😀 \{country\}\n/);
});

withEditor("an editor that counts bytes is answered in bytes", async (editor, { capabilities }) => {
  assert.equal(capabilities.positionEncoding, "utf-8");
  await editor.show(FORM, editor.text(FORM).replace("ask: Which areas does it cover?", "ask: Été {kountry}?"));
  await editor.until("the finding", (found) => found.get(FORM)?.length === 1);
  const { start, end } = editor.found.get(FORM)[0].range;
  const line = Buffer.from(editor.text(FORM).split("\n")[start.line], "utf8");
  assert.equal(line.subarray(start.character, end.character).toString(), "{kountry}");
}, { capabilities: { ...CAPABILITIES, general: { positionEncodings: ["utf-16", "utf-8"] } } });

withEditor("hover, definition and references cross files", async (editor) => {
  const hover = await editor.ask("hover", FORM, editor.after(FORM, "show_if: areas ha"));
  assert.equal(hover.contents.kind, "markdown");
  const words = hover.contents.value.replaceAll("\u00a0", " ");
  assert.equal(words, "Answer this question if you ticked “Mines” in question 3.");
  const [place] = await editor.ask("definition", "2024/countries/CMR.yaml", editor.after("2024/countries/CMR.yaml", "  focal_po"));
  assert.equal(editor.name(place.uri), FORM);
  assert.deepEqual(place.range.end, editor.after(FORM, "    focal_point"));
  const context = { includeDeclaration: false };
  const uses = await editor.ask("references", FORM, editor.after(FORM, "- id: has_law"), { context });
  assert.deepEqual([...new Set(uses.map((use) => editor.name(use.uri)))].sort(), [
    "2024/cases/first.yaml", FORM, "2024/locales/fr.po", "2024/report.yaml", "2024/returns/CMR.json",
  ]);
});

withEditor("a rename changes all files, and the change file says so", async (editor) => {
  await editor.show(FORM);
  const position = editor.after(FORM, "- id: has_l");
  const place = await editor.ask("prepareRename", FORM, position);
  assert.equal(place.placeholder, "has_law");
  const edit = await editor.ask("rename", FORM, position, { newName: "is_law" });
  assert.ok(edit.documentChanges.some((change) => change.kind === "create"));
  await editor.apply(edit);
  assert.match(editor.text(FORM), /- id: is_law/);
  assert.match(editor.text(FORM), /show_if: is_law = yes and not said\(is_law, confidential\)/);
  assert.match(editor.text("2024/locales/fr.po"), /msgctxt "question.is_law.ask"/);
  assert.match(editor.text("2024/changes.yaml"), /new: is_law\n {4}old: has_law\n {4}relation: renamed/);
  // The return came in under the old id.
  await editor.until("a finding in the return", (found) => found.get("2024/returns/CMR.json")?.length === 1);
  await assert.rejects(editor.ask("rename", FORM, editor.after(FORM, "- id: ar"), { newName: "Areas" }), /cannot be an id/);
});

withEditor("an editor that cannot make files is told what to do", async (editor) => {
  const position = editor.after(FORM, "- id: has_l");
  await assert.rejects(editor.ask("rename", FORM, position, { newName: "is_law" }), /create an empty `changes.yaml`/);
  writeFileSync(join(editor.folder, "2024/changes.yaml"), "");
  const edit = await editor.ask("rename", FORM, position, { newName: "is_law" });
  assert.equal(edit.documentChanges, undefined);
  await editor.apply(edit);
  assert.match(editor.text("2024/changes.yaml"), /new: is_law/);
}, { capabilities: {} });

withEditor("outline and formatting", async (editor) => {
  await editor.show(FORM);
  const symbols = await editor.ask("documentSymbol", FORM);
  assert.deepEqual(symbols.map((symbol) => symbol.name), ["Law", "People"]);
  assert.equal(symbols[0].children[2].name, "3  Which areas does it cover?");
  assert.equal(symbols[0].children[2].detail, "areas");
  assert.equal(await editor.ask("formatting", FORM, undefined, { options: { tabSize: 2, insertSpaces: true } }), null);
  await editor.type(FORM, "ask: What is it called?", "ask: Title: what is it?");
  const edits = await editor.ask("formatting", FORM, undefined, { options: { tabSize: 2, insertSpaces: true } });
  assert.match(edited(editor.text(FORM), edits), /ask: \|\n {10}Title: what is it\?\n/);
});

withEditor("files that belong to no questionnaire, and addresses that are no files", async (editor) => {
  mkdirSync(join(editor.folder, "empty"));
  await editor.show("empty/notes.yaml", "a: [1, {b\n");
  for (const method of ["completion", "hover", "definition", "prepareRename", "documentSymbol", "formatting"]) {
    const options = { options: { tabSize: 2, insertSpaces: true } };
    const answer = await editor.ask(method, "empty/notes.yaml", { line: 99, character: 99 }, options);
    assert.ok(answer === null || (answer.items ?? answer).length === 0, `${method}: ${JSON.stringify(answer)}`);
    for (const uri of ["untitled:Untitled-1", "https://example.org/form.yaml", "file:///nowhere/form.yaml"]) {
      const params = { textDocument: { uri }, position: { line: 0, character: 0 }, ...options };
      await editor.connection.sendRequest(`textDocument/${method}`, params);
    }
  }
  await assert.rejects(editor.ask("rename", "empty/notes.yaml", { line: 0, character: 0 }, { newName: "b" }), /no name here/);
  await assert.rejects(editor.connection.sendRequest("textDocument/unheardOf", {}), /does not know/);
  await assert.rejects(editor.connection.sendRequest("textDocument/hover", { a: 1 }), /cannot be read/);
  assert.equal(editor.told(), "");
});

test("two folders, one without a form", async () => {
  const [one, two] = [project(), project()];
  const broken = join(two.folder, FORM);
  writeFileSync(broken, readFileSync(broken, "utf8").replace("show_if: areas has", "show_if: aras has"));
  const editor = new Editor(one.folder);
  try {
    mkdirSync(join(one.folder, "empty"));
    await editor.start({ folders: [join(one.folder, "empty"), two.folder] });
    await editor.until("the finding", (found) => found.get(broken)?.length === 1);
    await editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added: [{ uri: editor.uri(""), name: "one" }], removed: [] },
    });
    await editor.show(FORM);
    await editor.type(FORM, "type: yes_no", "type: yes_now");
    await editor.until("a finding in the other folder", (found) => (found.get(FORM)?.length ?? 0) > 0);
    assert.equal(await editor.leave(), 0);
  } finally {
    editor.child.kill();
    one.remove();
    two.remove();
  }
});

/** Writes to the program without a client, and gives what it answers until it ends. */
async function raw(write) {
  const { folder, remove } = project();
  const child = started(folder);
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (out += text));
  child.stdin.on("error", () => {});
  write((body) => {
    const text = typeof body === "string" ? body : JSON.stringify({ jsonrpc: "2.0", ...body });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }, child.stdin);
  child.stdin.end();
  const code = await ended(child);
  remove();
  const answers = out.split(/Content-Length: \d+\r\n\r\n/).slice(1).map((body) => JSON.parse(body));
  return { code, answers };
}

const LEAVE = [{ id: 98, method: "shutdown" }, { method: "exit" }];
const INITIALIZE = { id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } };

test("what is no message is answered, and the server goes on", async () => {
  const { code, answers } = await raw((send) => {
    send({ id: 0, method: "textDocument/hover", params: {} });
    send("{ this is no JSON");
    send("[]");
    send('{"jsonrpc":"2.0","id":7}');
    send(INITIALIZE);
    send({ id: 3, method: "initialize", params: 5 });
    LEAVE.forEach(send);
  });
  // What is no message is answered at once, and need not wait for the requests before it.
  const told = answers.map(({ id, error }) => `${id} ${error?.code ?? "answered"}`).sort();
  assert.deepEqual(told, ["0 -32002", "1 answered", "3 -32601", "7 -32600", "98 answered", "null -32600", "null -32700"]);
  assert.equal(code, 0);
});

test("a request that is cancelled has an answer, and the next one too", async () => {
  const { code, answers } = await raw((send) => {
    send(INITIALIZE);
    for (let id = 10; id < 60; id += 1) send({ id, method: "textDocument/unheardOf", params: {} });
    send({ method: "$/cancelRequest", params: { id: 59 } });
    LEAVE.forEach(send);
  });
  assert.equal(code, 0);
  const ids = answers.filter(({ id }) => id >= 10 && id < 60).map(({ id }) => id).sort();
  assert.deepEqual(ids, [...Array(50).keys()].map((at) => at + 10));
});

test("the exit code says whether the editor left as it should", async () => {
  assert.equal((await raw((send) => [INITIALIZE, ...LEAVE].forEach(send))).code, 0);
  assert.equal((await raw((send) => [INITIALIZE, { method: "exit" }].forEach(send))).code, 101);
  assert.equal((await raw((send) => send(INITIALIZE))).code, 101);
  assert.equal((await raw((_, stream) => stream.write("Content-Length: many\r\n\r\n{}"))).code, 101);
});
