import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../gate/run-summary.ts';
import { dayMs, firstRunAt, summaryAt } from '../history/testing/summary.ts';
import { type TrendResult, judgeTrend } from './judge-trend.ts';
import { changeLines, trendRows } from './terminal.ts';

/** Forty runs, in which offers become a fifth slower with number `changed`. */
function history(changed: number, count = 40): RunSummary[] {
  return Array.from({ length: count }, (_, at) =>
    summaryAt(at, { offers: (at < changed ? 100 : 120) + Math.sin(at * 2.4) }),
  );
}

function judged(runs: readonly RunSummary[], now = firstRunAt + 400 * dayMs): TrendResult {
  return judgeTrend(runs, { percentiles: [0.95], recent: 10, now });
}

describe('the trend of a history', () => {
  it('fails for a slowdown among the newest runs, with its figures and its revisions', () => {
    const { outcome, sentence, trends } = judged(history(32));
    expect(outcome).toBe('fail');
    expect(sentence).toBe(
      'offers: p95 20 % slower since 2026-11-02 (100.0 ms to 120 ms), after r31 and up to r32',
    );
    expect(changeLines(trends)).toEqual([sentence]);
    expect(trendRows(trends)[1]).toEqual([
      'offers',
      'p95',
      '119 ms',
      '1',
      expect.stringMatching(/^[▁▂▃▄▅▆▇█]{40}$/),
    ]);
  });

  it('passes once a slowdown is older than the newest runs, and still says it', () => {
    const { outcome, sentence } = judged(history(20));
    expect(outcome).toBe('pass');
    expect(sentence).toBe(
      'nothing became slower within the newest 10 of 40 runs; 1 change for the better or older',
    );
  });

  it('passes where nothing changed', () => {
    const { outcome, sentence, notes } = judged(history(99));
    expect([outcome, notes]).toEqual(['pass', []]);
    expect(sentence).toBe('nothing became slower within the newest 10 of 40 runs');
  });

  it('says that the code did not change where the revision is the same on both sides', () => {
    const same = history(32).map((run) => ({ ...run, revision: 'a'.repeat(40) }));
    expect(judged(same).sentence).toMatch(
      / within revision aaaaaaaaaa: not the code changed, but what it runs on$/,
    );
    const none = history(32).map((run) => ({ ...run, revision: undefined }));
    expect(judged(none).sentence).toMatch(
      / after run run-31 and up to run run-32, whose revisions are not known$/,
    );
  });

  it('is inconclusive with too few runs, and says how many more it takes', () => {
    expect(judged(history(99, 4))).toMatchObject({
      outcome: 'inconclusive',
      sentence: '4 runs that can be compared, and a trend takes 6: about 2 more runs would tell',
    });
    expect(judged([]).outcome).toBe('inconclusive');
  });

  it.each<[string, Partial<RunSummary>, string]>([
    ['invalid ones', { outcome: 'invalid' }, '1 run left out as invalid'],
    [
      'one on another machine',
      { identity: { ...summaryAt(0).identity, machine: '64 cores' } },
      '1 run left out: machine 64 cores, not 2 cores as in the newest',
    ],
    [
      'one of another scenario',
      { identity: { ...summaryAt(0).identity, scenario: 'smoke' } },
      '1 run left out: scenario smoke, not steady as in the newest',
    ],
    [
      'one of the future',
      { startedAt: firstRunAt + 900 * dayMs },
      'run run-7 is left out: it began at 2029-03-19T03:00:00.000Z, which is still to come',
    ],
    [
      'one whose clock was set back',
      { startedAt: firstRunAt + 6 * dayMs + 5000 },
      'runs run-6 and run-7 overlap in time: they ran beside each other, or a clock was set',
    ],
    ['one that was longer', { seconds: 600 }, '1 run of another length than the usual 1 min'],
  ])('says that there is %s', (_, change, note) => {
    const runs = history(99).map((run, at) => (at === 7 ? { ...run, ...change } : run));
    expect(judged(runs).notes).toEqual([note]);
  });

  it('passes by no run in which nothing was answered, least of all the newest', () => {
    const silentAt = (silent: (at: number) => boolean) =>
      judged(history(99).map((run, at) => (silent(at) ? { ...run, requests: [] } : run)));
    const all = silentAt(() => true);
    expect([all.outcome, all.sentence]).toEqual([
      'inconclusive',
      '0 runs that can be compared, and a trend takes 6: about 6 more runs would tell',
    ]);
    const count = history(99).length;
    const newest = silentAt((at) => at === count - 1);
    expect([newest.outcome, newest.sentence, newest.notes]).toEqual([
      'inconclusive',
      `nothing was answered in the newest run; before, nothing became slower within the newest 10 of ${count - 1} runs`,
      ['1 run left out: nothing was answered'],
    ]);
    const older = silentAt((at) => at === 3);
    expect([older.outcome, older.notes]).toEqual([
      'pass',
      ['1 run left out: nothing was answered'],
    ]);
  });

  it('says where there was no run for long', () => {
    const runs = history(99).map((run, at) => ({
      ...run,
      startedAt: run.startedAt + (at > 12 ? 30 * dayMs : 0),
    }));
    expect(judged(runs).notes).toEqual(['no run for 31 days between 2026-10-13 and 2026-11-13']);
  });

  it('takes names that come and go', () => {
    const runs = history(32).map((run, at) =>
      at % 3 === 0 ? { ...run, requests: summaryAt(at, { other: 5 }).requests } : run,
    );
    expect(judged(runs).sentence).toMatch(/^offers: p95 21 % slower since 2026-11-02 /);
  });
});
