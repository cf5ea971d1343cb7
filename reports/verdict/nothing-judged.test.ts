import { expect, it } from 'vitest';
import { addRequests, failRequests, timeout } from '../testing/faults.ts';
import { objectionsBy, verdictOn } from '../testing/judge-run.ts';
import { byScript } from '../testing/script-run.ts';
import type { SyntheticRun } from '../testing/synthetic-run.ts';

function withObjectives(text: string): (run: SyntheticRun) => void {
  return (run) => {
    run.manifest.ownObjectives = true;
    run.objectives = `objectives:\n${text}`;
  };
}

it.each([
  [
    'matches nothing',
    "  - { name: a, requests: ['/search|book/'], p95: 300 }\n",
    'a could not be judged: no request has a name that it is for.',
  ],
  [
    'excepts everything',
    "  - { name: a, requests: ['*'], except: ['*'], p95: 300 }\n",
    'a could not be judged: every request that it is for is excepted.',
  ],
  [
    'is for no check',
    "  - { name: a, checks: ['*'], passRate: 1 }\n",
    'a could not be judged: no check has a name that it is for.',
  ],
])('an objective that %s is named, and nothing passes by it', async (_, text, told) => {
  const verdict = await verdictOn(withObjectives(text));
  expect(verdict.outcome).toBe('inconclusive');
  expect(objectionsBy(verdict, 'objectives-apply')[0]).toBe(`inconclusive: ${told}`);
  expect(objectionsBy(verdict, 'enough-judged')).toEqual([
    'inconclusive: No objective was met by 20 requests or more: there is too little to judge by.',
  ]);
});

it('a request that no objective is for is named', async () => {
  const verdict = await verdictOn(
    withObjectives("  - { name: a, requests: ['*'], except: [home, 'book*'], p95: 300 }\n"),
  );
  expect(verdict.outcome).toBe('pass');
  expect(objectionsBy(verdict, 'objectives-apply')).toEqual([
    'remark: No objective is for book, book-again, booking and home.',
  ]);
});

it('does not pass on a few requests, however well they went', async () => {
  const verdict = await verdictOn((run) => {
    withObjectives('  - { name: a, requests: [book-again], errorRate: 0.5 }\n')(run);
  });
  expect(verdict.objectives).toMatchObject([{ met: true, samples: 1 }]);
  expect(verdict.outcome).toBe('inconclusive');
});

it('finds what always fails, however rare it is', async () => {
  const payment = failRequests('payment', timeout, 1, [20, 33]);
  const verdict = await verdictOn((run) => {
    for (let second = 10; second < 70; second += 1)
      addRequests('home', 'ok', 5, 1000, [second, second + 1])(run);
    payment(run);
  });
  expect(verdict.objectives.find(({ indicator }) => indicator === 'errorRate')?.met).toBe(true);
  expect(verdict.outcome).toBe('fail');
  expect(objectionsBy(verdict, 'always-failing')).toEqual([
    'missed: Every request failed of payment (13 of 13, request timeout).',
  ]);
});

it('never passes a script of which every request failed', async () => {
  const verdict = await verdictOn((run) => {
    byScript()(run);
    run.histograms = run.histograms.map((line) => ({ ...line, outcome: 'failed' }));
  });
  expect(verdict.outcome).toBe('fail');
});
