// The pages of every committed Word file, as LibreOffice lays them out: none is left half empty, and no line ends a page that
// belongs to the next one, such as a heading without its question or a question without a box.
// run: node --test tests/office/pages.test.mjs   (OFFICE_KEEP=<folder> keeps the pages; the files are those of generated/)
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const GENERATED = join(root, "generated");
/** The most of a page that may be empty at its foot. */
const MOST = 1 / 3;
/** Dots per inch of the pictures that are measured. */
const DPI = 50;
/** The margins at the top and at the foot, in inches; the line at the foot stands in the lower one. */
const [TOP, FOOT] = [1134 / 1440, 1247 / 1440];

let folder;
/** @type {{ name: string, word: string, pdf: string }[]} */
let files;

before(async () => {
  folder = process.env.OFFICE_KEEP
    ? join(process.env.OFFICE_KEEP, "generated-pages")
    : await mkdtemp(join(tmpdir(), "canevas-pages-"));
  await mkdir(folder, { recursive: true });
  files = [];
  for (const entry of await readdir(GENERATED, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".docx")) continue;
    const found = join(entry.parentPath ?? entry.path, entry.name);
    const name = relative(GENERATED, found);
    // LibreOffice names a page's file after the document alone.
    const word = join(folder, name.replaceAll(/[/\\]/g, "_"));
    await copyFile(found, word);
    files.push({ name, word, pdf: word.replace(/docx$/, "pdf") });
  }
  files.sort((a, b) => (a.name < b.name ? -1 : 1));
  const profile = await mkdtemp(join(tmpdir(), "canevas-soffice-"));
  try {
    await run(
      "timeout",
      ["-k", "10", "900", "soffice", `-env:UserInstallation=file://${profile}`, "--headless", "--norestore",
        "--infilter=MS Word 2007 XML", "--convert-to", "pdf", "--outdir", folder, ...files.map((file) => file.word)],
      { env: { ...process.env, LC_ALL: "C.UTF-8" }, maxBuffer: 1 << 26 },
    );
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
});

after(async () => {
  if (!process.env.OFFICE_KEEP) await rm(folder, { recursive: true, force: true });
});

/** The part of each page's text area that is empty at the foot. @param {string} pdf @returns {Promise<number[]>} */
async function emptiness(pdf) {
  const { stdout } = await run("pdftoppm", ["-r", String(DPI), "-gray", pdf], { encoding: "buffer", maxBuffer: 1 << 28 });
  const parts = [];
  for (let at = 0; at < stdout.length; ) {
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(stdout.subarray(at, at + 40).toString("latin1"));
    assert.ok(head, `${pdf}: no picture at byte ${at}`);
    const [width, height] = [Number(head[1]), Number(head[2])];
    const pixels = stdout.subarray(at + head[0].length, at + head[0].length + width * height);
    const [top, foot] = [Math.round(TOP * DPI), Math.round(height - FOOT * DPI)];
    let last = foot - 1;
    while (last > top && pixels.subarray(last * width, (last + 1) * width).every((pixel) => pixel > 200)) last -= 1;
    parts.push((foot - 1 - last) / (foot - top));
    at += head[0].length + width * height;
  }
  return parts;
}

test("no page but the last is left more than a third empty", async () => {
  assert.ok(files.length > 20, `${files.length} files`);
  const empty = [];
  let measured = 0;
  for (const { name, pdf } of files) {
    const parts = (await emptiness(pdf)).slice(0, -1);
    measured += parts.filter((part) => part > 0 && part < 1).length;
    parts.forEach((part, at) => {
      if (part > MOST) empty.push(`${name}, page ${at + 1}: ${Math.round(part * 100)} %`);
    });
  }
  assert.ok(measured > 100, `${measured} pages have something on them and something below it`);
  assert.deepEqual(empty, []);
});

/** A text without spaces, and without the signs of lists and directions. @param {string} text */
const bare = (text) => text.replace(/[\s\u2060•]|\p{Cf}/gu, "");

/** The paragraphs outside tables: the text of each, and whether it stays with the next one, as it or its style says. */
async function paragraphs(word) {
  const read = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); [print(z.read(f'word/{n}.xml').decode()) for n in ('styles', 'document')]";
  const { stdout } = await run("python3", ["-c", read, word], { maxBuffer: 1 << 26 });
  const split = stdout.indexOf("<w:document ");
  const says = (xml) => /<w:keepNext(?: w:val="(0)")?\/>/.exec(xml);
  const styles = new Map();
  for (const [style, id] of stdout.slice(0, split).matchAll(/<w:style [^>]*w:styleId="(\w+)".*?<\/w:style>/gs)) {
    styles.set(id, { said: says(style), base: /<w:basedOn w:val="(\w+)"/.exec(style)?.[1] });
  }
  const keeps = (id) => {
    for (let at = styles.get(id); at; at = styles.get(at.base)) if (at.said) return !at.said[1];
    return false;
  };
  const body = stdout.slice(split).replace(/<w:tbl>.*?<\/w:tbl>/gs, "");
  return [...body.matchAll(/<w:p>(.*?)<\/w:p>/gs)].map(([, paragraph]) => {
    const said = says(paragraph);
    const text = [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map(([, part]) => part).join("");
    const plain = text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");
    return { keeps: said ? !said[1] : keeps(/<w:pStyle w:val="(\w+)"/.exec(paragraph)?.[1]), text: bare(plain) };
  });
}

test("no page ends with a line that stays with the next one", async () => {
  const alone = [];
  let ends = 0;
  for (const { name, word, pdf } of files) {
    const all = await paragraphs(word);
    assert.ok(all.some((paragraph) => paragraph.keeps) && all.some((paragraph) => !paragraph.keeps), name);
    const { stdout } = await run("pdftotext", ["-layout", pdf, "-"], { maxBuffer: 1 << 26 });
    const pages = stdout.split("\f").slice(0, -2);
    pages.forEach((page, at) => {
      // The last line is that at the foot.
      const last = page.split("\n").filter((line) => line.trim() !== "").at(-2) ?? "";
      const same = all.filter(({ text }) => text !== "" && text.endsWith(bare(last)));
      ends += same.length > 0 ? 1 : 0;
      if (same.length > 0 && same.every((paragraph) => paragraph.keeps)) alone.push(`${name}, page ${at + 1}: ${last.trim()}`);
    });
  }
  assert.ok(ends > 50, `${ends} pages end with a line of a paragraph`);
  assert.deepEqual(alone, []);
});
