import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultObjectives } from './defaults.ts';
import { readObjectives, readObjectivesOrDefaults } from './read.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-objectives-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function file(text: string): Promise<string> {
  const path = join(folder, 'objectives.yml');
  await writeFile(path, text);
  return path;
}

const tail =
  'Expected service level objectives in YAML, see reports/objectives/README.md in the package.';

it.each([
  [
    'a limit that is no number',
    'objectives:\n  - {name: reads, requests: ["*"], p95: fast}\n',
    'objectives[0].p95: Invalid input: expected number, received string',
  ],
  [
    'a key that is not known',
    'objectives:\n  - {name: reads, requests: ["*"], p90: 5}\n',
    'objectives[0]: Unrecognized key: "p90"',
  ],
  ['nothing at all', '', 'the document: Invalid input: expected object, received null'],
  ['no objectives', 'objectives: []\n', 'objectives: Too small: expected array to have >=1 items'],
  [
    'windows that the slide does not divide',
    'windows: {seconds: 30, slideSeconds: 7}\nobjectives:\n  - {name: a, requests: ["*"], p95: 5}\n',
    'windows.seconds: must be a multiple of slideSeconds',
  ],
  [
    'an error rate in percent',
    'objectives:\n  - {name: errors, requests: ["*"], errorRate: 5}\n',
    'objectives[0].errorRate: Too big: expected number to be <=1',
  ],
  [
    'text that is no YAML',
    'objectives: [\n',
    'Flow sequence in block collection must be sufficiently indented and end with a ] at line 2, column 1',
  ],
])('refuses %s, naming the path and the key', async (_, text, reason) => {
  const path = await file(text);
  await expect(readObjectives(path)).rejects.toMatchObject({
    code: 'unreadable-file',
    message: `Objectives file ${path} cannot be used: ${reason}. ${tail}`,
  });
});

it('refuses a file that does not exist when it was named, and falls back where it was not', async () => {
  const path = join(folder, 'nowhere.yml');
  await expect(readObjectives(path)).rejects.toMatchObject({
    message: `Objectives file ${path} cannot be used: it does not exist. ${tail}`,
  });
  await expect(readObjectivesOrDefaults(path)).resolves.toBe(defaultObjectives);
});

it('fills in what is left out', async () => {
  const path = await file('objectives:\n  - {name: reads, requests: [offers], p95: 250}\n');
  expect(await readObjectives(path)).toEqual({
    windows: { seconds: 30, slideSeconds: 5, burnRate: 6 },
    objectives: [{ name: 'reads', requests: ['offers'], except: [], together: false, p95: 250 }],
  });
});
