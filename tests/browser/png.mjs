// Makes pictures small without a program of its own: a picture of a form or a page has few colours, so one byte a dot is enough.
import { deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");
/** The most colours that a dot of one byte can tell apart. */
const MOST = 256;
/** How many of them are those that the picture uses most. */
const COMMON = 208;

const CRC = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** @param {Buffer} bytes @returns {number} */
function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = /** @type {number} */ (CRC[(sum ^ byte) & 255]) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(checksum(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** The dots of a picture, three bytes each; what shines through is white. @param {Buffer} png of 8 bits a channel, not interlaced */
function dots(png) {
  const parts = [];
  let [width, height, channels] = [0, 0, 0];
  for (let at = 8; at < png.length; ) {
    const [length, type] = [png.readUInt32BE(at), png.toString("latin1", at + 4, at + 8)];
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === "IHDR") {
      [width, height, channels] = [data.readUInt32BE(0), data.readUInt32BE(4), { 2: 3, 6: 4 }[/** @type {2 | 6} */ (data[9])] ?? 0];
      if (data[8] !== 8 || channels === 0 || data[12] !== 0) throw new Error("not a picture as browsers and pdftoppm write it");
    }
    if (type === "IDAT") parts.push(data);
    at += 12 + length;
  }
  const raw = inflateSync(Buffer.concat(parts));
  const row = width * channels;
  const lines = Buffer.alloc(row * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (row + 1)];
    for (let x = 0; x < row; x += 1) {
      const at = y * row + x;
      const left = x < channels ? 0 : /** @type {number} */ (lines[at - channels]);
      const up = y === 0 ? 0 : /** @type {number} */ (lines[at - row]);
      const corner = x < channels || y === 0 ? 0 : /** @type {number} */ (lines[at - row - channels]);
      const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
      const nearest = a <= b && a <= c ? left : b <= c ? up : corner;
      const guess = [0, left, up, (left + up) >> 1, nearest][/** @type {number} */ (filter)] ?? 0;
      lines[at] = /** @type {number} */ (raw[y * (row + 1) + 1 + x]) + guess;
    }
  }
  const colours = new Uint32Array(width * height);
  for (let at = 0; at < colours.length; at += 1) {
    const [red = 0, green = 0, blue = 0, opaque = 255] = lines.subarray(at * channels, (at + 1) * channels);
    const over = (/** @type {number} */ value) => Math.round((value * (channels === 4 ? opaque : 255)) / 255 + 255 - (channels === 4 ? opaque : 255));
    colours[at] = (over(red) << 16) | (over(green) << 8) | over(blue);
  }
  return { width, height, colours };
}

/** @param {number} one @param {number} other */
function distance(one, other) {
  const [red, green, blue] = [(one >> 16) - (other >> 16), ((one >> 8) & 255) - ((other >> 8) & 255), (one & 255) - (other & 255)];
  return red * red + green * green + blue * blue;
}

/**
 * The same picture with 256 colours, most of them those that it uses most; each other colour becomes the nearest of them.
 * @param {Buffer} png
 * @returns {Buffer}
 */
export function small(png) {
  const { width, height, colours } = dots(png);
  /** @type {Map<number, number>} */
  const uses = new Map();
  for (const colour of colours) uses.set(colour, (uses.get(colour) ?? 0) + 1);
  const sorted = [...uses].sort(([a, m], [b, n]) => n - m || a - b).map(([colour]) => colour);
  const palette = sorted.slice(0, COMMON);
  // A rare colour that is like no other, such as a red star, keeps its place.
  const apart = new Map(sorted.slice(COMMON).map((colour) => [colour, Math.min(...palette.map((other) => distance(other, colour)))]));
  while (palette.length < MOST && apart.size > 0) {
    const [farthest] = [...apart].reduce((best, entry) => (entry[1] > best[1] ? entry : best));
    palette.push(farthest);
    apart.delete(farthest);
    for (const [colour, near] of apart) apart.set(colour, Math.min(near, distance(farthest, colour)));
  }
  const places = new Map(palette.map((colour, place) => [colour, place]));
  for (const colour of uses.keys()) {
    if (places.has(colour)) continue;
    places.set(colour, palette.reduce((best, other, place) => (distance(other, colour) < distance(/** @type {number} */ (palette[best]), colour) ? place : best), 0));
  }
  const lines = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) lines[y * (width + 1) + 1 + x] = /** @type {number} */ (places.get(/** @type {number} */ (colours[y * width + x])));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const shades = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([SIGNATURE, chunk("IHDR", head), chunk("PLTE", shades), chunk("IDAT", deflateSync(lines, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}
