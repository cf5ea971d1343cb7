import { describe, expect, it } from 'vitest';
import { fc, test } from '@fast-check/vitest';
import type { Dashboard, MetricWidget } from '../../../definitions/dashboard.ts';
import { parseExpression } from '../../../metric-math/parser/parse.ts';
import { dashboardProblems } from '../../problems.ts';
import { overlaps } from '../../testing/overlap.ts';
import { seededRandom } from '../../../../core/seeded-random.ts';
import { chanceLevel } from '../../../../core/statistics/balance/chance.ts';
import { balanceDashboard } from './balance.ts';
import type { BalanceOptions } from './options.ts';
import { chance, usual } from './task-section.ts';

const options: BalanceOptions = {
  name: 'prod-balance',
  region: 'eu-south-1',
  tasks: { cluster: 'prod', service: 'pms' },
  readers: ['pms-reader-1', 'pms-reader-2', 'pms-reader-3'],
  loadBalancer: {
    name: 'app/booking/50dc6c495c0c9188',
    availabilityZones: ['eu-south-1a', 'eu-south-1b'],
  },
  sessions: { cacheCluster: 'sessions', nodes: ['0001', '0002'] },
};

const graphs = ({ widgets }: Dashboard): MetricWidget[] =>
  widgets.filter((widget) => widget.kind === 'metric');

const titles = ({ widgets }: Dashboard): string[] =>
  widgets.flatMap((widget) => ('title' in widget ? widget.title : []));

const names = (most: number) =>
  fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/), { maxLength: most, minLength: 1 });

const arbitraryOptions = fc.record(
  {
    name: fc.constant('balance'),
    tasks: fc.constant({ cluster: 'prod', service: 'say "hi"' }),
    readers: names(15),
    loadBalancer: fc.record({ name: fc.constant('app/b/1'), availabilityZones: names(6) }),
    sessions: fc.record({ cacheCluster: fc.constant('s'), nodes: names(20) }),
  },
  { requiredKeys: ['name', 'tasks'] },
);

test.prop([arbitraryOptions])(
  'a balance dashboard is within the limits, without overlaps, and its expressions parse',
  (given) => {
    const dashboard = balanceDashboard(given);
    expect(dashboardProblems(dashboard)).toEqual([]);
    expect(overlaps(dashboard.widgets.map(({ place }) => place))).toEqual([]);
    const expressions = graphs(dashboard).flatMap(({ queries }) =>
      queries.flatMap(({ expression }) => expression ?? []),
    );
    expect(expressions.filter((text) => !parseExpression(text).ok)).toEqual([]);
    expect(titles(dashboard).filter((title) => title.length > 40)).toEqual([]);
  },
);

describe('the balance dashboard', () => {
  it('draws the line of chance where the simulation of equal tasks has it', () => {
    const { p99 } = chanceLevel(usual, seededRandom(1), 20_000);
    expect(Math.abs(p99 - chance.value)).toBeLessThan(0.015);
  });

  it('shows what is published beyond chance where that runs', () => {
    const tasks = { cluster: 'prod', service: 'pms', publishedIn: 'Bilancia/Balance' };
    const all = graphs(balanceDashboard({ name: 'b', tasks }));
    expect(all.find(({ title }) => title === 'CPU: beyond chance')?.queries).toMatchObject([
      { metric: { namespace: 'Bilancia/Balance', metricName: 'BeyondChance', stat: 'Average' } },
    ]);
  });

  it('has a row for tasks, readers, zones and session nodes', () => {
    expect(titles(balanceDashboard(options))).toEqual([
      'Task CPU',
      'CPU: peak to average',
      'CPU: wasted fraction',
      'Task memory',
      'Memory: peak to average',
      'Single tasks, hottest first',
      'Connections by reader',
      'Connections by reader: share',
      'Connections by reader: spread',
      'Queries by reader',
      'Queries by reader: share',
      'Queries by reader: spread',
      'CPU by reader',
      'Replica lag',
      'Query latency',
      'Requests by zone',
      'Requests by zone: share',
      'Requests by zone: spread',
      'Connections by session node',
      'Connections by session node: share',
      'Connections by session node: spread',
      'CPU by session node',
      'Sessions held',
      'Sessions evicted',
    ]);
  });

  it('has the spread over readers as (max - min) / mean of all of them', () => {
    const spread = graphs(balanceDashboard(options)).find(
      ({ title }) => title === 'Connections by reader: spread',
    );
    expect(
      spread?.queries.map(({ id, expression, returnData }) => ({ id, expression, returnData })),
    ).toEqual([
      { id: 'u1', returnData: false },
      { id: 'u2', returnData: false },
      { id: 'u3', returnData: false },
      { id: 'spread', expression: '(MAX([u1, u2, u3]) - MIN([u1, u2, u3])) / AVG([u1, u2, u3])' },
    ]);
  });

  it('speaks of no balance where there is one unit only', () => {
    expect(titles(balanceDashboard({ name: 'b', readers: ['only'] }))).toEqual([
      'Connections by reader',
      'Queries by reader',
      'CPU by reader',
      'Replica lag',
      'Query latency',
    ]);
  });

  it('of nothing is one clear error', () => {
    expect(() => balanceDashboard({ name: 'b', readers: [] })).toThrow(
      'The content of balance dashboard "b" is "nothing", but must be at least one of tasks, readers, loadBalancer and sessions.',
    );
  });
});
