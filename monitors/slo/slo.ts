import { z } from 'zod';
import type { Actions } from '../definitions/base.ts';
import type { Metric } from '../definitions/metric.ts';
import { actions, closed, region, text } from '../schema/base.ts';
import { arnEnd } from '../schema/arn-end.ts';
import { metric } from '../schema/metric.ts';
import { secondsOf } from './duration.ts';
import { burnSeverities, googleWindows } from './windows.ts';
import type { BurnSeverity, BurnWindow } from './windows.ts';

/** A metric that counts: its sum over the window. */
export interface Counter extends Metric {
  /** Default: Sum. */
  readonly stat?: string;
  readonly unit?: string;
}

/**
 * A service level objective: which share of what is good, over how long. What is good is told in one of four ways: `bad`
 * or `good` with `total`, `availability` of a load balancer, or `latency`.
 */
export interface Slo {
  /** First part of the names of its alarms: `prod-booking-availability`. */
  readonly name: string;
  /** A share below 1: 0.999. */
  readonly objective: number;
  /** Default: 30d. */
  readonly interval?: string;
  /** Counters whose sum is what went wrong. */
  readonly bad?: readonly Counter[];
  /** Counters whose sum is what went well. */
  readonly good?: readonly Counter[];
  /** Counters whose sum is everything. */
  readonly total?: readonly Counter[];
  /** Answers of an Application Load Balancer that are no 5xx. ARNs, or their ends: `app/...`, `targetgroup/...`. */
  readonly availability?: { readonly loadBalancer: string; readonly targetGroup?: string };
  /** Values of a metric that are not above a bound, in the unit of the metric. */
  readonly latency?: { readonly metric: Metric; readonly atMost: number };
  /** Events in a window under which it says nothing: one failed request in a quiet night is no incident. Default: 0. */
  readonly minimumEvents?: number;
  /** Default: `googleWindows`. */
  readonly windows?: readonly BurnWindow[];
  readonly actions?: Readonly<Partial<Record<BurnSeverity, Actions>>>;
  readonly region?: string;
}

/** AWS: period x evaluation periods of an alarm, in seconds. API_PutMetricAlarm */
const longestWindow = 604_800;

const duration = z.string().refine((written) => secondsOf(written) !== undefined, {
  error: 'a duration such as 30m, 6h or 3d',
});

const window = duration
  .refine((written) => (secondsOf(written) ?? 0) % 60 === 0, { error: 'whole minutes' })
  .refine((written) => (secondsOf(written) ?? 0) <= longestWindow, {
    error: 'at most 7d: no alarm of CloudWatch looks back further',
  });

const counters = z
  .array(closed({ ...metric, stat: text.default('Sum'), unit: text.optional() }))
  .min(1);

const burnWindow = closed({
  severity: z.enum(burnSeverities),
  speed: z.string().regex(/^[\w-]+$/, 'letters, digits, "_" and "-"'),
  budgetPercent: z.number().gt(0).max(100),
  short: window,
  long: window,
}).refine(({ short, long }) => (secondsOf(short) ?? 0) < (secondsOf(long) ?? 0), {
  path: ['short'],
  error: 'less than the long window',
});

/** The ways to say what is good, each with the keys that it takes. */
const indicators = [['bad', 'total'], ['good', 'total'], ['availability'], ['latency']] as const;

const indicatorKeys = ['bad', 'good', 'total', 'availability', 'latency'] as const;

export const sloSchema = closed({
  name: z
    .string()
    .regex(/^[\w.-]+$/, 'letters, digits, ".", "_" and "-"')
    .max(200),
  objective: z
    .number()
    .refine((share) => share > 0 && share < 1, { error: 'a share between 0 and 1, such as 0.999' }),
  interval: duration.default('30d'),
  bad: counters.optional(),
  good: counters.optional(),
  total: counters.optional(),
  availability: closed({
    loadBalancer: arnEnd('app'),
    targetGroup: arnEnd('targetgroup').optional(),
  }).optional(),
  latency: closed({ metric: closed(metric), atMost: z.number().gt(0) }).optional(),
  minimumEvents: z.number().min(0).default(0),
  windows: z
    .array(burnWindow)
    .min(1)
    .default([...googleWindows]),
  actions: closed({ page: actions.optional(), ticket: actions.optional() }).optional(),
  region: region.optional(),
}).superRefine((slo, context) => {
  const given = indicatorKeys.filter((key) => slo[key] !== undefined);
  const known = indicators.some(
    (keys) => keys.length === given.length && keys.every((key) => given.includes(key)),
  );
  if (!known)
    context.addIssue({
      code: 'custom',
      path: given.slice(0, 1),
      message: `one of ${indicators.map((keys) => keys.join(' with ')).join(', ')}`,
    });
  const tooLong = slo.windows.find(
    ({ long }) => (secondsOf(long) ?? 0) > (secondsOf(slo.interval) ?? 0),
  );
  if (tooLong !== undefined)
    context.addIssue({
      code: 'custom',
      path: ['interval'],
      message: `at least as long as the window of ${tooLong.long}`,
    });
});

export type ParsedSlo = z.output<typeof sloSchema>;
