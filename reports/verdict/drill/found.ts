import type { Finding } from '../finding.ts';

/** A finding of the rule on drills. */
export type Found = Omit<Finding, 'rule'>;

export function inconclusive(summary: string): Found {
  return { severity: 'inconclusive', summary };
}

export function missed(summary: string): Found {
  return { severity: 'missed', summary };
}

/** `3.2 s`. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
