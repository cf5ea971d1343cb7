import { z } from 'zod';
import { seededRandom } from '../../../core/seeded-random.ts';
import { normalVariate } from '../../../core/statistics/distributions/variates.ts';
import { erlangC } from '../../../core/statistics/erlang-c.ts';
import { grubbsCritical, largestModifiedZ } from '../../../core/statistics/outliers.ts';
import { row } from '../rows/compare.ts';
import type { Form, Row } from '../rows/form.ts';
import { shareTolerance } from '../rows/simulated.ts';

const document = z.object({
  erlangC: z.array(
    z.looseObject({ servers: z.number(), offeredErlangs: z.number(), erlangC: z.number() }),
  ),
  grubbs: z.array(z.looseObject({ n: z.number() })),
  modifiedZFalsePositive: z.array(z.looseObject({ n: z.number() })),
});

/** Digits in the file. */
const rounded = 1e-6;
const runs = 4000;

/** Erlang C, critical values of Grubbs' test, and how often a modified z above 3.5 cries wolf. */
export const queueingAndOutlierForm: Form = {
  fits: (value) => document.safeParse(value).success,
  evaluate: (value) => {
    const { erlangC: queues, grubbs, modifiedZFalsePositive } = document.parse(value);
    return [
      ...queues.map(({ servers, offeredErlangs, ...expected }) => {
        const found = erlangC(servers, offeredErlangs);
        const got = {
          erlangC: found?.waiting,
          Wq_in_service_times: found?.meanWait,
          Lq: found?.meanLength,
        };
        return row(`${offeredErlangs} erlangs on ${servers}`, expected, got, rounded);
      }),
      ...grubbs.map(({ n, ...expected }) =>
        row(
          `Grubbs, n ${n}`,
          expected,
          {
            'grubbs_two_sided_0.05': grubbsCritical(n, 0.05),
            max_z_sample: (n - 1) / Math.sqrt(n),
          },
          rounded,
        ),
      ),
      ...modifiedZFalsePositive.map(({ n, ...rest }) =>
        falsePositives(n, Number(Object.values(rest)[0])),
      ),
    ];
  },
};

function falsePositives(n: number, expected: number): Row {
  const random = seededRandom(n);
  let fired = 0;
  for (let run = 0; run < runs; run += 1) {
    const values = Array.from({ length: n }, () => normalVariate(random));
    if ((largestModifiedZ(values) ?? 0) > 3.5) fired += 1;
  }
  const got = fired / runs;
  const isClose = Math.abs(got - expected) <= shareTolerance(expected, 20_000, runs);
  return { id: `modified z, n ${n}`, expected, got, result: isClose ? 'agreed' : 'disagreed' };
}
