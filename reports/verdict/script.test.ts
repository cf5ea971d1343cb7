import { describe, expect, it } from 'vitest';
import type { ScriptThreshold } from '../../core/run-folder/files/script-summary.ts';
import { addRequests, failRequests } from '../testing/faults.ts';
import { objectionsBy, verdictOn } from '../testing/judge-run.ts';
import { byScript } from '../testing/script-run.ts';
import type { SyntheticRun } from '../testing/synthetic-run.ts';

const met: ScriptThreshold = {
  metric: 'http_req_duration',
  condition: 'p(95)<300',
  crossed: false,
  value: 12.5,
  measured: true,
};

describe("a script's own thresholds", () => {
  it('fail a run when crossed, each by its name, and are told before our defaults', async () => {
    const thresholds = [
      met,
      { ...met, metric: 'checkout_time', condition: 'p(99)<50', value: 70, crossed: true },
      { ...met, metric: 'http_req_failed', condition: 'rate<0.01', value: 0.0534, crossed: true },
    ];
    const verdict = await verdictOn((run) => {
      byScript({ thresholds })(run);
      run.manifest.engine.end = {
        kind: 'thresholds-crossed',
        detail: "The script's own thresholds failed (k6 exit status 99).",
      };
    });
    expect(verdict.outcome).toBe('fail');
    expect(verdict.reasons[0]).toBe(
      '2 of 3 thresholds of the script crossed: checkout_time p(99)<50 (70) and http_req_failed rate<0.01 (0.0534).',
    );
    expect(objectionsBy(verdict, 'engine-exit')).toEqual([]);
    expect(verdict.script?.thresholds.map((one) => one.met)).toEqual([true, false, false]);
  });

  it('do not pass when nothing was measured for one', async () => {
    const never = { ...met, metric: 'http_req_duration{name:never}', value: null, measured: false };
    const verdict = await verdictOn(byScript({ thresholds: [met, never] }));
    expect(verdict.outcome).toBe('inconclusive');
    expect(objectionsBy(verdict, 'script-thresholds')).toEqual([
      'inconclusive: Nothing was measured for 1 threshold of the script: http_req_duration{name:never} p(95)<300.',
    ]);
  });

  it('are not known when the engine wrote no summary', async () => {
    const verdict = await verdictOn(byScript({ thresholds: null }));
    expect(objectionsBy(verdict, 'script-thresholds')).toEqual([
      "inconclusive: k6 wrote no summary, so whether the script's own thresholds were met is not known.",
    ]);
  });

  it('judge alone a script that sends no HTTP request', async () => {
    const silent = (thresholds: ScriptThreshold[]) => (run: SyntheticRun) => {
      byScript({ thresholds })(run);
      run.histograms = [];
      run.series = run.series.map((line) => ({ ...line, counters: { iterations: 2 } }));
    };
    const sessions = { ...met, metric: 'ws_session_duration' };
    expect((await verdictOn(silent([sessions]))).outcome).toBe('pass');
    expect((await verdictOn(silent([{ ...sessions, crossed: true }]))).outcome).toBe('fail');
    const none = await verdictOn(silent([]));
    expect(none.outcome).toBe('inconclusive');
    expect(none.reasons).toContain('There are no requests to judge.');
  });
});

it('comes before our defaults, so that these may lack answers where a threshold was judged', async () => {
  const few =
    (thresholds: ScriptThreshold[]) =>
    (run: SyntheticRun): void => {
      byScript({ thresholds })(run);
      run.histograms = [];
      run.series = run.series.map((line) => ({ ...line, counters: {} }));
      addRequests('search', 'ok', 40, 1, [0, 60])(run);
    };
  const told = 'Too few answers to judge reads: p99 of search (60 answers, at least 100 needed).';
  const judged = await verdictOn(few([met]));
  expect(judged.outcome).toBe('pass');
  expect(objectionsBy(judged, 'objectives')).toEqual([`remark: ${told}`]);
  for (const thresholds of [[], [{ ...met, value: null, measured: false }]]) {
    const verdict = await verdictOn(few(thresholds));
    expect(verdict.outcome).toBe('inconclusive');
    expect(objectionsBy(verdict, 'objectives')).toEqual([`inconclusive: ${told}`]);
  }
});

it('says that our defaults judge a script without objectives, and which they are', async () => {
  const verdict = await verdictOn(byScript({ thresholds: [met] }));
  expect(verdict.outcome).toBe('pass');
  expect(verdict.objectives.map(({ origin }) => origin)).not.toContain('given');
  expect(objectionsBy(verdict, 'default-objectives')).toEqual([
    "remark: No objectives were given, so Bilancia's own defaults judged besides 1 threshold of the script: reads (p95 < 300 ms and p99 < 1,000 ms), writes (p95 < 1,000 ms) and errors (error rate < 0.1 %). Give others with --slo.",
  ]);
});

describe('an iteration of our own visitors that throws', () => {
  const thrown = (count: number) => (run: SyntheticRun) => {
    run.manifest.engine.exceptions = { count, first: 'TypeError: no unit' };
  };

  it('makes too many such iterations no pass', async () => {
    const verdict = await verdictOn(thrown(100_000));
    expect(verdict.outcome).toBe('inconclusive');
    expect(objectionsBy(verdict, 'script-errors')).toEqual([
      'inconclusive: 100,000 of 100,000 iterations of the script ended by an exception (100 %), so what should come after it was not done; the first: TypeError: no unit.',
    ]);
  });

  it('is told of when there are few', async () => {
    const verdict = await verdictOn(thrown(1));
    expect(verdict.outcome).toBe('pass');
    expect(verdict.findings.find(({ rule }) => rule === 'script-errors')).toMatchObject({
      severity: 'remark',
      summary: expect.stringMatching(
        /^1 of [\d,]+ iterations of the script ended by an exception /,
      ),
    });
  });
});

describe("a script's own checks", () => {
  const checks = [
    { name: 'has rooms', group: '', passes: 0, fails: 500 },
    { name: 'is fast', group: '::search', passes: 500, fails: 0 },
  ];

  it.each([
    [1, 499, 'pass', 'remark', 'did not always pass', '1 of 500, 0.2 %'],
    [0, 19, 'pass', 'remark', 'did not always pass', '0 of 19, 0 %'],
    [0, 20, 'inconclusive', 'inconclusive', 'never passed', '0 of 20, 0 %'],
  ])(
    'that pass %i times and fail %i times make a run %s without an objective',
    async (passes, fails, outcome, severity, said, figures) => {
      const verdict = await verdictOn(
        byScript({ checks: [{ name: 'has rooms', group: '', passes, fails }] }),
      );
      expect(verdict.outcome).toBe(outcome);
      expect(objectionsBy(verdict, 'script-checks')).toEqual([
        `${severity}: 1 check of the script ${said}, and no objective is for it: has rooms (${figures}).`,
      ]);
    },
  );

  it.each([
    [
      '*',
      'fail',
      'missed: 1 check passed too seldom: has rooms (0 of 500, 0 %), at least 99 % asked for.',
    ],
    [
      'is *',
      'inconclusive',
      'inconclusive: 1 check of the script never passed, and no objective is for it: has rooms (0 of 500, 0 %).',
    ],
  ])('are judged by an objective for %s', async (pattern, outcome, told) => {
    const verdict = await verdictOn((run) => {
      byScript({ checks })(run);
      run.manifest.ownObjectives = true;
      run.objectives = `objectives:\n  - { name: checks, checks: ['${pattern}'], passRate: 0.99 }\n`;
    });
    expect(verdict.outcome).toBe(outcome);
    expect(objectionsBy(verdict, 'script-checks')).toEqual([told]);
  });
});

describe("a script's errors", () => {
  const first = 'TypeError: no at default';

  it.each([
    [
      500,
      'inconclusive',
      'inconclusive: 500 of 1,198 iterations of the script ended by an exception (41.7 %), so what should come after it was not done; the first: TypeError: no at default.',
    ],
    [
      3,
      'pass',
      'remark: 3 of 1,198 iterations of the script ended by an exception (0.25 %), so what should come after it was not done; the first: TypeError: no at default.',
    ],
  ])('in %i iterations are %s', async (count, outcome, told) => {
    const verdict = await verdictOn(byScript({ exceptions: { count, first } }));
    expect(objectionsBy(verdict, 'script-errors')).toEqual([told]);
    expect(verdict.outcome).toBe(outcome);
  });

  it('that it printed are counted', async () => {
    const verdict = await verdictOn(byScript({ consoleErrors: { count: 7, first: 'no cart' } }));
    expect(objectionsBy(verdict, 'script-errors')).toEqual([
      'remark: The script printed an error 7 times, the first: no cart.',
    ]);
  });

  it('that its engine logged are told', async () => {
    const engineErrors = { count: 1, first: 'failed to handle the end-of-test summary' };
    const verdict = await verdictOn(byScript({ engineErrors }));
    expect(verdict.outcome).toBe('pass');
    expect(objectionsBy(verdict, 'script-errors')).toEqual([
      'remark: k6 logged an error 1 time, the first: failed to handle the end-of-test summary.',
    ]);
  });

  it('in setup or teardown make a pass impossible, and are told once', async () => {
    const outsideExceptions = { count: 1, first };
    const alone = await verdictOn(byScript({ outsideExceptions }));
    expect(objectionsBy(alone, 'script-errors')).toEqual([
      'inconclusive: The script threw outside of its iterations: TypeError: no at default.',
    ]);
    const ended = await verdictOn((run) => {
      byScript({ outsideExceptions })(run);
      run.manifest.engine.end = { kind: 'failed-by-script', detail: 'The script threw.' };
    });
    expect(ended.outcome).toBe('fail');
    expect(objectionsBy(ended, 'script-errors')).toEqual([]);
  });
});

describe('a script of which not all is told', () => {
  it.each([
    [
      'name',
      'inconclusive',
      'inconclusive: 770 requests have no name, since it leaves them out: they are judged as one, so that one kind may hide behind others.',
    ],
    [
      'outcome',
      'inconclusive',
      'inconclusive: Whether 770 requests failed is not known, since it leaves them out.',
    ],
    ['reason', 'pass', 'remark: Why 770 requests failed is not known, since it leaves them out.'],
    [
      'own-row',
      'pass',
      'remark: 770 requests are judged as one row, (other requests), since it leaves them out. Give requests that differ in their URL alone one name.',
    ],
  ] as const)('%s makes it %s', async (what, outcome, told) => {
    const verdict = await verdictOn((run) => {
      byScript()(run);
      const untold = [{ what, requests: 770, because: 'it leaves them out' }];
      run.manifest.engine.reading = { records: 9000, malformed: 0, truncated: false, untold };
    });
    expect(verdict.outcome).toBe(outcome);
    expect(objectionsBy(verdict, 'engine-output')).toEqual([told]);
  });
});

describe('setup and teardown', () => {
  const outside =
    (plant: (run: SyntheticRun) => void) =>
    (run: SyntheticRun): void => {
      byScript()(run);
      const before = { histograms: run.histograms.length, failures: run.failures.length };
      plant(run);
      const place = { outside: 'setup' as const };
      run.histograms = run.histograms.map((line, index) =>
        index < before.histograms ? line : { ...line, ...place },
      );
      run.failures = run.failures.map((line, index) =>
        index < before.failures ? line : { ...line, ...place },
      );
    };

  it('have rows of their own, and are not slow: they are no load', async () => {
    const verdict = await verdictOn(outside(addRequests('home', 'ok', 4000, 40, [0, 5])));
    expect(verdict.outcome).toBe('pass');
    expect(verdict.load.requests).toBe(3303);
    expect(verdict.latency.map(({ request }) => request)).not.toContain('home (setup)');
  });

  it('fail like any other request', async () => {
    const reason = { status: 500, code: '1500', reason: 'HTTP 500 Internal Server Error' };
    const verdict = await verdictOn(outside(failRequests('home', reason, 4, [0, 5])));
    expect(verdict.outcome).toBe('fail');
    expect(objectionsBy(verdict, 'always-failing')).toEqual([
      'missed: Every request failed of home (setup) (20 of 20, HTTP 500 Internal Server Error).',
    ]);
  });
});
