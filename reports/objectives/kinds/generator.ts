import type { GeneratorHealthLine } from '../../../core/run-folder/files/generator-health.ts';
import type { GeneratorObjective } from '../schema/generator.ts';
import { judgeGauges } from './gauges.ts';
import type { Kind } from './kind.ts';

export const healthGauges = {
  machineCpu: ({ machineCpu }: GeneratorHealthLine) => machineCpu,
  generatorCpu: ({ generatorCpu }: GeneratorHealthLine) => generatorCpu,
  schedulingLag: ({ schedulingLagMs }: GeneratorHealthLine) => schedulingLagMs,
  openFiles: ({ generatorOpenFiles, openFilesLimit }: GeneratorHealthLine) =>
    generatorOpenFiles / openFilesLimit,
  localPorts: ({ ephemeralPorts, ephemeralPortsLimit }: GeneratorHealthLine) =>
    ephemeralPorts / ephemeralPortsLimit,
} as const;

/** The generator and its machine, once a second. */
export const generator: Kind<GeneratorObjective> = {
  noun: 'generator',
  names: ({ evidence }) => (evidence.health.length > 0 ? ['the generator'] : []),
  appliesTo: () => true,
  judge: (where) => {
    const { health: samples } = where.evidence;
    if (samples.length === 0) return [];
    return judgeGauges(where, { name: 'the generator', samples, read: healthGauges }, [
      'machineCpu',
      'generatorCpu',
      'schedulingLag',
      'openFiles',
      'localPorts',
    ]);
  },
};
