import { describe, expect, it } from 'vitest';
import type { SeriesLine } from '../../core/run-folder/files/series.ts';
import { type Fault, addRequests, failRequests } from '../testing/faults.ts';
import { objectionsBy, verdictOn } from '../testing/judge-run.ts';
import { byScript } from '../testing/script-run.ts';
import { loadStartedAt } from '../testing/synthetic-run.ts';

const counting =
  (counters: SeriesLine['counters']): Fault =>
  (run) => {
    byScript()(run);
    run.series.push({ t: loadStartedAt / 1000 + 30, counters, gauges: {} });
  };

const unavailable = { status: 503, reason: 'HTTP 503 Service Unavailable' };

describe('what never works', () => {
  it.each([
    [1, 'pass', 'remark'],
    [2, 'inconclusive', 'inconclusive'],
    [4, 'inconclusive', 'inconclusive'],
    [5, 'fail', 'missed'],
  ])('in %i requests of a name makes a run %s', async (times, outcome, severity) => {
    const verdict = await verdictOn(failRequests('pay', unavailable, times, [30, 31]), {
      visitors: 5000,
    });
    expect(verdict.outcome).toBe(outcome);
    expect(objectionsBy(verdict, 'always-failing')).toEqual([
      `${severity}: Every request failed of pay (${times} of ${times}, HTTP 503 Service Unavailable).`,
    ]);
  });
});

describe('requests that are turned away as the script expects', () => {
  const shed = (name: string): Fault => {
    const requests = addRequests(name, 'shed', 5, 100, [30, 31]);
    return (run) => {
      counting({ requests: 100, 'requests_shed{status=429}': 80, 'requests_shed{status=503}': 20 })(
        run,
      );
      requests(run);
    };
  };

  it('are remarked with their statuses, and are no failures', async () => {
    const verdict = await verdictOn(shed('section'));
    expect(objectionsBy(verdict, 'shed-requests')).toEqual([
      'remark: 100 requests were turned away of 3,203 (3.1 %) with 429 (80) and 503 (20), which the script expects: section (100 of 1,737).',
    ]);
    expect(verdict.load).toMatchObject({ failed: 0 });
  });

  it('make a pass impossible when they are all of a name, and meet no objective', async () => {
    const verdict = await verdictOn(shed('pay'));
    expect(verdict.outcome).toBe('inconclusive');
    expect(objectionsBy(verdict, 'shed-requests')).toEqual([
      'inconclusive: 100 requests were turned away of 3,203 (3.1 %) with 429 (80) and 503 (20), which the script expects: pay (100 of 100).',
    ]);
    expect(verdict.objectives.filter(({ scope }) => scope === 'pay')).toEqual([]);
  });
});

describe('sessions and calls', () => {
  it.each([
    [{ 'websocket_sessions{status=101}': 9, 'websocket_sessions{status=403}': 1 }, 'pass'],
    [{ 'websocket_sessions{status=101}': 9 }, 'pass'],
    [{ websocket_sessions: 9 }, 'pass'],
    [{ 'websocket_sessions{status=403}': 8, 'websocket_sessions{status=0}': 2 }, 'inconclusive'],
    [{ 'grpc_calls{status=0}': 9, 'grpc_calls{status=14}': 1 }, 'pass'],
    [{ 'grpc_calls{status=14}': 9 }, 'inconclusive'],
  ])('that end by %o make a run %s', async (counters, outcome) => {
    expect((await verdictOn(counting(counters))).outcome).toBe(outcome);
  });

  it('that failed are told of by status', async () => {
    const verdict = await verdictOn(
      counting({ 'websocket_sessions{status=403}': 8, 'websocket_sessions{status=0}': 2 }),
    );
    expect(objectionsBy(verdict, 'other-protocols')).toEqual([
      'inconclusive: 10 of 10 WebSocket sessions failed (100 %), which no objective is for: HTTP 403 (8) and no answer (2).',
    ]);
  });
});

describe("points that a script adds to the engine's own metrics", () => {
  it('are no requests, which is remarked', async () => {
    const verdict = await verdictOn(counting({ requests: 50, no_requests: 50 }));
    expect(verdict.outcome).toBe('pass');
    expect(objectionsBy(verdict, 'real-requests')).toEqual([
      'remark: 50 points were added to the metrics of requests by the script itself, with neither method nor URL: no request was sent for them, and they are left out.',
    ]);
  });

  it('make a run without any request no pass', async () => {
    const verdict = await verdictOn((run) => {
      counting({ requests: 50, no_requests: 50 })(run);
      run.histograms = [];
      run.hosts = [];
    });
    expect(verdict.outcome).toBe('inconclusive');
    expect(objectionsBy(verdict, 'real-requests')).toHaveLength(1);
  });
});
