import { groupBy } from '../../../core/group-by.ts';
import type { MetricFilter } from '../../definitions/metric-filter.ts';
import { dashboardLimits } from '../limits.ts';
import type { Block } from '../layout.ts';

/** Logs Insights reads at most so many log groups in one query. */
const groupsPerQuery = 50;

const latestLines = 'fields @timestamp, @log, @message | sort @timestamp desc | limit 50';

/** The latest lines of the log groups that filters count, a widget a region. */
export function logBlocks(filters: readonly MetricFilter[], home: string): Block[] {
  const byRegion = groupBy(filters, ({ region = home }) => region);
  return [...byRegion].map(([region, inRegion]) => {
    const logGroups = [...new Set(inRegion.map(({ logGroup }) => logGroup))];
    return {
      width: dashboardLimits.columns,
      height: 8,
      widget: {
        kind: 'log',
        title: byRegion.size === 1 ? 'Latest log lines' : `Latest log lines, ${region}`,
        logGroups: logGroups.slice(0, groupsPerQuery),
        query: latestLines,
        region,
      },
    };
  });
}
