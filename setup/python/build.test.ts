import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildPythonPrograms } from './build.mjs';
import { environmentFolder, findPythonPrograms } from './locate.mjs';
import type { Interpreter } from './locate.mjs';
import { plantPython } from './testing/fake-python.ts';

describe('the Python programs are installed', () => {
  let folder: string;
  let cache: string;
  let python: Interpreter;
  let env: Record<string, string>;
  let said: string[];
  const say = (line: string): number => said.push(line);
  const build = (more: object = {}): Promise<void> =>
    buildPythonPrograms(python, { env: { ...env, ...more }, say });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-python-'));
    python = { path: await plantPython(join(folder, 'bin')), version: '3.13.5' };
    env = {
      PATH: `${folder}/bin:/usr/bin:/bin`,
      XDG_CACHE_HOME: join(folder, 'cache'),
      LOG: join(folder, 'log'),
    };
    cache = join(folder, 'cache', 'bilancia', 'python');
    said = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('into the cache folder, where they are found, and nothing else is left there', async () => {
    await build();
    const path = join(environmentFolder(python, env), 'bin', 'python');
    expect(await findPythonPrograms(env)).toEqual({ found: { path, version: '3.13.5' } });
    expect(await readdir(cache)).toHaveLength(1);
    expect(said).toEqual([
      'Python programs: installing what setup/python/requirements.txt names, by pip',
      expect.stringMatching(/^Python programs: installed in \d+ s$/),
    ]);
  });

  it('once, however many ask for it at the same time', async () => {
    await Promise.all([build(), build(), build()]);
    expect(await readFile(join(folder, 'log'), 'utf8')).toBe('install\n');
    expect(said).toContain(`Python programs: process ${process.pid} is installing them, waiting`);
  });

  it('not at all when pip fails, which says what to do and leaves nothing', async () => {
    await expect(build({ BROKEN: 'yes' })).rejects.toThrow(
      /^The Python programs of the tests cannot be installed: pip must reach a package index \("pip config" says which\), and setup\/python\/requirements\.txt must name all that they need\. "\S+\/bin\/python .+" ended with 1\. The end of what it said:\nERROR: No matching distribution found for moto$/,
    );
    expect(await readdir(cache)).toEqual([]);
  });

  it('although somebody was killed at it before, whose remains are removed', async () => {
    const kept = environmentFolder(python, env);
    await mkdir(`${kept}.building-4194304-abc`, { recursive: true });
    // No process has the highest number that a kernel may give.
    await writeFile(`${kept}.lock`, '4194304');
    await build();
    expect(await readdir(cache)).toHaveLength(1);
  });

  it('anew when the Python that they were installed with is gone', async () => {
    const bin = join(environmentFolder(python, env), 'bin');
    await mkdir(bin, { recursive: true });
    await symlink(join(folder, 'gone'), join(bin, 'python'));
    await build();
    expect(await readFile(join(folder, 'log'), 'utf8')).toBe('install\n');
    expect(await findPythonPrograms(env)).toHaveProperty('found');
  });
});
