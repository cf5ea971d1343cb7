import type { Outcome } from '../../core/outcome.ts';

/**
 * What a finding does to the verdict, the strongest first. `violation`: a booking or a row is wrong, which is a
 * failure whatever else happened. `invalid`: the generator or the machine was the limit. `missed`: an objective was not
 * met. `inconclusive`: too little to judge by. `remark`: good to know. `confirmation`: what speaks for a pass.
 */
export const severities = [
  'violation',
  'invalid',
  'missed',
  'inconclusive',
  'remark',
  'confirmation',
] as const;
export type Severity = (typeof severities)[number];

/** What one rule has to say, as a whole sentence with its figures. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly summary: string;
}

const outcomeOf = {
  violation: 'fail',
  invalid: 'invalid',
  missed: 'fail',
  inconclusive: 'inconclusive',
  remark: 'pass',
  confirmation: 'pass',
} as const satisfies Record<Severity, Outcome>;

/** The strongest finding decides; no finding at all is a pass. */
export function outcomeBy(findings: readonly Finding[]): Outcome {
  const strongest = severities.find((severity) =>
    findings.some((finding) => finding.severity === severity),
  );
  return strongest === undefined ? 'pass' : outcomeOf[strongest];
}

/** The sentences that explain the outcome, the strongest first. What speaks for a pass is told of a pass only, first. */
export function reasonsFor(outcome: Outcome, findings: readonly Finding[]): string[] {
  const shown: readonly Severity[] =
    outcome === 'pass'
      ? ['confirmation', 'remark']
      : ['violation', 'invalid', 'missed', 'inconclusive', 'remark'];
  return shown.flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity).map((finding) => finding.summary),
  );
}
