import { uslBand } from '../../core/statistics/capacity/usl-band.ts';
import { throughputAt } from '../../core/statistics/capacity/usl.ts';
import type { Chart } from '../html/charts/chart.ts';
import { count } from '../words/figures.ts';
import type { CapacityReport, PlansFor } from './analyze.ts';

/** Places on the curve of throughput. */
const places = 120;
/** The curve is drawn this much farther than was measured. */
const beyond = 1.5;

/** Throughput over visitors, and the day of each number of visitors. */
export function chartsOf(report: CapacityReport): Chart[] {
  return [...throughputChart(report), ...report.sizes.flatMap(dayCharts)];
}

function throughputChart({ measured: { usl } }: CapacityReport): Chart[] {
  if (usl === undefined) return [];
  const { fit, points, greatestLoad } = usl;
  const band = uslBand(points, fit);
  const regular = Array.from({ length: places }, (_, n) =>
    Math.max(1, Math.round((greatestLoad * beyond * n) / (places - 1))),
  );
  const x = [...new Set([...regular, ...points.map(({ load }) => load)])].toSorted((a, b) => a - b);
  return [
    {
      id: 'throughput',
      title: 'Throughput over visitors',
      caption: 'requests per second; dashed: where the mean lies at 95 %',
      unit: 'per-second',
      x,
      xUnit: 'number',
      series: [
        {
          label: 'measured',
          tone: 's1',
          values: x.map((at) => points.find(({ load }) => load === at)?.throughput ?? null),
        },
        {
          label: 'law of scalability',
          tone: 'quiet',
          values: x.map((at) => throughputAt(fit, at)),
        },
        {
          label: 'from',
          tone: 'quiet',
          dash: true,
          values: x.map((at) => positive(band?.at(at).from)),
        },
        {
          label: 'to',
          tone: 'quiet',
          dash: true,
          values: x.map((at) => positive(band?.at(at).to)),
        },
      ],
    },
  ];
}

function dayCharts({ visitors, saw }: PlansFor, index: number): Chart[] {
  if (saw === undefined) return [];
  const x = saw.visitors.map((_, minute) => minute * 60);
  return [
    {
      id: `saw-${index}`,
      title: `Autoscaling, ${count(visitors)} visitors at the peak`,
      caption: 'tasks through a simulated day',
      unit: 'count',
      x,
      series: [
        { label: 'asked for', tone: 's1', values: saw.desired },
        { label: 'serving', tone: 's2', values: saw.running },
      ],
    },
    {
      id: `saw-cpu-${index}`,
      title: 'CPU of its tasks',
      caption: 'mean, of what each has; above 100 % requests wait',
      unit: 'fraction',
      x,
      series: [
        { label: 'CPU', tone: 's3', values: saw.cpu },
        { label: 'target', tone: 'quiet', dash: true, values: saw.cpu.map(() => saw.target) },
      ],
    },
  ];
}

function positive(value: number | undefined): number | null {
  return value === undefined ? null : Math.max(0, value);
}
