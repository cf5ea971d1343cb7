import type { Random } from '../../seeded-random.ts';
import { chiSquare, equalShares, slack } from './chi-square.ts';

const rounds = 9_999;

/**
 * P-value that the connections of many windows are spread evenly over equal units, when those of one window may share an
 * answer, or each client has its own, or anything between: the units' names are shuffled in each window by itself, which
 * changes nothing where no unit is preferred.
 * @param windows connections per unit, for each window
 * @param random where the shuffles come from: the same seed gives the same p-value
 * @param times shuffles; p is (1 + b) / (times + 1), see {@link answersByChance} for its source
 */
export function relabeling(
  windows: readonly (readonly number[])[],
  random: Random,
  times = rounds,
): { readonly x2: number; readonly p: number } {
  const units = windows[0]?.length ?? 0;
  const expected = equalShares(units);
  const totals = expected.map((_, unit) =>
    windows.reduce((sum, window) => sum + (window[unit] ?? 0), 0),
  );
  const x2 = chiSquare(totals, expected);
  const limit = x2 * (1 - slack) - slack;
  const filled = windows.map((window) => window.filter((count) => count > 0));
  const names = expected.map((_, unit) => unit);
  let extreme = 1;
  for (let round = 0; round < times; round += 1) {
    totals.fill(0);
    for (const counts of filled) shuffleInto(totals, counts, names, random);
    if (chiSquare(totals, expected) >= limit) extreme += 1;
  }
  return { x2, p: extreme / (times + 1) };
}

/** Gives each count to a unit of its own, any as likely as another. `names` may be in any order, and stays in another. */
function shuffleInto(
  totals: number[],
  counts: readonly number[],
  names: number[],
  random: Random,
): void {
  for (const [place, count] of counts.entries()) {
    const other = place + Math.floor(random() * (names.length - place));
    const name = names[other] ?? 0;
    names[other] = names[place] ?? 0;
    names[place] = name;
    totals[name] = (totals[name] ?? 0) + count;
  }
}
