import { quantile } from '../core/statistics/histogram.ts';
import { drillFigures } from './verdict/drill/figures.ts';
import { throughputAround } from './verdict/drill/throughput.ts';
import type { DrillFigures } from './verdict/drill-schema.ts';
import type { Evidence } from './evidence/evidence.ts';
import { answered, durations, loadNames } from './evidence/request-table.ts';
import { judgeObjectives } from './objectives/kinds/index.ts';
import { percentiles } from './objectives/result.ts';
import type { Objectives } from './objectives/schema.ts';
import type { JudgedRun } from './verdict/judged-run.ts';
import { clientInvariants } from './verdict/client-invariants.ts';
import { databaseInvariants } from './verdict/database-invariants.ts';
import { failureFigures } from './verdict/failures.ts';
import { kindsNotLookedFor } from './verdict/not-looked-for.ts';
import { partFigures } from './verdict/parts/figures.ts';
import { phaseFigures } from './verdict/phases.ts';
import { outcomeBy, reasonsFor } from './verdict/finding.ts';
import { loadFigures } from './verdict/load.ts';
import { rules } from './verdict/rules/index.ts';
import { scriptFigures } from './verdict/script.ts';
import { type Verdict, verdictSchema, verdictVersion } from './verdict/schema.ts';

/**
 * Judges a run by its objectives, its invariants, and whether its load was what it should have been.
 * @param lostObjectives why objectives of the run's own cannot be read any more, where that is so
 */
export function judge(
  evidence: Evidence,
  objectives: Objectives,
  lostObjectives?: string,
): Verdict {
  const { history } = evidence.facts;
  const ofClients = clientInvariants(evidence, history);
  const invariants = [...databaseInvariants(evidence), ...ofClients];
  const run: JudgedRun = {
    evidence,
    objectives,
    lostObjectives,
    results: judgeObjectives({ evidence, invariants }, objectives),
    invariants,
    notLookedFor: kindsNotLookedFor(evidence.invariants, ofClients),
    history,
    load: loadFigures(evidence, history),
    phases: phaseFigures(evidence),
    failures: failureFigures(evidence),
    parts: partFigures(evidence),
    drill: drillOf(evidence),
    script: scriptFigures(evidence, objectives),
  };
  const findings = Object.entries(rules).flatMap(([rule, judgeBy]) =>
    judgeBy(run).map((finding) => ({ rule, ...finding })),
  );
  const outcome = outcomeBy(findings);
  return verdictSchema.parse({
    schemaVersion: verdictVersion,
    run: evidence.manifest.id,
    outcome,
    reasons: reasonsFor(outcome, findings),
    findings,
    objectives: run.results,
    script: run.script,
    invariants: run.invariants,
    notLookedFor: run.notLookedFor,
    load: run.load,
    phases: run.phases,
    failures: run.failures,
    parts: run.parts,
    drill: run.drill,
    latency: latencies(evidence),
  } satisfies { [Key in keyof Verdict]: unknown });
}

function drillOf(evidence: Evidence): DrillFigures | null {
  const { journal, events = [] } = evidence.drill ?? {};
  if (journal === undefined) return null;
  return drillFigures(journal, events, (faultAt) => throughputAround(evidence, faultAt));
}

/** Percentiles of the answered requests of the judged phases, in milliseconds, for each request name that has some. */
function latencies({ requests, judged }: Evidence): Verdict['latency'] {
  return loadNames(requests).flatMap((name) => {
    const histogram = durations(requests, [name], answered, judged);
    const at = (q: number): number => Math.round(quantile(histogram, q) ?? 0) / 1000;
    const { p50, p95, p99 } = percentiles;
    return histogram.n === 0 ? [] : [{ request: name, p50: at(p50), p95: at(p95), p99: at(p99) }];
  });
}
