// Folders and zips: in and out.

import { unzipSync, zipSync } from "fflate";

/** What a folder may hold besides a questionnaire, and what the studio leaves alone. */
const isLeft = (name) => /(^|\/)(\.git|\.svn|node_modules|target|__MACOSX|\.DS_Store)(\/|$)/u.test(name);
const MOST_BYTES = 200 * 1024 * 1024;

/** Files by their names below the folder that they share. */
function named(entries) {
  const files = entries.filter(([name]) => !isLeft(name) && !name.endsWith("/"));
  const size = files.reduce((sum, [, bytes]) => sum + bytes.length, 0);
  if (size > MOST_BYTES) throw new TooLarge();
  const tops = new Set(files.map(([name]) => name.split("/")[0]));
  const [top] = tops;
  const isOne = tops.size === 1 && files.every(([name]) => name.includes("/"));
  return { top: isOne ? top : "", files: isOne ? files.map(([name, bytes]) => [name.slice(top.length + 1), bytes]) : files };
}

export class TooLarge extends Error {}

/** Reads what a person chose: a zip, or the files of a folder. */
export async function fromFiles(chosen) {
  const zip = chosen.length === 1 && /\.zip$/iu.test(chosen[0].name) ? chosen[0] : null;
  if (zip) {
    const entries = Object.entries(unzipSync(new Uint8Array(await zip.arrayBuffer()), { filter: (file) => !isLeft(file.name) && file.originalSize <= MOST_BYTES }));
    const { top, files } = named(entries);
    return { name: top || zip.name.replace(/\.zip$/iu, ""), files };
  }
  const sizes = [...chosen].reduce((sum, file) => sum + (isLeft(file.webkitRelativePath || file.name) ? 0 : file.size), 0);
  if (sizes > MOST_BYTES) throw new TooLarge();
  const wanted = [...chosen].filter((file) => !isLeft(file.webkitRelativePath || file.name));
  const entries = await Promise.all(wanted.map(async (file) => [file.webkitRelativePath || file.name, new Uint8Array(await file.arrayBuffer())]));
  const { top, files } = named(entries);
  return { name: top || "folder", files };
}

/** A zip of files, the same bytes for the same files. */
export function toZip(files, folder) {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const entries = Object.fromEntries(sorted.map(([name, bytes]) => [folder ? `${folder}/${name}` : name, bytes]));
  // The earliest day that a zip can hold: a clock would make each zip another one.
  return zipSync(entries, { level: 6, mtime: new Date(1980, 0, 2) });
}

/** Hands a file to the person. */
export function give(name, bytes, type = "application/octet-stream") {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
