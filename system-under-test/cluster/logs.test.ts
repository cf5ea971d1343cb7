// @module-tag needs/cluster
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasCode } from '../../core/errors.ts';
import { partChanges, clusterState } from './client/control-client.ts';
import { type LaunchedCluster, launchCluster } from './client/launch.ts';
import { clusterPaths } from './folder.ts';
import { checkedOptions } from './options.ts';
import type { Part } from './state.ts';
import { openClusterSandbox, type ClusterSandbox } from './testing/cluster-sandbox.ts';
import { until } from './until.ts';

const name = 'mute';
let sandbox: ClusterSandbox;
let cluster: LaunchedCluster;
let paths: ReturnType<typeof clusterPaths>;

const parts = async (): Promise<readonly Part[]> => (await clusterState(name)).parts;

async function partLike(condition: (part: Part) => boolean): Promise<Part> {
  const find = async (): Promise<Part | undefined> => (await parts()).find(condition);
  await until(async () => (await find()) !== undefined, { withinMs: 40_000, everyMs: 100 });
  const found = await find();
  if (found === undefined)
    throw new Error(`there is no such part: ${JSON.stringify(await parts(), null, 2)}`);
  return found;
}

async function allAreWell(): Promise<void> {
  const troubled = async (): Promise<Part[]> =>
    (await parts()).filter(({ health, warning }) => health !== 'healthy' || warning !== undefined);
  await until(async () => (await troubled()).length === 0, { withinMs: 40_000, everyMs: 100 });
  expect(await troubled()).toEqual([]);
}

/** Waits until there are two tasks that are well, and none of those `before`. */
async function tasksAreWell(before: readonly Part[] = []): Promise<void> {
  const names = new Set(before.map((part) => part.name));
  const well = async (): Promise<Part[]> =>
    (await parts()).filter(
      (part) =>
        part.kind === 'task' &&
        part.health === 'healthy' &&
        part.warning === undefined &&
        !names.has(part.name),
    );
  await until(async () => (await well()).length === 2, { withinMs: 60_000, everyMs: 100 });
  expect(await well()).toHaveLength(2);
}

const kill = ({ pid }: Part): void => {
  if (pid === null) throw new Error('it has no process');
  process.kill(pid, 'SIGKILL');
};

/** Puts others in the place of all tasks, with logs where the logs are now. */
async function replaceTasks(): Promise<void> {
  const tasks = (await parts()).filter(({ kind }) => kind === 'task');
  for (const task of tasks) kill(task);
  await tasksAreWell(tasks);
}

const supervisorLog = (): string => readFileSync(paths.log('supervisor'), 'utf8');

beforeAll(async () => {
  sandbox = openClusterSandbox();
  cluster = await launchCluster(checkedOptions({ name, size: 'small', tasks: 2 }), {
    attached: true,
    say: () => undefined,
    signal: new AbortController().signal,
  });
  paths = clusterPaths(name);
});
afterAll(async () => {
  await cluster.down();
  sandbox.remove();
});

it('starts a part without a log where a folder is in its place, and says so', async () => {
  const node = await partLike(({ name: part }) => part === 'sessions-1');
  const log = paths.log('sessions-1');
  rmSync(log);
  mkdirSync(log);
  kill(node);
  // Until it has ended it may be warned of for the log that was removed.
  const again = await partLike(
    ({ name: part, health, pid, warning }) =>
      part === 'sessions-1' &&
      health === 'healthy' &&
      pid !== node.pid &&
      warning?.startsWith('its log cannot be opened') === true,
  );
  const warning = `its log cannot be opened, so what it writes is lost until it is started again: EISDIR: illegal operation on a directory, open '${log}'`;
  expect(again.warning).toBe(warning);
  expect(supervisorLog()).toContain(` sessions-1: ${warning}\n`);
  const { steps } = await partChanges(name, 0);
  expect(steps.map(({ part }) => part?.warning)).toContain(warning);
  rmSync(log, { recursive: true });
  kill(again);
  await allAreWell();
});

it('warns of every part whose log was removed, and tells when it is all right again', async () => {
  const log = paths.log('outside');
  rmSync(log);
  const outside = await partLike(({ warning }) => warning !== undefined);
  expect(outside).toMatchObject({
    name: 'outside',
    health: 'healthy',
    warning: 'its log was removed: what it writes is lost until it is started again',
  });
  kill(outside);
  await allAreWell();
  expect(supervisorLog()).toContain(' outside: its log can be written again\n');
});

it('warns of the tasks when their container events cannot be written, and goes on once they can', async () => {
  const file = paths.containerEvents;
  renameSync(file, `${file}.aside`);
  mkdirSync(file);
  const task = await partLike(({ kind, warning }) => kind === 'task' && warning !== undefined);
  expect(task.warning).toBe(
    `its container events cannot be written: EISDIR: illegal operation on a directory, open '${file}'`,
  );
  rmSync(file, { recursive: true });
  renameSync(`${file}.aside`, file);
  await allAreWell();
});

it('goes on when all of its logs are removed, and writes new ones', async () => {
  // The supervisor may put something there meanwhile.
  rmSync(paths.logs, { recursive: true, maxRetries: 10 });
  await partLike(({ name: part, warning }) => part === 'db-1' && warning !== undefined);
  expect(supervisorLog()).toContain(' db-1: its log was removed');
  await replaceTasks();
});

it('says why a task that cannot be started is tried again and again, and mends when it can', async () => {
  const tenants = readFileSync(paths.tenants, 'utf8');
  writeFileSync(paths.tenants, 'no tenants at all');
  kill(await partLike(({ kind }) => kind === 'task'));
  const failing = await partLike(
    ({ kind, health, detail }) =>
      kind === 'task' && health === 'unhealthy' && detail.includes('times in a row'),
  );
  expect(failing.detail).toMatch(
    /^it ended with status [12], \d+ times in a row; its log ends with: .*\S/,
  );
  // While it fails, there is one such task, not one more with each attempt.
  expect((await parts()).filter(({ kind }) => kind === 'task')).toHaveLength(2);
  expect(supervisorLog()).toContain('times in a row; its log ends with: ');
  writeFileSync(paths.tenants, tenants);
  await tasksAreWell();
});

/** Whether this user may mount, which a small file system that can be full takes. */
function mountSmall(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder], { stdio: 'pipe' });
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT') || (error instanceof Error && 'status' in error)) return false;
    throw error;
  }
}

describe('on a disk that is full', () => {
  it('every part goes on, says that its log cannot be written, and writes again when there is room', async ({
    skip,
  }) => {
    if (!mountSmall(paths.logs)) skip('this user may not mount');
    try {
      // What runs still writes to the logs beneath.
      await replaceTasks();
      const filler = join(paths.logs, 'filler');
      const before = await parts();
      // Again at each look: what the supervisor tries to write takes room, and gives it back.
      const isFull = async (): Promise<boolean> => {
        expect(() => {
          for (;;) appendFileSync(filler, Buffer.alloc(512, 'x'));
        }).toThrow('ENOSPC');
        return (await parts()).some(
          ({ kind, warning }) => kind === 'task' && warning?.includes('ENOSPC') === true,
        );
      };
      expect(await until(isFull, { withinMs: 40_000, everyMs: 100 })).toBe(true);
      const page = new URL('/inventory/v1/properties', cluster.state.baseUrl);
      for (let visit = 0; visit < 200; visit += 1) {
        const response = await fetch(page, { headers: { 'x-tenant': 'riviera' } });
        await response.arrayBuffer();
        expect(response.status).toBe(200);
      }
      const pids = (all: readonly Part[]): unknown[] =>
        all.filter(({ kind }) => kind === 'task').map(({ pid }) => pid);
      const full = await parts();
      expect(pids(full)).toEqual(pids(before));
      expect(full.find(({ kind }) => kind === 'supervisor')?.warning).toMatch(
        /^its log cannot be written: ENOSPC: no space left on device, write/,
      );
      const task = full.find(({ kind }) => kind === 'task');
      expect(task?.warning).toBe(
        'its log cannot be written: ENOSPC: no space left on device, write',
      );
      rmSync(filler);
      await partLike(({ kind, warning }) => kind === 'task' && warning === undefined);
      await partLike(({ kind, warning }) => kind === 'supervisor' && warning === undefined);
      await fetch(page, { headers: { 'x-tenant': 'riviera' } });
      const log = paths.log(`tasks/${task?.name}`);
      expect(existsSync(log)).toBe(true);
    } finally {
      execFileSync('umount', ['-l', paths.logs]);
    }
  });
});
