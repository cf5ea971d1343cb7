// @module-tag needs/cluster
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LaunchedCluster } from '../../system-under-test/cluster/client/launch.ts';
import {
  type ClusterSandbox,
  openClusterSandbox,
} from '../../system-under-test/cluster/testing/cluster-sandbox.ts';
import { launchSmall, partsOf } from '../../system-under-test/cluster/testing/running-cluster.ts';
import { bilancia } from '../cli/run-command-line.ts';

const name = 'commands';
let sandbox: ClusterSandbox;
let cluster: LaunchedCluster;
beforeAll(async () => {
  sandbox = openClusterSandbox();
  cluster = await launchSmall({ name, tasks: 2 });
}, 90_000);
afterAll(async () => {
  await cluster.down();
  sandbox.remove();
});

const run = (...words: string[]) => bilancia(['probe', 'exec', name, ...words]);

describe('a command in a task of the local cluster', { timeout: 60_000 }, () => {
  it('runs with what the task knows, and its output comes whole, accents and all', async () => {
    const [, second] = await partsOf(name, 'task');
    const task = second?.name ?? '';
    const script =
      'printf "%s\\n" "$PMS_LISTEN"; head -c 300000 /dev/zero | tr "\\0" x | sed "s/xxx/xè/g"';
    const { status, stdout, stderr } = await run('--task', task, '--', script);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout === `${second?.address}\n${'xè'.repeat(100_000)}`).toBe(true);
  });

  it('gives each word as it is, and what it prints about a mistake', async () => {
    const words = [
      'sh',
      '-c',
      'printf "%s|" "$@"; echo "perché no" >&2; exit 7',
      'sh',
      "it's",
      '€ $HOME',
    ];
    expect(await run('--', ...words)).toEqual({
      status: 1,
      stdout: "it's|€ $HOME|perché no\n",
      stderr: 'It ended with status 7.\n',
    });
  });

  it('tells all of it to programs', async () => {
    const { status, stdout } = await run('--json', '--', 'echo già; exit 300');
    expect([status, JSON.parse(stdout)]).toEqual([1, { status: 44, problem: '', output: 'già\n' }]);
  });

  it('is not run in a task that is not there', async () => {
    const tasks = (await partsOf(name, 'task')).map((task) => task.name);
    expect(await run('--task', 'task-none', '--', 'true')).toEqual({
      status: 2,
      stdout: '',
      stderr: `No command can be run in task-none: there is no such task. Running are ${tasks.join(', ')}.\n`,
    });
  });
});
