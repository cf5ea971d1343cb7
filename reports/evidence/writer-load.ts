import type { WriterSample } from '../../core/run-folder/files/writer.ts';
import type { SampleOf, SampleShape } from './samples.ts';

/** A sample of the writer's CPU. */
export type WriterLoad = Omit<WriterSample, 'writer'>;

export const writerShape: SampleShape<WriterLoad> = {
  numbersOf: ({ at, cpuSeconds }) => [at, cpuSeconds],
  sampleOf: (number) => ({ at: number(0), cpuSeconds: number(1) }),
};

export function writerSampleOf({ writer, ...sample }: WriterSample): SampleOf<WriterLoad> {
  return { of: writer, sample };
}
