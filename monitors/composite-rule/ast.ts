import type { AlarmState } from '../definitions/alarm-state.ts';

/** An alarm that a rule looks at, by name or ARN, without quotes and escapes. Offset: where it begins in the text. */
export interface Reference {
  readonly alarm: string;
  readonly offset: number;
}

/**
 * A composite alarm's rule. `group` is a pair of parentheses: it is kept, because AND beside OR without one is a trap, and
 * because it counts as an element.
 */
export type Rule =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Rule[] }
  | { readonly kind: 'not' | 'group'; readonly operand: Rule }
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'state'; readonly state: AlarmState; readonly reference: Reference }
  | AtLeast;

/** `AT_LEAST(50%, NOT OK, (a, b, c))` */
export interface AtLeast {
  readonly kind: 'at-least';
  readonly minimum: number;
  /** Whether `minimum` is a percentage of the alarms. */
  readonly percent: boolean;
  readonly negated: boolean;
  readonly state: AlarmState;
  readonly references: readonly Reference[];
}
