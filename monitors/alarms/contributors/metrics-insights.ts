import { evaluatePoints, type AlarmSettings, type Verdict } from '../evaluation/verdict.ts';

/** A series of a Metrics Insights query: the points of the evaluation range, oldest first. */
export interface InsightsContributor {
  readonly name: string;
  readonly points: readonly { readonly value?: number; readonly breaching: boolean }[];
}

export interface InsightsState {
  /** Of the alarm. */
  readonly verdict: Verdict;
  /** Those in ALARM; AWS keeps at most 100. */
  readonly inAlarm: readonly string[];
}

/**
 * What a Metrics Insights alarm over several series comes to. A contributor is in ALARM or OK, never in INSUFFICIENT_DATA;
 * one that was in ALARM and is not returned any more goes into OK, whatever the treatment of missing data; a query
 * that returns nothing puts the alarm into INSUFFICIENT_DATA.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 *
 * @param before names of the contributors that were in ALARM
 */
export function insightsState(
  contributors: readonly InsightsContributor[],
  settings: AlarmSettings,
  before: readonly string[],
): InsightsState {
  if (contributors.length === 0) return { verdict: 'INSUFFICIENT_DATA', inAlarm: [] };
  const inAlarm = contributors
    .filter(({ name, points }) => {
      const { verdict } = evaluatePoints(points, settings);
      return verdict === 'RETAIN' ? before.includes(name) : verdict === 'ALARM';
    })
    .map(({ name }) => name);
  return { verdict: inAlarm.length === 0 ? 'OK' : 'ALARM', inAlarm };
}

/** Why a contributor that the query does not return any more is in OK. */
export const contributorGone = 'No data was returned for this contributor';
