import { knownError } from '../../../../core/errors.ts';
import type { Dashboard } from '../../../definitions/dashboard.ts';
import { placeRows, type Block } from '../../layout.ts';
import { dashboardLimits } from '../../limits.ts';
import type { BalanceOptions } from './options.ts';
import { taskSection } from './task-section.ts';
import { unitSection, values, type UnitMetric } from './unit-section.ts';

const howToRead = [
  '## Is it balanced?',
  'Peak to average (maximum / mean) and spread ((max - min) / mean) show how uneven the load is; 1 and 0 are even. Look at',
  'minutes, not at hours: an hourly mean hides a hot spot that moves between tasks. Readers: uneven connections with even',
  'queries cost little; uneven queries with even connections mean one hot client.',
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
    unitSection(metric('Connections by reader', 'DatabaseConnections')),
    unitSection(metric('Queries by reader', 'SelectThroughput')),
    [
      values(metric('CPU by reader', 'CPUUtilization')),
      values(metric('Replica lag', 'AuroraReplicaLag')),
      values(metric('Query latency', 'SelectLatency')),
    ],
  ];
}

function zoneRow(balancer: BalanceOptions['loadBalancer']): Block[] {
  if (balancer === undefined || balancer.availabilityZones.length === 0) return [];
  return unitSection({
    what: 'Requests by zone',
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
    unitSection(metric('Connections by session node', 'CurrConnections', 'Average')),
    [
      values(metric('CPU by session node', 'CPUUtilization', 'Average')),
      values(metric('Sessions held', 'CurrItems', 'Average')),
      values(metric('Sessions evicted', 'Evictions', 'Sum')),
    ],
  ];
}
