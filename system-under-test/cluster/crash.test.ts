// @module-tag needs/cluster
import { setTimeout as pause } from 'node:timers/promises';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAlive } from '../../core/process-identity.ts';
import { type LaunchedCluster, launchCluster } from './client/launch.ts';
import { checkedOptions } from './options.ts';
import { readOwner } from './owner.ts';
import { takeDown } from './client/take-down.ts';
import { listenersIn, processesNaming } from './testing/leftovers.ts';
import { openClusterSandbox, type ClusterSandbox } from './testing/cluster-sandbox.ts';
import { until } from './until.ts';

/** How many crashes at random moments; set BILANCIA_CRASHES to try harder. */
const crashes = Number(process.env['BILANCIA_CRASHES'] ?? 3);
/** About as long as a start takes on a busy machine. */
const startTakesMs = 8000;
const options = checkedOptions({ name: 'crashing', size: 'small', tasks: 1 });
let sandbox: ClusterSandbox;

beforeAll(() => {
  sandbox = openClusterSandbox();
});
afterAll(() => sandbox.remove());

const launch = (
  attached: boolean,
  signal = new AbortController().signal,
): Promise<LaunchedCluster> => launchCluster(options, { attached, say: () => undefined, signal });

/** What a promise that is to fail fails with. */
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

const killed = {
  code: 'cluster-failed',
  message:
    'The cluster did not start: supervisor: it was ended by SIGKILL. Its log ends with: empty',
};

/** The supervisor of the cluster that is being started, as soon as it has a folder. */
async function supervisorPid(): Promise<number> {
  let pid: number | undefined;
  await until(
    async () => {
      pid = (await readOwner(options.name))?.supervisor.pid;
      return pid !== undefined;
    },
    { withinMs: 20_000, everyMs: 2 },
  );
  if (pid === undefined) throw new Error('there is no supervisor');
  return pid;
}

/** For what comes soon after an end, unless the machine is busy. */
const patienceMs = 30_000;

/** Nothing is left: no process, no file, no port. */
async function expectNothingLeft(network = 'no network was seen'): Promise<void> {
  const addresses = network.replace('0/24', '');
  const clean = (): boolean =>
    [processesNaming(sandbox.path), sandbox.content(), listenersIn(addresses)].flat().length === 0;
  await until(clean, { withinMs: patienceMs });
  expect(processesNaming(sandbox.path)).toEqual([]);
  expect(sandbox.content()).toEqual([]);
  expect(listenersIn(addresses)).toEqual([]);
}

/** Templates that are not finished yet. */
const draftsIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((entry) => entry.startsWith('.')) : [];

describe('a supervisor that is killed with -9 leaves nothing', () => {
  it.each(Array.from({ length: crashes }, (_, index) => index))(
    'while it starts (%i)',
    async () => {
      const failed = failureOf(launch(true));
      const pid = await supervisorPid();
      await pause(Math.random() * startTakesMs);
      process.kill(pid, 'SIGKILL');
      // It may have come up just before.
      expect((await failed) ?? killed).toMatchObject(killed);
      await expectNothingLeft();
    },
  );

  it('while it makes a template, whose draft goes too', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'cache-'));
    const drafts = join(cache, 'bilancia', 'data');
    process.env['XDG_CACHE_HOME'] = cache;
    try {
      const failed = failureOf(launch(true));
      const pid = await supervisorPid();
      // A supervisor that was killed before it began one would leave none in any case.
      expect(await until(() => draftsIn(drafts).length > 0, { withinMs: 20_000, everyMs: 2 })).toBe(
        true,
      );
      await pause(Math.random() * 1500);
      process.kill(pid, 'SIGKILL');
      expect(await failed).toMatchObject(killed);
      await until(() => processesNaming(sandbox.path).length === 0, { withinMs: patienceMs });
      expect(processesNaming(cache)).toEqual([]);
      expect(draftsIn(drafts)).toEqual([]);
    } finally {
      delete process.env['XDG_CACHE_HOME'];
      rmSync(cache, { recursive: true, force: true });
    }
    await expectNothingLeft();
  });

  it('while it runs, and the next one starts', async () => {
    const first = await launch(false);
    // The looking for leftovers must be able to see something.
    expect(processesNaming(sandbox.path).length).toBeGreaterThan(8);
    expect(sandbox.content()).toHaveLength(1);
    expect(listenersIn(first.state.network.replace('0/24', '')).length).toBeGreaterThan(5);
    process.kill(await supervisorPid(), 'SIGKILL');
    await expectNothingLeft(first.state.network);
    const second = await launch(false);
    expect(second.state.phase).toBe('ready');
    await second.down();
    await expectNothingLeft(second.state.network);
  });

  it('while it goes down', async () => {
    const { state } = await launch(false);
    const pid = await supervisorPid();
    const down = takeDown(options.name);
    await pause(Math.random() * 300);
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await down;
    expect(isAlive(pid)).toBe(false);
    await expectNothingLeft(state.network);
  });
});

it('goes down although its supervisor hangs', async () => {
  const { state } = await launch(false);
  process.kill(await supervisorPid(), 'SIGSTOP');
  const startedAt = performance.now();
  await takeDown(options.name);
  expect(performance.now() - startedAt).toBeLessThan(15_000);
  await expectNothingLeft(state.network);
});

it('ends when its folder is removed, for nothing else could end it then', async () => {
  const { state } = await launch(false);
  const pid = await supervisorPid();
  const root = join(sandbox.path, sandbox.content()[0] ?? '');
  rmSync(root, { recursive: true, force: true, maxRetries: 10 });
  await until(() => !isAlive(pid), { withinMs: patienceMs });
  expect(isAlive(pid)).toBe(false);
  await expectNothingLeft(state.network);
});

it('ends when a start is given up', async () => {
  const giveUp = new AbortController();
  const failed = failureOf(launch(true, giveUp.signal));
  await supervisorPid();
  giveUp.abort(new Error('enough'));
  expect(await failed).toEqual(new Error('enough'));
  await expectNothingLeft();
});

it('is swept by the next start when its reaper was killed too', async () => {
  const first = await launch(false);
  const owner = await readOwner(options.name);
  process.kill(owner?.reaper.pid ?? 0, 'SIGKILL');
  process.kill(owner?.supervisor.pid ?? 0, 'SIGKILL');
  const second = await launch(false);
  expect(second.state.network).not.toBe(first.state.network);
  await second.down();
  await expectNothingLeft();
});
