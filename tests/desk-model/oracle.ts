import type { ReservationStatus } from '../../system-under-test/pms/domain/reservation-status.ts';
import { nightsOf } from '../../system-under-test/pms/domain/civil-date.ts';

/** What the oracle knows of one stay, in cents and days. */
export interface ModelStay {
  readonly unit: string;
  readonly arrival: string;
  readonly departure: string;
  readonly totalCents: number;
  /** Milliseconds since 1970, of an option. */
  readonly expires: number;
  status: ReservationStatus;
  authorized: number;
  captured: number;
  refunded: number;
  extras: number;
}

const ended = new Set<ReservationStatus>(['cancelled', 'expired', 'checkedOut']);
const calledOff = new Set<ReservationStatus>(['cancelled', 'expired']);

export function balanceOf(stay: ModelStay): number {
  const price = calledOff.has(stay.status) ? 0 : stay.totalCents;
  return price + stay.extras - stay.captured + stay.refunded;
}

/** Whoever is owed money gets it back at once. */
function settle(stay: ModelStay): void {
  stay.refunded += Math.max(0, -balanceOf(stay));
}

export interface Moment {
  readonly now: number;
  /** At the campsite. */
  readonly today: string;
}

function when(legal: boolean, take: () => void): boolean {
  if (legal) take();
  return legal;
}

/** The rules of the desk in a few lines: each takes its step when that is legal, and says whether it was. */
export function oracle(taken: Set<string>) {
  const stays: ModelStay[] = [];
  const nights = (stay: ModelStay, from: string) =>
    nightsOf(stay.arrival, stay.departure).filter((night) => night >= from);
  const release = (stay: ModelStay, from: string): void => {
    for (const night of nights(stay, from)) taken.delete(`${stay.unit} ${night}`);
  };
  const callOff = (stay: ModelStay, status: ReservationStatus): void => {
    stay.status = status;
    release(stay, stay.arrival);
    settle(stay);
  };
  return {
    stays,
    isFree: (unit: string, arrival: string, departure: string): boolean =>
      nightsOf(arrival, departure).every((night) => !taken.has(`${unit} ${night}`)),
    book(stay: ModelStay): void {
      stays.push(stay);
      for (const night of nights(stay, stay.arrival)) taken.add(`${stay.unit} ${night}`);
    },
    confirm: (stay: ModelStay, { now }: Moment): boolean =>
      when(stay.status === 'option' && now < stay.expires, () => {
        stay.status = 'confirmed';
        stay.authorized = Math.max(stay.authorized, stay.totalCents);
      }),
    cancel: (stay: ModelStay): boolean =>
      when(stay.status === 'option' || stay.status === 'confirmed', () =>
        callOff(stay, 'cancelled'),
      ),
    checkin: (stay: ModelStay, { today }: Moment): boolean =>
      when(
        stay.status === 'confirmed' &&
          stay.arrival <= today &&
          today < stay.departure &&
          !stays.some((other) => other.status === 'checkedIn' && other.unit === stay.unit),
        () => (stay.status = 'checkedIn'),
      ),
    checkout: (stay: ModelStay, { today }: Moment): boolean =>
      when(stay.status === 'checkedIn' && balanceOf(stay) === 0, () => {
        stay.status = 'checkedOut';
        release(stay, today);
      }),
    'no-show': (stay: ModelStay, { today }: Moment): boolean =>
      when(stay.status === 'confirmed' && stay.arrival < today, () => {
        stay.status = 'noShow';
        release(stay, stay.arrival);
      }),
    expire({ now }: Moment): void {
      for (const stay of stays)
        if (stay.status === 'option' && stay.expires <= now) callOff(stay, 'expired');
    },
    charge: (stay: ModelStay, cents: number): boolean =>
      when(!ended.has(stay.status) && stay.extras + cents >= 0, () => {
        stay.extras += cents;
        settle(stay);
      }),
    authorize: (stay: ModelStay, cents: number): boolean =>
      when(!ended.has(stay.status) || cents <= balanceOf(stay), () => (stay.authorized += cents)),
    capture: (stay: ModelStay, cents: number): boolean =>
      when(
        cents <= balanceOf(stay) && cents <= stay.authorized - stay.captured,
        () => (stay.captured += cents),
      ),
    refund: (stay: ModelStay, cents: number): boolean =>
      when(
        !ended.has(stay.status) && cents <= stay.captured - stay.refunded,
        () => (stay.refunded += cents),
      ),
  };
}
