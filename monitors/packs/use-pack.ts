import type { Definition } from '../definitions/definition.ts';
import { callerOf } from '../load/caller.ts';
import { explainIssue } from '../load/issue.ts';
import { definitionError } from '../load/problem.ts';
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
    const { path, problem, expected } = explainIssue(result.error, options, 'the second argument');
    throw definitionError({
      problem: `pack ${pack.name}: ${problem}`,
      expected,
      origin,
      path: [1, ...path],
    });
  }
  const definitions = pack.build(result.data);
  return origin === undefined
    ? definitions
    : definitions.map((definition) => ({ ...definition, origin }));
}
