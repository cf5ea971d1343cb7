import { knownError } from '../../../../core/errors.ts';
import type { Dashboard } from '../../../definitions/dashboard.ts';
import { placeRows, type Block } from '../../layout.ts';
import { dashboardLimits } from '../../limits.ts';
import type { BalanceOptions } from './options.ts';
import { taskSection } from './task-section.ts';
import { unitSection, values, type UnitMetric } from './unit-section.ts';

const howToRead = [
  '## Is it balanced?',
  'Peak to average (maximum / mean) and spread ((max - min) / mean) say how uneven the load is; 1 and 0 are even. Look at',
  'minutes, not at hours: a hot task that changes places is hidden in an hourly mean. Readers: uneven connections with',
  'even queries are cheap, uneven queries with even connections are one hot client.',
].join('\n');

/**
 * How evenly tasks, readers, availability zones and session nodes are loaded, a row each: every unit's own value, its
 * share, and the spread over all. Without any of them it is the error `bad-value`.
 */
export function balanceDashboard(options: BalanceOptions): Dashboard {
  const rows = [
    options.tasks === undefined ? [] : taskSection(options.tasks),
    ...readerRows(options.readers ?? []),
    zoneRow(options.loadBalancer),
    ...sessionRows(options.sessions),
  ].filter((row) => row.length > 0);
  if (rows.length === 0)
    throw knownError('bad-value', {
      what: `The content of balance dashboard "${options.name}"`,
      given: 'nothing',
      expected: 'at least one of tasks, readers, loadBalancer and sessions',
    });
  const intro: Block = {
    width: dashboardLimits.columns,
    height: 4,
    widget: { kind: 'text', markdown: howToRead },
  };
  return {
    kind: 'dashboard',
    name: options.name,
    title: options.title ?? 'Balance',
    ...(options.region === undefined ? {} : { region: options.region }),
    widgets: placeRows([[intro], ...rows]),
  };
}

function readerRows(readers: readonly string[]): Block[][] {
  if (readers.length === 0) return [];
  const units = readers.map((reader) => ({
    label: reader,
    dimensions: { DBInstanceIdentifier: reader },
  }));
  const metric = (what: string, metricName: string): UnitMetric => ({
    what,
    namespace: 'AWS/RDS',
    metricName,
    stat: 'Average',
    units,
  });
  return [
    unitSection(metric('Connections of readers', 'DatabaseConnections')),
    unitSection(metric('Queries of readers', 'SelectThroughput')),
    [
      values(metric('CPU of readers', 'CPUUtilization')),
      values(metric('Replica lag', 'AuroraReplicaLag')),
      values(metric('Latency of queries', 'SelectLatency')),
    ],
  ];
}

function zoneRow(balancer: BalanceOptions['loadBalancer']): Block[] {
  if (balancer === undefined || balancer.availabilityZones.length === 0) return [];
  return unitSection({
    what: 'Requests of zones',
    namespace: 'AWS/ApplicationELB',
    metricName: 'RequestCount',
    stat: 'Sum',
    units: balancer.availabilityZones.map((zone) => ({
      label: zone,
      dimensions: { LoadBalancer: balancer.name, AvailabilityZone: zone },
    })),
  });
}

function sessionRows(sessions: BalanceOptions['sessions']): Block[][] {
  if (sessions === undefined || sessions.nodes.length === 0) return [];
  const units = sessions.nodes.map((node) => ({
    label: `node ${node}`,
    dimensions: { CacheClusterId: sessions.cacheCluster, CacheNodeId: node },
  }));
  const metric = (what: string, metricName: string, stat: string): UnitMetric => ({
    what,
    namespace: 'AWS/ElastiCache',
    metricName,
    stat,
    units,
  });
  return [
    unitSection(metric('Connections of session nodes', 'CurrConnections', 'Average')),
    [
      values(metric('CPU of session nodes', 'CPUUtilization', 'Average')),
      values(metric('Sessions held', 'CurrItems', 'Average')),
      values(metric('Sessions thrown out', 'Evictions', 'Sum')),
    ],
  ];
}
