import type { GeneratorHealthLine } from '../../../core/run-folder/files/generator-health.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { trendNames } from '../../../core/run-folder/files/trends.ts';
import { type Buckets, bucketsOf, means } from './buckets.ts';
import type { Chart, ChartSeries } from './chart.ts';
import { percentileLines } from './latency-charts.ts';

/** What the load generator and its machine needed, against what they may have. */
export function generatorCharts(evidence: Evidence): Chart[] {
  const buckets = bucketsOf(evidence);
  const line = (value: (health: GeneratorHealthLine) => number): (number | null)[] =>
    means(
      buckets,
      Iterator.from(evidence.health).map(
        (health) => [Math.floor(health.at / 1000), value(health)] as const,
      ),
    );
  const chart = (
    id: string,
    title: string,
    caption: string,
    unit: Chart['unit'],
    series: Chart['series'],
    max?: number,
  ): Chart => ({
    id,
    title,
    caption,
    unit,
    x: buckets.x,
    series,
    ...(max === undefined ? {} : { max }),
  });
  return [
    chart(
      'generator-cpu',
      'CPU',
      'share of all cores',
      'fraction',
      [
        { label: 'machine', tone: 's1', fill: true, values: line((h) => h.machineCpu) },
        { label: 'generator', tone: 's2', values: line((h) => h.generatorCpu) },
      ],
      1,
    ),
    chart('generator-memory', 'Memory', 'bytes', 'bytes', [
      { label: 'generator', tone: 's2', values: line((h) => h.generatorMemoryBytes) },
      { label: 'machine, free', tone: 's1', values: line((h) => h.machineMemoryAvailableBytes) },
    ]),
    chart(
      'generator-lag',
      'Lag',
      'milliseconds too late; what visitors see is late by as much',
      'ms',
      [
        { label: 'timers', tone: 's1', values: line((h) => h.schedulingLagMs) },
        ...thinkLag(evidence, buckets),
      ],
    ),
    chart(
      'generator-limits',
      'Open files and local ports',
      'share of the limit',
      'fraction',
      [
        {
          label: 'open files',
          tone: 's3',
          values: line((h) => h.generatorOpenFiles / h.openFilesLimit),
        },
        {
          label: 'local ports',
          tone: 's5',
          values: line((h) => h.ephemeralPorts / h.ephemeralPortsLimit),
        },
      ],
      1,
    ),
  ];
}

function thinkLag(evidence: Evidence, buckets: Buckets): ChartSeries[] {
  const [, p95] = percentileLines(
    { ...evidence, requests: evidence.trends },
    [trendNames.thinkLag],
    buckets,
  );
  return p95 === undefined ? [] : [{ ...p95, label: 'think times (p95)', tone: 's4' }];
}
