import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { openFifo } from './fifo.ts';

it('gives all that was written, by whoever and whenever, and leaves no file', async () => {
  const fifo = await openFifo();
  const read = text(fifo.stream);
  const whole = 'a line\n'.repeat(100_000);
  await writeFile(fifo.path, whole);
  await fifo.close();
  expect(await read).toBe(whole);
  expect(existsSync(fifo.path)).toBe(false);
});

it('ends when nobody ever wrote', async () => {
  const fifo = await openFifo();
  await fifo.close();
  expect(await text(fifo.stream)).toBe('');
  expect(existsSync(fifo.path)).toBe(false);
});
