// @module-tag needs/cluster
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checksFiguresSchema } from '../../core/probe-folder/checks.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import type { Settings } from '../../probes/contract/probe.ts';
import { judge as judgeConnections } from '../../probes/connections/judge.ts';
import type { Sample as ConnectionsSample } from '../../probes/connections/samples/sample.ts';
import { watch as watchConnections } from '../../probes/connections/watch/watch.ts';
import { changesOf } from '../../probes/reader-join/facts/changes.ts';
import { judge } from '../../probes/reader-join/judge.ts';
import type { Sample } from '../../probes/reader-join/samples/sample.ts';
import { watch } from '../../probes/reader-join/watch/watch.ts';
import { judge as judgeWhatIf } from '../../probes/what-if/judge.ts';
import { act } from '../../system-under-test/cluster/client/control-client.ts';
import type { LaunchedCluster } from '../../system-under-test/cluster/client/launch.ts';
import {
  type ClusterSandbox,
  openClusterSandbox,
} from '../../system-under-test/cluster/testing/cluster-sandbox.ts';
import { launchSmall, partsOf } from '../../system-under-test/cluster/testing/running-cluster.ts';
import { localTarget } from '../../targets/local.ts';
import { times } from './naming.ts';
import { type Visits, visitsOf } from './visits.ts';

const name = 'joining';
let sandbox: ClusterSandbox;
let cluster: LaunchedCluster;
let visits: Visits;
let seen: readonly Sample[] = [];

beforeAll(async () => {
  sandbox = openClusterSandbox();
  // Answers may not be kept, and pools renew their connections each second: a window is a second.
  cluster = await launchSmall({ name, tasks: 1, dnsTtlSeconds: 0, poolMaxAgeSeconds: 1 });
  await act(name, 'deploy', { PMS_SEARCH_SECONDS: '0' });
  visits = await visitsOf(cluster.state.baseUrl);
}, 90_000);

afterAll(async () => {
  await cluster.down();
  sandbox.remove();
});

/** Looks under load; `meanwhile` is begun with the first look, and ends it. */
async function look(
  settings: Settings,
  meanwhile?: (samples: readonly Sample[]) => Promise<void>,
): Promise<{ readonly verdict: ProbeVerdict; readonly samples: readonly Sample[] }> {
  const end = new AbortController();
  const enough = new AbortController();
  const visited = visits.all(16, end.signal);
  const samples: Sample[] = [];
  const target = await localTarget(name);
  const context = { tell: () => undefined, allow: () => Promise.resolve() };
  let doing: Promise<void> | undefined;
  for await (const sample of watch({ target, settings, until: enough.signal, ...context })) {
    samples.push(sample);
    doing ??= meanwhile?.(samples).finally(() => enough.abort());
  }
  await doing;
  end.abort();
  await visited;
  return { verdict: judge(samples, settings), samples };
}

function statesOf({ figures }: ProbeVerdict): Record<string, string> {
  const { checks } = checksFiguresSchema.parse(figures);
  return Object.fromEntries(checks.map(({ name: check, state }) => [check, state]));
}

describe('on the local cluster, the probe', { timeout: 300_000 * times }, () => {
  it('adds a reader, sees it get its share, and removes it', async () => {
    const { verdict, samples } = await look({ yes: ['true'], stay: ['16s'], effect: ['3'] });
    const { left } = changesOf(samples);
    seen = samples.filter(({ at }) => left !== undefined && at < left.at);
    // How soon it has its share, and whether one of four clients was on it, is drawn anew each time.
    const states = statesOf(verdict);
    expect(states['first-connection']).toBe('passed');
    expect(Object.keys(states)).toContain('reads-go-on-when-it-leaves');
    expect(Object.entries(states).filter(([, state]) => state === 'failed')).toEqual([]);
  });

  it('is read by another, which replays the connections that it saw', () => {
    const { outcome, finding, reasons } = judgeWhatIf(seen, {});
    expect([outcome, finding]).toEqual(['pass', 'replayed']);
    expect(reasons[0]).toMatch(
      /^as recorded: sessions db-2 [\d.]+ %, db-3 [\d.]+ %, db-4 [\d.]+ %; peak to average 1\.\d\d, Gini 0\.\d\d; \d+ connections opened in \d+ s \(\d+ a minute\)\.$/,
    );
    expect(reasons[2]).toMatch(/, for which clients wait [\d.]+ s in all\.$/);
  });

  it('of connections sees what the pools of the tasks say of themselves', async () => {
    const target = await localTarget(name);
    const enough = new AbortController();
    const samples: ConnectionsSample[] = [];
    const context = { settings: {}, tell: () => undefined, allow: () => Promise.resolve() };
    for await (const sample of watchConnections({ target, until: enough.signal, ...context })) {
      samples.push(sample);
      if (samples.filter(({ kind }) => kind === 'connections').length > 6) enough.abort();
    }
    const { outcome, reasons } = judgeConnections(samples, {});
    expect([outcome, reasons.filter((reason) => reason.includes('-pools-'))]).toEqual([
      'pass',
      [
        expect.stringMatching(
          /^reader-pools-have-room: \d+ of \d+ connections of the reader pools of 1 tasks were in use at most, and nobody waited\.$/,
        ),
        expect.stringMatching(
          /^reader-pools-fit: the reader pools of 1 tasks are \d+ connections when full; one reader may get all of them from one answer, and takes 500\.$/,
        ),
        expect.stringMatching(/^writer-pools-have-room: /),
        expect.stringMatching(/^writer-pools-fit: /),
      ],
    ]);
  });

  /** Looks at a reader that joins as `given` for as many windows of a second, and removes it again. */
  async function joined(given: Record<string, string>, windows: number): Promise<ProbeVerdict> {
    const readersBefore = await readers();
    const { verdict } = await look({ effect: ['3'] }, async (samples) => {
      await act(name, 'add-reader', given);
      const loads = () => samples.filter(({ kind }) => kind === 'load').length;
      const before = loads();
      await expect
        .poll(loads, { timeout: 4000 * windows })
        .toBeGreaterThan(before + (readersBefore.length + 1) * windows);
    });
    for (const part of await readers())
      if (!readersBefore.includes(part)) await act(name, 'remove-reader', { part });
    return verdict;
  }

  const readers = async (): Promise<string[]> =>
    (await partsOf(name, 'database-reader')).map((part) => part.name);

  /** What is found otherwise, of `times`. */
  async function oddOf(looked: () => Promise<ProbeVerdict>, expected: string): Promise<string[]> {
    const odd: string[] = [];
    for (let nth = 0; nth < times; nth += 1) {
      const { finding, reasons } = await looked();
      if (finding !== expected) odd.push(`${finding}: ${reasons.join(' ')}`);
    }
    return odd;
  }

  /** Searches so many at once that pools open all that they may. */
  async function fillPools(): Promise<void> {
    const { poolFigures } = await localTarget(name);
    const open = async (): Promise<number> => {
      await Promise.all(Array.from({ length: 64 }, visits.search));
      const pools = (await poolFigures?.()) ?? [];
      return pools.find(({ role }) => role === 'reader')?.open ?? 0;
    };
    let before = 0;
    for (let now = await open(); now > before; now = await open()) before = now;
    expect(before).toBeGreaterThan(0);
  }

  it('calls a reader starved that pools do not come to, as they renew nothing', async () => {
    const odd = await oddOf(async () => {
      await act(name, 'deploy', { PMS_SEARCH_SECONDS: '0', PMS_DB_MAX_AGE_SECONDS: '600' });
      // What a pool opens when more ask at once than before would go to whom the endpoint names in that second.
      await fillPools();
      return joined({}, 16);
    }, 'starved');
    expect(odd).toEqual([]);
  });

  it.runIf(times > 1)('calls a reader stampeded that the endpoint prefers', async () => {
    await act(name, 'deploy', { PMS_SEARCH_SECONDS: '0' });
    expect(await oddOf(() => joined({ weight: '20' }, 16), 'stampeded')).toEqual([]);
  });

  it.runIf(times > 1)('calls a reader joined that gets its fair share', async () => {
    await act(name, 'deploy', { PMS_SEARCH_SECONDS: '0' });
    const odd = await oddOf(() => joined({}, 40), 'joined');
    // Chance alone decides so one time in 20: of few, none is left out.
    expect(odd.slice(times < 5 ? 0 : Math.ceil(times / 10))).toEqual([]);
  });
});
