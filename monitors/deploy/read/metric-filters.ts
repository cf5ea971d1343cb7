import { collected } from '../../../core/collected.ts';
import { paginateDescribeMetricFilters } from '@aws-sdk/client-cloudwatch-logs';
import { foundMetricFilter } from '../mapping/metric-filter.ts';
import { ownerOfFilterName } from '../resource/ownership.ts';
import { filterKey } from '../resource/resource.ts';
import type { Found } from './found.ts';
import type { Reading } from './reading.ts';

/** Every metric filter of the region: its name says whose it is. */
export async function readMetricFilters({ clients }: Reading): Promise<Found[]> {
  const { region, logs } = clients;
  const pages = await collected(paginateDescribeMetricFilters({ client: logs }, {}));
  const filters = pages.flatMap(({ metricFilters = [] }) => metricFilters);
  return filters.map((filter) => {
    const { filterName: name = '', logGroupName = '' } = filter;
    return {
      whole: true,
      key: filterKey(region, logGroupName, name),
      owner: ownerOfFilterName(name),
      resource: {
        kind: 'metric-filter',
        region,
        name,
        tags: {},
        content: foundMetricFilter(filter),
      },
    };
  });
}
