import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeOwnFolder } from './own-folder.ts';

it("makes a folder that nobody else can look into, and takes one that's there", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-own-'));
  try {
    const path = join(folder, 'a', 'b');
    await makeOwnFolder(path, 'TMPDIR');
    await makeOwnFolder(path, 'TMPDIR');
    expect((await stat(path)).mode & 0o777).toBe(0o700);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('says by which variable it would be elsewhere where it cannot be made', async () => {
  await expect(makeOwnFolder('/proc/nowhere/own', 'XDG_CACHE_HOME')).rejects.toThrow(
    expect.objectContaining({
      code: 'unreadable-file',
      message:
        'The folder /proc/nowhere/own cannot be used: it cannot be made. Expected a place that can be written; or set XDG_CACHE_HOME to another folder.',
    }),
  );
});
