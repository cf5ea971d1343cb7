import type { AlarmState } from '../../definitions/alarm-state.ts';

/** Why a composite alarm's actions wait: AWS's ActionsSuppressedBy. */
export type SuppressedBy = 'WaitPeriod' | 'Alarm' | 'ExtensionPeriod';

export interface SuppressionSettings {
  /** How long a transition waits for the suppressor to go into ALARM; in the unit of the times. */
  readonly waitPeriod: number;
  /** How long actions stay suppressed after the suppressor left ALARM. */
  readonly extensionPeriod: number;
}

/**
 * What a composite alarm with a suppressor is in. A value: the functions below give the next one. `since` and `until` are of
 * a period that runs; `pending` is whether a transition's actions have not run yet.
 */
export interface Suppression {
  readonly suppressor: AlarmState;
  readonly by?: SuppressedBy;
  readonly since?: number;
  readonly until?: number;
  readonly pending: boolean;
}

/** The next suppression, and whether the actions of the composite alarm's current state run now. */
export interface SuppressionStep {
  readonly next: Suppression;
  readonly runs: boolean;
}

export function initialSuppression(suppressor: AlarmState): Suppression {
  return suppressor === 'ALARM'
    ? { suppressor, by: 'Alarm', pending: false }
    : { suppressor, pending: false };
}

/**
 * The composite alarm changed its state: its actions are suppressed while the suppressor is in ALARM, otherwise a wait
 * period begins; one that runs, or an extension period, is discarded.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_Suppression.html
 */
export function compositeChanged(
  { suppressor }: Suppression,
  { waitPeriod }: SuppressionSettings,
  at: number,
): SuppressionStep {
  if (suppressor === 'ALARM')
    return { next: { suppressor, by: 'Alarm', pending: true }, runs: false };
  return period(suppressor, 'WaitPeriod', at, waitPeriod, true);
}

/** The suppressor changed its state: into ALARM discards a running period; out of ALARM begins an extension period. */
export function suppressorChanged(
  current: Suppression,
  settings: SuppressionSettings,
  suppressor: AlarmState,
  at: number,
): SuppressionStep {
  const { pending } = current;
  if (suppressor === 'ALARM') return { next: { suppressor, by: 'Alarm', pending }, runs: false };
  if (current.suppressor === 'ALARM')
    return period(suppressor, 'ExtensionPeriod', at, settings.extensionPeriod, pending);
  return { next: { ...current, suppressor }, runs: false };
}

/** Time has come to `at`: a period that expires lets the actions of a transition that waited run. */
export function timePassed(current: Suppression, at: number): SuppressionStep {
  if (current.until === undefined || current.until > at) return { next: current, runs: false };
  return { next: { suppressor: current.suppressor, pending: false }, runs: current.pending };
}

function period(
  suppressor: AlarmState,
  by: SuppressedBy,
  at: number,
  length: number,
  pending: boolean,
): SuppressionStep {
  if (length <= 0) return { next: { suppressor, pending: false }, runs: pending };
  return { next: { suppressor, by, since: at, until: at + length, pending }, runs: false };
}
