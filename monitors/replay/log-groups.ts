import { knownError } from '../../core/errors.ts';
import { type DefinitionSet, ofKind } from '../definitions/definition.ts';

/** What of a run is log lines. */
export const logSources = ['service', 'access-log', 'container-events'] as const;
export type LogSource = (typeof logSources)[number];

/** Which of a run's logs stands for which log group of the definitions. */
export interface LogGroupOf {
  /** A kind of lines of a run, or a file of an export. */
  readonly source: string;
  readonly group: string;
}

/**
 * Where the run's lines go: as `given`; container events to the log group of Container Insights, and the service's
 * lines to the one other log group, when there is just one. `has` tells what of these the run kept.
 * @throws bad-value when a group is given that no filter reads
 */
export function findLogGroups(
  set: DefinitionSet,
  given: readonly LogGroupOf[],
  has: (source: LogSource) => boolean,
): LogGroupOf[] {
  const groups = [...new Set(ofKind(set.definitions, 'metric-filter').map((one) => one.logGroup))];
  for (const { source } of given)
    if (!logSources.some((known) => known === source))
      throw knownError('bad-value', {
        what: 'The source of --log-group',
        given: source,
        expected: `one of ${logSources.join(', ')}`,
      });
  for (const { group } of given)
    if (!groups.includes(group))
      throw knownError('bad-value', {
        what: 'The log group of --log-group',
        given: group,
        expected:
          groups.length === 0
            ? 'left out: the definitions have no metric filter'
            : `one that a metric filter reads: ${groups.join(', ')}`,
      });
  const open = groups.filter((group) => !given.some((one) => one.group === group));
  const insights = open.filter((group) => group.startsWith('/aws/ecs/containerinsights/'));
  const others = open.filter((group) => !insights.includes(group));
  const found: LogGroupOf[] = [...given];
  const [performance] = insights;
  if (insights.length === 1 && performance !== undefined && has('container-events'))
    found.push({ source: 'container-events', group: performance });
  const [only] = others;
  const isGiven = given.some(({ source }) => source === 'service');
  if (has('service') && !isGiven && others.length === 1 && only !== undefined)
    found.push({ source: 'service', group: only });
  return found;
}
