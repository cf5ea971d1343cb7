import { defineMonitors, sloAlarms, topic } from 'bilancia/monitors';

// How fast error budgets are spent: a page when 2 % of a month's budget goes within an hour, a ticket when 10 % goes within
// a day or three.

const pager = [{ topic: 'prod-pager' }];
const tickets = [{ topic: 'prod-tickets' }];
const actions = { page: { alarm: pager, ok: pager }, ticket: { alarm: tickets } };

const loadBalancer = 'app/booking/50dc6c495c0c9188';
const targetGroup = 'targetgroup/pms/73e2d6bc24d8a067';

export const monitors = defineMonitors({
  stack: 'booking-monitors',
  environment: { name: 'prod', region: 'eu-south-1', accountId: '111122223333' },
  definitions: [
    topic({ name: 'prod-pager' }),
    topic({ name: 'prod-tickets' }),

    // Of a thousand requests, 999 are answered without 5xx, over 30 days.
    sloAlarms({
      name: 'prod-availability',
      objective: 0.999,
      interval: '30d',
      availability: { loadBalancer, targetGroup },
      minimumEvents: 50,
      actions,
    }),

    // Of a hundred requests, 95 are answered within half a second, over 28 days.
    sloAlarms({
      name: 'prod-latency',
      objective: 0.95,
      interval: '28d',
      latency: {
        metric: {
          namespace: 'AWS/ApplicationELB',
          metricName: 'TargetResponseTime',
          dimensions: { LoadBalancer: loadBalancer, TargetGroup: targetGroup },
        },
        atMost: 0.5,
      },
      actions,
    }),

    // Your own counters with your own windows: of a thousand payments, 995 succeed.
    sloAlarms({
      name: 'prod-payments',
      objective: 0.995,
      interval: '7d',
      bad: [{ namespace: 'Bilancia/prod', metricName: 'payments-failed' }],
      total: [{ namespace: 'Bilancia/prod', metricName: 'payments' }],
      windows: [{ severity: 'page', speed: 'quick', budgetPercent: 10, short: '15m', long: '2h' }],
      actions,
    }),
  ],
});
