import { isMathAlarm, type MetricAlarm } from '../../definitions/metric-alarm.ts';
import { checkQueries } from '../../metric-math/queries/check-queries.ts';
import { metricTitle } from '../../metrics/identity.ts';
import { parseStatistic } from '../../metrics/statistics/statistic.ts';
import { createAlarmEvaluator } from '../evaluation/evaluate-alarm.ts';
import { evaluationRangeOf } from '../evaluation/evaluation-range.ts';
import { createPointReader } from '../evaluation/read-points.ts';
import { bandQuery, looksAtDynamoDb, metricsOf, periodOf } from '../evaluation/settings.ts';
import { undocumentedEvaluations } from '../evaluation/verdict.ts';
import { createWarmUp } from '../evaluation/warm-up.ts';
import type { Simulation } from '../simulation.ts';
import type { AlarmState } from '../../definitions/alarm-state.ts';
import { cadenceOf, dataUntil, isDue, multiDayMinute } from '../windows/cadence.ts';
import { windowOf } from '../windows/window-of.ts';
import { checkAlarm } from './check-alarm.ts';
import { givenState } from './initial.ts';
import type { MetricData } from './metric-data.ts';
import { noteSilences } from './note-silences.ts';
import type { Notes } from './notes.ts';
import { createQuiet } from './quiet.ts';
import type { States } from './states.ts';
import type { Watched } from './watched-alarms.ts';

/** A metric alarm that is evaluated as time goes on. */
export interface MetricAlarmRun {
  readonly watched: Watched<MetricAlarm>;
  /** Seconds between two evaluations. */
  readonly cadence: number;
  /** Evaluates the alarm if that is due at `at`, milliseconds since 1970. */
  readonly evaluate: (at: number) => void;
  readonly isWarmingUp: () => boolean;
}

/** Undefined, and noted, where the alarm cannot be evaluated. */
export function createMetricAlarmRun(
  watched: Watched<MetricAlarm>,
  simulation: Simulation,
  data: MetricData,
  states: States,
  notes: Notes,
): MetricAlarmRun | undefined {
  const { alarm, key, region } = watched;
  const { name, evaluationPeriods } = alarm;
  const note = (text: string) => notes.add(text, name);
  const period = periodOf(alarm);
  if (period === undefined) {
    notes.cannotEvaluate(name, 'none of its queries has a period');
    return undefined;
  }
  checkAlarm(alarm, period);
  const cadence = cadenceOf(period, evaluationPeriods);
  noteSettings(alarm, cadence, note);
  const range = rangeOf(alarm, simulation);
  const windowAt = windowOf(alarm, period);
  const source = data.of(region);
  const bands = simulation.bands?.find((band) => band.alarm === name)?.points;
  if (bands === undefined && bandQuery(alarm) !== undefined)
    notes.cannotEvaluate(name, 'its band comes from a model that only AWS has');
  const given = simulation.results?.filter((result) => result.alarm === name);
  const read = createPointReader(alarm, source, { bands, given }, (range * period) / cadence);
  // An alarm that was in a state before the simulation began was created earlier.
  const isNew = givenState(simulation, name) === undefined;
  const warmUp = createWarmUp(isNew ? alarm : { evaluationPeriods }, simulation.from, cadence);
  let warming = isNew && alarm.warmUp !== undefined;
  const quiet = given === undefined || given.length === 0 ? createQuiet(alarm, source) : undefined;
  const evaluator = createAlarmEvaluator(alarm);
  let quietIn: AlarmState | undefined;

  const evaluateOn = (at: number, until: number): void => {
    const periods = windowAt(until, range);
    const points = read(periods);
    if (typeof points === 'string') {
      notes.cannotEvaluate(name, points);
      return;
    }
    warming = warmUp(at, points);
    if (warming) return;
    const evaluation = evaluator.evaluate(points);
    if (evaluation.undocumented !== undefined)
      note(undocumentedEvaluations[evaluation.undocumented]);
    const { verdict } = evaluation;
    if (verdict !== 'RETAIN' && verdict !== states.of(key))
      states.set({ key, alarm: name, at, state: verdict, reason: evaluator.reasonOf(evaluation) });
    const oldest = periods[0]?.start ?? until;
    if (
      quiet?.noneUntil(until, cadence) === true &&
      quiet.noneUntil(until, (until - oldest) / 1000)
    )
      quietIn = states.of(key);
  };

  return {
    watched,
    cadence,
    isWarmingUp: () => warming,
    evaluate(at) {
      if (!isDue(at, cadence)) return;
      const until = dataUntil(at, cadence);
      const unchanged = quietIn !== undefined && quietIn === states.of(key);
      if (unchanged && quiet?.noneUntil(until, cadence) === true) return;
      quietIn = undefined;
      evaluateOn(at, until);
    },
  };
}

function rangeOf(alarm: MetricAlarm, { evaluationRange }: Simulation): number {
  const range = evaluationRange?.(alarm) ?? evaluationRangeOf(alarm.evaluationPeriods);
  return Math.max(alarm.evaluationPeriods, Math.floor(range));
}

function noteSettings(alarm: MetricAlarm, cadence: number, note: (text: string) => void): void {
  if (cadence === 3600)
    note(
      `Its window is longer than a day, so it is evaluated once an hour, here at minute ${multiDayMinute}, on data up to the full hour.`,
    );
  if (isMathAlarm(alarm))
    for (const { problem, expected } of checkQueries(alarm.metric))
      note(`AWS would reject it: ${problem}. Expected ${expected}.`);
  for (const metric of metricsOf(alarm))
    if (parseStatistic(metric.stat) === undefined)
      note(`${metricTitle(metric)} has no statistic "${metric.stat}": it never has a datapoint.`);
  noteSilences(alarm, note);
  if (alarm.treatMissingData !== 'ignore' && looksAtDynamoDb(alarm))
    note(
      'AWS contradicts itself on missing data of AWS/DynamoDB: ignored by default (user guide, followed here), or always (API reference).',
    );
}
