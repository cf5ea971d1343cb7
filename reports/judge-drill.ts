import type { Outcome } from '../core/outcome.ts';
import { type Finding, outcomeBy } from './verdict/finding.ts';
import type { DrillFigures } from './verdict/drill-schema.ts';
import { drillFigures } from './verdict/drill/figures.ts';
import { drillFindings } from './verdict/drill/findings.ts';
import { readDrill } from './evidence/drill.ts';

export interface DrillVerdict {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  readonly figures: DrillFigures | undefined;
}

/** Judges a drill that was done without load: its folder holds no run. */
export async function judgeDrill(folder: string): Promise<DrillVerdict> {
  const found = (await readDrill(folder)) ?? {
    journal: undefined,
    problem: 'there is none',
    events: [],
    unreadable: 0,
  };
  const figures =
    found.journal === undefined ? undefined : drillFigures(found.journal, found.events);
  const findings = drillFindings(found, figures, { hadVisitors: false }).map((one) => ({
    rule: 'drill',
    ...one,
  }));
  return { outcome: outcomeBy(findings), findings, figures };
}
