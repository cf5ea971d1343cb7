import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lineBlocks } from './line-blocks.ts';

it.each([
  ['short lines', Array.from({ length: 100_000 }, (_, line) => `line ${line}\n`).join('')],
  ['lines longer than a block', `a\n${'é'.repeat(400_000)}\nb\n${'c'.repeat(2_000_000)}\n`],
  ['a last line without its end', `a\nb\n${'c'.repeat(300_000)}`],
  ['nothing', ''],
])('blocks of %s are the file, and end with lines', async (_, text) => {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-blocks-'));
  try {
    const path = join(folder, 'file');
    await writeFile(path, text);
    const blocks: string[] = [];
    for await (const block of lineBlocks(path)) blocks.push(block.toString());
    expect(blocks.join('') === text).toBe(true);
    expect(blocks.slice(0, -1).every((block) => block.endsWith('\n'))).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});
