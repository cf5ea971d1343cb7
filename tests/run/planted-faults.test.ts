// @module-tag needs/cluster
// @module-tag needs/k6
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Verdict } from '../../reports/verdict/schema.ts';
import { flaws } from '../../targets/local-options.ts';
import { outcomeWithoutMachine, resultOf, runUntilValid, upFull } from './test-cluster.ts';
import type { TestCluster } from './test-cluster.ts';

/** What a machine that other tests use as well can keep. */
const lenient = `
objectives:
  - { name: all, requests: ['*'], together: true, p95: 5000, errorRate: 0.001 }
`;
/** Ten minutes tell a growth by 200 % an hour from none; of a sound task's they say that it is within 100 % of none. */
const drifting = `${lenient}  - { name: drift, drift: true, memoryDrift: 2 }\n`;

const hurried = ['--env', 'BILANCIA_THINK_SCALE=0.2'];
const loads = {
  steady: [...hurried, '--visitors', '100', '--duration', '8s'],
  'metasearch-storm': ['--visitors', '240', '--duration', '12s'],
  'channel-manager': [...hurried, '--visitors', '200', '--duration', '10s'],
  'saturday-arrivals': [...hurried, '--visitors', '200', '--duration', '10s'],
  soak: [...hurried, '--visitors', '100', '--duration', '10m'],
} as const satisfies Record<string, readonly string[]>;
type Profile = keyof typeof loads;
const tried: readonly Profile[] = [
  'steady',
  'metasearch-storm',
  'channel-manager',
  'saturday-arrivals',
  'soak',
];

/** Tried with `BILANCIA_PROFILES=1` alone: a sound system, and what takes ten minutes. */
const isThorough = process.env['BILANCIA_PROFILES'] !== undefined;

/** A soak lasts ten minutes, and is played again when the machine was too busy. */
const soakMilliseconds = 2_400_000;

/** Sentences of a verdict that say what is wrong with the system. */
function objections({ findings }: Verdict): string[] {
  return findings
    .filter(({ severity }) => severity === 'violation' || severity === 'missed')
    .map(({ summary }) => summary);
}

/** A cluster, and runs on it. */
function on(name: string, ...flags: string[]): (profile: Profile) => Promise<Verdict> {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await upFull(name, ...flags);
  });
  afterAll(() => cluster.down());
  return async (profile) => {
    const slo = join(cluster.folder, `${profile}.yml`);
    await writeFile(slo, profile === 'soak' ? drifting : lenient);
    const asked = [profile, '--ramp', '3s', '--slo', slo, ...loads[profile]];
    return resultOf(await runUntilValid(cluster, asked)).verdict;
  };
}

describe('a system with planted faults', () => {
  // The line is one that visitors meet, see noisy-neighbor.test.ts.
  const planted = Object.values(flaws).filter((flaw) => flaw !== flaws['shared-line']);
  const run = on('flawed', ...planted.flatMap((flaw) => ['--flaw', flaw]));

  // First, as long as nobody has left traces.
  it('passes by ordinary visitors, who meet none of them', async () => {
    const verdict = await run('steady');
    expect({ told: objections(verdict), outcome: outcomeWithoutMachine(verdict) }).toEqual({
      told: [],
      outcome: 'pass',
    });
  });

  it('is found by a price comparison to give some the answers of others', async () => {
    const [first] = objections(await run('metasearch-storm'));
    expect(first).toMatch(
      /^answers-as-asked is violated: \d+ violations? among [\d,]+ checks, for example tenant (riviera|dolomiti), answer offers of \w+ \S+ to \S+ answered with \w+ \S+ to \S+\.$/,
    );
  });

  it('is found by channel managers to count fewer nights as sold than are held', async () => {
    const [first] = objections(await run('channel-manager'));
    expect(first).toMatch(/^sold-as-counted is violated: /);
  });

  it('is found by the desk to let two parties into one unit', async () => {
    const told = objections(await run('saturday-arrivals'));
    expect(told).toContainEqual(
      expect.stringMatching(
        /^one-party-per-unit is violated: \d+ violations? among [\d,]+ checks, for example tenant (riviera|dolomiti), unit [\w-]+, parties 2, /,
      ),
    );
  });

  it.runIf(isThorough)(
    'is found by a soak to keep something of every request',
    async () => {
      const told = objections(await run('soak'));
      expect(told).toContainEqual(
        expect.stringMatching(
          /^2 of 2 objectives of drift missed, worst \w{8}…: growth of the memory [\d.,]+ % an hour, .*, target < 200 % an hour; also \w{8}… growth of the memory [\d.,]+ % an hour\.$/,
        ),
      );
    },
    soakMilliseconds,
  );
});

describe.runIf(isThorough)('a sound system', () => {
  const run = on('sound');
  it.each(tried)(
    'keeps to everything under %s',
    async (profile) => {
      const verdict = await run(profile);
      expect(objections(verdict)).toEqual([]);
      expect(outcomeWithoutMachine(verdict)).toBe('pass');
    },
    soakMilliseconds,
  );
});
