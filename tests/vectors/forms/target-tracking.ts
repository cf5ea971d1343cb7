import { z } from 'zod';
import { targetTracking } from '../../../core/statistics/capacity/target-tracking.ts';
import { row } from '../rows/compare.ts';
import type { Form } from '../rows/form.ts';

const change = z.looseObject({
  minute: z.number(),
  from: z.number(),
  to: z.number(),
  why: z.string(),
  toMin: z.number().optional(),
  toMax: z.number().optional(),
});
const vector = z.looseObject({
  id: z.string(),
  policy: z.object({
    min: z.number(),
    max: z.number(),
    scaleOutCooldown: z.number(),
    scaleInCooldown: z.number(),
    policies: z.array(
      z.object({
        metric: z.string(),
        target: z.number(),
        disableScaleIn: z.boolean().optional(),
      }),
    ),
  }),
  start: z.number(),
  series: z.array(z.array(z.number().nullable())),
  deploying: z.array(z.number()).default([]),
  not_available: z.array(z.number()).default([]),
  own: z.number().optional(),
  expected: z.array(change),
});
const file = z.looseObject({ vectors: z.array(vector) });

/** Series in, desired counts out, a step a minute. */
export const targetTrackingForm: Form = {
  fits: (document) => file.safeParse(document).success,
  evaluate: (document) =>
    file.parse(document).vectors.map((one) => {
      const got = changesOf(one);
      // Where AWS documents no number, any within the range that the row gives is as good.
      const expected = one.expected.map(({ minute, from, to, why, toMin, toMax }, n) => {
        const own = got[n]?.to ?? Number.NaN;
        const isWithin = toMin !== undefined && toMax !== undefined && own >= toMin && own <= toMax;
        return { minute, from, to: isWithin ? own : to, why };
      });
      return row(one.id, expected, got);
    }),
};

type Vector = z.infer<typeof vector>;

function changesOf(one: Vector): { minute: number; from: number; to: number; why: string }[] {
  const scaling = targetTracking(one.policy, one.start, one.own);
  const minutes = Math.max(0, ...one.series.map((values) => values.length));
  return Array.from({ length: minutes }, (_, minute) => {
    const made = scaling.minute({
      values: one.series.map((values) => values[minute] ?? null),
      deploying: one.deploying.includes(minute),
      unavailable: one.not_available.includes(minute),
    });
    return made === undefined ? [] : [{ minute, from: made.from, to: made.to, why: made.why }];
  }).flat();
}
