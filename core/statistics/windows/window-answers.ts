import type { Random } from '../../seeded-random.ts';
import { logGamma } from '../distributions/log-gamma.ts';
import { chiSquare, slack } from './chi-square.ts';

/** Up to so many ways in which the answers can fall, all of them are gone through. */
const mostEnumerated = 100_000;
const draws = 20_000;

/** How X2 falls when each window's answer is drawn by its expected share. */
export interface AnswersByChance {
  /** Whether `p` is exact, or found by random draws. */
  readonly exact: boolean;
  /** P(X2 by chance >= X2 of these counts). Two counts of one X2 have one p. */
  readonly p: (counts: readonly number[]) => number;
}

/**
 * What chance does to the answers of a name server: one answer per window, as everything that is opened in a window shares
 * it. Exact where there are few enough ways, (1 + b) / (draws + 1) by random draws otherwise.
 * @param expected share of each unit, adding up to 1; by capacity where units differ
 * Source of the + 1: B. Phipson, G. K. Smyth: Permutation P-values Should Never Be Zero, Statistical Applications in
 * Genetics and Molecular Biology 9(1), 2010.
 */
export function answersByChance(
  windows: number,
  expected: readonly number[],
  random: Random,
): AnswersByChance {
  const exact = waysOf(windows, expected.length) <= mostEnumerated;
  const values = exact ? enumerated(windows, expected) : drawn(windows, expected, random);
  const sorted = values.toSorted((a, b) => a.x2 - b.x2);
  const above: number[] = [];
  let tail = 0;
  for (let place = sorted.length - 1; place >= 0; place -= 1)
    above[place] = tail += sorted[place]?.weight ?? 0;
  return {
    exact,
    p: (counts) => {
      const limit = chiSquare(counts, expected) * (1 - slack) - slack;
      const inTail = above[firstFrom(sorted, limit)] ?? 0;
      return exact ? Math.min(1, inTail) : (1 + inTail) / (draws + 1);
    },
  };
}

/** How answers can fall, and each case's chance; or what was drawn, each of weight 1. */
interface Case {
  readonly x2: number;
  readonly weight: number;
}

/** Ways in which so many answers fall on the units: C(windows + units - 1, units - 1). */
function waysOf(windows: number, units: number): number {
  let ways = 1;
  for (let unit = 1; unit < units; unit += 1) ways *= (windows + unit) / unit;
  return Math.round(ways);
}

function enumerated(windows: number, expected: readonly number[]): Case[] {
  const cases: Case[] = [];
  const counts = expected.map(() => 0);
  const place = (unit: number, left: number, logChance: number): void => {
    const share = expected[unit] ?? 0;
    const isLast = unit === expected.length - 1;
    for (let count = isLast ? left : 0; count <= left; count += 1) {
      if (share === 0 && count > 0) return;
      counts[unit] = count;
      const log = logChance + (count === 0 ? 0 : count * Math.log(share)) - logGamma(count + 1);
      if (isLast) cases.push({ x2: chiSquare(counts, expected), weight: Math.exp(log) });
      else place(unit + 1, left - count, log);
    }
  };
  place(0, windows, logGamma(windows + 1));
  return cases;
}

function drawn(windows: number, expected: readonly number[], random: Random): Case[] {
  return Array.from({ length: draws }, () => ({
    x2: chiSquare(drawnAnswers(windows, expected, random), expected),
    weight: 1,
  }));
}

/** How many of so many answers fall on each unit when they are drawn by these shares. */
export function drawnAnswers(windows: number, shares: readonly number[], random: Random): number[] {
  const counts = shares.map(() => 0);
  for (let window = 0; window < windows; window += 1) {
    let left = random();
    let unit = 0;
    while (unit < shares.length - 1 && left >= (shares[unit] ?? 0)) left -= shares[unit++] ?? 0;
    counts[unit] = (counts[unit] ?? 0) + 1;
  }
  return counts;
}

/** The first place from which on X2 is at least this. */
function firstFrom(sorted: readonly Case[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.x2 ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
