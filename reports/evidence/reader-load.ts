import type { ReaderSample } from '../../core/run-folder/files/readers.ts';
import type { SampleOf, SampleShape } from './samples.ts';

/** What reports need of a sample of a reader. */
export type ReaderLoad = Pick<ReaderSample, 'at' | 'connections' | 'queriesTotal'>;

export const readerShape: SampleShape<ReaderLoad> = {
  numbersOf: ({ at, connections, queriesTotal }) => [at, connections, queriesTotal],
  sampleOf: (number) => ({ at: number(0), connections: number(1), queriesTotal: number(2) }),
};

export function readerSampleOf(sample: ReaderSample): SampleOf<ReaderLoad> {
  return { of: sample.reader, sample };
}
