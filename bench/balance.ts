import { parseArgs } from 'node:util';
import { knownError } from '../core/errors.ts';
import { between, seededRandom } from '../core/seeded-random.ts';
import { logGamma } from '../core/statistics/distributions/log-gamma.ts';
import { chiSquare, equalShares } from '../core/statistics/windows/chi-square.ts';
import { heldAnswers } from '../core/statistics/windows/held-answers.ts';
import { promisedPower, sharesWith } from '../core/statistics/windows/power.ts';
import { relabeling } from '../core/statistics/windows/relabeling.ts';
import { answersByChance, drawnAnswers } from '../core/statistics/windows/window-answers.ts';
import type { Bench } from './bench.ts';
import { clientsOf, falseAlarm } from './balance-clients.ts';

const level = 0.05;
/** Shuffles of each simulated case: at 5 %, p can fall on the level exactly. */
const shuffles = 399;

/** Connections in a window: always so many, or anything from 1 to 50. */
const sizes = { '1': [1, 1], '10': [10, 10], '50': [50, 50], '1 to 50': [1, 50] } as const;

/** Windows for 80 % power, one reader at so many times its share. */
const table = [
  [2, 1.5, 33],
  [3, 1.5, 90],
  [3, 2, 23],
  [5, 1.5, 219],
  [5, 2, 58],
  [5, 3, 15],
  [10, 1.5, 643],
  [10, 2, 173],
  [10, 3, 49],
  [15, 1.5, 1169],
  [15, 2, 312],
  [15, 3, 87],
] as const;

/**
 * How often the tests of reader balance cry wolf where readers are drawn fairly, and how often they find one that is not, by
 * simulation with fixed seeds; a chi-square test that takes every connection for a draw of its own stands beside them. Ends
 * with 1 where a promise is not kept. Flags: `--runs 1000`.
 */
export const balance: Bench = async (args, print) => {
  const { values } = parseArgs({
    args: [...args],
    options: { runs: { type: 'string', default: '1000' } },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) {
    const expected = 'a whole number from 1, such as 1000';
    throw knownError('bad-value', { what: '--runs', given: values.runs, expected });
  }
  const line = (columns: readonly string[]): void =>
    print(columns.map((column, place) => column.padStart(place === 2 ? 9 : 12)).join(''));
  // Four standard errors, as there are hundreds of cases.
  const most = level + 4 * Math.sqrt((level * (1 - level)) / runs);
  const least = promisedPower - 4 * Math.sqrt((promisedPower * (1 - promisedPower)) / runs);

  print(`False alarms in ${runs} fair cases each, at a level of 5 %`);
  line(['readers', 'windows', 'size', 'naive', 'answers', 'connections', 'repeats']);
  for (let readers = 2; readers <= 15; readers += 1)
    for (const windows of [12, 60])
      for (const size of Object.keys(sizes)) {
        const rates = ratesOf({ readers, windows, size }, runs);
        const kept = Math.max(rates.answers, rates.connections, rates.repeats) <= most;
        line([
          String(readers),
          String(windows),
          size,
          ...Object.values(rates).map(inPercent),
          keep(kept),
        ]);
      }

  print(`\nFound in ${runs} cases each, one reader at so many times its share`);
  line(['readers', 'windows', 'times', 'naive', 'answers']);
  for (const [readers, ratio, windows] of table) {
    const found = foundOf({ readers, ratio, windows }, runs);
    const columns = [readers, windows, ratio].map(String);
    line([
      ...columns,
      ...[found.naive, found.answers].map(inPercent),
      keep(found.answers >= least),
    ]);
  }

  const whole = Math.max(1, Math.round(runs / 5));
  print(`\nThe whole probe calls a fair system imbalanced, ${whole} runs of five minutes each`);
  line(['readers', 'clients', 'answers', 'imbalanced']);
  const mostWhole = level + 4 * Math.sqrt((level * (1 - level)) / whole);
  for (const readers of [2, 3, 5])
    for (const [kind, clients] of Object.entries(clientsOf)) {
      const rate = shareOf(whole, (run) =>
        falseAlarm(readers, clients, seededRandom(7_919 * run + readers)),
      );
      line([
        String(readers),
        String(clients.count),
        kind,
        inPercent(rate),
        keep(rate <= mostWhole),
      ]);
    }
};

/** Makes a broken promise the exit status, and a word of its own column. */
function keep(isKept: boolean): string {
  if (!isKept) process.exitCode = 1;
  return isKept ? '' : 'NOT KEPT';
}

interface Case {
  readonly readers: number;
  readonly windows: number;
  readonly size: string;
}

function ratesOf({ readers, windows, size }: Case, runs: number) {
  const expected = equalShares(readers);
  const random = seededRandom(readers * 1_000 + windows);
  const chance = answersByChance(windows, expected, random);
  const [low, high] = Object.entries(sizes).find(([name]) => name === size)?.[1] ?? [1, 1];
  const rejected = { naive: 0, answers: 0, connections: 0, repeats: 0 };
  for (let run = 0; run < runs; run += 1) {
    const answers = Array.from({ length: windows }, () => between(random, 0, readers - 1));
    const opened = answers.map((answer) => {
      const count = between(random, low, high);
      return expected.map((_, reader) => (reader === answer ? count : 0));
    });
    if (naiveP(totalsOf(opened)) <= level) rejected.naive += 1;
    const counts = expected.map(
      (_, reader) => answers.filter((answer) => answer === reader).length,
    );
    if (chance.p(counts) <= level) rejected.answers += 1;
    if (relabeling(opened, random, shuffles).p <= level) rejected.connections += 1;
    if (heldAnswers(answers, expected).p <= level) rejected.repeats += 1;
  }
  return {
    naive: rejected.naive / runs,
    answers: rejected.answers / runs,
    connections: rejected.connections / runs,
    repeats: rejected.repeats / runs,
  };
}

function foundOf(
  { readers, ratio, windows }: { readers: number; ratio: number; windows: number },
  runs: number,
) {
  const expected = equalShares(readers);
  const random = seededRandom(readers * 1_000 + windows);
  const chance = answersByChance(windows, expected, random);
  const shares = sharesWith({ expected, ratio }, 0);
  const cases = Array.from({ length: runs }, () => drawnAnswers(windows, shares, random));
  const share = (holds: (counts: readonly number[]) => boolean): number =>
    cases.filter(holds).length / runs;
  return {
    naive: share((counts) => naiveP(counts) <= level),
    answers: share((counts) => chance.p(counts) <= level),
  };
}

/** The test that takes every connection for a draw of its own. */
function naiveP(counts: readonly number[]): number {
  const freedom = counts.length - 1;
  const x2 = chiSquare(counts, equalShares(counts.length));
  return upperChiSquare(x2, freedom);
}

/** P(chi-square >= x). Source: NIST Digital Library of Mathematical Functions 8.2.4 and 8.11.2, the series of P(a, x). */
function upperChiSquare(x: number, freedom: number): number {
  if (x <= 0) return 1;
  if (x > 500) return 0;
  const a = freedom / 2;
  const half = x / 2;
  let term = Math.exp(a * Math.log(half) - half - logGamma(a + 1));
  let lower = term;
  for (let n = 1; term > lower * 1e-15; n += 1) {
    term *= half / (a + n);
    lower += term;
  }
  return Math.max(0, 1 - lower);
}

function totalsOf(windows: readonly (readonly number[])[]): number[] {
  return (windows[0] ?? []).map((_, reader) =>
    windows.reduce((sum, window) => sum + (window[reader] ?? 0), 0),
  );
}

function shareOf(runs: number, holds: (run: number) => boolean): number {
  return Array.from({ length: runs }, (_, run) => holds(run)).filter(Boolean).length / runs;
}

function inPercent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
