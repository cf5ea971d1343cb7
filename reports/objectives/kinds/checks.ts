import { appliesToCheck } from '../request-pattern.ts';
import type { ChecksObjective } from '../schema/checks.ts';
import type { Kind } from './kind.ts';

/** The script's own checks: judged among what the script says of itself, see `verdict/script.ts`. */
export const checks: Kind<ChecksObjective> = {
  noun: 'check',
  names: ({ evidence }) => (evidence.script?.checks ?? []).map(({ name }) => name),
  appliesTo: appliesToCheck,
  judge: () => [],
};
