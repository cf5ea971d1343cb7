import { crc32, deflateSync } from 'node:zlib';
import { type Random, between, seededRandom } from '../../../../core/seeded-random.ts';

const shades = 48;
/** From far to near: what is behind a ridge is paler. */
const colors = [
  [205, 228, 240],
  [150, 186, 190],
  [112, 160, 140],
  [78, 130, 92],
  [48, 96, 62],
] as const;
/** Grain, in shades: noise is what keeps a picture from being packed to nothing, as it is in photographs. */
const grain = 4;

/** A landscape of hills, the same for a seed: PNG with a palette, about 0.36 bytes a pixel. */
export function picture(seed: number, width: number, height: number): Uint8Array {
  const random = seededRandom(seed);
  const ridges = colors.slice(1).map((_, layer) => {
    const top = ridge(random, (0.3 + 0.16 * layer) * height);
    return Float64Array.from({ length: width }, (_, x) => top(x / width));
  });
  const rows = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const layer = ridges.findLastIndex((tops) => y > (tops[x] ?? 0)) + 1;
      const light = (y / height) * (shades - grain - 1);
      // The first byte of a row is its filter: none.
      rows[y * (width + 1) + 1 + x] =
        layer * shades + Math.floor(light) + between(random, 0, grain - 1);
    }
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  // Eight bits a pixel, each an index into the palette.
  header.setUint16(8, 0x08_03);
  return Buffer.concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('PLTE', palette()),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** The outline of hills: a few waves of random length and place. */
function ridge(random: Random, base: number): (x: number) => number {
  const waves = [1, 2, 3].map((n) => ({
    length: n * (1 + random()),
    phase: random() * 2 * Math.PI,
    height: (0.12 * base) / n,
  }));
  return (x) =>
    waves.reduce(
      (y, { length, phase, height }) => y + height * Math.sin(2 * Math.PI * x * length + phase),
      base,
    );
}

function palette(): Uint8Array {
  return Uint8Array.from(
    colors.flatMap((color) =>
      Array.from({ length: shades }, (_, shade) =>
        color.map((part) => Math.round(part * (1.1 - (0.45 * shade) / shades))),
      ).flat(),
    ),
    (part) => Math.min(255, part),
  );
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
