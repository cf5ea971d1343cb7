import {
  alarm,
  alb,
  aurora,
  defineMonitors,
  metricFilter,
  pmsService,
  topic,
  usePack,
} from 'bilancia/monitors';

// Monitoring of the booking system. This file changes no account: "bilancia monitors plan" shows what would change, and
// "bilancia monitors apply --yes" changes it.

// Set these: the name is the first part of every alarm's name, the account has twelve digits.
const environment = { name: 'prod', region: 'eu-south-1', accountId: '111122223333' };

// What alarms notify. The topic is created below; the ARN of an existing one works, too.
const notify = [{ topic: 'prod-alerts' }];
const common = { environment: environment.name, notify };

export const monitors = defineMonitors({
  // The owner of these definitions: "apply" tags resources with it, and deletes tagged ones that are no longer defined here.
  stack: 'booking-monitors',
  environment,
  definitions: [
    topic({
      name: 'prod-alerts',
      subscriptions: [{ protocol: 'email', endpoint: 'oncall@booking.example' }],
    }),

    // A pack watches one component. "bilancia monitors packs" lists them, and "bilancia monitors packs pms-service" shows
    // the options of one, with the definitions that it creates.
    usePack(pmsService, {
      ...common,
      logGroup: '/ecs/prod/pms',
      cluster: 'booking',
      service: 'pms',
      // Reads Monolog's level where LineFormatter writes it, so that an INFO line that mentions CRITICAL does not count.
      form: 'line',
      ignore: ['Errore da Ignorare'],
      cpu: 75,
    }),
    usePack(alb, {
      ...common,
      loadBalancer: 'app/booking/50dc6c495c0c9188',
      targetGroup: 'targetgroup/pms/73e2d6bc24d8a067',
      minimumHealthy: 2,
    }),
    usePack(aurora, {
      ...common,
      cluster: 'booking',
      writer: 'booking-1',
      readers: ['booking-2', 'booking-3'],
      instanceClass: 'db.r6g.large',
    }),

    // Your own definitions: a metric from log lines, and an alarm on it.
    metricFilter({
      name: 'prod-bookings',
      logGroup: '/ecs/prod/pms',
      pattern: '"booking.confirmed"',
      transformation: {
        namespace: 'Bilancia/prod',
        metricName: 'bookings',
        value: '1',
        // Published in minutes with lines but no booking: "none" and "no lines" are not the same.
        defaultValue: 0,
        unit: 'Count',
      },
    }),
    alarm({
      name: 'prod-no-bookings',
      description:
        'No one has booked for six hours. First: book something yourself, then check the payment provider.',
      metric: { namespace: 'Bilancia/prod', metricName: 'bookings', stat: 'Sum', period: 3600 },
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      evaluationPeriods: 6,
      treatMissingData: 'breaching',
      actions: { alarm: notify, ok: notify },
    }),
  ],
  // Findings that "bilancia monitors lint" should not report again, each with a reason for the next reader.
  lint: {
    disable: [
      {
        rule: 'undocumented-pattern',
        name: 'prod-pms-critical',
        reason: 'production shows every day that the last field takes the rest of the line',
      },
      {
        rule: 'undocumented-metric-math',
        name: 'prod-aurora-readers-unbalanced',
        reason: 'a reader without data is gone, and the others are compared without it',
      },
    ],
  },
});
