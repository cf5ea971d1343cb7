import { z } from 'zod';
import { records } from './declaration.ts';

const generatorHealthLine = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  /** Fractions of all cores together, 0 to 1. */
  machineCpu: z.number(),
  generatorCpu: z.number(),
  generatorMemoryBytes: z.number(),
  machineMemoryAvailableBytes: z.number(),
  generatorOpenFiles: z.number(),
  openFilesLimit: z.number(),
  /** Local ports in use towards the target, and how many the kernel may give. */
  ephemeralPorts: z.number(),
  ephemeralPortsLimit: z.number(),
  /** How late a one-second timer on the generator's machine fired, milliseconds. */
  schedulingLagMs: z.number(),
});

/** The generator and the machine it runs on, once a second. */
export type GeneratorHealthLine = z.infer<typeof generatorHealthLine>;

export const generatorHealth = records({
  name: 'generator-health.ndjson',
  about: "The generator's and its machine's own state, a line per second.",
  writtenBy: 'the observer generator-health',
  readBy: 'reports',
  expected: ({ unwatched }) =>
    unwatched === true
      ? undefined
      : {
          because: 'a generator that is itself the limit measures nothing else',
          // On a busy machine a look takes longer than a second, which must not make the look count as missing.
          coverage: { everySeconds: 3 },
        },
  schema: generatorHealthLine,
});
