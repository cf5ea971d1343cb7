import { z } from 'zod';
import { bySecond, common, limiting, phased } from './common.ts';
import { milliseconds, share } from './field.ts';

const limits = limiting(['machineCpu', 'generatorCpu', 'schedulingLag', 'openFiles', 'localPorts']);

/** What the generator and its machine must keep to, or the run is invalid; beside the limits that always hold. */
export const generatorObjective = z
  .strictObject({
    ...common,
    generator: z.literal(true, { error: 'true' }).describe('Marks an objective of the generator'),
    ...phased,
    machineCpu: share("CPU of the generator's machine must be below this fraction").optional(),
    generatorCpu: share(
      'CPU that the generator itself uses must be below this fraction',
    ).optional(),
    schedulingLag: milliseconds('How late timers fire must be below, milliseconds').optional(),
    openFiles: share('Open files must be below this fraction of their limit').optional(),
    localPorts: share('Local ports in use must be below this fraction of their limit').optional(),
    ...bySecond,
  })
  .refine(limits.isLimit, { error: limits.error })
  .meta(limits.meta);

export type GeneratorObjective = z.infer<typeof generatorObjective>;
