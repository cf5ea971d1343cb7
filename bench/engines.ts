import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { quantile } from '../core/statistics/histogram.ts';
import type { Bench } from './bench.ts';
import { type EngineFigures, engineFigures, percentiles, told } from './engine-figures.ts';
import { keptRuns } from './kept-runs.ts';
import { positive } from './measure.ts';

/** Shares of the requests by name may differ by so much, all names together. */
const mixWithin = 0.02;
const players = ['k6', 'artillery'] as const;

/**
 * The same visitors played by k6 and by Artillery, by turns, each run on a cluster of its own that begins alike: the mix of
 * requests by name, and percentiles as the engine tells them beside those of the load balancer's log, which know no engine.
 * Two runs of one engine tell what the machine alone makes of them. Runs are kept, so that it may be interrupted. Flags:
 * `--visitors 300`, `--seconds 180`, `--turns 2`, `--folder runs/engines`. Ends with 1 where the mix is off.
 */
export const engines: Bench = async (args, print) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      visitors: { type: 'string', default: '300' },
      seconds: { type: 'string', default: '180' },
      turns: { type: 'string', default: '2' },
      folder: { type: 'string', default: join('runs', 'engines') },
    },
  });
  const visitors = positive('--visitors', values.visitors);
  const seconds = positive('--seconds', values.seconds);
  const load = ['--visitors', String(visitors), '--duration', `${seconds}s`, '--ramp', '10s'];
  const seen: { readonly who: string; readonly figures: EngineFigures }[] = [];
  for (let turn = 1; turn <= positive('--turns', values.turns); turn += 1)
    for (const engine of players) {
      const own = `${engine}-${turn}`;
      const name = `engines-${process.pid}-${own}`;
      await using runs = await keptRuns({ folder: values.folder, name, flags: [] });
      const flags = [...load, '--seed', String(turn), '--engine', engine];
      const folder = await runs.played(own, 'steady', ...flags);
      seen.push({ who: own, figures: await engineFigures(folder) });
    }
  print(`${visitors} visitors for ${seconds} s`);
  for (const { who, figures } of seen) for (const line of told(who, figures)) print(line);
  for (let at = 0; at + 1 < seen.length; at += players.length) {
    const [k6, artillery] = seen.slice(at, at + players.length);
    if (k6 === undefined || artillery === undefined) continue;
    print(`turn ${at / players.length + 1}, Artillery less k6`);
    for (const line of differences(k6.figures, artillery.figures)) print(line);
  }
};

function differences(a: EngineFigures, b: EngineFigures): string[] {
  const names = [...new Set([...a.byName.keys(), ...b.byName.keys()])];
  const off = names.map((name) => shareOf(name, b) - shareOf(name, a));
  // Total variation distance: the share of the requests that would need another name.
  const mix = off.reduce((sum, one) => sum + Math.abs(one), 0) / 2;
  const isRight = mix <= mixWithin;
  if (!isRight) process.exitCode = 1;
  return [
    ...names.map((name, at) => {
      const counts = [a, b].map(({ byName }) => String(byName.get(name) ?? 0).padStart(7));
      return `  ${name.padEnd(12)}${counts.join('')} ${points(off[at] ?? 0)}`;
    }),
    `  mix: ${(100 * mix).toFixed(2)} % of the requests have another name: ${isRight ? 'right' : 'WRONG'}`,
    ...percentiles.map(([label, q]) => {
      const [engine, balancer] = [
        milliseconds(b, a, 'client', q),
        milliseconds(b, a, 'balancer', q),
      ];
      return `  ${label}: ${signed(engine)} ms, ${signed(balancer)} of them at the load balancer, ${signed(engine - balancer)} in engine and network`;
    }),
  ];
}

function shareOf(name: string, { byName, client }: EngineFigures): number {
  return (byName.get(name) ?? 0) / client.n;
}

function milliseconds(
  b: EngineFigures,
  a: EngineFigures,
  where: 'client' | 'balancer',
  q: number,
): number {
  const [more, less] = [b, a].map((figures) => (quantile(figures[where], q) ?? Number.NaN) / 1000);
  return (more ?? Number.NaN) - (less ?? Number.NaN);
}

function points(share: number): string {
  return `${signed(100 * share)} points`;
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(2)}`;
}
