// @module-tag needs/cluster
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checksFiguresSchema, type CheckState } from '../../core/probe-folder/checks.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import { judge } from '../../probes/read-write-split/judge.ts';
import type { Sample } from '../../probes/read-write-split/sample.ts';
import { watch } from '../../probes/read-write-split/watch.ts';
import { act } from '../../system-under-test/cluster/client/control-client.ts';
import type { LaunchedCluster } from '../../system-under-test/cluster/client/launch.ts';
import {
  type ClusterSandbox,
  openClusterSandbox,
} from '../../system-under-test/cluster/testing/cluster-sandbox.ts';
import { launchSmall } from '../../system-under-test/cluster/testing/running-cluster.ts';
import { localTarget } from '../../targets/local.ts';

const name = 'split';
let sandbox: ClusterSandbox;
let cluster: LaunchedCluster;
beforeEach(() => {
  sandbox = openClusterSandbox();
});
afterEach(async () => {
  await cluster.down();
  sandbox.remove();
});

async function look(meanwhile?: (seen: readonly Sample[]) => Promise<void>): Promise<ProbeVerdict> {
  const enough = new AbortController();
  const { signal: until } = enough;
  const samples: Sample[] = [];
  const target = await localTarget(name);
  const context = { tell: () => undefined, allow: () => Promise.resolve() };
  let doing: Promise<void> | undefined;
  for await (const sample of watch({ target, settings: { pace: ['200ms'] }, until, ...context })) {
    samples.push(sample);
    const count = (kind: Sample['kind']): number =>
      samples.filter((one) => one.kind === kind).length;
    if (count('own-write') < 400 || count('session') < 20 || count('alive') < 45) continue;
    if (samples.filter((one) => one.kind === 'answered' && one.asked === 'read').length < 120)
      continue;
    doing ??= (meanwhile ?? (() => Promise.resolve()))(samples).then(() => enough.abort());
  }
  await doing;
  return judge(samples);
}

function statesOf({ figures }: ProbeVerdict): Record<string, CheckState> {
  const { checks } = checksFiguresSchema.parse(figures);
  return Object.fromEntries(checks.map((check) => [check.name, check.state]));
}

// The proxy is 70 MB, and needs Java.
describe.runIf(process.env['BILANCIA_SQL_PROXY'])(
  'through ShardingSphere-Proxy',
  { timeout: 120_000 },
  () => {
    it('passes the transaction checks with the hint on, and names what its sessions lose', async () => {
      cluster = await launchSmall({ name, tasks: 1, sqlProxy: 'on' });
      expect(statesOf(await look())).toEqual({
        'read-on-reader': 'passed',
        'read-for-update-on-writer': 'passed',
        'locking-read-on-writer': 'passed',
        'first-read-in-transaction-on-writer': 'passed',
        'read-after-write-in-transaction-on-writer': 'passed',
        'own-writes-seen-in-transaction': 'passed',
        'read-after-autocommit-was-off-on-reader': 'failed',
        'user-variable-kept': 'failed',
        'named-lock-kept': 'failed',
        'temporary-table-kept': 'failed',
        'returned-row-kept': 'failed',
        'last-insert-id-kept': 'failed',
      });
    });

    it('fails them with the hint off', async () => {
      cluster = await launchSmall({ name, tasks: 1, sqlProxy: 'hint-off' });
      expect(statesOf(await look())).toMatchObject({
        'first-read-in-transaction-on-writer': 'failed',
        'read-after-write-in-transaction-on-writer': 'failed',
        'own-writes-seen-in-transaction': 'failed',
      });
    });

    it('says that a reader that stands still goes on being asked', async () => {
      cluster = await launchSmall({ name, tasks: 1, sqlProxy: 'on' });
      const verdict = await look(async () => {
        await act(name, 'freeze', { part: 'db-3' });
        await new Promise((resolve) => setTimeout(resolve, 10_000));
        await act(name, 'thaw', { part: 'db-3' });
      });
      expect(statesOf(verdict)).toMatchObject({ 'db-3-left-out': 'failed' });
    });
  },
);
