import type { Verdict } from '../verdict/schema.ts';
import type { Compared, Renderer } from './renderer.ts';

type Figure = readonly [
  about: string,
  name: string,
  figure: string,
  value: number | string,
  unit: string,
];

/**
 * Every figure of a verdict on a line of its own, so that files of many runs can be put one under the other (RFC 4180).
 * Figures that are not known are left out.
 */
export const csv: Renderer = {
  name: 'figures.csv',
  render: ({ manifest }, verdict, compared) => {
    const run = [manifest.id, manifest.startedAt, manifest.scenario, manifest.gitRevision ?? ''];
    const lines = [
      ['run', 'started_at', 'scenario', 'revision', 'about', 'name', 'figure', 'value', 'unit'],
      ...figuresOf(verdict, compared).map((figure) => [...run, ...figure.map(String)]),
    ];
    return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('');
  },
};

function figuresOf(verdict: Verdict, compared: Compared | undefined): Figure[] {
  return [
    ['run', '', 'outcome', verdict.outcome, ''],
    ...loadFigures(verdict),
    ...verdict.phases.flatMap((phase): Figure[] => [
      ['phase', phase.name, 'seconds', phase.seconds, 's'],
      ['phase', phase.name, 'requests', phase.requests, ''],
      ['phase', phase.name, 'failed', phase.failed, ''],
      ['phase', phase.name, 'throughput', phase.requestsPerSecond, '1/s'],
      ...known('phase', phase.name, 'p95', phase.p95, 'ms'),
    ]),
    ...verdict.latency.flatMap(({ request, p50, p95, p99 }): Figure[] => [
      ['request', request, 'p50', p50, 'ms'],
      ['request', request, 'p95', p95, 'ms'],
      ['request', request, 'p99', p99, 'ms'],
    ]),
    ...verdict.objectives.flatMap(({ name, value, limit, met, samples }): Figure[] => [
      ...known('objective', name, 'value', value, ''),
      ['objective', name, 'limit', limit, ''],
      ['objective', name, 'samples', samples, ''],
      ['objective', name, 'met', met === null ? 'not judged' : String(met), ''],
    ]),
    ...verdict.invariants.flatMap(({ name, checked, violations }): Figure[] => [
      ['invariant', name, 'checked', checked, ''],
      ['invariant', name, 'violations', violations, ''],
    ]),
    ...comparedFigures(compared),
  ];
}

function loadFigures({ load }: Verdict): Figure[] {
  return [
    ['load', '', 'visitors asked', load.visitorsAsked, ''],
    ...known('load', '', 'visitors held', load.visitorsHeld, ''),
    ['load', '', 'requests', load.requests, ''],
    ['load', '', 'failed', load.failed, ''],
    ['load', '', 'refused', load.refused, ''],
    ['load', '', 'throughput', load.requestsPerSecond, '1/s'],
    ['load', '', 'judged', load.judgedSeconds, 's'],
    ['load', '', 'bookings acknowledged', load.bookings.acknowledged, ''],
    ['load', '', 'bookings refused', load.bookings.refused, ''],
    ['load', '', 'bookings indeterminate', load.bookings.indeterminate, ''],
  ];
}

function comparedFigures(compared: Compared | undefined): Figure[] {
  if (compared === undefined) return [];
  return [
    ['comparison', '', 'outcome', compared.outcome, ''],
    ...compared.comparisons.flatMap((one): Figure[] => {
      const name = `p${Number((one.percentile * 100).toFixed(6))} of ${one.name}`;
      return [
        ['comparison', name, 'base', one.baseMs, 'ms'],
        ['comparison', name, 'new', one.newMs, 'ms'],
        ['comparison', name, 'ratio', one.ratio, ''],
        ...known('comparison', name, 'ratio at least', one.interval?.[0] ?? null, ''),
        ...known('comparison', name, 'ratio at most', one.interval?.[1] ?? null, ''),
        ['comparison', name, 'verdict', one.verdict, ''],
      ];
    }),
  ];
}

function known(
  about: string,
  name: string,
  figure: string,
  value: number | null,
  unit: string,
): Figure[] {
  return value === null ? [] : [[about, name, figure, value, unit]];
}

/** Spreadsheets take what begins so for a formula, and run it. */
const formula = /^[=+\-@\t\r]/;

function field(text: string): string {
  const isNumber = text !== '' && Number.isFinite(Number(text));
  const safe = formula.test(text) && !isNumber ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
