// @module-tag needs/mariadb
import { expireJob } from '../../system-under-test/pms/booking/expire.ts';
import { purgeDelivered } from '../../system-under-test/pms/outside/purge.ts';
import type { BookedStay, Desk } from '../../system-under-test/pms/testing/desk.ts';
import { visitor } from '../../system-under-test/pms/testing/visitor.ts';
import type { TargetDatabase } from '../../targets/target.ts';
import { type DeskWork, workAtDesk } from './desk-work.ts';
import { openCheckedDesk, type SetClock } from './checked-desk.ts';
import {
  bookWithServices,
  checkOutDue,
  freeUnit,
  nights,
  race,
  reception,
  unitOf,
} from './guests-and-staff.ts';

/** One stay of each kind that guests and staff made through the service. */
export interface Stays extends DeskWork {
  readonly confirmed: BookedStay;
  /** With services, for a child too. */
  readonly withServices: BookedStay;
  readonly option: BookedStay;
  readonly expired: BookedStay;
  readonly cancelled: BookedStay;
  /** Was paid, and refunded. */
  readonly refunded: BookedStay;
  readonly noShow: BookedStay;
  readonly checkedIn: BookedStay;
  /** Came and left again on the day of arrival. */
  readonly leftEarly: BookedStay;
  readonly checkedOut: BookedStay;
  /** Id of a quote that nobody accepted. */
  readonly openQuote: string;
}

export interface BusyYear {
  readonly desk: Desk;
  readonly stays: Stays;
  /** As the account that may only read, whose connections have the service's clock. */
  readonly database: TargetDatabase;
  /** What the clocks of the service and of the account say, in milliseconds since 1970. */
  readonly now: number;
}

/** A seeded year, and days of bookings, cancellations, races, arrivals and departures on it, up to 23 July 2027. */
export async function openBusyYear(): Promise<BusyYear> {
  const { desk, database, setClock, now } = await openCheckedDesk('2027-07-20T08:00:00Z', {
    inHouse: true,
    units: 40,
  });
  const stays = await liveThrough(desk, setClock);
  await setClock(new Date(now()).toISOString());
  return { desk, stays, database, now: now() };
}

async function liveThrough(desk: Desk, setClock: SetClock): Promise<Stays> {
  const { act, pay, charge, register } = reception(desk);
  const confirmed = await desk.book(nights(25, 28));
  const withServices = await bookWithServices(desk);
  const checkedIn = await desk.book(nights(20, 26));
  const leaving = await desk.book(nights(20, 24));
  const checkedOut = await desk.book(nights(20, 22));
  const noShow = await desk.book(nights(20, 23));
  const unpaid = await desk.book(nights(26, 29));
  const refunded = await desk.book(nights(26, 29));
  const expired = await desk.book({ ...nights(27, 30), hold: true });
  const kept = await desk.book({ ...nights(27, 30), hold: true });
  const givenUp = await desk.book({ ...nights(27, 30), hold: true });
  await act(kept, 'confirm');
  await act(givenUp, 'cancel');
  await charge(expired, 300);

  await setClock('2027-07-20T08:01:01Z');
  await Promise.all([expireJob.run(desk.task.deps), expireJob.run(desk.task.deps)]);
  await act(unpaid, 'cancel');
  await pay(refunded, 'capture', refunded.totalCents);
  await charge(refunded, 2500);
  await act(refunded, 'cancel');
  await race(desk);

  await setClock('2027-07-20T15:00:00Z');
  await checkOutDue(desk, 20);
  await Promise.all([checkedIn, leaving, checkedOut].map((stay) => act(stay, 'checkin')));
  await register(checkedIn, 2);
  await pay(checkedIn, 'capture', 1000);

  await setClock('2027-07-21T09:00:00Z');
  await act(noShow, 'no-show');
  await charge(leaving, 1500);
  await pay(leaving, 'authorize', 1500);
  await pay(leaving, 'capture', leaving.totalCents + 1500);
  await charge(leaving, -500);
  await desk.ask('PUT', '/revenue/v1/rates', {
    unitGroup: 'RIV1-PS',
    from: '2027-07-25',
    to: '2027-08-20',
    baseCents: 9900,
  });

  await setClock('2027-07-22T08:00:00Z');
  await pay(checkedOut, 'capture', checkedOut.totalCents);
  await Promise.all([act(leaving, 'checkout'), act(checkedOut, 'checkout')]);
  await checkOutDue(desk, 21);
  await checkOutDue(desk, 22);
  const next = await desk.book({ ...(await unitOf(desk, leaving)), ...nights(22, 24) });
  await act(next, 'checkin');
  // To move is to cancel, and to book again.
  await act(confirmed, 'cancel');
  await desk.book({ unitGroup: 'RIV2-PC', ...nights(26, 28) });

  // Most of what was told has been delivered by now, and what was delivered a day ago is deleted.
  await desk.rows(`UPDATE pms_riviera.outbox SET delivered_at = created_at`);
  await setClock('2027-07-23T10:00:00Z');
  await purgeDelivered(desk.task.deps);
  // The night after it is free, too.
  const unit = await freeUnit(desk, 'RIV2-MH4', nights(28, 31));
  const paid = await desk.book({ unitGroup: 'RIV2-MH4', unit, ...nights(28, 30) });
  await pay(paid, 'capture', 700);
  await pay(paid, 'refund', 200);
  await checkOutDue(desk, 23);
  const leftEarly = await desk.book(nights(23, 25));
  await act(leftEarly, 'checkin');
  await pay(leftEarly, 'capture', leftEarly.totalCents);
  await act(leftEarly, 'checkout');
  const cancelled = await desk.book(nights(29, 31));
  await act(cancelled, 'cancel');
  const option = await desk.book({ ...nights(28, 31), hold: true });
  const open = await visitor(desk.task).quote({ unitGroup: 'RIV1-PC', ...nights(28, 30) });
  const work = await workAtDesk(desk);
  const ended = { expired, cancelled, refunded, noShow, leftEarly, checkedOut };
  return {
    ...work,
    confirmed: paid,
    withServices,
    option,
    checkedIn,
    ...ended,
    openQuote: open.id,
  };
}
