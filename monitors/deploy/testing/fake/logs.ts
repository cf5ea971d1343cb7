import type { Input } from './input.ts';
import { optionalText, record, records, text } from './input.ts';
import type { Operations } from './operation.ts';
import { ServiceError } from './service-error.ts';
import { page } from './state.ts';

const filtersPerGroup = 100;

/** Metric filters as CloudWatch Logs keeps them. */
export const logsOperations: Operations = {
  PutMetricFilter: ({ account, here, input }) => {
    const group = text(input, 'logGroupName');
    if (account.logGroups?.has(group) === false)
      throw new ServiceError(
        'ResourceNotFoundException',
        'The specified log group does not exist.',
      );
    const name = text(input, 'filterName');
    if (/[:*]/.test(name) || name.length > 512)
      throw new ServiceError('InvalidParameterException', `The filter name ${name} is not valid.`);
    const [transformation, second] = records(input, 'metricTransformations');
    if (transformation === undefined || second !== undefined)
      throw new ServiceError('InvalidParameterException', 'Exactly one transformation is allowed.');
    const hasDimensions = Object.keys(record(transformation, 'dimensions')).length > 0;
    if (hasDimensions && transformation['defaultValue'] !== undefined)
      throw new ServiceError(
        'InvalidParameterException',
        'Invalid metric transformation: dimensions and default value are mutually exclusive properties.',
      );
    const key = keyOf(group, name);
    const inGroup = [...here.metricFilters.keys()].filter((other) =>
      other.startsWith(`${group}\n`),
    );
    if (!here.metricFilters.has(key) && inGroup.length >= filtersPerGroup)
      throw new ServiceError('LimitExceededException', 'Resource limit exceeded.');
    here.metricFilters.set(key, input);
  },
  DescribeMetricFilters: ({ account, here, input }) => {
    const group = optionalText(input, 'logGroupName');
    const all = [...here.metricFilters]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, filter]): Input => filter)
      .filter((filter) => group === undefined || filter['logGroupName'] === group);
    const { items, NextToken } = page(account, all, optionalText(input, 'nextToken'));
    return {
      metricFilters: items,
      ...(NextToken === undefined ? {} : { nextToken: NextToken }),
    };
  },
  DeleteMetricFilter: ({ here, input }) => {
    const key = keyOf(text(input, 'logGroupName'), text(input, 'filterName'));
    if (!here.metricFilters.delete(key))
      throw new ServiceError(
        'ResourceNotFoundException',
        'The specified metric filter does not exist.',
      );
  },
};

function keyOf(group: string, name: string): string {
  return `${group}\n${name}`;
}
