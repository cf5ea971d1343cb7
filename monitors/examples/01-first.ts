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

// What watches the booking system. Nothing here changes an account: "bilancia monitors plan" shows what would change, and
// "bilancia monitors apply --yes" does it.

// Your own: the name is the first part of every alarm's name, the account has twelve digits.
const environment = { name: 'prod', region: 'eu-south-1', accountId: '111122223333' };

// Whom alarms tell. The topic is made below; an ARN of one that exists does, too.
const notify = [{ topic: 'prod-alerts' }];
const common = { environment: environment.name, notify };

export const monitors = defineMonitors({
  // Whose these definitions are: what "apply" makes carries this name, and what carries it and is not here is deleted.
  stack: 'booking-monitors',
  environment,
  definitions: [
    topic({
      name: 'prod-alerts',
      subscriptions: [{ protocol: 'email', endpoint: 'oncall@booking.example' }],
    }),

    // A pack watches one component. "bilancia monitors packs" lists them, and "bilancia monitors packs pms-service" shows
    // the options of one, with what it makes.
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

    // Definitions of your own: log lines made a metric, and an alarm on it.
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
        'Nobody has booked for six hours. First: book something yourself, then look at the payment provider.',
      metric: { namespace: 'Bilancia/prod', metricName: 'bookings', stat: 'Sum', period: 3600 },
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      evaluationPeriods: 6,
      treatMissingData: 'breaching',
      actions: { alarm: notify, ok: notify },
    }),
  ],
  // What "bilancia monitors lint" need not say again, each with a reason for whoever reads it next year.
  lint: {
    disable: [
      {
        rule: 'undocumented-pattern',
        name: 'prod-pms-critical',
        reason: 'that the last field takes the rest of the line is seen in production every day',
      },
      {
        rule: 'undocumented-metric-math',
        name: 'prod-aurora-readers-unbalanced',
        reason: 'a reader without data is gone, and the others are compared without it',
      },
    ],
  },
});
