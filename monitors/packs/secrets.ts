import { z } from 'zod';
import type { Definition } from '../definitions/definition.ts';
import { alarmsOf, eventRulesOf, namespaceOf, prefixOf } from './build.ts';
import { count, identifier, packOptions } from './options.ts';
import { definePack } from './pack.ts';

const options = packOptions('secrets', {
  secrets: z
    .array(z.string().regex(/^arn:[^:]+:secretsmanager:/, 'the ARN of a secret'))
    .min(1)
    .optional()
    .describe('Secrets; default: all'),
  logGroup: identifier
    .optional()
    .describe('Log group of the application, to watch for logins that the database refuses'),
  refusedLogins: count
    .default(3)
    .describe('Refused logins in a minute beyond those during a rotation'),
});

type Given = z.output<typeof options>;

/** Passwords that change by themselves, and what happens when they do not, or when nobody tells the application. */
export const secrets = definePack({
  name: 'secrets',
  summary: 'Rotation of secrets that fails, and logins refused afterwards',
  options,
  example: {
    environment: 'prod',
    notify: [{ topic: 'prod-alerts' }],
    logGroup: '/ecs/prod/pms',
  },
  sources: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/monitoring-eventbridge.html',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/cloudtrail_log_entries.html',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotation-strategy.html',
  ],
  corrections: [],
  build: (given) => [
    rotationFailed(given),
    ...(given.logGroup === undefined ? [] : refusedLogins(given, given.logGroup)),
  ],
});

/** Rotation is no call of the API: CloudTrail writes it as an event of the service. */
function rotationFailed(given: Given): Definition {
  return eventRulesOf(given)(
    'rotation-failed',
    'A rotation failed or was abandoned: the old password stays valid. Read the log of the rotation function, then rotate by hand.',
    {
      source: ['aws.secretsmanager'],
      'detail-type': ['AWS Service Event via CloudTrail'],
      detail: {
        eventSource: ['secretsmanager.amazonaws.com'],
        eventName: ['RotationFailed', 'RotationAbandoned'],
        ...(given.secrets === undefined
          ? {}
          : { additionalEventData: { SecretId: given.secrets } }),
      },
    },
  );
}

/**
 * With one user, rotation has a moment in which new logins are refused; open connections live on. So a rotation that broke
 * the application shows only where connections are new, as MySQL's error 1045.
 */
function refusedLogins(given: Given, logGroup: string): Definition[] {
  const metric = {
    namespace: namespaceOf(given),
    metricName: `${given.component}-refused-logins`,
  };
  return [
    {
      kind: 'metric-filter',
      name: `${prefixOf(given)}-refused-logins`,
      logGroup,
      pattern: '"[1045] Access denied for user"',
      transformation: { ...metric, value: '1', defaultValue: 0, unit: 'Count' },
    },
    alarmsOf(given)({
      what: 'refused-logins',
      means: `The database refuses logins of the application for two minutes, more than ${given.refusedLogins} a minute.`,
      first:
        'check whether a secret was just rotated: tasks that read it at startup need a new deployment.',
      metric: { ...metric, stat: 'Sum', period: 60 },
      breaching: ['>', given.refusedLogins],
      datapoints: [2, 2],
      missing: 'notBreaching',
    }),
  ];
}
