import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { environmentFolder, findPython, findPythonPrograms, requirementsFile } from './locate.mjs';
import { plantPython } from './testing/fake-python.ts';

const howToInstall =
  'Install Python 3.11 to 3.14 with venv and pip (Debian and Ubuntu: apt-get install python3-venv; elsewhere: ' +
  'https://www.python.org/downloads/).';

let folder: string;
let env: Record<string, string>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-python-'));
  env = { PATH: folder, XDG_CACHE_HOME: join(folder, 'cache') };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a Python to install with', () => {
  it("is the PATH's python3", async () => {
    const path = await plantPython(folder);
    expect(await findPython(env)).toEqual({ found: { path, version: '3.13.5' } });
  });

  it('is one named by its version, when python3 does not fit', async () => {
    await plantPython(folder, { version: '3.9.18' });
    const path = await plantPython(folder, { name: 'python3.12', version: '3.12.1' });
    expect(await findPython(env)).toEqual({ found: { path, version: '3.12.1' } });
  });

  it('is not there when the PATH has none', async () => {
    expect(await findPython(env)).toEqual({
      remedy: `There is no python3 on the PATH. ${howToInstall}`,
    });
  });

  it.each([
    [{ version: '3.10.13' }, 'is Python 3.10.13, which is too old'],
    [{ version: '3.15.0' }, 'is Python 3.15.0, which is newer than what the programs support'],
    [{ modules: 1 }, 'is Python 3.13.5 without venv and pip'],
  ])('is not %j', async (planted, why) => {
    const path = await plantPython(folder, planted);
    expect(await findPython(env)).toEqual({ remedy: `${path} ${why}. ${howToInstall}` });
  });

  it('is not what does not run', async () => {
    const path = await plantPython(folder);
    await writeFile(path, '#!/bin/sh\nexit 127\n');
    expect(await findPython(env)).toEqual({ remedy: `${path} does not run. ${howToInstall}` });
  });
});

describe('the Python programs', () => {
  it('are missing until set-up installed them', async () => {
    await plantPython(folder);
    expect(await findPythonPrograms(env)).toEqual({
      remedy: '"npm test" in a checkout installs them where pip reaches a package index.',
    });
  });

  it('are kept for each version of Python', () => {
    const [one, other] = ['3.13.5', '3.13.6'].map((version) =>
      environmentFolder({ path: '/usr/bin/python3', version }, env),
    );
    expect(one).not.toBe(other);
  });

  it('are pinned with all that they need, and no line names a place to get them from', async () => {
    const lines = (await readFile(requirementsFile, 'utf8')).split('\n');
    const pins = lines.filter((line) => line !== '' && !line.startsWith('# '));
    expect(pins.length).toBeGreaterThan(50);
    expect(pins.filter((line) => !/^[\w.-]+(\[\w+\])?==[\w.]+$/.test(line))).toEqual([]);
  });
});
