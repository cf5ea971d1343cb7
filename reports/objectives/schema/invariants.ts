import { z } from 'zod';
import { common } from './common.ts';
import { exceptions, patterns } from './field.ts';

/** Which invariants must hold, and have something to check. Without any such objective, all must hold. */
export const invariantsObjective = z.strictObject({
  ...common,
  invariants: patterns('Invariants that must have been checked and hold'),
  except: exceptions('Invariants it does not ask for'),
});

export type InvariantsObjective = z.infer<typeof invariantsObjective>;
