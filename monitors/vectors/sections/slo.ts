import { z } from 'zod';
import { secondsOf } from '../../slo/duration.ts';
import { burnRateThreshold } from '../../slo/threshold.ts';
import { evidence, openness } from '../rows/evidence.ts';
import type { Row } from '../rows/row.ts';
import { section } from '../rows/section.ts';

const duration = z
  .string()
  .refine((text) => secondsOf(text) !== undefined, 'a duration such as 5m, 6h or 3d');

const form = z.object({
  google30d: z
    .array(
      z.object({
        ...evidence,
        budgetPercent: z.number(),
        short: duration.optional(),
        long: duration,
        burn: z.number(),
      }),
    )
    .optional(),
  vectors: z
    .array(
      z
        .object({
          ...evidence,
          budget: z.number(),
          intervalD: z.number().optional(),
          lookbackD: z.number().optional(),
          intervalH: z.number().optional(),
          lookbackH: z.number().optional(),
          intervalMin: z.number().optional(),
          lookbackMin: z.number().optional(),
          threshold: z.number(),
        })
        .refine(
          (row) =>
            minutesOf(row.intervalD, row.intervalH, row.intervalMin) *
              minutesOf(row.lookbackD, row.lookbackH, row.lookbackMin) >
            0,
          { message: 'the row needs an interval and a look-back, such as intervalH and lookbackH' },
        ),
    )
    .optional(),
});

type Form = z.infer<typeof form>;

/** Burn rates of the error budget. */
export const slo = section('slo', form, ({ google30d = [], vectors = [] }) => [
  ...google30d.map(googleRow),
  ...vectors.map(thresholdRow),
]);

const thirtyDays = 30 * 86_400;

function googleRow(row: NonNullable<Form['google30d']>[number], index: number): Row {
  const got = burnRateThreshold(row.budgetPercent / 100, thirtyDays, secondsOf(row.long) ?? 0);
  const expected = asWritten(row.burn, got);
  return { id: `slo.google30d[${index}].burn`, expected, got, ...openness(row) };
}

function thresholdRow(row: NonNullable<Form['vectors']>[number], index: number): Row {
  const interval = minutesOf(row.intervalD, row.intervalH, row.intervalMin);
  const got = burnRateThreshold(
    row.budget,
    interval,
    minutesOf(row.lookbackD, row.lookbackH, row.lookbackMin),
  );
  const expected = asWritten(row.threshold, got);
  return { id: `slo.vectors[${index}]`, expected, got, ...openness(row) };
}

/** Rows are written with as many digits as somebody found enough. */
function asWritten(expected: number, got: number): number {
  return Math.abs(expected - got) <= Math.abs(got) * 1e-9 ? got : expected;
}

function minutesOf(days = 0, hours = 0, minutes = 0): number {
  return (days * 24 + hours) * 60 + minutes;
}
