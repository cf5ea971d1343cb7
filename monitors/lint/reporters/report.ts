import type { ReadNote } from '../../definitions/definition.ts';
import { severities, type LintFinding, type Severity } from '../rule/finding.ts';
import type { MonthlyCost } from '../cost/cost.ts';
import type { Rule } from '../rule/rule.ts';

/** All that reporters print. */
export interface LintReport {
  /** The file that was linted, as the user named it. */
  readonly file: string;
  /** How many definitions it holds. */
  readonly definitions: number;
  readonly findings: readonly LintFinding[];
  /** Findings below what is to be printed; they are not among `findings`. */
  readonly hidden: number;
  /** The rules that were checked. */
  readonly rules: readonly Rule[];
  readonly cost: MonthlyCost;
  /** What the reader of the file left out or guessed. */
  readonly notes: readonly ReadNote[];
  /** Ours. */
  readonly version: string;
}

/** Colors a text, where colors are wanted. */
export type Paint = (color: 'red' | 'yellow' | 'blue' | 'bold' | 'dim', text: string) => string;

export interface Page {
  /** Columns. */
  readonly width: number;
  readonly paint: Paint;
}

/** Makes a report the text that goes to standard output, with a line break at its end. */
export type Reporter = (report: LintReport, page: Page) => string;

export function countOf(findings: readonly LintFinding[]): Readonly<Record<Severity, number>> {
  const count = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return { error: count('error'), warning: count('warning'), info: count('info') };
}

/** Whether `severity` is as bad as `least`, or worse. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(least);
}
