import { describe, expect, it } from 'vitest';
import type { FailureLine } from '../core/run-folder/files/failures.ts';
import type { HistogramLine } from '../core/statistics/histogram-line.ts';
import { liveState } from './live.ts';

const second = 1_780_000_000;

function requests(after: number, n: number, outcome: 'ok' | 'failed'): HistogramLine {
  return {
    t: second + after,
    name: 'search',
    outcome,
    n,
    sum: n * 1000,
    min: 1000,
    max: 1000,
    b: [[500, n]],
  };
}

function failed(after: number, reason: string, n: number): FailureLine {
  return { t: second + after, name: 'search', status: 0, reason, error: '', n };
}

describe('the live line', () => {
  it('tells errors without a reason when there are none', () => {
    const live = liveState();
    live.seeHistogram(requests(0, 10, 'ok'));
    expect(live.text(3, (second + 3) * 1000)).toContain('  0 errors');
    expect(live.text(3, (second + 3) * 1000)).not.toContain('errors (');
  });

  it('tells the most frequent reason of the last seconds, and no older one', () => {
    const live = liveState();
    live.seeFailure(failed(0, 'request timeout', 900));
    live.seeHistogram(requests(0, 900, 'failed'));
    expect(live.text(1, (second + 1) * 1000)).toContain('  900 errors (request timeout)');
    live.seeFailure(failed(6, 'HTTP 503', 100));
    live.seeFailure(failed(6, 'connection refused', 60));
    live.seeFailure(failed(7, 'connection refused', 60));
    live.seeHistogram(requests(7, 304, 'failed'));
    expect(live.text(8, (second + 8) * 1000)).toContain('  1,204 errors (connection refused)');
    live.seeHistogram(requests(20, 10, 'ok'));
    expect(live.text(21, (second + 21) * 1000)).toMatch(/ {2}1,204 errors(?! \()/);
  });

  it.each([
    ['the engine tells of seconds in which nothing ended', 10, 6],
    ['the engine tells nothing any more', 0, 11],
  ])('forgets what was before when %s', (_, visitors, passed) => {
    const live = liveState();
    live.seeHistogram(requests(0, 185, 'ok'));
    expect(live.text(1, (second + 1) * 1000)).toBe(
      '1 s  0 visitors  37 requests/s  p95 1.0 ms  0 errors',
    );
    if (visitors > 0)
      live.seeSeries({ t: second + 6, counters: {}, gauges: { virtual_users: visitors } });
    expect(live.text(passed, (second + passed) * 1000)).toBe(
      `${passed} s  ${visitors} visitors  0 requests/s  p95 none, no answers  0 errors`,
    );
  });
});
