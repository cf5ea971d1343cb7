import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plantPython } from '../python/testing/fake-python.ts';
import { isInstalled, npmPackages } from './npm-packages.mjs';
import { pythonPrograms } from './python-programs.mjs';
import { howToInstall } from './system-packages.mjs';
import { withoutServices } from './without-services.mjs';

const silent = (): void => undefined;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-steps-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('npm packages', () => {
  const wanted = {
    '': { version: '0.1.0' },
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/@esbuild/aix-ppc64': { version: '0.28.2', optional: true },
  };
  async function locks(lock: object, installed: object): Promise<[string, string]> {
    const paths: [string, string] = [
      join(folder, 'package-lock.json'),
      join(folder, 'installed.json'),
    ];
    await writeFile(paths[0], JSON.stringify({ packages: lock }));
    await writeFile(paths[1], JSON.stringify({ packages: installed }));
    return paths;
  }

  it.each([
    ['are there, but for another system’s', { 'node_modules/zod': { version: '4.6.7' } }, true],
    ['are of another version', { 'node_modules/zod': { version: '4.6.6' } }, false],
    ['are missing', {}, false],
  ])('that %s count accordingly', async (_what, installed, expected) => {
    expect(isInstalled(...(await locks(wanted, installed)))).toBe(expected);
  });

  it('are missing in a fresh clone, and again when the lock file changes', async () => {
    await locks(wanted, {});
    const step = npmPackages(folder);
    expect((await step({}, silent))?.what).toBe('npm packages');
    const brought = join(folder, 'node_modules', `node-${process.platform}-${process.arch}`);
    await mkdir(brought, { recursive: true });
    await writeFile(join(brought, 'package.json'), '{"bin":{"node":"bin/node"}}');
    await writeFile(
      join(folder, 'node_modules', '.package-lock.json'),
      JSON.stringify({ packages: wanted }),
    );
    expect(await step({}, silent)).toBeUndefined();
    await locks({ ...wanted, 'node_modules/hono': { version: '4.13.19' } }, {});
    expect((await step({}, silent))?.what).toBe('npm packages');
  });
});

describe('system packages that cannot be installed', () => {
  it('are named with the command for root, where there is apt', () => {
    expect(howToInstall(['haproxy', 'memcached'], true)).toBe(
      'Not installed: haproxy, memcached. As root: apt-get install --no-install-recommends haproxy memcached',
    );
  });

  it('are named with what other systems call them, where there is none', () => {
    expect(howToInstall(['mariadb-server'], false)).toBe(
      "Not installed: mariadb-server. Install them with this system's package manager (Debian and Ubuntu: apt-get " +
        'install mariadb-server; Homebrew: brew install mariadb), and run this again.',
    );
  });
});

describe('Python programs', () => {
  const surroundings = (): Record<string, string> => ({
    PATH: `${folder}:/usr/bin:/bin`,
    XDG_CACHE_HOME: join(folder, 'cache'),
    LOG: join(folder, 'log'),
  });

  it('are provided once', async () => {
    await plantPython(folder);
    const plan = await pythonPrograms(surroundings(), silent);
    expect(plan?.what).toBe('Python programs of the tests');
    await plan?.provide(silent, new AbortController().signal);
    expect(await pythonPrograms(surroundings(), silent)).toBeUndefined();
  });

  it('need a Python, and say which', async () => {
    await expect(pythonPrograms({ PATH: folder }, silent)).rejects.toThrow(
      'Tests need programs in Python. There is no python3 on the PATH. Install Python 3.11 to 3.14 with venv and pip ' +
        '(Debian and Ubuntu: apt-get install python3-venv; elsewhere: https://www.python.org/downloads/).',
    );
  });
});

describe('no service is started while packages are installed', () => {
  it('by a policy that is gone afterwards', async () => {
    const policy = join(folder, 'policy-rc.d');
    let during = '';
    await withoutServices(async () => (during = await readFile(policy, 'utf8')), [], policy);
    expect(during).toBe('#!/bin/sh\nexit 101\n');
    expect(existsSync(policy)).toBe(false);
  });

  it('by a policy in place of one that allows it, which is back afterwards even when the installation fails', async () => {
    const policy = join(folder, 'policy-rc.d');
    await writeFile(policy, '#!/bin/sh\nexit 0\n');
    await chmod(policy, 0o755);
    let during = '';
    const installing = withoutServices(
      async () => {
        during = await readFile(policy, 'utf8');
        throw new Error('no room');
      },
      [],
      policy,
    );
    await expect(installing).rejects.toThrow(new Error('no room'));
    expect(during).toBe('#!/bin/sh\nexit 101\n');
    expect(await readFile(policy, 'utf8')).toBe('#!/bin/sh\nexit 0\n');
  });

  it('by the policy that is there already, when it forbids it', async () => {
    const policy = join(folder, 'policy-rc.d');
    await writeFile(policy, '#!/bin/sh\n# ours\nexit 101\n');
    await chmod(policy, 0o755);
    await withoutServices(async () => undefined, [], policy);
    expect(await readFile(policy, 'utf8')).toBe('#!/bin/sh\n# ours\nexit 101\n');
  });
});
