import type { MetricFilter as Described, StandardUnit } from '@aws-sdk/client-cloudwatch-logs';
import type { MetricFilter } from '../../definitions/metric-filter.ts';
import { ownedFilterName } from '../resource/ownership.ts';
import type { Contents, ResourceOf } from '../resource/resource.ts';
import { filled, isUnit } from './metric-query.ts';
import type { Scope } from './scope.ts';
import { commonOf } from './scope.ts';

type Content = Contents['metric-filter'];

/** What PutMetricFilter is given: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
export function wantedMetricFilter(
  scope: Scope,
  filter: MetricFilter,
): ResourceOf<'metric-filter'> {
  const { namespace, metricName, value, defaultValue, dimensions, unit } = filter.transformation;
  const name = ownedFilterName(scope.owner, filter.name);
  return {
    ...commonOf(scope, filter),
    name,
    // Metric filters carry no tags.
    tags: {},
    content: canonical({
      logGroupName: filter.logGroup,
      filterName: name,
      filterPattern: filter.pattern,
      metricTransformations: [
        {
          metricNamespace: namespace,
          metricName,
          metricValue: value,
          defaultValue,
          ...(dimensions === undefined ? {} : { dimensions: { ...dimensions } }),
          ...(unit !== undefined && isUnit(unit) ? { unit } : {}),
        },
      ],
      applyOnTransformedLogs: filter.applyOnTransformedLogs,
    }),
  };
}

/** What DescribeMetricFilters gives, in the same form. */
export function foundMetricFilter(filter: Described): Content {
  const { logGroupName = '', filterName = '', filterPattern = '' } = filter;
  return canonical({
    ...filter,
    logGroupName,
    filterName,
    filterPattern,
    metricTransformations: filter.metricTransformations ?? [],
  });
}

/** What AWS says of a filter without a unit. */
const noUnit: StandardUnit = 'None';

function canonical(filter: Content): Content {
  const { fieldSelectionCriteria, emitSystemFieldDimensions = [] } = filter;
  return {
    logGroupName: filter.logGroupName,
    filterName: filter.filterName,
    filterPattern: filter.filterPattern,
    metricTransformations: (filter.metricTransformations ?? []).map((transformation) => {
      const { metricNamespace, metricName, metricValue, defaultValue, unit } = transformation;
      const { dimensions = {} } = transformation;
      return {
        metricNamespace,
        metricName,
        metricValue,
        ...(defaultValue === undefined ? {} : { defaultValue }),
        ...(Object.keys(dimensions).length === 0 ? {} : { dimensions }),
        ...(unit === undefined || unit === noUnit ? {} : { unit }),
      };
    }),
    applyOnTransformedLogs: filter.applyOnTransformedLogs ?? false,
    // Never wanted by a definition, but to be seen when somebody set them by hand.
    ...(filled(fieldSelectionCriteria) ? { fieldSelectionCriteria } : {}),
    ...(emitSystemFieldDimensions.length === 0
      ? {}
      : { emitSystemFieldDimensions: emitSystemFieldDimensions.toSorted() }),
  };
}
