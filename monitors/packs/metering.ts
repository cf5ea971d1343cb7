import { z } from 'zod';
import type { Definition } from '../definitions/definition.ts';
import { alarmsOf, namespaceOf, prefixOf } from './build.ts';
import { logHeartbeat, silentMinutes } from './heartbeat.ts';
import { filterPattern, identifier, packOptions } from './options.ts';
import { definePack } from './pack.ts';

/** AWS: a metric filter takes three dimensions, and may be disabled at 1,000 different values in an hour. */
const limits = { dimensions: 3, valuesPerHour: 1000 } as const;

const dimension = z.object({
  selector: z
    .string()
    .regex(/^\$\.?[\w.[\]'-]+$/, 'a field such as $.tenant or $tenant')
    .describe('Field of the line with the value'),
  values: z.int().min(1).describe('Highest number of different values'),
});

const options = packOptions('metering', {
  logGroup: identifier.describe('Log group of the application'),
  meters: z
    .array(
      z.object({
        name: z
          .string()
          .regex(/^[\w-]+$/, 'letters, digits, "_" and "-"')
          .describe('What is counted'),
        pattern: filterPattern.describe('Which lines count'),
        value: identifier.max(100).default('1').describe('Amount per line: a number or a field'),
        unit: identifier.default('Count').describe('Unit of the metric'),
      }),
    )
    .min(1)
    .describe('What is counted by tenant'),
  dimensions: z
    .record(z.string().regex(/^[^:]/, 'a name that does not begin with ":"'), dimension)
    .refine((all) => Object.keys(all).length > 0 && Object.keys(all).length <= limits.dimensions, {
      error: `1 to ${limits.dimensions} dimensions, the limit of a metric filter`,
    })
    .refine((all) => combinationsOf(all) < limits.valuesPerHour, {
      error: `fewer than ${limits.valuesPerHour} different values in all (the product of "values"): with more, CloudWatch Logs may disable the filter`,
    })
    .describe('Dimensions, each with its field and its number of values'),
  contributorRule: identifier
    .optional()
    .describe(
      'Name of a Contributor Insights rule with the dimensions as keys: warns before the limit',
    ),
  warnPercent: z
    .number()
    .gt(0)
    .max(100)
    .default(80)
    .describe('Different values in an hour, in percent of 1,000'),
  silentMinutes: silentMinutes.default(15).describe('Minutes without any line'),
});

type Given = z.output<typeof options>;

/**
 * What tenants use, as a metric each, kept under CloudWatch's limits: a filter that is disabled bills nobody, silently.
 * There is no default value: CloudWatch Logs takes none together with dimensions.
 */
export const metering = definePack({
  name: 'metering',
  summary: 'Usage by tenant from log lines, within 3 dimensions and 1,000 values an hour',
  options,
  example: {
    environment: 'prod',
    notify: [{ topic: 'prod-alerts' }],
    logGroup: '/ecs/prod/pms',
    meters: [
      {
        name: 'bookings',
        pattern: '{ $.message = "booking.confirmed" && $.context.tenant = "*" }',
      },
    ],
    dimensions: {
      Tenant: { selector: '$.context.tenant', values: 120 },
      Channel: { selector: '$.context.channel', values: 5 },
    },
    contributorRule: 'prod-metering',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html',
    'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContributorInsights-GraphReportData.html',
  ],
  corrections: [],
  build: (given) => [
    ...given.meters.map((meter) => meterFilter(given, meter)),
    logHeartbeat(given, 'silent', given.logGroup, given.silentMinutes),
    ...(given.contributorRule === undefined ? [] : [nearLimit(given, given.contributorRule)]),
  ],
});

/** Every pair of values that occurs is a metric of its own: what counts is the product. */
function combinationsOf(dimensions: Readonly<Record<string, { readonly values: number }>>): number {
  return Object.values(dimensions).reduce((product, { values }) => product * values, 1);
}

function meterFilter(given: Given, meter: Given['meters'][number]): Definition {
  return {
    kind: 'metric-filter',
    name: `${prefixOf(given)}-${meter.name}`,
    logGroup: given.logGroup,
    pattern: meter.pattern,
    transformation: {
      namespace: namespaceOf(given),
      metricName: `${given.component}-${meter.name}`,
      value: meter.value,
      dimensions: Object.fromEntries(
        Object.entries(given.dimensions).map(([name, { selector }]) => [name, selector]),
      ),
      unit: meter.unit,
    },
  };
}

/** Distinct values are not a metric of CloudWatch Logs; Contributor Insights counts them over the same hour. */
function nearLimit(given: Given, rule: string): Definition {
  const threshold = Math.floor((limits.valuesPerHour * given.warnPercent) / 100);
  return alarmsOf(given)({
    what: 'near-limit',
    means: `More than ${threshold} different values of ${Object.keys(given.dimensions).join(' and ')} within an hour: at ${limits.valuesPerHour} CloudWatch Logs may disable the filter, and counting stops.`,
    first:
      'find the field that varies (a test that invents tenants, an id in the wrong place); if the growth is real, drop a dimension.',
    metric: [
      {
        id: 'result',
        expression: `INSIGHT_RULE_METRIC("${rule}", "UniqueContributors")`,
        label: 'different values in an hour',
        period: 3600,
      },
    ],
    breaching: ['>', threshold],
    datapoints: [1, 1],
    missing: 'notBreaching',
  });
}
