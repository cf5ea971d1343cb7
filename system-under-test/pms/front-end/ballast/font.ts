import { between, seededRandom } from '../../../../core/seeded-random.ts';
import { woff } from './woff.ts';

/** Code point of the first sign, in the private use area. */
export const firstSign = 0xe000;
const unitsPerEm = 1000;
const pointsOfSign = 40;

/** A font of signs, stars of random shape, the same for a seed: WOFF, about 124 bytes a sign. */
export function font(family: string, seed: number, signs: number): Uint8Array {
  const random = seededRandom(seed);
  const outlines = Array.from({ length: signs }, () => star(() => between(random, 180, 480)));
  // Glyph 0 is what stands for a sign that is missing: here nothing.
  const glyphs = [new Uint8Array(), ...outlines.map(glyph)];
  const count = glyphs.length;
  let offset = 0;
  const locations = [0, ...glyphs.map(({ length }) => (offset += length))];
  return woff({
    'OS/2': words(
      [0, unitsPerEm, 400, 5, 0, 650, 700, 0, 140, 650, 700, 0, 480, 50, 260, 0],
      // Panose, Unicode ranges and vendor are left open; then what the signs' code points are.
      Array.from({ length: 15 }, () => 0),
      [0x40, firstSign, firstSign + signs - 1, unitsPerEm, 0, 0, unitsPerEm, 0],
    ),
    cmap: words(
      [0, 1, 3, 1, 0, 12],
      [4, 32, 0, 4, 4, 1, 0, firstSign + signs - 1, 0xffff, 0, firstSign, 0xffff],
      [0x1_0001 - firstSign, 1, 0, 0],
    ),
    glyf: Buffer.concat(glyphs),
    head: words(
      [1, 0, 1, 0, 0, 0, 0x5f0f, 0x3cf5, 0, unitsPerEm, 0, 0, 0, 0, 0, 0, 0, 0],
      [0, 0, unitsPerEm, unitsPerEm, 0, 8, 2, 1, 0],
    ),
    hhea: words([
      1,
      0,
      unitsPerEm,
      0,
      0,
      unitsPerEm,
      0,
      0,
      unitsPerEm,
      1,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      count,
    ]),
    hmtx: words(glyphs.flatMap(() => [unitsPerEm, 0])),
    loca: words(locations.flatMap((at) => [at >>> 16, at & 0xffff])),
    maxp: words([1, 0, count, pointsOfSign, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]),
    name: names(family),
    post: words([3, 0, 0, 0, 0xff9c, 50, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  });
}

type Point = readonly [x: number, y: number];

function star(radius: () => number): Point[] {
  return Array.from({ length: pointsOfSign }, (_, n): Point => {
    const [angle, length] = [(-2 * Math.PI * n) / pointsOfSign, radius()];
    const middle = unitsPerEm / 2;
    return [
      Math.round(middle + length * Math.cos(angle)),
      Math.round(middle + length * Math.sin(angle)),
    ];
  });
}

function steps(values: readonly number[]): number[] {
  return values.map((at, n) => at - (values[n - 1] ?? 0));
}

/** One contour of straight lines, its points as steps from one to the next. */
function glyph(points: readonly Point[]): Uint8Array {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const onCurve = new Uint8Array(points.length).fill(1);
  const outline = [
    words([1], box, [points.length - 1, 0]),
    onCurve,
    words(steps(xs)),
    words(steps(ys)),
  ];
  return Buffer.concat(outline);
}

/** Family, style, full name and PostScript name, in UTF-16 for Windows. */
function names(family: string): Uint8Array {
  const texts = [
    [1, family],
    [2, 'Regular'],
    [4, family],
    [6, family],
  ] as const;
  let offset = 0;
  const records = texts.flatMap(([id, text]) => {
    const record = [3, 1, 0x409, id, text.length * 2, offset];
    offset += text.length * 2;
    return record;
  });
  const text = texts.map((each) => each[1]).join('');
  return Buffer.concat([
    words([0, texts.length, 6 + 12 * texts.length], records),
    Buffer.from(text, 'utf16le').swap16(),
  ]);
}

/** 16 bits each, the higher byte first; signed or not. */
function words(...lists: readonly (readonly number[])[]): Uint8Array {
  const values = lists.flat();
  const bytes = Buffer.alloc(2 * values.length);
  for (const [n, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, 2 * n);
  return bytes;
}
