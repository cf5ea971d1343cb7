import type { Definition } from '../definitions/definition.ts';
import { argumentError } from '../diagnostics/argument-error.ts';
import { callerOf } from '../diagnostics/caller.ts';
import { tell } from '../diagnostics/problem.ts';
import type { Pack } from './pack.ts';

/**
 * The definitions that a pack makes of options.
 *
 * @example
 *   usePack(heartbeat, { environment: 'prod', notify: [{ topic: 'prod-alerts' }], logGroups: ['/ecs/pms'] });
 *
 * @throws bad-definition naming the place, the option and what was expected
 */
export function usePack<Options, Parsed>(
  pack: Pack<Options, Parsed>,
  options: NoInfer<Options>,
): Definition[] {
  const origin = callerOf(usePack);
  const result = pack.options.safeParse(options);
  if (!result.success) {
    const name = 'the second argument';
    const of = `pack ${pack.name}`;
    tell(argumentError(result.error, { value: options, name, position: 1, of, origin }));
    return [];
  }
  const definitions = pack.build(result.data);
  return origin === undefined
    ? definitions
    : definitions.map((definition) => ({ ...definition, origin }));
}
