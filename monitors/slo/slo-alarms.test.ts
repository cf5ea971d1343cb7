import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { simulate } from '../alarms/simulate/simulate.ts';
import type { Observation } from '../metrics/observation.ts';
import type { Definition } from '../definitions/definition.ts';
import { ofKind } from '../definitions/definition.ts';
import { limitProblems } from '../packs/testing/aws-limits.ts';
import { errorBudget } from './burn-rate.ts';
import { secondsOf } from './duration.ts';
import type { Slo } from './slo.ts';
import { sloAlarms } from './slo-alarms.ts';
import { burnRateThreshold } from './threshold.ts';
import { googleWindows } from './windows.ts';

const loadBalancer = 'app/booking/50dc6c495c0c9188';
const availability: Slo = { name: 'prod-web', objective: 0.999, availability: { loadBalancer } };

describe('burnRateThreshold', () => {
  it.each([
    { budget: 0.05, interval: 720, lookBack: 1, threshold: 36 },
    { budget: 0.02, interval: 40_320, lookBack: 60, threshold: 13.44 },
    { budget: 0.02, interval: 720, lookBack: 1, threshold: 14.4 },
    { budget: 0.05, interval: 720, lookBack: 6, threshold: 6 },
    { budget: 0.1, interval: 720, lookBack: 24, threshold: 3 },
    { budget: 0.1, interval: 720, lookBack: 72, threshold: 1 },
    { budget: 0.1, interval: 7, lookBack: 7, threshold: 0.1 },
  ])('of $budget over $interval in $lookBack is $threshold', (row) => {
    expect(burnRateThreshold(row.budget, row.interval, row.lookBack)).toBe(row.threshold);
  });

  test.prop([
    fc.double({ min: 0.001, max: 1, noNaN: true }),
    fc.integer({ min: 1, max: 100_000 }),
    fc.integer({ min: 1, max: 100_000 }),
  ])('spends the budget it stands for within its look-back', (budget, interval, lookBack) => {
    const spent = (burnRateThreshold(budget, interval, lookBack) * lookBack) / interval;
    expect(spent).toBeCloseTo(budget, 9);
  });
});

describe('secondsOf', () => {
  it.each([
    ['30d', 2_592_000],
    ['5m', 300],
    ['1d12h', 129_600],
    ['4w', 2_419_200],
    ['0m', undefined],
    ['', undefined],
    ['5', undefined],
    ['5 m', undefined],
    ['-5m', undefined],
    ['1.5h', undefined],
    ['P30D', undefined],
  ])('reads %j as %s', (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds);
  });
});

describe('sloAlarms', () => {
  it('makes an alarm a look-back and a composite a severity', () => {
    const actions = { page: { alarm: [{ topic: 'pager' }] } };
    const definitions = sloAlarms({ ...availability, actions });
    expect(definitions.map(({ origin: _place, ...definition }) => definition)).toMatchSnapshot();
  });

  it('takes the burn rates of the table for 30 days, and others for other intervals', () => {
    const thresholds = (interval: string) =>
      ofKind(sloAlarms({ ...availability, interval }), 'metric-alarm').map(
        ({ threshold }) => threshold,
      );
    expect(thresholds('30d')).toEqual([14.4, 14.4, 6, 6, 3, 3, 1, 1]);
    expect(thresholds('28d')).toEqual([
      13.44, 13.44, 5.6, 5.6, 2.8, 2.8, 0.933333333333, 0.933333333333,
    ]);
  });

  const counter = {
    namespace: 'Shop',
    metricName: 'Errors',
    dimensions: { Tenant: 'a' },
    unit: 'Count',
  };
  const total = [{ namespace: 'Shop', metricName: 'Calls' }];
  const indicators: readonly (readonly [string, Partial<Slo>, string])[] = [
    ['bad and total', { bad: [counter], total }, '(FILL(b1, 0)) / (FILL(t1, 0)) / 0.001'],
    [
      'good and total',
      { good: [counter, counter], total },
      '(FILL(t1, 0) - (FILL(g1, 0) + FILL(g2, 0))) / (FILL(t1, 0)) / 0.001',
    ],
    [
      'latency',
      { latency: { metric: { namespace: 'Shop', metricName: 'Time' }, atMost: 0.5 } },
      '(n * (1 - fast / 100)) / (n) / 0.001',
    ],
    [
      'availability',
      { availability: { loadBalancer, targetGroup: 'targetgroup/a/1' } },
      '(FILL(elb, 0) + FILL(targets, 0)) / (FILL(requests, 0) + FILL(elb, 0)) / 0.001',
    ],
    [
      'few events',
      { bad: [counter], total, minimumEvents: 10 },
      'IF((FILL(t1, 0)) >= 10, (FILL(b1, 0)) / (FILL(t1, 0)) / 0.001, 0)',
    ],
  ];
  it.each(indicators)(
    'says the burn rate by %s, and nothing that AWS would refuse',
    (_name, indicator, expression) => {
      const definitions = sloAlarms({ name: 'prod-x', objective: 0.999, ...indicator });
      const [first] = ofKind(definitions, 'metric-alarm');
      expect(first?.metric).toContainEqual(
        expect.objectContaining({ id: 'burn', expression, period: 300 }),
      );
      expect(definitions.flatMap(limitProblems)).toEqual([]);
    },
  );

  it('writes a small budget without an exponent and without noise', () => {
    const [first] = ofKind(sloAlarms({ ...availability, objective: 0.9999999 }), 'metric-alarm');
    expect(JSON.stringify(first?.metric)).toContain(' / 0.0000001"');
    expect(errorBudget(0.999)).toBe(0.001);
  });

  it('keeps the ticket quiet while there is a page, and only then', () => {
    const suppressorOf = (slo: Slo) =>
      ofKind(sloAlarms(slo), 'composite-alarm').map(({ name, suppressor }) => [
        name,
        suppressor?.alarm,
      ]);
    expect(suppressorOf(availability)).toEqual([
      ['prod-web-burn-page', undefined],
      ['prod-web-burn-ticket', 'prod-web-burn-page'],
    ]);
    const windows = googleWindows.filter(({ severity }) => severity === 'ticket');
    expect(suppressorOf({ ...availability, windows })).toEqual([
      ['prod-web-burn-ticket', undefined],
    ]);
  });

  const bad: readonly (readonly [unknown, string])[] = [
    [{ objective: 99.9 }, 'objective is 99.9. Expected a share between 0 and 1, such as 0.999.'],
    [{ objective: 1 }, 'objective is 1. Expected a share between 0 and 1, such as 0.999.'],
    [{ objective: undefined }, 'objective is missing. Expected a number.'],
    [{ interval: 'month' }, 'interval is "month". Expected a duration such as 30m, 6h or 3d.'],
    [
      { availability: undefined },
      'the argument is {"name":"prod-web","objective":0.999}. Expected one of bad with total, good with total, availability, latency.',
    ],
    [
      { total },
      'total is [{"namespace":"Shop","metricName":"Calls"}]. Expected one of bad with total, good with total, availability, latency.',
    ],
    [{ windows: [] }, 'windows is []. Expected at least 1 entry.'],
    [
      { windows: [{ ...googleWindows[0], long: '8d' }] },
      'windows[0].long is "8d". Expected at most 7d: no alarm of CloudWatch looks back further.',
    ],
    [
      { windows: [{ ...googleWindows[0], short: '90s' }] },
      'windows[0].short is "90s". Expected whole minutes.',
    ],
    [
      { windows: [{ ...googleWindows[0], short: '1h' }] },
      'windows[0].short is "1h". Expected less than the long window.',
    ],
    [{ interval: '2d' }, 'interval is "2d". Expected at least as long as the window of 3d.'],
    [
      { objectve: 0.9 },
      '"objectve" is not a known key. Expected "objective", or any of name, objective, interval, bad, good, total, availability, latency, minimumEvents, windows, actions, region.',
    ],
    [
      { objective: 0.9 },
      'objective is 0.9, with which the burn rate is at most 10 and never above the 14.4 of window page quick. Expected an objective above 0.930556, or windows that spend less of the budget.',
    ],
  ];
  it.each(bad)('refuses %j', (change, message) => {
    const slo = Object.assign({ ...availability }, change);
    expect(() => sloAlarms(slo)).toThrow(new RegExp(`sloAlarms\\(\\): ${RegExp.escape(message)}$`));
  });

  test.prop([fc.double({ min: 0.5, max: 0.99999, noNaN: true }), fc.integer({ min: 3, max: 90 })])(
    'makes only alarms that can fire, and that AWS takes',
    (objective, days) => {
      const definitions = orRefused(() =>
        sloAlarms({ ...availability, objective, interval: `${days}d` }),
      );
      for (const alarm of ofKind(definitions, 'metric-alarm'))
        expect(alarm.threshold).toBeLessThan(1 / (1 - objective));
      expect(definitions.flatMap(limitProblems)).toEqual([]);
    },
  );
});

function orRefused(make: () => Definition[]): Definition[] {
  try {
    return make();
  } catch (error) {
    expect(String(error)).toContain('with which the burn rate is at most');
    return [];
  }
}

describe('the alarms of an objective, over simulated time', () => {
  const start = Date.UTC(2026, 7, 1, 8);
  const minutes = 180;
  const elb = { namespace: 'AWS/ApplicationELB', dimensions: { LoadBalancer: loadBalancer } };

  /** What fires when each minute has so many requests and errors of the load balancer. */
  function fired(traffic: (minute: number) => { requests?: number; refused?: number }): string[] {
    const observations = Array.from({ length: minutes }, (_, minute): Observation[] => {
      const { requests, refused } = traffic(minute);
      const at = start + minute * 60_000;
      return [
        ...(requests === undefined
          ? []
          : [{ ...elb, at, metricName: 'RequestCount', value: requests }]),
        ...(refused === undefined
          ? []
          : [{ ...elb, at, metricName: 'HTTPCode_ELB_5XX_Count', value: refused }]),
      ];
    }).flat();
    const timeline = simulate({
      set: {
        environment: { name: 'prod', region: 'eu-south-1', accountId: '111122223333' },
        definitions: sloAlarms(availability),
      },
      from: start,
      to: start + minutes * 60_000,
      observations,
    });
    const names = timeline.transitions.filter(({ to }) => to === 'ALARM').map(({ alarm }) => alarm);
    return [...new Set(names)].filter((name) => /burn-(page|ticket)$/.test(name)).toSorted();
  }

  it('are quiet while all is well, though errors are never published', () => {
    expect(fired(() => ({ requests: 1000 }))).toEqual([]);
  });

  it('are quiet without any traffic', () => {
    expect(fired(() => ({}))).toEqual([]);
  });

  it('are quiet at a burn rate of less than one', () => {
    expect(fired(() => ({ requests: 10_000, refused: 9 }))).toEqual([]);
  });

  it('page when 2 % of the requests fail for an hour', () => {
    expect(
      fired((minute) => (minute < 60 ? { requests: 1000 } : { requests: 1000, refused: 20 })),
    ).toContain('prod-web-burn-page');
  });

  it('page when no request reaches a target, and there is no RequestCount at all', () => {
    expect(fired((minute) => (minute < 60 ? { requests: 1000 } : { refused: 1000 }))).toContain(
      'prod-web-burn-page',
    );
  });
});
