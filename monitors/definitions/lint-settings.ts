/** A lint rule that does not apply, everywhere or to the definitions of one name, and why. */
export interface Silence {
  readonly rule: string;
  /** A definition's name; without it, the rule is off. */
  readonly name?: string;
  /** For whoever reads it next year. */
  readonly reason: string;
}

/** What the definitions may cost before lint says so. */
export interface Budget {
  readonly dollarsPerMonth: number;
}

/** What a file of definitions says to the linter. */
export interface LintSettings {
  readonly disable?: readonly Silence[];
  readonly budget?: Budget;
  /** Severities of rules, in place of their own. */
  readonly severity?: Readonly<Record<string, 'error' | 'warning' | 'info'>>;
}
