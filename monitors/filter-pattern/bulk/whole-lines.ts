const lineFeed = 0x0a;

/** A view on the same memory, with the searches that only a Buffer has. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/**
 * Cuts chunks anew, at line feeds: each buffer ends with a line, and only the last one may lack its line feed. The parts
 * of a long line are joined once, when its end has come, so memory holds a chunk and the longest line.
 */
export async function* wholeLines(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let pending: Uint8Array[] = [];
  for await (const chunk of chunks) {
    const cut = asBuffer(chunk).lastIndexOf(lineFeed) + 1;
    if (cut > 0) {
      yield Buffer.concat([...pending, chunk.subarray(0, cut)]);
      pending = [];
    }
    if (cut < chunk.length) pending.push(chunk.subarray(cut));
  }
  if (pending.length > 0) yield Buffer.concat(pending);
}
