import { z } from 'zod';
import { seededRandom } from '../../../core/seeded-random.ts';
import { chiSquare, equalShares } from '../../../core/statistics/windows/chi-square.ts';
import { heldAnswers } from '../../../core/statistics/windows/held-answers.ts';
import { relabeling } from '../../../core/statistics/windows/relabeling.ts';
import { answersByChance } from '../../../core/statistics/windows/window-answers.ts';
import { agree } from '../rows/compare.ts';
import type { Form, Row } from '../rows/form.ts';

const base = { name: z.string(), pExact: z.number(), decision: z.string() };
const vector = z.discriminatedUnion('test', [
  z.object({
    ...base,
    test: z.literal('windowAnswers'),
    counts: z.array(z.number()),
    expected: z.array(z.number()),
    x2: z.number(),
  }),
  z.object({
    ...base,
    test: z.literal('windowSizes'),
    readers: z.number(),
    sizes: z.array(z.number()),
    answers: z.array(z.number()),
    x2: z.number(),
  }),
  z.object({
    ...base,
    test: z.literal('mixedWindows'),
    readers: z.number(),
    windows: z.array(z.array(z.number())),
    x2: z.number(),
  }),
  z.object({
    ...base,
    test: z.literal('repeats'),
    readers: z.number(),
    answers: z.array(z.number()),
    repeats: z.number(),
    pairs: z.number(),
  }),
]);
type Vector = z.infer<typeof vector>;
const file = z.object({ vectors: z.array(vector).min(1) });

const level = 0.05;
/** X2 is written with ten digits. */
const written = 1e-9;
/** Random draws behind a p-value that is not exact. */
const draws = 9_999;

/** Tests of window answers: exact p-values by going through all cases, and what they decide at 5 %. */
export const readerBalanceForm: Form = {
  fits: (document) => file.safeParse(document).success,
  evaluate: (document) => file.parse(document).vectors.map(evaluate),
};

function evaluate(given: Vector): Row {
  const got = outcomeOf(given);
  const { pExact: p } = given;
  const byChance = 4 * Math.sqrt((p * (1 - p)) / draws) + 1 / draws;
  const pAgrees = got.exact ? agree(p, got.p, written) : Math.abs(got.p - p) <= byChance;
  const x2Agrees =
    !('x2' in given) || Math.abs(given.x2 - got.x2) <= written * Math.max(1, given.x2);
  const repeatsAgree =
    !('repeats' in given) || (given.repeats === got.repeats && given.pairs === got.pairs);
  const rejected = given.decision !== 'not rejected';
  // By chance either may come out where p is as good as the level.
  const isClose = !got.exact && Math.abs(p - level) <= byChance;
  const decided = isClose || rejected === got.p <= level;
  const agrees = pAgrees && x2Agrees && repeatsAgree && decided;
  return { id: given.name, expected: given, got, result: agrees ? 'agreed' : 'disagreed' };
}

interface Outcome {
  readonly x2: number;
  readonly p: number;
  readonly exact: boolean;
  readonly repeats?: number;
  readonly pairs?: number;
}

function outcomeOf(given: Vector): Outcome {
  if (given.test === 'windowAnswers') {
    const windows = given.counts.reduce((sum, count) => sum + count, 0);
    const chance = answersByChance(windows, given.expected, seededRandom(1));
    const x2 = chiSquare(given.counts, given.expected);
    return { x2, p: chance.p(given.counts), exact: chance.exact };
  }
  if (given.test === 'repeats')
    return { x2: 0, exact: true, ...heldAnswers(given.answers, equalShares(given.readers)) };
  const windows = given.test === 'mixedWindows' ? given.windows : windowsOf(given);
  return { ...relabeling(windows, seededRandom(1), draws), exact: false };
}

/** Windows whose connections all went to one reader: shuffling its name is drawing the answer anew. */
function windowsOf({ readers, sizes, answers }: Vector & { test: 'windowSizes' }): number[][] {
  return sizes.map((size, window) =>
    Array.from({ length: readers }, (_, reader) => (reader === answers[window] ? size : 0)),
  );
}
