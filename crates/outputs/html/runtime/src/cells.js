// Cells as a spreadsheet copies them. Pure.

/**
 * Takes cells apart: tabs part the cells of a row, and line ends part rows. A spreadsheet puts a cell that contains either in
 * quotes, and doubles the quotes in it.
 * @param {string} text
 * @returns {string[][]} rows of cells
 */
export function cellsOf(text) {
  /** @type {string[][]} */
  const rows = [[]];
  // The last line of a copied block has an end, and no row follows it.
  const lines = text.replace(/\r\n?/gu, "\n").replace(/\n$/u, "");
  for (const [, cell = "", end] of lines.matchAll(/((?:"(?:[^"]|"")*"(?![^\t\n]))|[^\t\n]*)(\t|\n|$)/gu)) {
    rows.at(-1)?.push(plain(cell));
    if (end === "\n") rows.push([]);
    if (!end) break;
  }
  return rows;
}

/** Quotes around one line are the author's own. @param {string} cell */
function plain(cell) {
  return /^"[^]*[\t\n][^]*"$/u.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}
