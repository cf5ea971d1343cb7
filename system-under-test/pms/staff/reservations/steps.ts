import { toSqlTimestamp } from '../../database/timestamp.ts';
import { noShowFee } from '../../domain/fees.ts';
import type { Flaw } from '../../domain/flaws.ts';
import type { ReservationAction } from '../../domain/reservation-status.ts';
import type { Reservation } from '../../schema/reservation.ts';
import { Problem } from '../../problem.ts';
import { authorizeUpTo, promisedCents } from '../../booking/authorize.ts';
import { settleCalledOff } from '../../booking/call-off.ts';
import { cancellationRules, feeForCancelling } from '../../booking/cancellation.ts';
import { lockFolioOf, paymentsOf } from '../../folios/store.ts';
import { localDay } from '../../domain/local-day.ts';
import { writeOutbox } from '../../outside/outbox.ts';
import type { TenantTransaction } from '../../database/transaction.ts';
import { releaseNights } from '../../booking/release-nights.ts';

export type StaffAction = Exclude<ReservationAction, 'expire'>;

export interface StepContext {
  readonly transaction: TenantTransaction;
  /** As it was before the step, locked. */
  readonly reservation: Reservation;
  readonly now: number;
  readonly newId: () => string;
  readonly flaws: readonly Flaw[];
}

interface Step {
  /** @throws Problem when a legal step must not be taken yet */
  readonly demand?: (context: StepContext) => void | Promise<void>;
  /** What the step brings with it, in the same transaction. */
  readonly effect?: (context: StepContext) => Promise<void>;
}

/** Besides the change of status, what each action asks for and does. */
export const steps: Readonly<Record<StaffAction, Step>> = {
  confirm: {
    demand: ({ reservation, now }) => {
      const ends = reservation.option_expires_at;
      if (ends === null || toSqlTimestamp(now) < ends) return;
      throw new Problem('illegal-transition', 'The option has run out and is about to expire.');
    },
    effect: authorizeRest,
  },
  cancel: {
    effect: async (context) => {
      const { transaction, reservation, now } = context;
      const feeCents = await feeForCancelling(transaction, reservation, now);
      await settleCalledOff(transaction, { ...context, description: 'Cancellation', feeCents });
    },
  },
  checkin: {
    demand: async (context) => {
      const { arrival, departure } = context.reservation;
      const today = localDay(context.now);
      if (today < arrival)
        throw new Problem('before-cut-off', `Guests may come from ${arrival} on.`);
      if (today >= departure)
        throw new Problem('stay-over', `The stay ended on ${departure}: it is a no-show.`);
      await demandDeposit(context);
      if (!context.flaws.includes('two-parties')) await demandVacant(context);
    },
    effect: async ({ transaction, reservation, now }) => {
      const { id, arrival, departure, adults, children } = reservation;
      const report = { reservation: id, arrival, departure, persons: adults + children };
      await writeOutbox(transaction, `police/${reservation.property_id}`, report, now);
    },
  },
  checkout: {
    demand: async ({ transaction, reservation }) => {
      const { balance_cents: cents } = await lockFolioOf(transaction, reservation.booking_id);
      if (cents === 0) return;
      throw new Problem('folio-not-settled', `The folio's balance is ${cents} cents, not 0.`);
    },
    effect: async ({ transaction, reservation, now }) => {
      // Nights already slept stay taken; those that an early departure leaves may be sold again.
      await releaseNights(transaction, reservation, localDay(now), now);
      const folio = await lockFolioOf(transaction, reservation.booking_id);
      const stay = { reservation: reservation.id, totalCents: reservation.total_cents };
      await writeOutbox(transaction, `erp/${folio.id}`, stay, now);
    },
  },
  'no-show': {
    demand: ({ reservation, now }) => {
      if (localDay(now) > reservation.arrival) return;
      throw new Problem(
        'before-cut-off',
        `Guests may still come until the end of ${reservation.arrival}.`,
      );
    },
    effect: async (context) => {
      const { transaction, reservation } = context;
      const rules = await cancellationRules(transaction, reservation.property_id);
      const feeCents = noShowFee(rules, { totalCents: reservation.total_cents });
      await settleCalledOff(transaction, { ...context, description: 'No-show', feeCents });
    },
  },
};

/** A confirmed booking has its whole price authorized; an option may have had nothing authorized yet. */
async function authorizeRest(context: StepContext): Promise<void> {
  const { transaction, reservation } = context;
  const folio = await lockFolioOf(transaction, reservation.booking_id);
  const promised = await promisedCents(transaction, reservation.booking_id, reservation.id);
  await authorizeUpTo(transaction, folio.id, promised + reservation.total_cents, context);
}

/** A deposit that was asked for is paid before anybody comes in. */
async function demandDeposit({ transaction, reservation }: StepContext): Promise<void> {
  const { id, deposit_cents: due } = await lockFolioOf(transaction, reservation.booking_id);
  if (due === 0) return;
  const payments = await paymentsOf(transaction, id);
  const paid = payments.reduce((sum, each) => sum + each.capturedCents, 0);
  if (paid >= due) return;
  throw new Problem(
    'deposit-missing',
    `A deposit of ${due} cents was asked for, and ${paid} are paid: capture the rest, or ask for less.`,
  );
}

/** A unit has one party at a time. Its row is locked first: two parties that come at once are seen one by one. */
async function demandVacant({ transaction, reservation }: StepContext): Promise<void> {
  const { unit_id: unit } = reservation;
  await transaction.selectFrom('unit').select('id').where('id', '=', unit).forUpdate().execute();
  const others = await transaction
    .selectFrom('reservation')
    .select('id')
    .where('status', '=', 'checkedIn')
    .where('unit_id', '=', unit)
    .execute();
  if (others.length > 0)
    throw new Problem('unit-occupied', `${unit} still has guests who have not checked out.`);
}
