// @module-tag needs/cluster
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endChild, spawnTied } from '../../core/child-process.ts';
import { freePort } from '../../core/free-port.ts';
import { pause } from '../../core/pause.ts';
import { checksFiguresSchema, type Check } from '../../core/probe-folder/checks.ts';
import { judge } from '../../probes/read-write-split/judge.ts';
import type { Sample } from '../../probes/read-write-split/sample.ts';
import { watch } from '../../probes/read-write-split/watch.ts';
import { act } from '../../system-under-test/cluster/client/control-client.ts';
import type { LaunchedCluster } from '../../system-under-test/cluster/client/launch.ts';
import { findPrograms } from '../../system-under-test/cluster/processes/programs.ts';
import {
  type ClusterSandbox,
  openClusterSandbox,
} from '../../system-under-test/cluster/testing/cluster-sandbox.ts';
import { launchSmall, settled } from '../../system-under-test/cluster/testing/running-cluster.ts';
import { until, untilItWorks } from '../../system-under-test/cluster/until.ts';
import { localTarget } from '../../targets/local.ts';
import { times } from './naming.ts';

const name = 'connections';
let sandbox: ClusterSandbox;
let cluster: LaunchedCluster;
beforeAll(async () => {
  sandbox = openClusterSandbox();
  cluster = await launchSmall({ name, tasks: 1 });
}, 90_000);
afterAll(async () => {
  await cluster.down();
  sandbox.remove();
});

/** HAProxy before both readers, which splits connections by turns; how it checks them is said. */
async function startProxy(check: string): Promise<{ address: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'bil-proxy-'));
  const { database } = await localTarget(name);
  const port = await freePort();
  const readers = (database?.readers ?? []).map(
    ({ id, address }) =>
      `  server ${id} ${address} check inter 500ms fall 2 rise 2 on-marked-down shutdown-sessions`,
  );
  const configuration = [
    'defaults\n  mode tcp\n  retries 0\n  timeout connect 1s\n  timeout client 60s\n  timeout server 60s\n  timeout check 500ms',
    `listen readers\n  bind 127.0.0.1:${port}\n  balance roundrobin\n${check}`,
    ...readers,
  ];
  const file = join(folder, 'haproxy.cfg');
  await writeFile(file, `${configuration.join('\n')}\n`);
  const child = spawnTied(findPrograms().haproxy, ['-db', '-q', '-f', file], { stdio: 'ignore' });
  const answers = async (): Promise<void> => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'data', { signal: AbortSignal.timeout(2_000) });
    socket.destroy();
  };
  await untilItWorks(answers, { withinMs: 15_000 });
  return {
    address: `127.0.0.1:${port}`,
    stop: async () => {
      await endChild(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A node, how it is broken, for how long, and how it is mended. */
interface Fault {
  readonly part: string;
  readonly breakIt: () => Promise<void>;
  readonly ms: number;
  readonly mend?: () => Promise<void>;
}

/** Breaks nodes one after the other while the probe looks; what it says of each, by name. */
async function look(check: string, faults: readonly Fault[]): Promise<ReadonlyMap<string, Check>> {
  const proxy = await startProxy(check);
  const end = new AbortController();
  const samples: Sample[] = [];
  const breaks = async (): Promise<void> => {
    for (const { part, breakIt, ms, mend } of faults) {
      await breakIt();
      await pause(ms, end.signal);
      await mend?.();
      const mended = Date.now();
      const isBack = (): boolean =>
        samples.some((one) => one.kind === 'answered' && one.by === part && one.at > mended);
      // Until the proxy lets it answer again, or it was long gone.
      if (mend !== undefined && !(await until(isBack, { withinMs: 30_000 })))
        throw new Error(`${part} did not come back`);
      await pause(2_500, end.signal);
    }
    end.abort();
  };
  try {
    const target = await localTarget(name);
    const context = { tell: () => undefined, allow: () => Promise.resolve() };
    const settings = { endpoint: [proxy.address], pace: ['1s'] };
    let broken: Promise<void> | undefined;
    for await (const sample of watch({ target, settings, until: end.signal, ...context })) {
      samples.push(sample);
      if (samples.filter(({ kind }) => kind === 'alive').length >= 9) broken ??= breaks();
    }
    await broken;
  } finally {
    await proxy.stop();
  }
  const { checks } = checksFiguresSchema.parse(judge(samples).figures);
  return new Map(checks.map((one) => [one.name, one]));
}

const frozen = (part: string, ms: number): Fault => ({
  part,
  breakIt: () => act(name, 'freeze', { part }),
  ms,
  mend: () => act(name, 'thaw', { part }),
});
const dead = (part: string): Fault => ({
  part,
  breakIt: () => act(name, 'remove-reader', { part }),
  ms: 3_000,
});
const counted =
  'while it did not answer for \\d+\\.\\d s, \\d+ of \\d+ reads failed, the slowest took \\d+ ms';

describe('before a proxy that splits connections, the probe', { timeout: 120_000 }, () => {
  // Longer than a client waits.
  it.runIf(times > 1)(
    'says that a frozen reader goes on being asked, where the proxy only connects to it',
    async () => {
      const checks = await look('  option tcp-check', [frozen('db-3', 9_000)]);
      expect(checks.get('db-3-left-out')).toEqual({
        name: 'db-3-left-out',
        state: 'failed',
        evidence: expect.stringMatching(
          new RegExp(`^${counted}: it was asked [5-9]\\.\\d s later still \\(".+"\\)\\.$`),
        ),
      });
      await settled(name, () => true);
    },
  );

  it('says how long a frozen reader and a dead one were still asked, where the proxy waits for a greeting', async () => {
    const checks = await look('  option mysql-check', [frozen('db-3', 6_000), dead('db-2')]);
    for (const id of ['db-2', 'db-3'])
      expect(checks.get(`${id}-left-out`)).toEqual({
        name: `${id}-left-out`,
        state: 'passed',
        evidence: expect.stringMatching(
          new RegExp(`^${counted}: it was left out (at once|within [0-4]\\.\\d s)\\.$`),
        ),
      });
  });
});
