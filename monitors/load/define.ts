import type { Definition, DefinitionSet, Environment } from '../definitions/definition.ts';
import type { LintSettings } from '../definitions/lint-settings.ts';
import type { Location } from '../../core/source/location.ts';
import { argumentError } from '../diagnostics/argument-error.ts';
import { callerOf } from '../diagnostics/caller.ts';
import { inconsistenciesIn } from './consistency.ts';
import { definitionError, hasProblems } from '../diagnostics/problem.ts';
import { monitorsSchema } from '../schema/definition-set.ts';

/** What a user's file of monitors holds. */
export interface Monitors {
  /** Whose the definitions are in an account: what `apply` makes carries this name. One a file, such as `booking-monitors`. */
  readonly stack?: string;
  readonly environment: Environment;
  /** Definitions, and lists of them as `usePack` gives. */
  readonly definitions: readonly (Definition | readonly Definition[])[];
  /** Alarms that exist elsewhere in the account and region, and may be referred to by name. */
  readonly external?: readonly string[];
  /** Lint rules that do not apply, and what the definitions may cost. */
  readonly lint?: LintSettings;
}

/** What stands for definitions of which some are known to be wrong. */
const nothing: DefinitionSet = {
  environment: { name: 'none', region: 'us-east-1', accountId: '000000000000' },
  definitions: [],
};

/** Sets that were found to be in order. */
const checked = new WeakSet<object>();

/**
 * What a file of monitors exports as `monitors`.
 *
 * @example
 *   export const monitors = defineMonitors({
 *     environment: { name: 'prod', region: 'eu-south-1', accountId: '111122223333' },
 *     definitions: [topic({ name: 'prod-alerts' }), usePack(pmsService, { ... })],
 *   });
 *
 * @throws bad-definition when a value is wrong, a name is used twice, or a topic or an alarm is named that is not there
 */
export function defineMonitors(monitors: Monitors): DefinitionSet {
  return assemble(monitors, callerOf(defineMonitors));
}

/**
 * Checks what somebody wrote as monitors, and puts all definitions into one list. What is in order already is given back
 * as it is.
 * @throws bad-definition
 */
export function assemble(written: unknown, origin?: Location): DefinitionSet {
  if (isChecked(written)) return written;
  if (hasProblems()) return nothing;
  assertMonitors(written, origin);
  const { definitions, ...rest } = written;
  const set = { ...rest, definitions: definitions.flat() };
  const inconsistencies = inconsistenciesIn(set, set.external);
  if (inconsistencies.length > 0)
    throw definitionError(inconsistencies.map((one) => ({ ...one, origin: one.origin ?? origin })));
  checked.add(set);
  return set;
}

function isChecked(written: unknown): written is DefinitionSet {
  return typeof written === 'object' && written !== null && checked.has(written);
}

function assertMonitors(
  written: unknown,
  origin: Location | undefined,
): asserts written is Monitors {
  const { error } = monitorsSchema.safeParse(written);
  if (error !== undefined) throw argumentError(error, { value: written, name: 'monitors', origin });
}
