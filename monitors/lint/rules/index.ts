import type { Rule } from '../rule/rule.ts';
import { actionsDisabled } from './actions-disabled.ts';
import { alarmDescription } from './alarm-description.ts';
import { alarmTexts } from './alarm-texts.ts';
import { alwaysBreaching } from './always-breaching.ts';
import { anomalyThreshold } from './anomaly-threshold.ts';
import { compositeAction } from './composite-action.ts';
import { compositeCycle } from './composite-cycle.ts';
import { compositeRuleSyntax } from './composite-rule-syntax.ts';
import { conflictingUnits } from './conflicting-units.ts';
import { constantRule } from './constant-rule.ts';
import { danglingMetric } from './dangling-metric.ts';
import { dashboardLimits } from './dashboard-limits.ts';
import { defaultValueWithDimensions } from './default-value-with-dimensions.ts';
import { dimensionCount } from './dimension-count.ts';
import { dimensionSet } from './dimension-set.ts';
import { dimensionsWithoutFields } from './dimensions-without-fields.ts';
import { discouragedFunction } from './discouraged-function.ts';
import { duplicateName } from './duplicate-name.ts';
import { dynamodbMissingData } from './dynamodb-missing-data.ts';
import { evaluationWindow } from './evaluation-window.ts';
import { expressionWithoutPeriod } from './expression-without-period.ts';
import { filterNames } from './filter-names.ts';
import { filterPatternSyntax } from './filter-pattern-syntax.ts';
import { filterWithoutAlarm } from './filter-without-alarm.ts';
import { filtersPerLogGroup } from './filters-per-log-group.ts';
import { foreignAlarm } from './foreign-alarm.ts';
import { highCardinalityDimension } from './high-cardinality-dimension.ts';
import { highResolutionPeriod } from './high-resolution-period.ts';
import { ignoredOptionalTerms } from './ignored-optional-terms.ts';
import { invalidPeriod } from './invalid-period.ts';
import { invertedComparison } from './inverted-comparison.ts';
import { logGroup } from './log-group.ts';
import { logHeartbeat } from './log-heartbeat.ts';
import { metricMath } from './metric-math.ts';
import { metricWithoutData } from './metric-without-data.ts';
import { misspelledMetric } from './misspelled-metric.ts';
import { mixedAndOr } from './mixed-and-or.ts';
import { monthlyCost } from './monthly-cost.ts';
import { multiDayWindow } from './multi-day-window.ts';
import { muteRuleSchedule } from './mute-rule-schedule.ts';
import { muteRuleTargets } from './mute-rule-targets.ts';
import { neverBreaching } from './never-breaching.ts';
import { noActions } from './no-actions.ts';
import { notAlarm } from './not-alarm.ts';
import { notEqualOnMissingField } from './not-equal-on-missing-field.ts';
import { overlappingWidgets } from './overlapping-widgets.ts';
import { percentileLowSamples } from './percentile-low-samples.ts';
import { percentileOfNegative } from './percentile-of-negative.ts';
import { regexPatternsPerLogGroup } from './regex-patterns-per-log-group.ts';
import { replicaLagMaximum } from './replica-lag-maximum.ts';
import { searchInAlarm } from './search-in-alarm.ts';
import { severityCountInEvent } from './severity-count-in-event.ts';
import { silenceNotBreaching } from './silence-not-breaching.ts';
import { singleDatapoint } from './single-datapoint.ts';
import { sparseMetricMissingData } from './sparse-metric-missing-data.ts';
import { suppressorIsChild } from './suppressor-is-child.ts';
import { suppressorPeriods } from './suppressor-periods.ts';
import { taskIdDimension } from './task-id-dimension.ts';
import { tooManyActions } from './too-many-actions.ts';
import { tooManyParents } from './too-many-parents.ts';
import { topicInAnotherRegion } from './topic-in-another-region.ts';
import { topicWithoutSubscription } from './topic-without-subscription.ts';
import { unanchoredLevel } from './unanchored-level.ts';
import { undocumentedMetricMath } from './undocumented-metric-math.ts';
import { undocumentedPattern } from './undocumented-pattern.ts';
import { unknownAlarm } from './unknown-alarm.ts';
import { unusedTopic } from './unused-topic.ts';
import { valueNotExtracted } from './value-not-extracted.ts';
import { wallClock } from './wall-clock.ts';
import { warmUp } from './warm-up.ts';
import { wrongRegion } from './wrong-region.ts';
import { wrongStatistic } from './wrong-statistic.ts';

/**
 * Every rule. To add one: a file with its test beside this one, a page in `docs/lint`, and two lines here.
 * Sorted by name.
 */
export const rules: readonly Rule[] = [
  actionsDisabled,
  alarmDescription,
  alarmTexts,
  alwaysBreaching,
  anomalyThreshold,
  compositeAction,
  compositeCycle,
  compositeRuleSyntax,
  conflictingUnits,
  constantRule,
  danglingMetric,
  dashboardLimits,
  defaultValueWithDimensions,
  dimensionCount,
  dimensionSet,
  dimensionsWithoutFields,
  discouragedFunction,
  duplicateName,
  dynamodbMissingData,
  evaluationWindow,
  expressionWithoutPeriod,
  filterNames,
  filterPatternSyntax,
  filterWithoutAlarm,
  filtersPerLogGroup,
  foreignAlarm,
  highCardinalityDimension,
  highResolutionPeriod,
  ignoredOptionalTerms,
  invalidPeriod,
  invertedComparison,
  logGroup,
  logHeartbeat,
  metricMath,
  metricWithoutData,
  misspelledMetric,
  mixedAndOr,
  monthlyCost,
  multiDayWindow,
  muteRuleSchedule,
  muteRuleTargets,
  neverBreaching,
  noActions,
  notAlarm,
  notEqualOnMissingField,
  overlappingWidgets,
  percentileLowSamples,
  percentileOfNegative,
  regexPatternsPerLogGroup,
  replicaLagMaximum,
  searchInAlarm,
  severityCountInEvent,
  silenceNotBreaching,
  singleDatapoint,
  sparseMetricMissingData,
  suppressorIsChild,
  suppressorPeriods,
  taskIdDimension,
  tooManyActions,
  tooManyParents,
  topicInAnotherRegion,
  topicWithoutSubscription,
  unanchoredLevel,
  undocumentedMetricMath,
  undocumentedPattern,
  unknownAlarm,
  unusedTopic,
  valueNotExtracted,
  wallClock,
  warmUp,
  wrongRegion,
  wrongStatistic,
];
