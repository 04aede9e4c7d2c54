// The compiler counts bytes of UTF-8; the page counts units of UTF-16.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const toBytes = (text) => encoder.encode(text);
export const toText = (bytes) => decoder.decode(bytes);

/** The byte at a position of a text. */
export const byteAt = (text, position) => encoder.encode(text.slice(0, position)).length;

/** The position of a byte of a text. */
export function positionAt(text, byte) {
  let bytes = 0;
  let position = 0;
  for (const sign of text) {
    if (bytes >= byte) break;
    const code = sign.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    position += sign.length;
  }
  return position;
}

export const isText = (name) => /\.(yaml|yml|json|po|csv|toml|txt|md|xlf|xliff|html)$/u.test(name);
