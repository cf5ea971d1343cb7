export * from './filter-pattern/index.ts';
export {
  evaluateVectors,
  type Answer,
  type VectorOutcome,
  type VectorReport,
} from './filter-pattern/vectors/evaluate.ts';
export { parseVectors, type Vector } from './filter-pattern/vectors/format.ts';
export type * from './definitions/dashboard.ts';
export { dashboardBody, type DashboardBody } from './dashboards/cloudwatch/body.ts';
export { readDashboardBody, type ReadBody } from './dashboards/cloudwatch/read/read-body.ts';
export { grafanaDashboard } from './dashboards/grafana/dashboard.ts';
export { dashboardProblems, type DashboardProblem } from './dashboards/problems.ts';
export { overviewDashboard } from './dashboards/builders/overview.ts';
export { balanceDashboard } from './dashboards/builders/balance/balance.ts';
export type { BalanceOptions } from './dashboards/builders/balance/options.ts';
export { sloDashboard } from './dashboards/builders/slo.ts';
export type * from './definitions/base.ts';
export type * from './definitions/metric.ts';
export type { Definition, DefinitionSet, Environment } from './definitions/definition.ts';
export { defineMonitors, type Monitors } from './load/define.ts';
export {
  alarm,
  compositeAlarm,
  dashboard,
  eventRule,
  metricFilter,
  muteRule,
  topic,
} from './load/constructors.ts';
export { loadDefinitions } from './load/load.ts';
export { usePack } from './packs/use-pack.ts';
export { packs } from './packs/packs.ts';
export type { AnyPack, Correction, Pack } from './packs/pack.ts';
export * from './packs/all.ts';
export { sloAlarms } from './slo/slo-alarms.ts';
export { burnRateThreshold } from './slo/threshold.ts';
export { googleWindows, type BurnSeverity, type BurnWindow } from './slo/windows.ts';
export type { Counter, Slo } from './slo/slo.ts';
export { evaluateExpression, type Periods } from './metric-math/evaluation/evaluate-expression.ts';
export {
  evaluateQueries,
  type QueryEvaluation,
} from './metric-math/evaluation/evaluate-queries.ts';
export type { Result } from './metric-math/evaluation/result.ts';
export type * as metricMathSyntax from './metric-math/ast.ts';
export {
  expressionFacts,
  type ExpressionFacts,
  type FunctionUse,
} from './metric-math/facts/facts.ts';
export { metricMathLimits } from './metric-math/limits.ts';
export { parseExpression, type ExpressionResult } from './metric-math/parser/parse.ts';
export { printExpression } from './metric-math/print.ts';
export { checkQueries } from './metric-math/queries/check-queries.ts';
export { kindOfQueries } from './metric-math/queries/kind-of.ts';
export type { QueryProblem, QueryProblemCode } from './metric-math/queries/problem.ts';
export { undocumentedMath, type UndocumentedMathCode } from './metric-math/undocumented.ts';
export type { Value, ValueKind } from './metric-math/values.ts';
export { parseSeries, type SeriesResult } from './test-files/file/series-notation.ts';
export { readTestFile } from './test-files/file/read.ts';
export type * from './test-files/file/test-case.ts';
export { runTest, type RunOptions } from './test-files/run/run.ts';
export { runTestFiles, type FileOptions } from './test-files/run/run-files.ts';
export { coverageOf, type Coverage } from './test-files/run/coverage.ts';
export type { Failure, FileResult, RangeDependence, TestResult } from './test-files/run/result.ts';
export { draw, type Picture, type Row } from './play/picture/draw.ts';
export { pictureOf } from './test-files/picture/picture-of-test.ts';
export { replay, replayExports, type Firing, type Replay } from './replay/replay.ts';
export type { ReplayOptions } from './replay/options.ts';
export type * from './alarms/simulation.ts';
export type * from './alarms/timeline.ts';
export { simulate } from './alarms/simulate/simulate.ts';
export { simulateRanges, type RangedTimeline } from './alarms/simulate/simulate-ranges.ts';
export { evaluationRangeOf } from './alarms/evaluation/evaluation-range.ts';
export {
  evaluatePoints,
  undocumentedEvaluations,
  type AlarmSettings,
  type Evaluation,
  type UndocumentedEvaluation,
  type Verdict,
} from './alarms/evaluation/verdict.ts';
export { minimumSamples } from './alarms/evaluation/low-samples.ts';
export { wallClockProblems, type WallClockSettings } from './alarms/windows/wall-clock-rules.ts';
export { muteWindows, type MuteWindow } from './alarms/mute/windows.ts';
export type * as compositeRuleSyntax from './composite-rule/ast.ts';
export { ruleHolds } from './composite-rule/evaluate.ts';
export { compositeRuleLimits } from './composite-rule/limits.ts';
export { mixedOperators } from './composite-rule/mixed.ts';
export { parseRule, type ParsedRule } from './composite-rule/parse.ts';
export { printRule } from './composite-rule/print.ts';
export { ruleReferences } from './composite-rule/references.ts';
export type { AlarmState } from './definitions/alarm-state.ts';
export type { LogEvent } from './metrics/log-event.ts';
export type { Observation } from './metrics/observation.ts';
export type { Datapoint, MetricSource, Series } from './metrics/datapoint.ts';
export { createLogFeed, type LineBatch, type LogFeed } from './metrics/log-feed.ts';
export { createMetricStore, type MetricStore } from './metrics/store.ts';
export { parseStatistic, type Statistic } from './metrics/statistics/statistic.ts';
export { evaluateAlarmVectors } from './vectors/evaluate.ts';
export type { AlarmVectorOutcome, AlarmVectorReport } from './vectors/rows/row.ts';
export { lint, lintOnline, type LintOptions } from './lint/lint.ts';
export type { OfflineRule, OnlineRule, Problem, Rule as LintRule } from './lint/rule/rule.ts';
export { rules as lintRules } from './lint/rules/index.ts';
export type { AccountView, LogGroupFacts } from './lint/online/account-view.ts';
export type { LintFinding, Severity } from './lint/rule/finding.ts';
export type { Budget, LintSettings, Silence } from './definitions/lint-settings.ts';
export type { Exported, ExportedFile, Exporter, Language } from './formats/exported.ts';
export { exporters, type Format } from './formats/exporters/index.ts';
export { readCloudFormation } from './formats/cloudformation/read/read.ts';
export { toCloudFormation } from './formats/cloudformation/write/write.ts';
export type { ReadOptions } from './formats/source/options.ts';
export { readTerraform } from './formats/terraform/read/read.ts';
export { mergedTerraform, toTerraform } from './formats/terraform/write/write.ts';
