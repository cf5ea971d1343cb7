import { z } from 'zod';
import { type LoadStep, type StepWindow, kneeOf } from '../../../core/statistics/capacity/knee.ts';
import { row } from '../rows/compare.ts';
import type { Form, Row } from '../rows/form.ts';

const window = z.looseObject({
  step: z.number(),
  offered_per_s: z.number(),
  sent: z.number(),
  completed: z.number(),
  t_s: z.number(),
  errors: z.number(),
  p50_ms: z.number().nullable(),
  p95_ms: z.number().nullable(),
  p99_ms: z.number().nullable(),
});
const file = z.looseObject({
  cases: z.array(
    z.looseObject({
      id: z.string(),
      objective: z.looseObject({ max: z.number(), errorsMax: z.number() }),
      truth: z.looseObject({ kneePerSecond: z.number().nullable(), reached: z.boolean() }),
      rows: z.array(window),
    }),
  ),
});

/** How far a knee may be from the true one. */
const tolerance = 0.05;

/** Staircases of a queue whose knee is known. */
export const staircaseForm: Form = {
  fits: (document) => file.safeParse(document).success,
  evaluate: (document) => file.parse(document).cases.map(caseRow),
};

function caseRow({ id, objective, truth, rows }: z.infer<typeof file>['cases'][number]): Row {
  const [first, second] = rows;
  const seconds = second === undefined || first === undefined ? 1 : second.t_s - first.t_s;
  const steps = new Map<number, { rate: number; windows: StepWindow[] }>();
  for (const one of rows) {
    const step = steps.get(one.step) ?? { rate: one.offered_per_s, windows: [] };
    if (step.windows.length === 0) steps.set(one.step, step);
    step.windows.push({
      requests: one.sent,
      slow: slowShare(one, objective.max),
      failed: one.sent > 0 ? one.errors / one.sent : 0,
      throughput: one.completed / seconds,
    });
  }
  const all: LoadStep[] = [...steps.values()];
  const knee = kneeOf(all, {
    seconds: objective.max / 1000,
    slow: 0.05,
    failed: objective.errorsMax,
  });
  if (truth.reached)
    return row(
      id,
      { kneePerSecond: truth.kneePerSecond },
      { kneePerSecond: knee.kind === 'found' ? knee.rate : knee },
      tolerance,
    );
  const firstMisses = truth.kneePerSecond === null;
  return row(id, firstMisses ? 'missed-from-the-start' : 'not-reached', knee.kind);
}

/** Share of the requests of a window that took longer, by its percentiles: the logarithm of the share is linear between. */
function slowShare({ p50_ms, p95_ms, p99_ms }: z.infer<typeof window>, max: number): number {
  if (p50_ms === null || p95_ms === null || p99_ms === null) return 0;
  const known = [
    [0, 1],
    [p50_ms, 0.5],
    [p95_ms, 0.05],
    [p99_ms, 0.01],
  ] as const;
  const right = Math.max(
    1,
    known.findIndex(([ms]) => max <= ms),
  );
  const at = known.findIndex(([ms]) => max <= ms) === -1 ? 3 : right;
  const [[from, high], [to, low]] = [known[at - 1] ?? known[0], known[at] ?? known[3]];
  const slope = (Math.log(low) - Math.log(high)) / Math.max(1e-9, to - from);
  return Math.exp(Math.log(high) + slope * (max - from));
}
