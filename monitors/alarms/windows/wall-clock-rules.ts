import { parseTimeZone } from './time-zone.ts';
import { wallClockPeriods } from './wall-clock.ts';

export interface WallClockSettings {
  /** `Metric` (also metric math), `MetricsInsights`, `PromQL`, `Composite`. Default: Metric. */
  readonly kind?: string;
  /** Seconds. */
  readonly period?: number;
  readonly evaluationPeriods?: number;
  readonly timeZone?: string;
}

const day = 86_400;
const longestWindow = 604_800;
const metricsInsightsWindow = 10_800;

/**
 * What is wrong with an alarm's wall clock window, a sentence each; none when AWS would take it. What is left out is not
 * checked. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation-window.html
 */
export function wallClockProblems(settings: WallClockSettings): string[] {
  const { kind = 'Metric', period, evaluationPeriods, timeZone } = settings;
  const problems: string[] = [];
  if (/^(?:PromQL|Composite|Log)/i.test(kind))
    problems.push(`${kind} alarms have no wall clock window.`);
  if (period !== undefined && !wallClockPeriods.some((supported) => supported === period))
    problems.push(
      `A wall clock window cannot have a period of ${period} s, only ${wallClockPeriods.join(', ')}.`,
    );
  if (period !== undefined && evaluationPeriods !== undefined)
    problems.push(...windowProblems(kind, period, evaluationPeriods));
  const zone = timeZone === undefined ? undefined : parseTimeZone(timeZone);
  if (zone?.ok === false) problems.push(`The time zone ${zone.problem}.`);
  return problems;
}

function windowProblems(kind: string, period: number, evaluationPeriods: number): string[] {
  // A Metrics Insights alarm reserves one period more, so that its window can be aligned.
  if (/^Metrics? ?Insights/i.test(kind) && period * (evaluationPeriods + 1) > metricsInsightsWindow)
    return [
      `A Metrics Insights alarm looks back 3 hours, its wall clock window one period less: ${evaluationPeriods} periods of ${period} s are too many.`,
    ];
  const longest = period < 3600 ? day : longestWindow;
  return period * evaluationPeriods > longest
    ? [`${evaluationPeriods} periods of ${period} s are more than ${longest} s.`]
    : [];
}
