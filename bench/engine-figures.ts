import { createReadStream } from 'node:fs';
import { trendNames } from '../core/run-folder/files/trends.ts';
import { linesOf } from '../core/lines.ts';
import { runFile } from '../core/run-folder/path.ts';
import { type Histogram, add, emptyHistogram, quantile } from '../core/statistics/histogram.ts';
import { countOf, durations, everyOutcome, loadNames } from '../reports/evidence/request-table.ts';
import { judgeRun } from '../reports/report.ts';

/** What a run tells of its engine: requests of its visitors, durations in microseconds. */
export interface EngineFigures {
  readonly outcome: string;
  readonly byName: ReadonlyMap<string, number>;
  /** As the engine tells them. */
  readonly client: Histogram;
  /** From the first byte of the request to the last of the answer, as the load balancer saw the same requests. */
  readonly balancer: Histogram;
  /** How late the event loop of an engine in Node was, the worst of each fifth of a second; nothing of others. */
  readonly eventLoop: Histogram;
  /** Milliseconds that a timer beside the load was late, and shares of the machine and of a core, in the middle of the run. */
  readonly lagMs: number;
  readonly machineCpu: number;
  readonly generatorCpu: number;
}

export const percentiles = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p95', 0.95],
  ['p99', 0.99],
] as const;

export async function engineFigures(folder: string): Promise<EngineFigures> {
  const { evidence, verdict } = await judgeRun(folder);
  const { requests, health } = evidence;
  const names = loadNames(requests);
  const middle = (of: (line: (typeof lines)[number]) => number): number => {
    const sorted = lines.map(of).toSorted((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? Number.NaN;
  };
  const lines = [...health];
  return {
    outcome: verdict.outcome,
    byName: new Map(names.map((name) => [name, countOf(requests, [name], everyOutcome)])),
    client: durations(requests, names, everyOutcome),
    balancer: await balancerTimes(folder),
    eventLoop: durations(evidence.trends, [trendNames.eventLoopLag], ['ok']),
    lagMs: middle(({ schedulingLagMs }) => schedulingLagMs),
    machineCpu: middle(({ machineCpu }) => machineCpu),
    generatorCpu: middle(({ generatorCpu }) => generatorCpu),
  };
}

/** From when the load balancer began with each request to when it wrote it down, to the microsecond. */
async function balancerTimes(folder: string): Promise<Histogram> {
  const times = emptyHistogram();
  const stamps = /\d{4}-\d\d-\d\dT[\d:]+\.\d{6}Z/g;
  for await (const line of linesOf(createReadStream(runFile(folder, 'accessLog')))) {
    const [written, begun] = [...line.matchAll(stamps)].map(([stamp]) => microseconds(stamp));
    if (written !== undefined && begun !== undefined && written >= begun)
      add(times, written - begun);
  }
  return times;
}

function microseconds(stamp: string): number {
  return Date.parse(`${stamp.slice(0, 19)}Z`) * 1000 + Number(stamp.slice(20, 26));
}

export function told(who: string, figures: EngineFigures): string[] {
  const { client, balancer, eventLoop, outcome } = figures;
  return [
    `${who}: ${outcome}, ${client.n} requests, machine ${percent(figures.machineCpu)} % busy, engine ${percent(figures.generatorCpu)} %, timers ${figures.lagMs.toFixed(2)} ms late`,
    row('engine', client),
    row('load balancer', balancer),
    ...(eventLoop.n === 0 ? [] : [row('event loop late', eventLoop)]),
  ];
}

function row(label: string, of: Histogram): string {
  const figures = percentiles.map(([name, q]) => `${name} ${ms(quantile(of, q))}`);
  return `  ${label.padEnd(18)}${figures.join('  ')}  mean ${ms(of.sum / of.n)} ms`;
}

function ms(micros: number | undefined): string {
  return ((micros ?? Number.NaN) / 1000).toFixed(2).padStart(7);
}

function percent(share: number): string {
  return (100 * share).toFixed(0);
}
