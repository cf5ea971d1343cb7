import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultObjectives } from './defaults.ts';
import { parseObjectives } from './parse.ts';
import { readObjectives, readObjectivesOr } from './read.ts';

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

/** The message about a file with one mistake; the rest of it begins with the file's path. */
function oneMistake(path: string, mistake: string): string {
  return `Objectives file ${path} cannot be used, it has 1 mistake; reports/objectives/README.md in the package says what it may have.\n${path}:${mistake}`;
}

const ofRequests =
  'one of name, requests, except, phases, tenants, together, p50, p95, p99, errorRate, throughput, outcomes, inSeconds';

it.each([
  [
    'a limit that is no number',
    'objectives:\n  - {name: reads, requests: ["*"], p95: fast}\n',
    '2:41: objectives[0].p95 is "fast". Expected milliseconds, a number above 0.\n    - {name: reads, requests: ["*"], p95: fast}\n                                          ^',
  ],
  [
    'a key that is not known',
    'objectives:\n  - {name: reads, requests: ["*"], p90: 5, p95: 5}\n',
    `2:36: objectives[0]: "p90" is not known here, "p50" is. Expected ${ofRequests}.\n    - {name: reads, requests: ["*"], p90: 5, p95: 5}\n                                     ^`,
  ],
  ['nothing at all', '', '1:1: the document is empty. Expected a map with objectives.\n  \n  ^'],
  [
    'no objectives',
    'objectives: []\n',
    '1:13: objectives is an empty list. Expected a list of one objective or more.\n  objectives: []\n              ^',
  ],
  [
    'windows that the slide does not divide',
    'windows: {seconds: 30, slideSeconds: 7}\nobjectives:\n  - {name: a, requests: ["*"], p95: 5}\n',
    '1:20: windows.seconds is 30. Expected a multiple of slideSeconds.\n  windows: {seconds: 30, slideSeconds: 7}\n                     ^',
  ],
  [
    'an error rate in percent',
    'objectives:\n  - {name: errors, requests: ["*"], errorRate: 5}\n',
    '2:48: objectives[0].errorRate is 5. Expected a fraction from 0 to 1.\n    - {name: errors, requests: ["*"], errorRate: 5}\n                                                 ^',
  ],
  [
    'one that limits nothing',
    'objectives:\n  - name: all\n    requests: ["*"]\n',
    '2:5: objectives[0] limits nothing. Expected a limit: one of p50, p95, p99, errorRate, throughput, outcomes.\n    - name: all\n      ^',
  ],
  [
    'one that is for nothing',
    'objectives:\n  - { name: all, p95: 5 }\n',
    '2:5: objectives[0] is for nothing. Expected an objective with one of requests, checks, bookings, tasks, readers, invariants, generator, webVitals, drift.\n    - { name: all, p95: 5 }\n      ^',
  ],
  [
    'an outcome that is none',
    'objectives:\n  - { name: all, requests: ["*"], outcomes: { 50x: 0.1 } }\n',
    '2:47: "50x" is no outcome. Expected refused, shed, failed, unanswered, a status such as 503 or a class such as 5xx.\n    - { name: all, requests: ["*"], outcomes: { 50x: 0.1 } }\n                                                ^',
  ],
  [
    'a key that every object has',
    'objectives:\n  - { name: all, requests: ["*"], p95: 5, __proto__: 1 }\n',
    '2:43: "__proto__" is no key of objectives. Expected one of those that the page lists.\n    - { name: all, requests: ["*"], p95: 5, __proto__: 1 }\n                                            ^',
  ],
  [
    'a star without quotes',
    'objectives:\n  - { name: all, requests: [ *all ], p95: 5 }\n',
    '2:30: *all is an alias of nothing. Expected a pattern in quotes.\n    - { name: all, requests: [ *all ], p95: 5 }\n                               ^',
  ],
  [
    'text that is no YAML',
    'objectives: [\n',
    '2:1: Flow sequence in block collection must be sufficiently indented and end with a ]. Expected YAML.\n  \n  ^',
  ],
])('refuses %s, naming line, column and what it must be', async (_, text, mistake) => {
  const path = await file(text);
  await expect(readObjectives(path)).rejects.toMatchObject({
    code: 'bad-text',
    message: oneMistake(path, mistake),
  });
});

it('tells every mistake of a file at once, in the order of the text', async () => {
  const path = await file(
    'windows: { second: 5 }\nobjectives:\n  - { name: a, requests: ["*"], p95: -1 }\n  - { checks: [paid], passRate: 2 }\n',
  );
  const error: unknown = await readObjectives(path).catch((thrown: unknown) => thrown);
  const message = error instanceof Error ? error.message : '';
  expect(message.match(/^.*:\d+:\d+: .*$/gm)).toEqual([
    `${path}:1:12: windows: "second" is not known here, "seconds" is. Expected one of seconds, slideSeconds, burnRate.`,
    `${path}:3:38: objectives[0].p95 is -1. Expected milliseconds, a number above 0.`,
    `${path}:4:5: objectives[1].name is missing. Expected a text that is not empty.`,
    `${path}:4:33: objectives[1].passRate is 2. Expected a fraction above 0, at most 1.`,
  ]);
});

it('refuses a file that does not exist when it was named, and falls back where it was not', async () => {
  const path = join(folder, 'nowhere.yml');
  await expect(readObjectives(path)).rejects.toMatchObject({
    message: `Objectives file ${path} cannot be used: it does not exist. ${tail}`,
  });
  await expect(readObjectivesOr(defaultObjectives, path)).resolves.toBe(defaultObjectives);
});

it('fills in what is left out', async () => {
  const path = await file('objectives:\n  - {name: reads, requests: [offers], p95: 250}\n');
  expect(await readObjectives(path)).toEqual({
    windows: { seconds: 30, slideSeconds: 5, burnRate: 6 },
    objectives: [{ name: 'reads', requests: ['offers'], except: [], together: false, p95: 250 }],
  });
});

const words = fc.constantFrom(
  'objectives',
  'name',
  'requests',
  'p95',
  'outcomes',
  '503',
  '__proto__',
  'constructor',
  '0.5',
  ': ',
  '- ',
  '\n',
  '  ',
  '{',
  '}',
  '[',
  ']',
  ', ',
  '*a',
  '&a ',
  '"',
  "'",
  '#',
  '|',
  '.inf',
  '~',
);

test.prop([fc.array(words, { maxLength: 40 }).map((parts) => parts.join(''))])(
  'says of whatever text what is wrong, and where in it',
  (text) => {
    const parsed = parseObjectives(text);
    if (parsed.ok) return;
    expect(parsed.mistakes.length).toBeGreaterThan(0);
    for (const { offset, problem, expected } of parsed.mistakes) {
      expect(offset).toBeGreaterThanOrEqual(0);
      expect(offset).toBeLessThanOrEqual(text.length);
      expect(problem).not.toMatch(/Invalid input|undefined|\[object O/);
      expect(expected).not.toMatch(/Invalid input|undefined/);
    }
  },
);
