import type { ReservationStatus } from '../../system-under-test/pms/domain/reservation-status.ts';
import { bookMoney, type Books, type Method, type Moment } from './world.ts';

export interface ModelPayment {
  readonly method: Method;
  authorized: number;
  captured: number;
  refunded: number;
}

export interface Place {
  readonly unit: string;
  readonly arrival: string;
  readonly departure: string;
}

/** What the oracle knows of one stay, in cents and days. */
export interface ModelStay {
  readonly id: string;
  unit: string;
  arrival: string;
  departure: string;
  adults: number;
  totalCents: number;
  status: ReservationStatus;
  fee: number;
  guests: number;
  version: number;
}

/** One booking with its folio. */
export interface ModelBooking {
  readonly folioId: string;
  readonly reference: string;
  readonly email: string;
  /** Milliseconds since 1970, of an option. */
  readonly expires: number;
  readonly stays: readonly ModelStay[];
  /** The oldest first. */
  readonly payments: ModelPayment[];
  extras: number;
  deposit: number;
  /** What stands on invoices, and whether there are charges that stand on none. */
  invoiced: number;
  hasNewCharges: boolean;
}

const calledOff = new Set<ReservationStatus>(['cancelled', 'expired', 'noShow']);

export function sumOf(
  { payments }: ModelBooking,
  of: 'authorized' | 'captured' | 'refunded',
  method?: Method,
): number {
  return payments
    .filter((each) => method === undefined || each.method === method)
    .reduce((sum, each) => sum + each[of], 0);
}

export function chargedOf({ stays, extras }: ModelBooking): number {
  return stays.reduce(
    (sum, stay) => sum + stay.fee + (calledOff.has(stay.status) ? 0 : stay.totalCents),
    extras,
  );
}

export function balanceOf(booking: ModelBooking): number {
  return chargedOf(booking) - sumOf(booking, 'captured') + sumOf(booking, 'refunded');
}

/** What the card may still be asked for. */
export function roomOf(booking: ModelBooking): number {
  return sumOf(booking, 'authorized', 'card') - sumOf(booking, 'captured', 'card');
}

/** The oldest authorizations are drawn on first. */
export function capture(booking: ModelBooking, cents: number, books: Books, moment: Moment): void {
  let rest = cents;
  for (const each of booking.payments.filter(({ method }) => method === 'card')) {
    const part = Math.min(rest, each.authorized - each.captured);
    each.captured += part;
    rest -= part;
  }
  bookMoney(books, 'card', cents, moment);
}

/** The newest payments are given back first. */
export function giveBack(
  booking: ModelBooking,
  cents: number,
  books: Books,
  moment: Moment,
  only?: Method,
): void {
  let rest = cents;
  for (const each of booking.payments.toReversed()) {
    if (only !== undefined && each.method !== only) continue;
    const part = Math.min(rest, each.captured - each.refunded);
    each.refunded += part;
    rest -= part;
    bookMoney(books, each.method, -part, moment);
  }
}

export function authorizeUpTo(booking: ModelBooking, cents: number): void {
  const missing = cents - sumOf(booking, 'authorized');
  if (missing > 0)
    booking.payments.push({ method: 'card', authorized: missing, captured: 0, refunded: 0 });
}
