import type { ReaderSample } from '../../core/run-folder/files/readers.ts';
import type { SampleOf, SampleShape } from './samples.ts';

/** What reports need of a sample of a reader. */
export interface ReaderLoad extends Pick<ReaderSample, 'at' | 'connections' | 'queriesTotal'> {
  /** NaN where it could not be told. */
  readonly replicaLagSeconds: number;
  /** Since its start; NaN where the target cannot tell. */
  readonly cpuSeconds: number;
}

export const readerShape: SampleShape<ReaderLoad> = {
  numbersOf: ({ at, connections, queriesTotal, replicaLagSeconds, cpuSeconds }) => [
    at,
    connections,
    queriesTotal,
    replicaLagSeconds,
    cpuSeconds,
  ],
  sampleOf: (number) => ({
    at: number(0),
    connections: number(1),
    queriesTotal: number(2),
    replicaLagSeconds: number(3),
    cpuSeconds: number(4),
  }),
};

export function readerSampleOf(sample: ReaderSample): SampleOf<ReaderLoad> {
  const { reader, replicaLagSeconds, cpuSeconds = Number.NaN } = sample;
  return {
    of: reader,
    sample: { ...sample, replicaLagSeconds: replicaLagSeconds ?? Number.NaN, cpuSeconds },
  };
}
