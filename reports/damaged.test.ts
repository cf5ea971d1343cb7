import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BilanciaError } from '../core/errors.ts';
import { readManifest } from '../core/run-folder/read-manifest.ts';
import { writeManifest } from '../core/run-folder/write-manifest.ts';
import { runFile } from '../core/run-folder/path.ts';
import { runFiles } from '../core/run-folder/files/index.ts';
import { judgeRun } from './report.ts';
import { emptySummary, byScript } from './testing/script-run.ts';
import * as faults from './testing/faults.ts';
import { otherValues } from './testing/other-values.ts';
import { healthyRun, type SyntheticRun } from './testing/synthetic-run.ts';
import { temporaryRun } from './testing/write-run.ts';

/** Runs that do not pass, each for another reason; whatever is damaged of them, they must not pass then. */
const bad: Readonly<Record<string, (run: SyntheticRun) => void>> = {
  'that is slow': faults.addRequests('offers', 'ok', 900, 20, [20, 35]),
  'that fails at its end': faults.failRequests('offers', faults.timeout, 20, [30, 40]),
  'with fewer visitors than asked for': faults.askFor(2000),
  'that sold a night twice': faults.doubledBooking,
  'whose engine was killed': (run) => {
    run.manifest.engine.exitStatus = null;
    run.manifest.engine.end = { kind: 'killed', detail: 'k6 was killed.' };
  },
  'of which a file was cut': (run) => {
    run.readers = run.readers.slice(0, 10);
  },
  'of a script that crossed a threshold': (run) => {
    byScript({
      ...emptySummary,
      thresholds: [
        { metric: 'pages', condition: 'count>9', crossed: true, value: 3, measured: true },
      ],
    })(run);
    run.manifest.engine.exitStatus = 99;
    run.manifest.engine.end = { kind: 'thresholds-crossed', detail: 'Thresholds failed.' };
  },
};

/**
 * What no verdict rests on. The model is never set to `open`: whether visitors were to be held or to arrive stands nowhere
 * else.
 */
const standsAlone =
  /^(machine|files\.|scenario|seed|gitRevision|bilanciaVersion|target\.(instances|endpoints|name))/;

async function outcomeOf(folder: string): Promise<string> {
  try {
    return (await judgeRun(folder)).verdict.outcome;
  } catch (error) {
    if (error instanceof BilanciaError) return error.code;
    throw error;
  }
}

/** Says which of the changes make a run pass; the file is as it was after each. */
async function passesAmong(
  folder: string,
  path: string,
  changes: readonly { readonly said: string; readonly text: string | Buffer }[],
): Promise<string[]> {
  const whole = await readFile(path);
  const passed: string[] = [];
  for (const { said, text } of changes) {
    await writeFile(path, text);
    if ((await outcomeOf(folder)) === 'pass') passed.push(said);
  }
  await writeFile(path, whole);
  return passed;
}

describe.each(Object.entries(bad))('a run %s', (_, plant) => {
  it('never passes with one value of run.json or of its summary set to another', async () => {
    const run = healthyRun({ holdSeconds: 30 });
    plant(run);
    await using written = await temporaryRun(run);
    expect(await outcomeOf(written.folder)).not.toBe('pass');
    const files = [
      'manifest',
      ...(run.script === undefined ? [] : ['scriptSummary' as const]),
    ] as const;
    for (const file of files) {
      const path = runFile(written.folder, file);
      const changes = otherValues(JSON.parse(await readFile(path, 'utf8')))
        .filter(({ said }) => !standsAlone.test(said))
        .map(({ said, changed }) => ({ said, text: JSON.stringify(changed) }));
      expect(await passesAmong(written.folder, path, changes)).toEqual([]);
    }
  });

  it('never passes with a file zeroed or cut, whether or not run.json has sizes', async () => {
    const run = healthyRun({ holdSeconds: 30 });
    plant(run);
    await using written = await temporaryRun(run);
    await using unsized = await copyOf(written.folder);
    await writeManifest(unsized.folder, { ...(await readManifest(unsized.folder)), files: {} });
    for (const { folder } of [written, unsized])
      for (const { name } of Object.values(runFiles)) {
        const path = join(folder, name);
        const bytes = await readFile(path).catch(() => Buffer.alloc(0));
        if (bytes.length === 0 || name === runFiles.manifest.name) continue;
        const lines = bytes.toString('utf8').split('\n');
        const [third, twoThirds] = [
          Math.floor(lines.length / 3),
          Math.floor((2 * lines.length) / 3),
        ];
        const zeroed = Buffer.from(bytes).fill(0, bytes.length >> 1);
        expect(
          await passesAmong(folder, path, [
            { said: `${name} zeroed`, text: Buffer.alloc(bytes.length) },
            { said: `${name} zeroed from its middle on`, text: zeroed },
            { said: `${name} cut to two thirds`, text: lines.slice(0, twoThirds).join('\n') },
            {
              said: `${name} without its middle`,
              text: [...lines.slice(0, third), ...lines.slice(twoThirds)].join('\n'),
            },
          ]),
        ).toEqual([]);
      }
  });
});

it('a healthy run never passes with a file that holds something twice, as the size of what was written tells', async () => {
  await using written = await temporaryRun(healthyRun({ holdSeconds: 30 }));
  expect(await outcomeOf(written.folder)).toBe('pass');
  const { files = {} } = await readManifest(written.folder);
  const names = Object.keys(files).filter((name) => files[name] !== 0);
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) {
    const path = join(written.folder, name);
    const text = await readFile(path);
    const doubled = { said: `${name} twice`, text: Buffer.concat([text, text]) };
    expect(await passesAmong(written.folder, path, [doubled])).toEqual([]);
  }
  const path = runFile(written.folder, 'invariants');
  const text = await readFile(path, 'utf8');
  await writeFile(path, `${text}${text}`);
  const { reasons } = (await judgeRun(written.folder)).verdict;
  expect(reasons).toContainEqual(
    expect.stringMatching(
      /^invariants\.ndjson has more than the run wrote: [\d.]+ KiB then, [\d.]+ KiB now\.$/,
    ),
  );
});

it('a run whose visitors stand in a line that nobody can read is not said to have missed them', async () => {
  await using written = await temporaryRun(healthyRun({ holdSeconds: 30 }));
  const path = runFile(written.folder, 'series');
  const lines = (await readFile(path, 'utf8')).split('\n');
  const at = lines.findIndex((line) => line.includes('visitors_started'));
  await writeFile(path, lines.with(at, 'x'.repeat(lines[at]?.length ?? 0)).join('\n'));
  const { outcome, findings } = (await judgeRun(written.folder)).verdict;
  expect(outcome).toBe('inconclusive');
  expect(findings.filter(({ rule }) => rule === 'load-held')).toEqual([
    {
      rule: 'load-held',
      severity: 'inconclusive',
      summary:
        'Whether the load was held is not known: what can still be read tells of 900 of 1,000 visitors at once for 30 s (90 %); at least 99 % needed.',
    },
  ]);
});

async function copyOf(folder: string): Promise<{ readonly folder: string } & AsyncDisposable> {
  const copy = await mkdtemp(join(tmpdir(), 'bilancia-damaged-'));
  await cp(folder, copy, { recursive: true });
  return { folder: copy, [Symbol.asyncDispose]: () => rm(copy, { recursive: true, force: true }) };
}
