import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startK6 } from './process.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-k6-process-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('keeps what was written by a k6 that has ended before anybody reads', async () => {
  const k6 = join(folder, 'k6');
  await writeFile(k6, '#!/bin/sh\necho summary\necho error >&2\n');
  await chmod(k6, 0o700);
  const child = await startK6({
    k6,
    script: 'script.js',
    workingDirectory: folder,
    settings: {},
    env: process.env,
    summary: join(folder, 'summary.json'),
    sharesMachine: false,
    confined: true,
    blacklist: [],
    systemTags: undefined,
  });
  await child.ended;
  // At the end Node throws away what nobody reads, a moment later.
  await setTimeout(50);
  if (child.output === undefined) throw new Error('it has no output');
  expect(await Promise.all([text(child.output), text(child.log), text(child.csv)])).toEqual([
    'summary\n',
    'error\n',
    '',
  ]);
});
