import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../core/seeded-random.ts';
import { balanceOf } from '../../core/statistics/balance/indices.ts';
import type { Settings } from '../contract/probe.ts';
import { traceOfRun } from './trace/from-run.ts';
import { indicesOf, timesOf } from './facts/indices.ts';
import { replayAll } from './facts/replay.ts';
import type { Session, Trace } from './trace/trace.ts';
import { judge } from './judge.ts';
import { endpoint } from './policies/endpoint.ts';
import { policies } from './policies/index.ts';
import { leastConnections } from './policies/least-connections.ts';
import { maximumAge, renewals } from './policies/maximum-age.ts';
import type { Piece } from './policies/policy.ts';
import { poolingProxy } from './policies/pooling-proxy.ts';
import { recorded } from './policies/recorded.ts';
import { roundRobin } from './policies/round-robin.ts';
import type { Sample } from './samples/sample.ts';
import { optionsOf } from './samples/settings.ts';

const options = optionsOf({});
const minute = 60_000;

/** Any trace of ten minutes. */
const traces = fc
  .record({
    readers: fc.integer({ min: 2, max: 6 }),
    windowMs: fc.constantFrom(250, 5_000, 30_000),
    given: fc.array(
      fc.record({
        reader: fc.nat(),
        client: fc.constantFrom('a', 'b', 'c'),
        from: fc.integer({ min: 0, max: 10 * minute - 1 }),
        lasted: fc.integer({ min: 1, max: 10 * minute }),
        standing: fc.boolean(),
        busy: fc.constantFrom(0, 0.05, 0.5, 1),
      }),
      { minLength: 1, maxLength: 60 },
    ),
  })
  .map(({ readers, windowMs, given }): Trace => {
    const sessions = given.map(({ lasted, ...one }): Session => {
      const from = one.standing ? 0 : one.from;
      const to = Math.min(10 * minute, from + lasted);
      return { ...one, reader: one.reader % readers, from, to };
    });
    return {
      readers: Array.from({ length: readers }, (_, nth) => `db-${nth + 2}`),
      from: 0,
      to: 10 * minute,
      windowMs,
      knowsUse: true,
      sessions: sessions.toSorted((a, b) => a.from - b.from),
    };
  });
const seeds = fc.nat();

const timeOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { from, to }) => sum + to - from, 0);
const byReader = ({ readers }: Trace, pieces: readonly Piece[]): number[] =>
  timesOf({ readers }, pieces, () => 1);

describe('a trace', () => {
  test.prop([traces])('as recorded gives the shares that were recorded', (trace) => {
    const { pieces, opened } = recorded.place(trace, options, seededRandom(1));
    expect(byReader(trace, pieces)).toEqual(byReader(trace, trace.sessions));
    expect(opened).toBe(trace.sessions.filter(({ standing }) => !standing).length);
  });

  test.prop([traces, seeds])('stays as long whoever places it', (trace, seed) => {
    for (const policy of policies.filter((one) => one !== poolingProxy)) {
      const { pieces } = policy.place(trace, options, seededRandom(seed));
      expect(timeOf(pieces)).toBeCloseTo(timeOf(trace.sessions.map(asPiece)), 3);
    }
  });

  test.prop([traces, seeds])('leaves what stood where it was', (trace, seed) => {
    for (const policy of policies.filter((one) => one !== poolingProxy && one !== maximumAge)) {
      const { pieces } = policy.place(trace, options, seededRandom(seed));
      for (const [nth, session] of trace.sessions.entries())
        if (session.standing) expect(pieces[nth]?.reader).toBe(session.reader);
    }
  });

  test.prop([traces, seeds], { numRuns: 3 })('gives the same for the same seed', (trace, seed) => {
    const play = () => replayAll(trace, { ...options, seed });
    expect(play()).toEqual(play());
  });

  test.prop([traces, seeds])('has indices of its own range', (trace, seed) => {
    const most = trace.readers.length + 1e-9;
    for (const policy of policies) {
      const indices = indicesOf(trace, policy.place(trace, options, seededRandom(seed)));
      expect(indices.sessions.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      for (const value of [indices.peakToAverage, indices.workPeakToAverage, indices.momentary]) {
        expect(value).toBeGreaterThanOrEqual(1 - 1e-9);
        expect(value).toBeLessThanOrEqual(most);
      }
    }
  });
});

function asPiece({ reader, from, to, busy }: Session): Piece {
  return { reader, from, to, busy };
}

describe('round robin', () => {
  test.prop([traces, seeds])('never differs by more than one, client by client', (trace, seed) => {
    const { pieces } = roundRobin.place(trace, options, seededRandom(seed));
    for (const client of ['a', 'b', 'c']) {
      const counts = trace.readers.map(() => 0);
      for (const [nth, session] of trace.sessions.entries()) {
        const reader = pieces[nth]?.reader ?? 0;
        if (session.client !== client || session.standing) continue;
        counts[reader] = (counts[reader] ?? 0) + 1;
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('least connections', () => {
  test.prop([traces, seeds])('opens none where another has fewer', (trace, seed) => {
    const { pieces } = leastConnections.place(trace, options, seededRandom(seed));
    for (const [nth, { from, standing }] of trace.sessions.entries()) {
      if (standing) continue;
      const open = trace.readers.map(
        (_, reader) =>
          pieces.slice(0, nth).filter((piece) => piece.reader === reader && piece.to >= from)
            .length,
      );
      expect(open[pieces[nth]?.reader ?? 0]).toBe(Math.min(...open));
    }
  });
});

describe('the endpoint', () => {
  test.prop([traces, seeds])(
    'leads all that connect within one answer to one reader',
    (trace, seed) => {
      const { pieces } = endpoint.place(trace, options, seededRandom(seed));
      let answered = Number.NEGATIVE_INFINITY;
      let reader = 0;
      for (const [nth, { from, standing }] of trace.sessions.entries()) {
        if (standing) continue;
        if (from >= answered + trace.windowMs) {
          answered = from;
          reader = pieces[nth]?.reader ?? 0;
        }
        expect(pieces[nth]?.reader).toBe(reader);
      }
    },
  );

  it('has the unevenness that theory gives it: CV^2 of (k - 1) / windows', () => {
    const trace = steady({ readers: 3, windows: 60, perWindow: 5, lastsMs: 5_000 });
    const random = seededRandom(7);
    const squares = Array.from({ length: 2_000 }, () => {
      const { pieces } = endpoint.place(trace, options, random);
      return (balanceOf(byReader(trace, pieces))?.cv ?? 0) ** 2;
    });
    const found = squares.reduce((sum, square) => sum + square, 0) / squares.length;
    expect(found / (2 / 60)).toBeGreaterThan(0.95);
    expect(found / (2 / 60)).toBeLessThan(1.05);
  });
});

describe('a maximum age', () => {
  test.prop([traces, seeds, fc.double({ min: 0, max: 1, noNaN: true })])(
    'lets no connection become older, and loses no time',
    (trace, seed, jitter) => {
      const random = seededRandom(seed);
      for (const session of trace.sessions) {
        const parts = renewals(session, { maxAgeMs: minute, jitter }, random);
        expect(Math.max(...parts.map(({ from, to }) => to - from))).toBeLessThanOrEqual(
          minute * (1 + jitter) + 1e-6,
        );
        expect(timeOf(parts.map(asPiece))).toBeCloseTo(session.to - session.from, 6);
        expect(parts.filter(({ standing }) => standing).length).toBe(session.standing ? 1 : 0);
      }
    },
  );

  it('brings connections to readers that stood on one, and says what that costs', () => {
    const trace = steady({ readers: 2, windows: 120, perWindow: 0, lastsMs: 0, standing: 20 });
    const outcomes = new Map(replayAll(trace, options).map((one) => [one.policy.name, one]));
    expect(outcomes.get('as recorded')?.peakToAverage.middle).toBe(2);
    expect(outcomes.get('round robin')?.peakToAverage.middle).toBe(2);
    expect(outcomes.get('maximum age')?.peakToAverage.middle).toBeLessThan(1.3);
    expect(outcomes.get('maximum age')?.opened.middle).toBeGreaterThan(20 * 8);
  });
});

describe('a pooling proxy', () => {
  test.prop([traces, seeds])(
    'opens as many as were needed at once, and closes none',
    (trace, seed) => {
      const { pieces, work = [], opened } = poolingProxy.place(trace, options, seededRandom(seed));
      const needed = trace.readers.map((_, reader) => {
        const counts = new Map<number, number>();
        for (const piece of work)
          if (piece.reader === reader) counts.set(piece.from, (counts.get(piece.from) ?? 0) + 1);
        return Math.max(0, ...counts.values());
      });
      expect(
        trace.readers.map((_, nth) => pieces.filter(({ reader }) => reader === nth).length),
      ).toEqual(needed);
      expect(opened).toBe(needed.reduce((sum, count) => sum + count, 0));
    },
  );
});

interface Steady {
  readonly readers: number;
  readonly windows: number;
  readonly perWindow: number;
  readonly lastsMs: number;
  /** Connections that stand at the first reader all the time. */
  readonly standing?: number;
}

/** So many connections at the beginning of each window of 5 s. */
function steady({ readers, windows, perWindow, lastsMs, standing = 0 }: Steady): Trace {
  const windowMs = 5_000;
  const to = windows * windowMs;
  const one = { reader: 0, client: 'a', busy: 0.5 } as const;
  return {
    readers: Array.from({ length: readers }, (_, nth) => `db-${nth + 2}`),
    from: 0,
    to,
    windowMs,
    knowsUse: true,
    sessions: [
      ...Array.from({ length: standing }, () => ({ ...one, from: 0, to, standing: true })),
      ...Array.from({ length: windows * perWindow }, (_, nth) => {
        const from = Math.floor(nth / perWindow) * windowMs;
        return { ...one, from, to: from + lastsMs, standing: false };
      }),
    ],
  };
}

/** What a run counts of two readers every 5 s, one of which gets three of four connections. */
function counted(seconds: number): Sample[] {
  return Array.from({ length: seconds / 5 }, (_, look) =>
    [3, 1].map((each, nth): Sample => ({
      kind: 'counted',
      at: look * 5_000,
      reader: `db-${nth + 2}`,
      open: each * 4,
      // One more a look is the observer's own.
      openedTotal: 100 + look * (each + 1),
    })),
  ).flat();
}

describe('the counts of a run', () => {
  it('are replayed as connections of which the oldest are closed first', () => {
    const trace = traceOfRun(counted(60).filter((one) => one.kind === 'counted'));
    const first = trace?.sessions.filter(({ reader }) => reader === 0) ?? [];
    expect(first.filter(({ standing }) => standing)).toHaveLength(12);
    expect(first.filter(({ standing }) => !standing)).toHaveLength(33);
    for (const at of [7_500, 30_000, 52_500])
      expect(
        Math.abs(first.filter(({ from, to }) => from <= at && to > at).length - 12),
      ).toBeLessThan(2);
  });

  it('give the shares that the run saw, and what each policy would have made of them', () => {
    const { outcome, finding, reasons } = judge(counted(600), { connectMs: ['5'] });
    expect([outcome, finding]).toEqual(['pass', 'replayed']);
    expect(reasons[0]).toBe(
      'as recorded: sessions db-2 75 %, db-3 25 %; peak to average 1.50, Gini 0.25; 476 connections opened in 9 min 55 s (48 a minute).',
    );
    expect(reasons[3]).toMatch(
      /^least connections: peak to average 1\.0\d(?: \(.*\))?, Gini 0\.0\d(?: \(.*\))?; 476 connections opened, for which clients wait 2\.4 s in all\.$/,
    );
    expect(reasons.map((reason) => reason.split(':')[0])).toEqual(policies.map(({ name }) => name));
  });
});

describe('the verdict', () => {
  it.each<[string, readonly Sample[], Settings]>([
    ['No reader was seen.', [], {}],
    [
      'There is one reader, db-2: nothing can be placed otherwise.',
      counted(60).filter((one) => one.kind === 'counted' && one.reader === 'db-2'),
      {},
    ],
    ['5 windows of 5 s say nothing of a policy: 6 are needed.', counted(30), {}],
  ])('is inconclusive without evidence: %s', (reason, samples, settings) => {
    const { outcome, reasons } = judge(samples, settings);
    expect([outcome, reasons]).toEqual(['inconclusive', [reason]]);
  });
});
