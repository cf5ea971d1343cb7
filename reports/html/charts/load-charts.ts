import { isJudged } from '../../../core/run-folder/manifest/phase.ts';
import type { RequestOutcome } from '../../../core/statistics/histogram-line.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { within } from '../../evidence/period.ts';
import { countOf, refusals, requestNames } from '../../evidence/request-table.ts';
import { presence } from '../../verdict/visitors.ts';
import { type Buckets, bucketsOf, means, rates } from './buckets.ts';
import type { Chart } from './chart.ts';

export function visitorsChart(evidence: Evidence): Chart {
  const buckets = bucketsOf(evidence);
  const visitors = presence(evidence.series).map(({ t, visitors }) => [t, visitors] as const);
  return {
    id: 'visitors',
    title: 'Visitors',
    caption: 'at once',
    unit: 'count',
    x: buckets.x,
    series: [
      { label: 'on the site', tone: 's1', fill: true, values: means(buckets, visitors) },
      { label: 'planned', tone: 'quiet', dash: true, values: plannedVisitors(evidence, buckets) },
    ],
  };
}

/** Of the judged phases, where visitors were planned at all. */
function plannedVisitors({ manifest, phases }: Evidence, { periods }: Buckets): (number | null)[] {
  if (manifest.model !== 'closed') return [];
  const judged = phases.filter(isJudged);
  return periods.map(({ from }) => {
    const phase = judged.find(({ period }) => within([period], from));
    return phase === undefined ? null : (phase.visitors ?? manifest.visitorsAsked);
  });
}

export function throughputChart(evidence: Evidence): Chart {
  const buckets = bucketsOf(evidence);
  const line = (...outcomes: readonly RequestOutcome[]): number[] =>
    rates(buckets, ended(evidence, buckets, outcomes));
  return {
    id: 'throughput',
    title: 'Throughput',
    caption: 'requests per second, by outcome',
    unit: 'per-second',
    x: buckets.x,
    series: [
      { label: 'ok', tone: 'ok', fill: true, values: line('ok') },
      { label: 'refused', tone: 'refused', values: line(...refusals) },
      { label: 'failed', tone: 'failed', values: line('failed') },
    ],
  };
}

function* ended(
  { requests }: Evidence,
  { periods }: Buckets,
  outcomes: readonly RequestOutcome[],
): Generator<[number, number]> {
  const names = requestNames(requests);
  for (const period of periods) yield [period.from, countOf(requests, names, outcomes, [period])];
}

/** Refusals and errors by themselves, since beside thousands of answers they cannot be seen. */
export function troubleChart(evidence: Evidence): Chart {
  const all = throughputChart(evidence);
  return {
    ...all,
    id: 'trouble',
    title: 'Refusals and errors',
    caption: 'requests per second; a refusal is an answer, not an error',
    series: all.series.filter(({ label }) => label !== 'ok'),
  };
}

export function bookingsChart(evidence: Evidence): Chart {
  const buckets: Buckets = bucketsOf(evidence, 5);
  const { told } = evidence.facts;
  const line = (outcome: keyof typeof told): number[] =>
    rates(
      buckets,
      told[outcome].map((second) => [second, 1] as const),
    );
  return {
    id: 'bookings',
    title: 'Bookings',
    caption: 'booking attempts per second, by what the client was told',
    unit: 'per-second',
    x: buckets.x,
    series: Object.values(told).some(({ length }) => length > 0)
      ? [
          { label: 'acknowledged', tone: 'ok', values: line('acknowledged') },
          { label: 'refused', tone: 'refused', values: line('refused') },
          { label: 'indeterminate', tone: 'failed', values: line('indeterminate') },
        ]
      : [],
  };
}
