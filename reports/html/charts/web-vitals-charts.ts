import { type VitalLine, pagesOf } from '../../evidence/web-vitals.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { bucketsOf, means } from './buckets.ts';
import { type Chart, toneOf } from './chart.ts';

/** A browser has a visit in every quarter of a minute, so that finer pieces would be empty. */
const leastSeconds = 15;

/** How long real browsers waited, a line a page. */
export function webVitalsCharts(evidence: Evidence): Chart[] {
  const { browsers } = evidence.manifest.engine;
  if (browsers === undefined) return [];
  const buckets = bucketsOf(evidence, leastSeconds);
  const lines = evidence.webVitals.filter((line): line is VitalLine => line.kind === 'vital');
  const chart = (vital: 'lcp' | 'inp', title: string, caption: string): Chart => ({
    id: `web-vitals-${vital}`,
    title,
    caption,
    unit: 'ms',
    x: buckets.x,
    series: pagesOf(evidence).map((page, index) => ({
      label: page,
      tone: toneOf(index),
      values: means(
        buckets,
        lines
          .filter((line) => line.page === page && line.vital === vital)
          .map(({ at, value }) => [Math.floor(at / 1000), value] as const),
      ),
    })),
  });
  return [
    chart('lcp', 'Largest Contentful Paint', 'milliseconds, as real browsers measured it'),
    chart('inp', 'Interaction to Next Paint', 'milliseconds, as real browsers measured it'),
  ];
}
