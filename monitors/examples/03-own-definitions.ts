import {
  alarm,
  compositeAlarm,
  defineMonitors,
  eventRule,
  metricFilter,
  muteRule,
  topic,
} from 'bilancia/monitors';

// Every kind of definition, without packs.

const notify = [{ topic: 'prod-alerts' }];
const logGroup = '/ecs/prod/channel-manager';

export const monitors = defineMonitors({
  stack: 'booking-monitors',
  environment: { name: 'prod', region: 'eu-south-1', accountId: '111122223333' },
  definitions: [
    topic({ name: 'prod-alerts', displayName: 'Booking alerts' }),

    // A metric from a field of JSON lines: how long the other side takes.
    metricFilter({
      name: 'prod-channel-latency',
      logGroup,
      pattern: '{ $.event = "channel.update" && $.milliseconds >= 0 }',
      transformation: {
        namespace: 'Bilancia/prod',
        metricName: 'channel-latency',
        value: '$.milliseconds',
        unit: 'Milliseconds',
      },
    }),
    alarm({
      name: 'prod-channel-slow',
      description: 'Updates to the channels are slow. First: see the status pages of the channels.',
      metric: {
        namespace: 'Bilancia/prod',
        metricName: 'channel-latency',
        stat: 'p95',
        period: 300,
      },
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 5000,
      evaluationPeriods: 6,
      datapointsToAlarm: 4,
      treatMissingData: 'notBreaching',
      evaluateLowSampleCountPercentile: 'ignore',
    }),

    // Metric math over metrics that the application publishes itself: refused updates, in percent. Exactly one query returns data; all periods agree.
    alarm({
      name: 'prod-channel-refused',
      description: 'Channels refuse updates. First: read the refusals in the log group.',
      metric: [
        {
          id: 'percent',
          expression: '100 * FILL(refused, 0) / FILL(updates, 0)',
          label: 'updates refused, percent',
          period: 300,
        },
        {
          id: 'refused',
          metric: { namespace: 'ChannelManager', metricName: 'Refused', stat: 'Sum', period: 300 },
          returnData: false,
        },
        {
          id: 'updates',
          metric: { namespace: 'ChannelManager', metricName: 'Updates', stat: 'Sum', period: 300 },
          returnData: false,
        },
      ],
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 5,
      evaluationPeriods: 6,
      datapointsToAlarm: 4,
      treatMissingData: 'notBreaching',
    }),

    // One message for both, and none while a deployment runs: an alarm that someone else manages in this account.
    compositeAlarm({
      name: 'prod-channel-trouble',
      description: 'Channels are slow or refuse updates. First: see which of the two.',
      rule: 'ALARM("prod-channel-slow") OR ALARM("prod-channel-refused")',
      suppressor: { alarm: 'prod-deployment-runs', waitPeriod: 60, extensionPeriod: 120 },
      actions: { alarm: notify, ok: notify },
    }),

    // No notifications during the nightly maintenance of the channels.
    muteRule({
      name: 'prod-channel-maintenance',
      schedule: 'cron(0 2 * * *)',
      duration: 'PT1H',
      timeZone: 'Europe/Rome',
      alarms: ['prod-channel-trouble'],
    }),

    // What is an event and not a metric: tasks that end because of an error.
    eventRule({
      name: 'prod-task-failed',
      description: 'A task ended with an error: read its stopped reason.',
      eventPattern: {
        source: ['aws.ecs'],
        'detail-type': ['ECS Task State Change'],
        detail: {
          lastStatus: ['STOPPED'],
          stopCode: ['TaskFailedToStart', 'EssentialContainerExited'],
        },
      },
      targets: notify,
    }),
  ],
  external: ['prod-deployment-runs'],
});
