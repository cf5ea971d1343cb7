import type { GeneratorHealthLine } from '../../core/run-folder/files/generator-health.ts';
import type { Fold } from './fold.ts';
import { type Samples, type SampleShape, sampleStore } from './samples.ts';

const shape: SampleShape<GeneratorHealthLine> = {
  numbersOf: (line) => [
    line.at,
    line.machineCpu,
    line.generatorCpu,
    line.generatorMemoryBytes,
    line.machineMemoryAvailableBytes,
    line.generatorOpenFiles,
    line.openFilesLimit,
    line.ephemeralPorts,
    line.ephemeralPortsLimit,
    line.schedulingLagMs,
  ],
  sampleOf: (number) => ({
    at: number(0),
    machineCpu: number(1),
    generatorCpu: number(2),
    generatorMemoryBytes: number(3),
    machineMemoryAvailableBytes: number(4),
    generatorOpenFiles: number(5),
    openFilesLimit: number(6),
    ephemeralPorts: number(7),
    ephemeralPortsLimit: number(8),
    schedulingLagMs: number(9),
  }),
};

export function healthFold(): Fold<GeneratorHealthLine, Samples<GeneratorHealthLine>> {
  const health = sampleStore(shape);
  return {
    add: (batch) => {
      for (const line of batch) health.add(line);
    },
    value: () => health,
  };
}
