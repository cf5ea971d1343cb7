import type { Location } from '../../../core/source/location.ts';

/** How bad: it will not work as meant; it will hurt one day; good to know. */
export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** Something found in definitions; reporters print it. */
export interface LintFinding {
  /** Name of the rule, and of its page in the docs. */
  readonly rule: string;
  readonly severity: Severity;
  /** What it is about: `metric alarm "pms-critical"`. */
  readonly subject: string;
  /** One sentence: what is wrong. */
  readonly summary: string;
  /** Why, and what to do. */
  readonly details: string;
  readonly location?: Location;
}
