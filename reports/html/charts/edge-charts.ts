import { allOf, type EdgeTotals } from '../../../core/edge-totals.ts';
import { healthStatuses } from '../../../core/health-check.ts';
import { totalsWithin } from '../../evidence/edge.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { type Buckets, bucketsOf, means, rates } from './buckets.ts';
import type { Chart } from './chart.ts';

/** What the edge answered of its own, and how the system looked to health checkers; none where there was no edge. */
export function edgeCharts(evidence: Evidence): Chart[] {
  const { edge } = evidence;
  if (edge === undefined) return [];
  const buckets = bucketsOf(evidence, 2);
  const amounts = (of: (totals: EdgeTotals) => number) => rates(buckets, bySecond(evidence, of));
  const held = totalsWithin(edge, evidence.requests, evidence.judged);
  const statusAfter = healthStatuses();
  const checks = edge.checks
    .toSorted((a, b) => a.at - b.at)
    .map((look) => ({ second: Math.floor(look.at / 1000), ...statusAfter(look) }));
  return [
    {
      id: 'edge-answers',
      title: 'Answers of the edge',
      caption: 'per second, by where they came from',
      unit: 'per-second',
      x: buckets.x,
      series: [
        { label: 'from its cache', tone: 'ok', values: amounts(({ hits }) => hits) },
        {
          label: 'from the origin',
          tone: 's3',
          values: amounts((totals) => totals.requests - totals.hits - errorsOf(totals)),
        },
        { label: 'errors', tone: 'failed', values: amounts(errorsOf) },
        ...(hasBlocked(edge.bySlot)
          ? [
              {
                label: 'blocked',
                tone: 'refused' as const,
                values: amounts(({ blocked }) => allOf(blocked)),
              },
            ]
          : []),
      ],
    },
    {
      id: 'edge-hit-rate',
      title: 'Hit rate of the edge',
      caption: 'share of reads without an error that came from its cache',
      unit: 'fraction',
      x: buckets.x,
      max: 1,
      series: [
        {
          label: 'hit rate',
          tone: 'ok',
          values: hitRates(evidence, buckets),
          held: held.cacheable === 0 ? null : held.hits / held.cacheable,
        },
      ],
    },
    {
      id: 'edge-health',
      title: 'Health checks',
      caption: 'share of the checkers that find it healthy; above 18 % it is',
      unit: 'fraction',
      x: buckets.x,
      max: 1,
      series: [
        {
          label: 'checkers',
          tone: 's1',
          values: means(
            buckets,
            checks.map(({ second, share }) => [second, share] as const),
          ),
        },
      ],
    },
  ];
}

function errorsOf({ clientErrors, serverErrors }: EdgeTotals): number {
  return clientErrors + serverErrors;
}

function hasBlocked(bySlot: ReadonlyMap<number, EdgeTotals>): boolean {
  return [...bySlot.values()].some(({ blocked }) => blocked.size > 0);
}

function* bySecond(
  { edge, requests }: Evidence,
  of: (totals: EdgeTotals) => number,
): Generator<readonly [number, number]> {
  for (const [slot, totals] of edge?.bySlot ?? [])
    yield [requests.origin + slot * requests.slotSeconds, of(totals)];
}

/** Null where nothing was asked for that may be kept. */
function hitRates(evidence: Evidence, buckets: Buckets): (number | null)[] {
  const hits = rates(
    buckets,
    bySecond(evidence, (totals) => totals.hits),
  );
  const all = rates(
    buckets,
    bySecond(evidence, (totals) => totals.cacheable),
  );
  return all.map((of, index) => (of === 0 ? null : (hits[index] ?? 0) / of));
}
