import { alarm, defineMonitors, metricFilter, topic } from 'bilancia/monitors';

const critical = { namespace: 'Booking/prod', metricName: 'pms-critical-lines' };

/** The team's own filter, and two alarms on what it counts. */
export const monitors = defineMonitors({
  environment: { name: 'prod', region: 'eu-south-1', accountId: '111122223333' },
  definitions: [
    topic({ name: 'prod-alerts' }),
    metricFilter({
      name: 'pms-critical',
      logGroup: '/ecs/prod/pms',
      pattern: '[(w1="*CRITICAL*") && (w1!="*Errore da Ignorare*")]',
      transformation: { ...critical, value: '1', defaultValue: 0, unit: 'Count' },
    }),
    alarm({
      name: 'pms-critical',
      description: 'The PMS wrote a CRITICAL line.',
      metric: { ...critical, stat: 'Sum', period: 60 },
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: 'notBreaching',
      actions: { alarm: [{ topic: 'prod-alerts' }], ok: [{ topic: 'prod-alerts' }] },
    }),
    alarm({
      name: 'pms-critical-again',
      description: 'The PMS wrote two CRITICAL lines in a minute.',
      metric: { ...critical, stat: 'Sum', period: 60 },
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: 2,
      evaluationPeriods: 1,
      treatMissingData: 'notBreaching',
      actions: { alarm: [{ topic: 'prod-alerts' }] },
    }),
  ],
});
