import type { Actions } from '../definitions/base.ts';
import type { CompositeAlarm } from '../definitions/composite-alarm.ts';
import type { Definition } from '../definitions/definition.ts';
import type { MetricAlarm } from '../definitions/metric-alarm.ts';
import type { Location } from '../../core/source/location.ts';
import { argumentError } from '../diagnostics/argument-error.ts';
import { callerOf } from '../diagnostics/caller.ts';
import { definitionError } from '../diagnostics/problem.ts';
import { burnRateQueries, errorBudget } from './burn-rate.ts';
import { secondsOf } from './duration.ts';
import type { ParsedSlo, Slo } from './slo.ts';
import { sloSchema } from './slo.ts';
import { burnRateThreshold } from './threshold.ts';
import { burnSeverities } from './windows.ts';
import type { BurnSeverity, BurnWindow } from './windows.ts';

/** AWS: what looks back further is evaluated once an hour. alarm-evaluation-window */
const oneDay = 86_400;

/**
 * Alarms on how fast an error budget is spent: for each window, a metric math alarm on its short and one on its long
 * look-back; for each severity, a composite that fires when both of a window do. The metric alarms tell nobody; while
 * there is a page, the ticket keeps quiet.
 *
 * @example
 *   sloAlarms({
 *     name: 'prod-booking-availability',
 *     objective: 0.999,
 *     availability: { loadBalancer: 'app/booking/50dc6c495c0c9188' },
 *     actions: { page: { alarm: [{ topic: 'prod-alerts' }] } },
 *   });
 *
 * @throws bad-definition when a value is wrong, or an alarm could never fire
 */
export function sloAlarms(slo: Slo): Definition[] {
  const origin = callerOf(sloAlarms);
  const { data, error } = sloSchema.safeParse(slo);
  if (data === undefined)
    throw argumentError(error, { value: slo, name: 'the argument', of: 'sloAlarms()', origin });
  assertReachable(data, origin);
  const definitions = [
    ...data.windows.flatMap((window) => [
      burnAlarm(data, window, window.short),
      burnAlarm(data, window, window.long),
    ]),
    ...burnSeverities.flatMap((severity) => composite(data, severity, slo.actions?.[severity])),
  ];
  return origin === undefined
    ? definitions
    : definitions.map((definition) => ({ ...definition, origin }));
}

function thresholdOf({ interval }: ParsedSlo, { budgetPercent, long }: BurnWindow): number {
  return burnRateThreshold(
    budgetPercent / 100,
    secondsOf(interval) ?? Number.NaN,
    secondsOf(long) ?? Number.NaN,
  );
}

/** When everything fails, the burn rate is 1 / (1 - objective): a threshold of that or more is never exceeded. */
function assertReachable(slo: ParsedSlo, origin: Location | undefined): void {
  const highest = 1 / errorBudget(slo.objective);
  for (const window of slo.windows) {
    const threshold = thresholdOf(slo, window);
    if (threshold < highest - 1e-9) continue;
    throw definitionError([
      {
        problem: `sloAlarms(): objective is ${slo.objective}, with which the burn rate is at most ${rounded(highest)} and never above the ${rounded(threshold)} of window ${window.severity} ${window.speed}`,
        expected: `an objective above ${Math.ceil((1 - 1 / threshold) * 1e6) / 1e6}, or windows that spend less of the budget`,
        origin,
        path: [0, 'objective'],
      },
    ]);
  }
}

function alarmName(slo: ParsedSlo, { severity, speed }: BurnWindow, lookBack: string): string {
  return `${slo.name}-burn-${severity}-${speed}-${lookBack}`;
}

function burnAlarm(slo: ParsedSlo, window: BurnWindow, lookBack: string): MetricAlarm {
  const seconds = secondsOf(lookBack) ?? Number.NaN;
  const threshold = thresholdOf(slo, window);
  const cadence =
    seconds > oneDay
      ? 'CloudWatch evaluates so long a window once an hour, on data up to the full hour.'
      : 'CloudWatch evaluates it every minute.';
  return {
    kind: 'metric-alarm',
    name: alarmName(slo, window, lookBack),
    ...(slo.region === undefined ? {} : { region: slo.region }),
    description: `The error budget of ${slo.name} (${slo.objective} over ${slo.interval}) burns more than ${rounded(threshold)} times as fast as allowed, over the last ${lookBack}. ${cadence} It notifies no one itself: ${slo.name}-burn-${window.severity} does.`,
    metric: burnRateQueries(slo, seconds),
    comparisonOperator: 'GreaterThanThreshold',
    threshold,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    treatMissingData: 'notBreaching',
  };
}

const firstStep = {
  page: 'find what changed in the last hour (a deployment, a failover, a wave of visitors) and revert it; look for the cause after that.',
  ticket:
    'plan the repair for this week: at this rate the objective is missed before the interval ends.',
} as const satisfies Record<BurnSeverity, string>;

/** Parentheses around each pair: AWS prints no precedence of AND over OR. */
function composite(
  slo: ParsedSlo,
  severity: BurnSeverity,
  actions: Actions | undefined,
): CompositeAlarm[] {
  const windows = slo.windows.filter((window) => window.severity === severity);
  if (windows.length === 0) return [];
  const pairs = windows.map((window) =>
    [window.short, window.long]
      .map((lookBack) => `ALARM("${alarmName(slo, window, lookBack)}")`)
      .join(' AND '),
  );
  const rule = pairs.length === 1 ? pairs.join('') : pairs.map((pair) => `(${pair})`).join(' OR ');
  const spent = windows
    .map(({ budgetPercent, long }) => `${budgetPercent} % in ${long}`)
    .join(' or ');
  const paged = severity === 'ticket' && slo.windows.some((window) => window.severity === 'page');
  return [
    {
      kind: 'composite-alarm',
      name: `${slo.name}-burn-${severity}`,
      ...(slo.region === undefined ? {} : { region: slo.region }),
      description: `The error budget of ${slo.name} (${slo.objective} over ${slo.interval}) is being spent too fast: ${spent}, and this is still going on. First: ${firstStep[severity]}`,
      rule,
      ...(paged
        ? { suppressor: { alarm: `${slo.name}-burn-page`, waitPeriod: 60, extensionPeriod: 60 } }
        : {}),
      ...(actions === undefined ? {} : { actions }),
    },
  ];
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
