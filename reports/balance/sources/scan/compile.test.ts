import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileScan } from './compile.ts';

test('the compiled module is that of the source', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-events-'));
  try {
    const compiled = join(folder, 'scan.wasm');
    await compileScan(compiled);
    const kept = await readFile(join(import.meta.dirname, 'scan.wasm'));
    expect(kept.equals(await readFile(compiled))).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});
