import { expect, it } from 'vitest';
import { samplesOf } from './metered-usage.ts';

it('tells of tenants of whom nothing was counted yet, as of those who were', () => {
  const tenants = [
    { id: 'riviera', host: 'riviera.localhost', weight: 2 },
    { id: 'dolomiti', host: 'dolomiti.localhost', weight: 1 },
  ];
  const rows = [{ tenant: 'riviera', route: 'GET /', requests: '3' }];
  expect(samplesOf(rows, tenants, 7)).toEqual([
    { at: 7, tenant: 'riviera', host: 'riviera.localhost', route: 'GET /', requests: 3 },
    { at: 7, tenant: 'dolomiti', host: 'dolomiti.localhost', route: '', requests: 0 },
  ]);
  expect(samplesOf([], tenants, 7).map(({ tenant, requests }) => [tenant, requests])).toEqual([
    ['riviera', 0],
    ['dolomiti', 0],
  ]);
});
