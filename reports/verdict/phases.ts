import { isJudged } from '../../core/run-folder/manifest/phase.ts';
import { quantile } from '../../core/statistics/histogram.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { type PhasePeriod, secondsOf } from '../evidence/period.ts';
import {
  answered,
  countOf,
  durations,
  everyOutcome,
  requestNames,
} from '../evidence/request-table.ts';
import type { PhaseFigures } from './schema.ts';
import { meanVisitors } from './visitors.ts';

/** What was seen in each phase, in their order. */
export function phaseFigures(evidence: Evidence): PhaseFigures[] {
  return evidence.phases.map((phase) => {
    const when = [phase.period];
    const { requests } = evidence;
    const names = requestNames(requests);
    const seconds = secondsOf(when);
    const made = countOf(requests, names, everyOutcome, when);
    const p95 = quantile(durations(requests, names, answered, when), 0.95);
    return {
      name: phase.name,
      kind: phase.kind,
      judged: isJudged(phase),
      from: seconds === 0 ? null : new Date(phase.period.from * 1000).toISOString(),
      seconds,
      visitorsAsked: asked(evidence, phase),
      visitorsHeld: meanVisitors(evidence.series, when) ?? null,
      requests: made,
      failed: countOf(requests, names, ['failed'], when),
      requestsPerSecond: seconds > 0 ? made / seconds : 0,
      p95: p95 === undefined ? null : Math.round(p95) / 1000,
    };
  });
}

function asked({ manifest }: Evidence, { visitors }: PhasePeriod): number | null {
  if (manifest.model !== 'closed') return null;
  return visitors ?? manifest.visitorsAsked;
}

/** A ramp and a hold at most, which need no words of their own. */
export function isRampAndHold(phases: readonly Pick<PhaseFigures, 'kind'>[]): boolean {
  return phases.length <= 2 && phases.every(({ kind }) => kind === 'ramp' || kind === 'hold');
}
