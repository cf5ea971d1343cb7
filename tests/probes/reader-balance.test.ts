// @module-tag needs/mariadb
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pause } from '../../core/pause.ts';
import { type Random, seededRandom } from '../../core/seeded-random.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import type { Settings } from '../../probes/contract/probe.ts';
import { judge } from '../../probes/reader-balance/judge.ts';
import type { Sample } from '../../probes/reader-balance/samples/sample.ts';
import { keep, renew, usePool } from './clients.ts';
import { held, startTestNameServer } from './name-server.ts';
import { otherThan as otherThanIn, times } from './naming.ts';
import { type TestReaders, startTestReaders } from './readers.ts';
import { watch } from '../../probes/reader-balance/watch/watch.ts';

/** Questions to the name server; some more than are needed, however slow the machine is. */
const questions = 60;
/** Looks at each reader. */
const looks = 5;

let readers: TestReaders;
beforeAll(async () => {
  readers = await startTestReaders();
}, 60_000);
afterAll(() => readers.stop());

interface Situation {
  /** Draws an answer of the endpoint's own name server; one reader or the other by default. */
  readonly draw?: (random: Random) => string;
  /** How long the clients' resolver holds an answer, where they have one. */
  readonly heldMs?: number;
  readonly before?: () => Promise<void>;
  readonly clients: (resolve: () => string, until: AbortSignal) => Promise<void>;
}

function either(random: Random, share = 0.5): string {
  const [first, second] = readers.hosts;
  return random() < share ? first : second;
}

/** @param seed of the answers: one look in twenty at drawn ones may be wrong, and a test must not be */
async function look(
  { draw = either, heldMs, before, clients }: Situation,
  seed: number,
): Promise<ProbeVerdict> {
  const end = new AbortController();
  const drawer = (nth: number): (() => string) => {
    const random = seededRandom(seed * 3 + nth);
    return () => draw(random);
  };
  const authority = await startTestNameServer(drawer(0));
  const resolver = await startTestNameServer(
    heldMs === undefined ? drawer(1) : held(drawer(1), heldMs),
  );
  const resolve = heldMs === undefined ? drawer(2) : held(drawer(2), heldMs);
  await before?.();
  const played = clients(resolve, end.signal);
  // Connections that are to be there from the first look on.
  await pause(500, end.signal);
  const settings: Settings = {
    nameServer: [authority.address],
    resolver: [resolver.address],
    pace: ['60ms'],
  };
  const samples: Sample[] = [];
  const enough = new AbortController();
  const until = enough.signal;
  const { target } = readers;
  const allow = async (): Promise<void> => undefined;
  const count = (holds: (sample: Sample) => boolean): number => samples.filter(holds).length;
  for await (const sample of watch({ target, settings, until, tell: () => undefined, allow })) {
    samples.push(sample);
    const asked = count((one) => one.kind === 'answer' && one.asked === 'authority');
    const looked = count((one) => one.kind === 'load' && one.reader === 'db-2');
    if (asked >= questions && looked >= looks) enough.abort();
  }
  end.abort();
  await played;
  authority.close();
  resolver.close();
  return judge(samples, settings);
}

const otherThan = (cause: string, situation: Situation): Promise<string[]> =>
  otherThanIn(cause, (nth) => look(situation, nth));

describe('on real servers, the probe', { timeout: times * 120_000 }, () => {
  it('calls readers balanced that are', async () => {
    expect(
      await otherThan('balanced', {
        clients: (resolve, until) => renew(resolve, readers.port, until),
      }),
    ).toEqual([]);
  });

  it('names a resolver that keeps answers too long', async () => {
    expect(
      await otherThan('caching-resolver', {
        heldMs: 1_000,
        clients: (resolve, until) => renew(resolve, readers.port, until),
      }),
    ).toEqual([]);
  });

  it('names an endpoint that prefers a reader', async () => {
    expect(
      await otherThan('weights', {
        draw: (random) => either(random, 0.85),
        clients: (resolve, until) => renew(resolve, readers.port, until),
      }),
    ).toEqual([]);
  });

  it('names connections that are never renewed', async () => {
    const [first, second] = readers.hosts;
    expect(
      await otherThan('long-lived-connections', {
        clients: (_, until) => keep({ [first]: 17, [second]: 3 }, readers.port, until),
      }),
    ).toEqual([]);
  });

  it('names a pool that uses the last connection first', async () => {
    expect(
      await otherThan('lifo-pool', {
        clients: (_, until) => usePool(readers.hosts, readers.port, until),
      }),
    ).toEqual([]);
  });

  it('names a reader that has just joined', async () => {
    const [first] = readers.hosts;
    const [, second] = readers.servers;
    expect(
      await otherThan('joined-reader', {
        before: async () => {
          await second.kill();
          await second.restart();
        },
        clients: (_, until) => keep({ [first]: 20 }, readers.port, until),
      }),
    ).toEqual([]);
  });
});
