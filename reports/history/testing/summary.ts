import type { RunSummary } from '../../gate/run-summary.ts';

/** Milliseconds since 1970 of the first of all made-up runs, which follow each other by a day. */
export const firstRunAt = Date.UTC(2026, 9, 1, 3);
export const dayMs = 24 * 3600 * 1000;

/** Run number `at` of a history: a run a day, each of another revision, with p95 of each name in milliseconds. */
export function summaryAt(
  at: number,
  p95: Readonly<Record<string, number>> = { offers: 100 },
  change: Partial<RunSummary> = {},
): RunSummary {
  return {
    id: `run-${at}`,
    startedAt: firstRunAt + at * dayMs,
    revision: `r${at}`,
    identity: {
      scenario: 'steady',
      engine: 'k6 2.2.0',
      machine: '2 cores',
      target: 'local',
      visitors: 200,
      seed: 1,
    },
    outcome: 'pass',
    failed: 0,
    seconds: 60,
    requestsPerSecond: 50,
    requests: Object.entries(p95).map(([name, ms]) => ({
      name,
      n: 1000,
      percentiles: [{ percentile: 0.95, ms }],
    })),
    ...change,
  };
}
