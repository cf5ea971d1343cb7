import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { processIdentity } from '../process-identity.ts';
import { runFile } from './path.ts';
import { createRunFolder, openRunFolder } from './open.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-run-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a run folder is made with the folders above it, and locked until it is closed', async () => {
  const path = join(folder, 'runs', 'first');
  const run = await createRunFolder(path);
  expect(await readFile(runFile(path, 'lock'), 'utf8')).toMatch(
    new RegExp(`^${process.pid} \\d+\n$`),
  );
  expect(await readdir(path)).toEqual(['.lock']);
  await expect(createRunFolder(path)).rejects.toThrow(
    `Run folder ${path} is being written by process ${process.pid}. Wait for it, or choose another with --out.`,
  );
  await run.close();
  await run.close();
  expect(await readdir(path)).toEqual([]);
});

test.runIf(process.platform === 'linux')(
  'a place in which no folder can be made is told of',
  async () => {
    await expect(createRunFolder('/proc/bilancia/run')).rejects.toThrow(
      "Run folder /proc/bilancia/run cannot be made: ENOENT: no such file or directory, mkdir '/proc/bilancia'. Choose a folder that can be written with --out.",
    );
  },
);

test('a folder that holds files is refused and left as it was', async () => {
  await writeFile(join(folder, 'precious'), '');
  await expect(createRunFolder(folder)).rejects.toThrow(
    `${folder} is not empty. A run never overwrites another: choose a new or empty folder with --out.`,
  );
  expect(await readdir(folder)).toEqual(['precious']);
});

test('the lock of a dead process is taken over', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['-p', 'process.pid']);
  await writeFile(runFile(folder, 'lock'), `${stdout.trim()} 1\n`);
  const run = await createRunFolder(folder);
  expect(await readFile(runFile(folder, 'lock'), 'utf8')).toMatch(`${process.pid} `);
  await run.close();
});

test('a process that was given the id of a dead one does not hold its lock', async () => {
  const { startedAt } = processIdentity(process.ppid) ?? { startedAt: '' };
  await writeFile(runFile(folder, 'lock'), `${process.ppid} ${startedAt}0\n`);
  await (await openRunFolder(folder)).close();
  await writeFile(runFile(folder, 'lock'), `${process.ppid} ${startedAt}\n`);
  await expect(openRunFolder(folder)).rejects.toThrow(
    `is being written by process ${process.ppid}.`,
  );
});

test('of many that take over a stale lock at once, one gets it', async () => {
  await writeFile(runFile(folder, 'lock'), '1 0\n');
  const script = `import { createRunFolder } from ${JSON.stringify(new URL('open.ts', import.meta.url).href)};
    try { await createRunFolder(${JSON.stringify(folder)}); console.log('got it'); }
    catch (error) { console.log(error.code); }
    process.stdin.resume();`;
  const children = Array.from({ length: 4 }, () => {
    const child = execFile(process.execPath, ['--input-type=module', '--eval', script]);
    const said = new Promise<string>((resolve) =>
      child.stdout?.once('data', (data) => resolve(String(data).trim())),
    );
    return { child, said };
  });
  const results = await Promise.all(children.map(({ said }) => said));
  for (const { child } of children) child.stdin?.end();
  expect(results.toSorted()).toEqual([
    'got it',
    'run-folder-in-use',
    'run-folder-in-use',
    'run-folder-in-use',
  ]);
});

test('a place that cannot be a folder is a known error', async () => {
  await writeFile(join(folder, 'file'), '');
  const path = join(folder, 'file', 'run');
  await expect(createRunFolder(path)).rejects.toThrow(
    `Run folder ${path} cannot be made: ENOTDIR: not a directory, mkdir '${path}'. Choose a folder that can be written with --out.`,
  );
});
