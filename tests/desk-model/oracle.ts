import type { ReservationStatus } from '../../system-under-test/pms/domain/reservation-status.ts';
import { addDays, nightsOf } from '../../system-under-test/pms/domain/civil-date.ts';
import {
  authorizeUpTo,
  balanceOf,
  capture,
  chargedOf,
  giveBack,
  type ModelBooking,
  type ModelStay,
  type Place,
  roomOf,
  sumOf,
} from './booking.ts';
import { bookMoney, type Method, type Moment, type World } from './world.ts';

const ended = new Set<ReservationStatus>(['cancelled', 'expired', 'checkedOut']);
const promised = new Set<ReservationStatus>(['confirmed', 'checkedIn', 'checkedOut', 'noShow']);
/** As the seed has them. */
const rules = { freeDays: 2, latePercent: 50, noShowPercent: 80 };

const isOpen = ({ status }: ModelStay): boolean => status === 'option' || status === 'confirmed';
const isClosed = ({ stays }: ModelBooking): boolean =>
  stays.every(({ status }) => ended.has(status));

/** Nights of a unit, as `taken` has them. */
const keysOf = ({ unit, arrival, departure }: Place): string[] =>
  nightsOf(arrival, departure).map((night) => `${unit} ${night}`);

function when(legal: boolean, take: () => void): boolean {
  if (legal) take();
  return legal;
}

/** A stay, the booking that it belongs to, and when something happens to it. */
export interface Case {
  readonly booking: ModelBooking;
  readonly stay: ModelStay;
  readonly moment: Moment;
}
type OfBooking = Omit<Case, 'stay'>;

function promise({ stays }: ModelBooking): number {
  return stays.reduce((sum, stay) => sum + (promised.has(stay.status) ? stay.totalCents : 0), 0);
}

function lateFee({ status, arrival, totalCents }: ModelStay, { today }: Moment): number {
  return status === 'option' || today <= addDays(arrival, -rules.freeDays)
    ? 0
    : Math.floor((totalCents * rules.latePercent) / 100);
}

/** The rules of the desk in a few lines: each takes its step when that is legal, and says whether it was. */
export function oracle({ taken, books }: World) {
  const bookings: ModelBooking[] = [];
  const take = (place: Place): void => keysOf(place).forEach((key) => taken.add(key));
  const release = (stay: ModelStay, from: string): void => {
    for (const night of nightsOf(stay.arrival, stay.departure))
      if (night >= from) taken.delete(`${stay.unit} ${night}`);
  };
  /** New charges; whoever is owed money by them gets it back at once. */
  const charged = (booking: ModelBooking, moment: Moment): void => {
    booking.hasNewCharges = true;
    giveBack(booking, Math.max(0, -balanceOf(booking)), books, moment);
  };
  const callOff = ({ booking, stay, moment }: Case, status: ReservationStatus, fee: number) => {
    stay.status = status;
    stay.fee = fee;
    release(stay, stay.arrival);
    charged(booking, moment);
  };
  return {
    bookings,
    isFree: (place: Place): boolean => keysOf(place).every((key) => !taken.has(key)),
    take,
    /** All places at once: each night of a unit once. */
    areApart: (places: readonly Place[]): boolean => {
      const keys = places.flatMap(keysOf);
      return new Set(keys).size === keys.length;
    },
    book(booking: ModelBooking): void {
      bookings.push(booking);
      booking.stays.forEach(take);
    },
    open: (place: Place): void => keysOf(place).forEach((key) => taken.delete(key)),
    /** What it costs afterwards is told by the service. */
    mayMove({ booking, stay, moment: { now, today } }: Case, to: Place & { adults: number }) {
      if (stay.status === 'option' && booking.expires <= now) return false;
      const own = new Set(keysOf(stay));
      const isFree = keysOf(to).every((key) => own.has(key) || !taken.has(key));
      const sameDays = to.arrival === stay.arrival && to.departure === stay.departure;
      const fits = isFree && to.adults >= stay.guests;
      if (isOpen(stay)) return fits && (sameDays || to.arrival >= today);
      const stays = to.unit === stay.unit && to.arrival === stay.arrival;
      const inTime = sameDays || to.departure >= today;
      return stay.status === 'checkedIn' && stays && inTime && fits;
    },
    move({ booking, stay, moment }: Case, to: Place & { adults: number }, totalCents: number) {
      const costsElse = totalCents !== stay.totalCents;
      release(stay, stay.arrival);
      Object.assign(stay, to, { totalCents, version: stay.version + 1 });
      take(to);
      if (costsElse) charged(booking, moment);
      if (stay.status !== 'option') authorizeUpTo(booking, promise(booking));
    },
    confirm: ({ booking, stay, moment }: Case): boolean =>
      when(stay.status === 'option' && moment.now < booking.expires, () => {
        stay.status = 'confirmed';
        authorizeUpTo(booking, promise(booking));
      }),
    cancel: (step: Case): boolean =>
      when(isOpen(step.stay), () => callOff(step, 'cancelled', lateFee(step.stay, step.moment))),
    checkin: ({ booking, stay, moment: { today } }: Case): boolean =>
      when(
        stay.status === 'confirmed' &&
          stay.arrival <= today &&
          today < stay.departure &&
          booking.deposit <= sumOf(booking, 'captured') &&
          !bookings.some(({ stays }) =>
            stays.some(({ status, unit }) => status === 'checkedIn' && unit === stay.unit),
          ),
        () => (stay.status = 'checkedIn'),
      ),
    checkout: ({ booking, stay, moment: { today } }: Case): boolean =>
      when(stay.status === 'checkedIn' && balanceOf(booking) === 0, () => {
        stay.status = 'checkedOut';
        release(stay, today);
      }),
    'no-show': (step: Case): boolean =>
      when(step.stay.status === 'confirmed' && step.stay.arrival < step.moment.today, () =>
        callOff(step, 'noShow', Math.floor((step.stay.totalCents * rules.noShowPercent) / 100)),
      ),
    register: ({ stay }: Case, guests: number): boolean =>
      when(guests <= stay.adults, () => (stay.guests = guests)),
    expire(moment: Moment): void {
      for (const booking of bookings)
        for (const stay of booking.stays)
          if (stay.status === 'option' && booking.expires <= moment.now)
            callOff({ booking, stay, moment }, 'expired', 0);
    },
    /** What the guest is told before. */
    ownFee: ({ booking, moment }: OfBooking): number =>
      booking.stays.filter(isOpen).reduce((sum, stay) => sum + lateFee(stay, moment), 0),
    mayCancelOwn: ({ booking }: OfBooking): boolean => booking.stays.some(isOpen),
    charge: ({ booking, moment }: OfBooking, cents: number): boolean =>
      when(!isClosed(booking) && booking.extras + cents >= 0, () => {
        booking.extras += cents;
        charged(booking, moment);
      }),
    deposit: ({ booking }: OfBooking, cents: number): boolean => {
      const awaited = booking.stays.filter(isOpen);
      const hasCome = booking.stays.some(({ status }) => status.startsWith('checked'));
      const most = awaited.reduce((sum, { totalCents }) => sum + totalCents, 0);
      return when(awaited.length > 0 && !hasCome && cents <= most, () => {
        booking.deposit = cents;
      });
    },
    authorize: ({ booking }: OfBooking, cents: number): boolean =>
      when(!isClosed(booking) || cents <= balanceOf(booking), () =>
        booking.payments.push({ method: 'card', authorized: cents, captured: 0, refunded: 0 }),
      ),
    capture: ({ booking, moment }: OfBooking, cents: number): boolean =>
      when(cents <= balanceOf(booking) && cents <= roomOf(booking), () =>
        capture(booking, cents, books, moment),
      ),
    cash: ({ booking, moment }: OfBooking, cents: number): boolean =>
      when(cents <= balanceOf(booking), () => {
        booking.payments.push({ method: 'cash', authorized: cents, captured: cents, refunded: 0 });
        bookMoney(books, 'cash', cents, moment);
      }),
    refund: ({ booking, moment }: OfBooking, cents: number, method: Method): boolean =>
      when(
        !isClosed(booking) &&
          cents <= sumOf(booking, 'captured', method) - sumOf(booking, 'refunded', method),
        () => giveBack(booking, cents, books, moment, method),
      ),
    invoice: ({ booking }: OfBooking): boolean =>
      when(booking.hasNewCharges, () => {
        booking.invoiced = chargedOf(booking);
        booking.hasNewCharges = false;
      }),
  };
}
export type Oracle = ReturnType<typeof oracle>;
