// @module-tag needs/python-programs
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type System, startSystem } from '../../targets/aws/testing/booking-system.ts';
import { type FisFake, startFisFake } from '../../targets/aws/testing/fis-fake.ts';
import { type Ended, bilancia } from '../cli/run-command-line.ts';

let system: System;
let fis: FisFake;
let folder: string;
beforeAll(async () => {
  [system, fis] = await Promise.all([startSystem(), startFisFake()]);
  folder = await mkdtemp(join(tmpdir(), 'bilancia-by-fis-'));
  await writeFile(join(folder, 'aws.yml'), system.file);
  // moto has no experiments.
  system.front.answer(async ({ service, operation }) => {
    if (service !== 'fis') return undefined;
    const [method = '', path = ''] = operation.split(' ');
    const answer = await fetch(`${fis.url}${path}`, { method });
    const headers = { 'content-type': 'application/json' };
    return { status: answer.status, headers, body: await answer.text() };
  });
});
afterAll(async () => {
  await Promise.all([system.close(), fis.close()]);
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  fis.reset();
});

const drill = (...flags: string[]): Promise<Ended> =>
  bilancia(['drill', 'failover', '--by-fis', 'aws.yml', ...flags], system.env, folder);

const plan =
  'Template EXT2: Fail the Aurora cluster over to a reader\n' +
  '  does aws:rds:failover-db-cluster\n' +
  '  stops by arn:aws:cloudwatch:eu-west-1:123456789012:alarm:stop\n';

it('tells what FIS would do, and does nothing without --yes', async () => {
  expect(await drill('--dry-run')).toEqual({ status: 0, stdout: plan, stderr: '' });
  const { status, stderr } = await drill();
  expect([status, stderr]).toEqual([
    2,
    `${plan}Nothing was started: the drill "experiment template EXT2" breaks something on region eu-west-1. Look at what it does with --dry-run, and confirm by the same command with --yes.\n`,
  ]);
  expect(fis.seen.filter((one) => !one.startsWith('GET '))).toEqual([]);
});

it('is done by FIS once it is confirmed, and fails where an alarm stopped it', async () => {
  const done = await drill('--yes');
  expect([done.status, done.stdout]).toEqual([
    0,
    'Experiment EXP1: completed (it is completed); 1 stop alarm stayed silent. What visitors saw of it, a run beside it tells.\n',
  ]);
  fis.states(['running', 'stopped']);
  const stopped = await drill('--yes');
  expect([stopped.status, stopped.stdout]).toEqual([
    1,
    'Experiment EXP1: stopped (it is stopped)\n',
  ]);
});
