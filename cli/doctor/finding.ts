/** What doctor says of one component or one limit of the machine. */
export interface Finding {
  readonly name: string;
  readonly kind: 'component' | 'machine';
  /** `low`: there, but not enough for 10,000 visitors. */
  readonly state: 'found' | 'missing' | 'low';
  /** Whether `bilancia start` is impossible without it. */
  readonly required: boolean;
  /** Version of a component, or size of a limit. */
  readonly value?: string;
  readonly path?: string;
  readonly neededFor: string;
  /** How to get it, or more of it; present unless `found`. */
  readonly remedy?: string;
}

/** Whether something is missing that nothing works without. */
export function isBlocking(finding: Finding): boolean {
  return finding.required && finding.state === 'missing';
}
