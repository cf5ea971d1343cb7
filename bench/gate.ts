import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { knownError } from '../core/errors.ts';
import { pick } from '../core/nearest.ts';
import type { Comparison, GateVerdict } from '../reports/gate/comparison.ts';
import type { Bench } from './bench.ts';
import { type Compared, type Design, designs } from './gate-designs.ts';
import { realComparisons } from './gate-real.ts';
import { summaryOf } from './gate-results.ts';
import { gateSeconds, mostSeconds } from './gate-speed.ts';
import { systems } from './gate-systems.ts';
import { slowed } from '../reports/gate/testing/simulated-system.ts';

/** What the gate promises. */
const mostFalseAlarms = 0.02;
const leastFound = 0.95;

/**
 * How often each design of a comparison fails equal systems, and how often it finds a system that is 10 % slower, by
 * simulation with fixed seeds; slower is p95 of the requests of one name, 20 a second of 100. Before that, how long the
 * gate takes over two long runs. Ends with 1 where a promise is not kept. Flags: `--comparisons 200`, `--design ab`.
 * With `--real 20` so many comparisons of each kind are played instead, `--on site` or `--on cluster`, of up to
 * `--pairs 60` blocks of `--seconds 2` at `--rate 150`, with a network of `--distance 20` milliseconds before the cluster.
 * Each is kept in `--keep FILE` and not played again, so that an interrupted one goes on where it was.
 */
export const gate: Bench = async (args, print) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      comparisons: { type: 'string', default: '200' },
      design: { type: 'string', default: '' },
      real: { type: 'string' },
      on: { type: 'string', default: 'site' },
      pairs: { type: 'string', default: '60' },
      seconds: { type: 'string', default: '2' },
      rate: { type: 'string', default: '150' },
      distance: { type: 'string', default: '20' },
      keep: { type: 'string', default: join('runs', 'bench-gate.ndjson') },
    },
  });
  const { real, on, pairs, seconds, rate, distance, keep } = values;
  if (real !== undefined) {
    const size = {
      comparisons: wholeOf('--real', real),
      pairs: wholeOf('--pairs', pairs),
      seconds: wholeOf('--seconds', seconds),
      rate: wholeOf('--rate', rate),
      distance: wholeOf('--distance', distance),
      keep,
    };
    const open = pick('system', on, systems);
    const { lines, isKept } = summaryOf(await realComparisons({ open, on, ...size }, print), {
      mostFalseAlarms,
      leastFound,
    });
    for (const line of lines) print(line);
    if (!isKept) process.exitCode = 1;
    return;
  }
  const comparisons = wholeOf('--comparisons', values.comparisons);
  const chosen = designs.filter(({ title }) => title.includes(values.design));
  if (chosen.length === 0) {
    const expected = `part of one of ${designs.map(({ title }) => `"${title}"`).join(', ')}`;
    throw knownError('bad-value', { what: '--design', given: values.design, expected });
  }
  const took = await gateSeconds();
  print(`gate over two runs of 10 minutes: ${took.toFixed(1)} s, ${mostSeconds} s at most`);
  if (took > mostSeconds) process.exitCode = 1;
  print(`${comparisons} comparisons each, ${slowed} p95 slower or not; requests at 100 per second`);
  print(`${''.padEnd(32)}   equal systems          10 % slower`);
  print(`${'design'.padEnd(32)}   fail   open   pass   found   open   pass  load`);
  for (const design of chosen) {
    const equal = measure(design, comparisons, 1);
    const slower = measure(design, comparisons, 1.1);
    const kept =
      equal.share('fail') <= mostFalseAlarms && (!design.promised || slower.found >= leastFound);
    const columns = [
      ...(['fail', 'inconclusive', 'pass'] as const).map((verdict) => equal.share(verdict)),
      slower.found,
      slower.share('inconclusive'),
      slower.share('pass'),
    ].map((share, index) => `${(share * 100).toFixed(1)} %`.padStart(index === 3 ? 8 : 7));
    const minutes = `${(Math.max(equal.seconds, slower.seconds) / 60).toFixed(1)} min`;
    print(`${design.title.padEnd(32)}${columns.join('')}  ${minutes}${kept ? '' : '  NOT KEPT'}`);
    if (!kept) process.exitCode = 1;
  }
};

function wholeOf(what: string, given: string): number {
  const value = Number(given);
  if (Number.isInteger(value) && value >= 1) return value;
  throw knownError('bad-value', { what, given, expected: 'a whole number from 1' });
}

interface Measured {
  readonly share: (verdict: GateVerdict) => number;
  /** Share of comparisons that failed what is watched. */
  readonly found: number;
  /** Of load, on average. */
  readonly seconds: number;
}

function measure({ compare }: Design, comparisons: number, ratio: number): Measured {
  const all: Compared[] = Array.from({ length: comparisons }, (_, index) =>
    compare(1 + index * 2 + (ratio === 1 ? 0 : 1), ratio),
  );
  const shareOf = (holds: (one: Compared) => boolean): number =>
    all.filter(holds).length / comparisons;
  return {
    share: (verdict) => shareOf(({ result }) => result.verdict === verdict),
    found: shareOf(({ result }) => result.comparisons.some(isFound)),
    seconds: all.reduce((total, { seconds }) => total + seconds, 0) / comparisons,
  };
}

function isFound({ name, percentile, verdict }: Comparison): boolean {
  return name === slowed && percentile === 0.95 && verdict === 'fail';
}
