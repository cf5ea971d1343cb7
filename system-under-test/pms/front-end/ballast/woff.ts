import { deflateSync } from 'node:zlib';

const headerBytes = 44;
const entryBytes = 20;

/** The tables of a TrueType font as WOFF 1.0 (W3C, 2012): each compressed, in the order of their names. */
export function woff(tables: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const names = Object.keys(tables).toSorted();
  const [entries, bodies]: [Uint8Array[], Uint8Array[]] = [[], []];
  let offset = headerBytes + entryBytes * names.length;
  let unpacked = 12 + 16 * names.length;
  for (const name of names) {
    const table = tables[name] ?? new Uint8Array();
    const packed = deflateSync(table, { level: 9 });
    const body = packed.length < table.length ? packed : table;
    entries.push(
      Buffer.concat([
        Buffer.from(name, 'latin1'),
        longs(offset, body.length, table.length, checksum(table)),
      ]),
    );
    bodies.push(padded(body));
    offset += padded(body).length;
    unpacked += padded(table).length;
  }
  const header = longs(0x774f4646, 0x00010000, offset, names.length << 16, unpacked, 0x00010000);
  return Buffer.concat([
    header,
    new Uint8Array(headerBytes - header.length),
    ...entries,
    ...bodies,
  ]);
}

/** The sum of its 32-bit words (OpenType, "Calculating checksums"). */
function checksum(table: Uint8Array): number {
  const whole = Buffer.from(padded(table));
  let sum = 0;
  for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0;
  return sum;
}

function padded(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([bytes, new Uint8Array(-bytes.length & 3)]);
}

function longs(...values: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [n, value] of values.entries()) bytes.writeUInt32BE(value, 4 * n);
  return bytes;
}
