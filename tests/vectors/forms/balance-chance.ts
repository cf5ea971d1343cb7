import { z } from 'zod';
import { seededRandom } from '../../../core/seeded-random.ts';
import {
  type ChanceModel,
  chanceLoads,
  expectedSquaredCv,
} from '../../../core/statistics/balance/chance.ts';
import { balanceOf } from '../../../core/statistics/balance/indices.ts';
import type { Form, Row } from '../rows/form.ts';
import { shareTolerance } from '../rows/simulated.ts';

const quantiles = z.record(z.string(), z.number());
const result = z.object({
  tasks: z.number(),
  requestsPerTaskPerInterval: z.number(),
  policy: z.enum(['random', 'roundrobin']),
  cost: z.enum(['const', 'lognormal s=1']),
  peakToAverage: quantiles,
  cvPop: quantiles,
  jain: quantiles,
  gini: quantiles,
});
const document = z.object({ results: z.array(result) });

/** Runs of ours, and the fewest that the file had. */
const ours = 1000;
const theirs = 300;

/** What the indices look like when nothing is wrong: simulated again, and compared within the error of both simulations. */
export const balanceChanceForm: Form = {
  fits: (value) => document.safeParse(value).success,
  evaluate: (value) => document.parse(value).results.flatMap(rowsOf),
};

function rowsOf(expected: z.infer<typeof result>): Row[] {
  const model: ChanceModel = {
    units: expected.tasks,
    requests: expected.requestsPerTaskPerInterval,
    policy: expected.policy === 'random' ? 'random' : 'round robin',
    costCv: expected.cost === 'const' ? 0 : Math.sqrt(Math.E - 1),
  };
  const id = `${model.units} tasks, ${model.requests} requests, ${expected.policy}, ${expected.cost}`;
  const random = seededRandom(20260901);
  const found = Array.from({ length: ours }, () => balanceOf(chanceLoads(model, random))).filter(
    (indices) => indices !== undefined,
  );
  const rows = (['peakToAverage', 'jain', 'gini'] as const).flatMap((index) =>
    compare(
      `${id}: ${index}`,
      expected[index],
      found.map((indices) => indices[index]),
    ),
  );
  const squares = found.map(({ cv }) => cv * cv);
  const analytic = expectedSquaredCv(model);
  // Of a ratio to its own mean the formula is a first approximation, good from some hundred requests.
  const isGood = model.requests >= 100;
  const tolerance = 4 * errorOf(squares) + analytic * 0.1;
  return [
    ...rows,
    ...compare(
      `${id}: cvPop`,
      expected.cvPop,
      found.map(({ cv }) => cv),
    ),
    ...(isGood ? [close(`${id}: analytic squared cv`, analytic, meanOf(squares), tolerance)] : []),
  ];
}

function compare(id: string, expected: Readonly<Record<string, number>>, values: number[]): Row[] {
  const sorted = values.toSorted((a, b) => a - b);
  return Object.entries(expected).map(([name, value]) => {
    if (name === 'mean')
      return close(
        `${id} mean`,
        value,
        meanOf(values),
        4 * errorOf(values) * Math.sqrt(1 + ours / theirs) + 1e-4,
      );
    const share = Number(name.slice(1)) / 100;
    // A quantile agrees where as many of our values lie around it as chance allows; equal values make a whole range of it.
    const below = sorted.filter((other) => other < value - 1e-4).length / sorted.length;
    const upTo = sorted.filter((other) => other <= value + 1e-4).length / sorted.length;
    const tolerance = shareTolerance(share, theirs, ours);
    const isClose = below - tolerance <= share && share <= upTo + tolerance;
    const own = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    return {
      id: `${id} ${name}`,
      expected: value,
      got: own,
      result: isClose ? 'agreed' : 'disagreed',
    };
  });
}

function close(id: string, expected: number, got: number, tolerance: number): Row {
  const isClose = Math.abs(expected - got) <= tolerance;
  return { id, expected, got, result: isClose ? 'agreed' : 'disagreed' };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard error of the mean. */
function errorOf(values: readonly number[]): number {
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
