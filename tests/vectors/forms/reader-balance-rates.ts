import { z } from 'zod';
import { between, seededRandom } from '../../../core/seeded-random.ts';
import { equalShares } from '../../../core/statistics/windows/chi-square.ts';
import { heldAnswers } from '../../../core/statistics/windows/held-answers.ts';
import { windowsByFormula } from '../../../core/statistics/windows/power.ts';
import { answersByChance, drawnAnswers } from '../../../core/statistics/windows/window-answers.ts';
import type { Form, Row } from '../rows/form.ts';
import { shareTolerance } from '../rows/simulated.ts';

const rate = { k: z.number(), sizes: z.string(), windows: z.number(), mcAnswers: z.number() };
const file = z.object({
  falseAlarms: z.array(z.object({ ...rate, repeats: z.number() })),
  power: z.array(z.object({ ...rate, share: z.number() })),
  windowsFor80PercentPower: z.array(
    z.object({ k: z.number(), ratio: z.number(), formulaWindows: z.number() }),
  ),
});

const level = 0.05;
const theirRuns = 3_000;
const ourRuns = 2_000;
/** Their null distribution was drawn 20,000 times: p may be off by so much, and a step of it on the other side of the level. */
const blur = 4 * Math.sqrt((level * (1 - level)) / 20_000);

/**
 * How often tests of window answers reject, found by simulation; ours are simulated anew. Where their null was drawn and
 * ours is exact, or the other way round, the level is met in other places: rows agree within that and the error of both.
 */
export const readerBalanceRateForm: Form = {
  fits: (document) => file.safeParse(document).success,
  evaluate: (document) => {
    const { falseAlarms, power, windowsFor80PercentPower } = file.parse(document);
    return [
      ...falseAlarms.flatMap(falseAlarm),
      ...power.map(powerRow),
      ...windowsFor80PercentPower.map(({ k, ratio, formulaWindows }): Row => {
        const got = windowsByFormula({ expected: equalShares(k), ratio });
        // Theirs is made of figures with more digits.
        const result = Math.abs(got - formulaWindows) <= 1 ? 'agreed' : 'disagreed';
        return {
          id: `windows for ${k} readers, ${ratio} times`,
          expected: formulaWindows,
          got,
          result,
        };
      }),
    ];
  },
};

type Alarm = z.infer<typeof file>['falseAlarms'][number];

function falseAlarm({ k, sizes, windows, mcAnswers, repeats }: Alarm): Row[] {
  const expected = equalShares(k);
  const random = seededRandom(k * 1_000 + windows);
  const { p } = answersByChance(windows, expected, random);
  const ps: number[] = [];
  const heldPs: number[] = [];
  for (let run = 0; run < ourRuns; run += 1) {
    const answers = Array.from({ length: windows }, () => between(random, 0, k - 1));
    ps.push(p(expected.map((_, unit) => answers.filter((one) => one === unit).length)));
    heldPs.push(heldAnswers(answers, expected).p);
  }
  const id = `false alarms of ${k} readers, sizes ${sizes}, ${windows} windows`;
  return [compared(`${id}, answers`, mcAnswers, ps), compared(`${id}, repeats`, repeats, heldPs)];
}

function powerRow({
  k,
  share,
  sizes,
  windows,
  mcAnswers,
}: z.infer<typeof file>['power'][number]): Row {
  const random = seededRandom(k * 1_000 + windows);
  const { p } = answersByChance(windows, equalShares(k), random);
  const shares = equalShares(k).map((_, unit) => (unit === 0 ? share : (1 - share) / (k - 1)));
  const ps: number[] = [];
  for (let run = 0; run < ourRuns; run += 1) ps.push(p(drawnAnswers(windows, shares, random)));
  return compared(
    `power of ${k} readers, share ${share}, sizes ${sizes}, ${windows} windows`,
    mcAnswers,
    ps,
  );
}

function compared(id: string, expected: number, ps: readonly number[]): Row {
  const rate = (at: number): number => ps.filter((p) => p <= at).length / ps.length;
  const tolerance = shareTolerance(expected, theirRuns, ourRuns);
  const agrees =
    expected >= rate(level - blur) - tolerance && expected <= rate(level + blur) + tolerance;
  return { id, expected, got: rate(level), result: agrees ? 'agreed' : 'disagreed' };
}
