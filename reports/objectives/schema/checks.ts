import { z } from 'zod';
import { common } from './common.ts';
import { exceptions, flag, patterns, share } from './field.ts';

/** What the script's own checks must come to, over the whole run. */
export const checksObjective = z.strictObject({
  ...common,
  checks: patterns("Names of the script's own checks that it holds for"),
  except: exceptions('Checks it does not hold for'),
  /** Of no effect: each check is judged by itself. */
  together: flag('Of no effect: each check is judged by itself'),
  passRate: share('At least this fraction of each check must pass'),
});

export type ChecksObjective = z.infer<typeof checksObjective>;
