import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { readerBalanceFiguresSchema } from '../../core/probe-folder/reader-balance.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import { type Random, between, seededRandom } from '../../core/seeded-random.ts';
import type { Settings } from '../contract/probe.ts';
import { judge } from './judge.ts';
import type { Sample } from './samples/sample.ts';

const zones = ['a', 'b'] as const;
const hosts = ['10.0.0.12', '10.0.0.13'] as const;
const writerHost = '10.0.0.11';

/** What a system is like, second by second; fair where nothing is said. */
interface System {
  readonly seconds?: number;
  readonly answer?: (at: number, random: Random) => string;
  /** New connections in a second: the reader's index of each, by its client's zone. */
  readonly open?: (at: number, zone: number, random: Random) => readonly number[];
  /** Sessions at each reader. */
  readonly sessions?: readonly [number, number];
  /** Index of a reader that started when the look began. */
  readonly joined?: number;
}

function samplesOf({ seconds = 300, answer, open, sessions = [0, 0], joined }: System): Sample[] {
  const random = seededRandom(3);
  const samples: Sample[] = [
    { kind: 'reader', at: 0, id: 'db-1', host: writerHost, role: 'writer' },
    ...hosts.map((host, reader): Sample => {
      return {
        kind: 'reader',
        at: 0,
        id: `db-${reader + 2}`,
        host,
        role: 'reader',
        zone: zones[reader] ?? '',
      };
    }),
    ...zones.map((zone, nth): Sample => ({ kind: 'client', at: 0, host: `10.0.1.${nth}`, zone })),
  ];
  let id = 0;
  for (let second = 0; second < seconds; second += 1) {
    const at = second * 1000;
    if (second % 5 === 0) {
      const address = answer?.(at, random) ?? hosts[between(random, 0, 1)] ?? '';
      const chain = [{ type: 'A', ttl: 5, data: address }] as const;
      samples.push({
        kind: 'answer',
        at,
        asked: 'authority',
        server: '10.0.0.2:53',
        chain: [...chain],
        address,
      });
    }
    for (const zone of zones.keys())
      for (const reader of open?.(at, zone, random) ?? []) {
        id += 1;
        const client = `pms@10.0.1.${zone}`;
        samples.push({
          kind: 'opened',
          at,
          reader: `db-${reader + 2}`,
          id,
          client,
          standing: false,
        });
      }
    for (const reader of hosts.keys())
      samples.push({
        kind: 'load',
        at,
        reader: `db-${reader + 2}`,
        sessions: sessions[reader] ?? 0,
        used: [],
        queriesTotal: second * (2 + (sessions[reader] ?? 0)),
        uptimeSeconds: (reader === joined ? 0 : 86_400) + second,
      });
  }
  return samples;
}

function look(system: System, settings: Settings = {}): ProbeVerdict {
  return judge(samplesOf(system), settings);
}

function causesOf({ figures }: ProbeVerdict): string[] {
  return readerBalanceFiguresSchema.parse(figures).causes.map(({ name }) => name);
}

describe('the verdict', () => {
  it('is balanced after enough windows, with the figures and what they rule out', () => {
    const verdict = look({ sessions: [20, 22] });
    expect(verdict).toMatchObject({ outcome: 'pass', finding: 'balanced' });
    expect(verdict.reasons).toEqual([
      expect.stringMatching(
        /^The endpoint gives db-2 \d+ %, db-3 \d+ % over 60 windows \(p = 0\.\d+\); a reader with 1\.5 times its share would have been found in 80 % of cases with \d+\.$/,
      ),
      'Sessions are db-2 48 %, db-3 52 %, queries db-2 48 %, db-3 52 %.',
    ]);
  });

  it('is inconclusive before, and says how much longer it takes', () => {
    const { outcome, reasons } = look({ seconds: 100, sessions: [20, 3] });
    expect([outcome, reasons]).toEqual([
      'inconclusive',
      [
        'Nothing is beyond chance, but in 20 windows a reader with 1.5 times its share could hide. 40 are needed: 1 min 40 s more. So far sessions are db-2 87 %, db-3 13 %.',
      ],
    ]);
  });

  it('is inconclusive without any evidence', () => {
    expect(judge([], {})).toMatchObject({
      outcome: 'inconclusive',
      reasons: ['No reader was seen.'],
    });
  });

  it('takes for fair what the user says that readers ought to get', () => {
    const answer = (_: number, random: Random): string => hosts[random() < 0.8 ? 0 : 1];
    expect(causesOf(look({ answer }))).toEqual(['weights']);
    expect(look({ answer }, { weight: ['db-2=4'] }).finding).not.toBe('imbalanced');
  });
});

describe('a cause', () => {
  it('is the writer, where the endpoint falls back to it', () => {
    const answer = (at: number, random: Random): string =>
      at >= 100_000 && at < 110_000 ? writerHost : (hosts[between(random, 0, 1)] ?? '');
    const verdict = look({ answer });
    expect(verdict.reasons[0]).toBe(
      'writer-fallback (layer dns): The reader endpoint fell back to the writer in 2 of 60 windows.',
    );
  });

  it('is the zone, where clients keep to readers of their own', () => {
    const verdict = look({
      // Many clients in one zone, few in the other.
      open: (at, zone) => (zone === 0 ? [0, 0, 0, 0] : at % 10_000 === 0 ? [1] : []),
      sessions: [40, 2],
    });
    expect(causesOf(verdict)).toContain('zone-affinity');
    expect(verdict.finding).toBe('imbalanced');
  });

  it('is few windows, where connections are opened in bursts', () => {
    const open = (at: number): readonly number[] =>
      at % 100_000 === 0 ? Array.from({ length: 20 }, () => (at === 200_000 ? 1 : 0)) : [];
    expect(causesOf(look({ open, sessions: [40, 8] }))).toEqual(['few-windows']);
  });

  it('is a reader that joined, rather than answers repeated as often as chance repeats them in one look of two hundred', () => {
    const answer = (at: number): string => hosts[Math.floor(at / 15_000) % 2] ?? '';
    const { figures, reasons } = look({ answer, sessions: [38, 2], joined: 1 });
    const { answers } = readerBalanceFiguresSchema.parse(figures);
    expect(answers[0]?.held.p).toBeGreaterThan(0.001);
    expect(answers[0]?.held.p).toBeLessThan(0.025);
    expect(reasons).toEqual([
      'joined-reader (layer load): db-3 joined 4 min 59 s ago and is starved: 5.0 % of the sessions, where 50 % is fair.',
      expect.stringMatching(/^caching-resolver \(layer dns\): /),
    ]);
  });

  it('is a cache of the client, where its connections follow answers that nobody gives any more', () => {
    const open = (at: number): readonly number[] => [Math.floor(at / 60_000) % 2];
    expect(causesOf(look({ open, sessions: [10, 10] }))).toEqual(['caching-resolver']);
  });
});

test.prop([fc.array(fc.nat(20), { minLength: 2, maxLength: 2 }), fc.integer({ min: 1, max: 80 })])(
  'never calls readers balanced with fewer windows than it says that it needs',
  ([first = 0, second = 0], windows) => {
    const verdict = look({ seconds: windows * 5, sessions: [first, second] });
    const figures = readerBalanceFiguresSchema.parse(verdict.figures);
    expect(verdict.finding === 'balanced' && figures.windows < (figures.windowsNeeded ?? 0)).toBe(
      false,
    );
  },
);
