import { open } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { hasCode } from '../../../core/errors.ts';
import { lineBlocks, newline } from '../../../core/line-blocks.ts';

/** Half a gigabyte a second goes through here: few enough reads to wait for, and small enough to stay in the cache of the core. */
const blockBytes = 1 << 18;

/** A file in blocks of whole lines, unpacked where it is gzip; `onCut` is told of a packed file that ends too soon. */
export async function* blocksOf(
  path: string,
  onCut: () => void,
): AsyncGenerator<Buffer, void, undefined> {
  if (!(await isGzip(path))) {
    yield* lineBlocks(path, blockBytes);
    return;
  }
  const source = createReadStream(path);
  const chunks = source.pipe(createGunzip({ chunkSize: 1 << 17 }));
  source.on('error', (error) => chunks.destroy(error));
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of chunks) {
      if (!Buffer.isBuffer(chunk)) continue;
      const end = chunk.lastIndexOf(newline) + 1;
      if (end === 0) {
        rest = Buffer.concat([rest, chunk]);
        continue;
      }
      yield Buffer.concat([rest, chunk.subarray(0, end)]);
      rest = Buffer.from(chunk.subarray(end));
    }
  } catch (error) {
    if (!['Z_BUF_ERROR', 'Z_DATA_ERROR'].some((code) => hasCode(error, code))) throw error;
    onCut();
  }
  if (rest.length > 0) yield rest;
}

/** Whether it begins as gzip does, whatever its name. Source: RFC 1952, 2.3.1. */
async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

/** The lines of a block, without their ends. */
export function forEachLine(block: Buffer, use: (from: number, to: number) => void): void {
  let from = 0;
  for (let to = block.indexOf(newline); to >= 0; to = block.indexOf(newline, from)) {
    use(from, to);
    from = to + 1;
  }
  if (from < block.length) use(from, block.length);
}
