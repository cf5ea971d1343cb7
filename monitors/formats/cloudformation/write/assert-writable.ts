import { knownError } from '../../../../core/errors.ts';
import type { Definition, DefinitionSet } from '../../../definitions/definition.ts';
import { nameOf, ofKind } from '../../../definitions/definition.ts';
import { renderLocation } from '../../../../core/source/location.ts';

/**
 * @throws bad-definition for what no template can say: a whole list of dimensions that is not known, and values of metric
 *   filters that are fractions or negative, which the resource's schema excludes though the API does not
 */
export function assertWritable({ definitions, placeholders = [] }: DefinitionSet): void {
  const alarms = ofKind(definitions, 'metric-alarm').flatMap((alarm) => {
    const stats =
      'metricName' in alarm.metric
        ? [alarm.metric]
        : alarm.metric.flatMap(({ metric }) => (metric === undefined ? [] : [metric]));
    const isUnknown = stats.some(({ dimensions = {} }) =>
      Object.keys(dimensions).some((name) => placeholders.includes(name)),
    );
    return isUnknown
      ? [
          problem(
            alarm,
            'its dimensions are known only after apply. Expected a plan or a state that has them.',
          ),
        ]
      : [];
  });
  const filters = ofKind(definitions, 'metric-filter')
    .filter(({ transformation }) => !/^(?:\d*|\$.*)$/s.test(transformation.value))
    .map((filter) =>
      problem(
        filter,
        `its metric value is "${filter.transformation.value}". Expected a whole number or a field.`,
      ),
    );
  const problems = [...alarms, ...filters];
  if (problems.length > 0) throw knownError('bad-definition', { error: problems.join('\n') });
}

function problem(definition: Definition, reason: string): string {
  const where = definition.origin === undefined ? '' : `${renderLocation(definition.origin)}: `;
  return `${where}${nameOf(definition)} cannot be written for CloudFormation, since ${reason}`;
}
