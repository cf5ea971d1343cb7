import { expect, it } from 'vitest';
import { test } from '@fast-check/vitest';
import type { Dashboard, MetricWidget, Widget } from '../definitions/dashboard.ts';
import { dashboardProblems } from './problems.ts';
import { arbitraryDashboard } from './testing/arbitrary-dashboard.ts';

const metric = {
  namespace: 'AWS/RDS',
  metricName: 'CPUUtilization',
  stat: 'Average',
  period: 60,
} as const;
const place = { x: 0, y: 0, width: 8, height: 6 } as const;
const graph: MetricWidget = {
  kind: 'metric',
  title: 'CPU',
  place,
  queries: [{ id: 'm1', metric }],
  view: 'line',
};
const dashboard = (widgets: readonly Widget[], more: Partial<Dashboard> = {}): Dashboard => ({
  kind: 'dashboard',
  name: 'd',
  title: 'D',
  widgets,
  ...more,
});

test.prop([arbitraryDashboard])('a dashboard within the limits has no problem', (one) => {
  expect(dashboardProblems(one)).toEqual([]);
});

const where = 'widget 1 ("CPU") of dashboard "d"';

it.each<[string, Dashboard, { what: string; given: string; expected: string }]>([
  [
    'a name with a space',
    dashboard([], { name: 'my board' }),
    {
      what: 'The name of dashboard "my board"',
      given: 'my board',
      expected: '1 to 255 of A-Z, a-z, 0-9, - and _',
    },
  ],
  [
    'a width beyond the grid',
    dashboard([{ ...graph, place: { ...place, width: 25 } }]),
    { what: `The width of ${where}`, given: '25', expected: 'a whole number from 1 to 24' },
  ],
  [
    'a right edge beyond the grid',
    dashboard([{ ...graph, place: { ...place, x: 20 } }]),
    { what: `The right edge of ${where}`, given: '28', expected: 'at most column 24' },
  ],
  [
    'half a row',
    dashboard([{ ...graph, place: { ...place, y: 0.5 } }]),
    { what: `Row y of ${where}`, given: '0.5', expected: 'a whole number, 0 or more' },
  ],
  [
    'a height beyond the limit',
    dashboard([{ ...graph, place: { ...place, height: 1001 } }]),
    { what: `The height of ${where}`, given: '1001', expected: 'a whole number from 1 to 1000' },
  ],
  [
    'an id that begins with a capital letter',
    dashboard([{ ...graph, queries: [{ id: 'M1', metric }] }]),
    {
      what: `An id of ${where}`,
      given: 'M1',
      expected: 'a lower-case letter, then letters, digits and underscores',
    },
  ],
  [
    'an id used twice',
    dashboard([{ ...graph, queries: [...graph.queries, ...graph.queries] }]),
    { what: `An id of ${where}`, given: 'm1', expected: 'unique' },
  ],
  [
    'a query of both kinds',
    dashboard([{ ...graph, queries: [{ id: 'm1', metric, expression: '1' }] }]),
    { what: `Query "m1" of ${where}`, given: 'both', expected: 'either a metric or an expression' },
  ],
  [
    'a period that CloudWatch does not know',
    dashboard([{ ...graph, queries: [{ id: 'm1', metric: { ...metric, period: 90 } }] }]),
    {
      what: `The period of "m1" of ${where}`,
      given: '90',
      expected: '1, 5, 10, 20, 30 or a multiple of 60 seconds',
    },
  ],
  [
    'a list of no alarms',
    dashboard([{ kind: 'alarms', title: 'Alarms', place, alarms: [] }]),
    {
      what: 'The number of alarms of widget 1 ("Alarms") of dashboard "d"',
      given: '0',
      expected: 'a whole number from 1 to 100',
    },
  ],
  [
    'more widgets than a dashboard takes',
    dashboard(Array.from({ length: 501 }, () => graph)),
    { what: 'The number of widgets of dashboard "d"', given: '501', expected: 'at most 500' },
  ],
  [
    'more variables than a dashboard takes',
    dashboard([], {
      variables: Array.from({ length: 26 }, (_, at) => ({
        dimension: `D${at}`,
        label: 'd',
        values: ['v'],
      })),
    }),
    { what: 'The number of variables of dashboard "d"', given: '26', expected: 'at most 25' },
  ],
  [
    'a look-back of two units',
    dashboard([], { lookBack: 'P1DT3H' }),
    {
      what: 'The look-back of dashboard "d"',
      given: 'P1DT3H',
      expected: 'an ISO 8601 duration of one unit, such as PT3H or P30D',
    },
  ],
])('%s is a problem', (_name, wrong, problem) => {
  expect(dashboardProblems(wrong)).toEqual([problem]);
});
