import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type Experiment,
  experimentSchema,
  type Provider,
} from '../../core/formats/chaos-experiment.ts';
import { parseJournal } from '../../core/run-folder/files/journal.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { readExperiment } from '../../run/drill/experiment/read.ts';
import { until } from '../../system-under-test/cluster/until.ts';
import { bilancia, root } from '../cli/run-command-line.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bil-experiment-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const program = (path: string, given: readonly string[]): Provider => ({
  type: 'process',
  path,
  arguments: [...given],
  timeout: 30,
});

/** A file comes, is seen and goes again. */
function fileExperiment(): Experiment {
  return {
    version: '1.0.0',
    title: 'A file comes and goes',
    description: 'Nothing else happens.',
    tags: ['drill'],
    configuration: {
      place: { type: 'env', key: 'BILANCIA_PLACE', default: join(folder, 'there') },
    },
    'steady-state-hypothesis': {
      title: 'Programs run',
      probes: [
        { type: 'probe', name: 'true is true', provider: program('true', []), tolerance: 0 },
      ],
    },
    method: [
      { type: 'action', name: 'make it', provider: program('touch', ['${place}']) },
      {
        type: 'probe',
        name: 'it is there',
        provider: { type: 'process', path: 'ls', arguments: '${place} | tail -1' },
        tolerance: { type: 'regex', target: 'stdout', pattern: 'there$' },
      },
    ],
    rollbacks: [{ type: 'action', name: 'remove it', provider: program('rm', ['-f', '${place}']) }],
  };
}

async function carriedOut(experiment: object) {
  const file = join(folder, 'experiment.json');
  await writeFile(file, JSON.stringify(experiment));
  const out = join(folder, 'out');
  const args = ['drill', '--experiment', file, '--yes', '--out', out, '--json'];
  const { status, stdout, stderr } = await bilancia(args);
  const path = runFile(out, 'journal');
  const journal = existsSync(path)
    ? parseJournal(JSON.parse(await readFile(path, 'utf8')))
    : undefined;
  return { status, stdout, stderr, journal, isLeft: existsSync(join(folder, 'there')) };
}

it('does what an experiment says, and its rollbacks', async () => {
  const { status, journal, isLeft } = await carriedOut(fileExperiment());
  expect([status, isLeft]).toEqual([0, false]);
  expect(journal?.run.map(({ activity, status: of }) => [activity.name, of])).toEqual([
    ['make it', 'succeeded'],
    ['it is there', 'succeeded'],
  ]);
  expect(journal?.rollbacks.map(({ activity }) => activity.name)).toEqual(['remove it']);
  expect(experimentSchema.parse(journal?.experiment)).toEqual(fileExperiment());
});

it('fails where a program of the method does, which Chaos Toolkit calls a success, and rolls back', async () => {
  const experiment = fileExperiment();
  experiment.method.push({ type: 'action', name: 'fail', provider: program('false', []) });
  const { status, stdout, isLeft } = await carriedOut(experiment);
  expect([status, isLeft]).toEqual([1, false]);
  expect(stdout).toContain('A step of the drill failed: fail (status 1).');
});

it('ends a program that takes longer than it may, with what it started', async () => {
  const experiment = fileExperiment();
  const provider = {
    type: 'process',
    path: 'sh',
    arguments: '-c "sleep 60"',
    timeout: 0.3,
  } as const;
  experiment.method.push({ type: 'probe', name: 'wait', provider });
  const { status, stdout, isLeft } = await carriedOut(experiment);
  expect([status, isLeft]).toEqual([1, false]);
  expect(stdout).toContain('A step of the drill failed: wait (it took longer than 0.3 s).');
});

it('starts nothing where the hypothesis does not hold, and ends with 3', async () => {
  const experiment = fileExperiment();
  experiment['steady-state-hypothesis'].probes[0] = {
    type: 'probe',
    name: 'true is false',
    provider: program('true', []),
    tolerance: 1,
  };
  const { status, stdout, journal } = await carriedOut(experiment);
  expect([status, journal]).toEqual([3, undefined]);
  expect(JSON.parse(stdout)).toMatchObject({ reasons: ['Not so: true is false (status 0).'] });
});

const secret = { token: { type: 'env', key: 'TOKEN' } };
const python = { type: 'python', module: 'chaosaws.rds.actions', func: 'failover_db_cluster' };
const refused: readonly (readonly [object, string])[] = [
  [{ version: '2.0.0' }, 'its version is "2.0.0"'],
  [
    { method: [{ type: 'action', name: 'fail over', provider: python }] },
    'the activity "fail over" has a provider of the type python: only process and http are carried out',
  ],
  [{ controls: [{ name: 'c', provider: python }] }, 'it has controls, which are Python'],
  [
    { secrets: { aws: secret } },
    'it has secrets, which only Chaos Toolkit reads: let its programs read them themselves',
  ],
  [
    { runtime: { hypothesis: { strategy: 'continuously' } } },
    'its hypothesis has the strategy "continuously"',
  ],
  [
    { rollbacks: [{ type: 'action', name: 'undo', provider: program('no-such-program', []) }] },
    'the program of "undo" cannot be found, or not be started',
  ],
];
it.each(refused)('is refused with %j', async (change, reason) => {
  const file = join(folder, 'experiment.json');
  await writeFile(file, JSON.stringify({ ...fileExperiment(), ...change }));
  await expect(readExperiment(file, process.env)).rejects.toThrow(
    `The experiment ${file} cannot be used: ${reason}. Expected a Chaos Toolkit experiment, version 1.0.0.`,
  );
});

it('asks before a request goes to another machine', async () => {
  const provider = { type: 'http', url: 'http://192.0.2.1/' } as const;
  const method = [{ type: 'probe', name: 'far away', provider }];
  const { status, stdout, journal } = await carriedOut({ ...fileExperiment(), method });
  expect([status, journal]).toEqual([2, undefined]);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'target-not-loopback' } });
});

it('is put right by --recover when it was killed', async () => {
  const experiment = fileExperiment();
  experiment.method.push({ type: 'action', name: 'wait', provider: program('sleep', ['20']) });
  const file = join(folder, 'experiment.json');
  await mkdir(join(folder, 'runs'));
  await writeFile(file, JSON.stringify(experiment));
  const out = join(folder, 'runs', 'killed');
  const args = ['drill', '--experiment', file, '--yes', '--out', out];
  const command = [join(root, 'bin', 'bilancia.mjs'), ...args];
  const child = spawn(process.execPath, command, { stdio: 'ignore' });
  const exited = once(child, 'exit');
  const isMade = () => existsSync(join(folder, 'there'));
  expect(await until(isMade, { withinMs: 20_000 })).toBe(true);
  child.kill('SIGKILL');
  await exited;
  const { status, stdout } = await bilancia(['drill', '--recover', '--json'], {}, folder);
  expect([status, JSON.parse(stdout)]).toMatchObject([0, { undone: ['remove it'], byHand: [] }]);
  expect(isMade()).toBe(false);
});
