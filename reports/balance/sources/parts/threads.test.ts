import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { threadsFor } from './threads.ts';

const large = 2 ** 28;
const event = '{"Type":"Task","TaskId":"a","Timestamp":1788220800000,"CpuUtilized":1}\n';
const asMany = Math.min(3, availableParallelism());

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-threads-'));
});
afterAll(async () => rm(folder, { recursive: true }));

it.each([
  ['a large file of events', event, large, asMany],
  ['an export to S3', `2026-09-01T00:01:02.000Z ${event}`, large, asMany],
  ['a small file of events', event, event.length, 1],
  ['what is packed', gzipSync(event), large, 1],
  ['a large file of something else', 'http 2026-09-01T00:01:02.000Z app/x/1\n', large, 1],
  ['a line without an end', event.repeat(2000).replaceAll('\n', ' '), large, 1],
] as const)('%s has as many threads as are worth it', async (name, beginning, size, threads) => {
  const path = join(folder, name);
  await writeFile(path, beginning);
  // What follows takes no room on the disk.
  if (size === large) await truncate(path, size);
  expect(await threadsFor(path)).toBe(threads);
});
