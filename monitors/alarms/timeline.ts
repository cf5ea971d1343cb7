import type { AlarmState } from '../definitions/alarm-state.ts';

/** An alarm changed its state. Times are milliseconds since 1970. */
export interface Transition {
  readonly at: number;
  readonly alarm: string;
  readonly from: AlarmState;
  readonly to: AlarmState;
  /** In the form of AWS's StateReason. */
  readonly reason: string;
}

/** An action that ran, or would have run. */
export interface ActionEvent {
  readonly at: number;
  readonly alarm: string;
  readonly state: AlarmState;
  /** ARN. */
  readonly action: string;
  readonly outcome: 'ran' | 'suppressed' | 'muted' | 'disabled' | 'warming-up';
  /** The body that SNS would deliver, with AWS's fields. */
  readonly message: Readonly<Record<string, unknown>>;
}

/** What happened to all alarms over a stretch of virtual time. */
export interface Timeline {
  readonly from: number;
  readonly to: number;
  readonly initial: Readonly<Record<string, AlarmState>>;
  readonly transitions: readonly Transition[];
  readonly actions: readonly ActionEvent[];
  /** What could not be simulated, or rests on a choice where AWS is silent; a sentence each. */
  readonly notes: readonly { readonly alarm?: string; readonly note: string }[];
  /** Alarms of which nothing is known, with what is missing: a sentence without its full stop. Their states mean nothing. */
  readonly unevaluated: ReadonlyMap<string, string>;
}
