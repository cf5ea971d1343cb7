import type { GeneratorHealthLine } from '../../../core/run-folder/records.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { bucketsOf, means } from './buckets.ts';
import type { Chart } from './chart.ts';

/** What the load generator and its machine needed, against what they may have. */
export function generatorCharts(evidence: Evidence): Chart[] {
  const buckets = bucketsOf(evidence);
  const line = (value: (health: GeneratorHealthLine) => number): (number | null)[] =>
    means(
      buckets,
      evidence.health.map((health) => [Math.floor(health.at / 1000), value(health)] as const),
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
    chart('generator-lag', 'Timer lag', 'milliseconds late', 'ms', [
      { label: 'timer lag', tone: 's4', values: line((h) => h.schedulingLagMs) },
    ]),
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
