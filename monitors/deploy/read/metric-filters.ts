import { paginateDescribeMetricFilters } from '@aws-sdk/client-cloudwatch-logs';
import { foundMetricFilter } from '../mapping/metric-filter.ts';
import { ownerOfFilterName } from '../resource/ownership.ts';
import { filterKey } from '../resource/resource.ts';
import type { Found } from './found.ts';
import type { Reading } from './reading.ts';

/** Every metric filter of the region: its name says whose it is. */
export async function readMetricFilters({ clients }: Reading): Promise<Found[]> {
  const { region } = clients;
  const found: Found[] = [];
  for await (const { metricFilters = [] } of paginateDescribeMetricFilters(
    { client: clients.logs },
    {},
  )) {
    for (const filter of metricFilters) {
      const { filterName: name = '', logGroupName = '' } = filter;
      found.push({
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
      });
    }
  }
  return found;
}
