import { countOf, type LintReport } from './report.ts';

/** The shape of `--format json`; the version goes up when a key changes its meaning or vanishes. */
const schemaVersion = 1;

export function jsonReport({
  file,
  definitions,
  findings,
  hidden,
  cost,
  notes,
}: LintReport): string {
  const document = {
    schemaVersion,
    file,
    definitions,
    counts: { ...countOf(findings), hidden },
    findings,
    cost,
    notes,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
