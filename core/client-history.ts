/**
 * What the client side knows of its bookings: one fact a line, written by the visitors while they play, and compared
 * with the database afterwards. Imported by scripts inside k6, so this file has types and constants only.
 */

/** Put before each fact when it goes through an engine's console, to tell it from anything else that a script prints. */
export const factPrefix = 'bilancia-fact ';

/** Milliseconds since 1970 and the tenant that the visitor belongs to. */
interface FactBase {
  readonly at: number;
  readonly tenant: string;
}

/** Told before a booking is sent: without a later outcome it stays indeterminate, never lost. */
export interface BookingAttempt extends FactBase {
  readonly kind: 'attempt';
  readonly key: string;
  readonly quoteId: string;
  readonly unit: string;
  readonly arrival: string;
  readonly departure: string;
  /** Absent where the price is told with the booking only. */
  readonly totalCents?: number;
}

/** The answer: 201 acknowledged, a definite no refused, anything else (timeout, 5xx, broken connection) indeterminate. */
export interface BookingOutcome extends FactBase {
  readonly kind: 'outcome';
  readonly key: string;
  readonly outcome: 'acknowledged' | 'refused' | 'indeterminate';
  readonly status: number;
  readonly bookingId?: string;
  readonly totalCents?: number;
}

/** A booking read back right after its 201 (read-your-writes). */
export interface BookingReadBack extends FactBase {
  readonly kind: 'read-back';
  readonly bookingId: string;
  readonly status: number;
  readonly visible: boolean;
  readonly sameTotal: boolean;
}

/** The same idempotency key sent again: `same` body must give the same answer, an `altered` body 422. */
export interface BookingReplay extends FactBase {
  readonly kind: 'replay';
  readonly key: string;
  readonly body: 'same' | 'altered';
  readonly status: number;
  readonly asRequired: boolean;
}

/** How many responses a visitor looked through for another tenant's rows, and what it found. */
export interface IsolationCheck extends FactBase {
  readonly kind: 'isolation';
  readonly checked: number;
  readonly foreign: readonly string[];
}

/** How many answers a visitor compared with what it had asked for, and what was wrong with them, a text each. */
export interface AnswerCheck extends FactBase {
  readonly kind: 'answers';
  readonly checked: number;
  readonly wrong: readonly string[];
}

export type ClientFact =
  | BookingAttempt
  | BookingOutcome
  | BookingReadBack
  | BookingReplay
  | IsolationCheck
  | AnswerCheck;
