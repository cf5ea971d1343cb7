import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cachedPath, locateK6 } from './locate.mjs';

/** A program that says what `k6 version` says. */
async function plantK6(path: string, version: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `#!/bin/sh\necho "k6 ${version} (go1.26.0, linux/amd64)"\n`);
  await chmod(path, 0o755);
  return path;
}

describe('k6 is found', () => {
  let folder: string;
  let env: Record<string, string>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-k6-'));
    env = {
      PATH: `${folder}/empty:${folder}/bin:/usr/bin:/bin`,
      XDG_CACHE_HOME: join(folder, 'cache'),
    };
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('nowhere, when there is none', async () => {
    expect(await locateK6('v2', env)).toBeUndefined();
  });

  it('where BILANCIA_K6 says, before the PATH', async () => {
    await plantK6(join(folder, 'bin', 'k6'), 'v2.1.0');
    const path = await plantK6(join(folder, 'mine'), 'v2.3.0');
    expect(await locateK6('v2', { ...env, BILANCIA_K6: path })).toEqual({
      path,
      version: 'v2.3.0',
      from: 'BILANCIA_K6',
    });
  });

  it('on the PATH, before the cache folder', async () => {
    await plantK6(cachedPath('v2', env), 'v2.2.0');
    const path = await plantK6(join(folder, 'bin', 'k6'), 'v2.1.0');
    expect(await locateK6('v2', env)).toEqual({ path, version: 'v2.1.0', from: 'PATH' });
  });

  it('in the cache folder, when the one on the PATH is too old', async () => {
    await plantK6(join(folder, 'bin', 'k6'), 'v1.8.1');
    const path = await plantK6(cachedPath('v2', env), 'v2.2.0');
    expect(await locateK6('v2', env)).toEqual({ path, version: 'v2.2.0', from: 'cache' });
  });

  it('for xk6-ts in the cache folder only', async () => {
    await plantK6(join(folder, 'bin', 'k6'), 'v1.8.1');
    expect(await locateK6('v1-xk6-ts', env)).toBeUndefined();
    const path = await plantK6(cachedPath('v1-xk6-ts', env), 'v1.8.1');
    expect(await locateK6('v1-xk6-ts', env)).toEqual({ path, version: 'v1.8.1', from: 'cache' });
  });

  it.each([
    ['v1.8.1', 'which is k6 v1.8.1'],
    ['of my own', 'which is no k6 that runs'],
  ])('never in BILANCIA_K6 when that says it is k6 %s', async (version, reason) => {
    const path = await plantK6(join(folder, 'mine'), version);
    await expect(locateK6('v2', { ...env, BILANCIA_K6: path })).rejects.toThrow(
      new RangeError(`BILANCIA_K6 is "${path}", ${reason}: it must name k6 v2 or newer.`),
    );
  });
});
