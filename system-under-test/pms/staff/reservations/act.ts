import { toSqlTimestamp } from '../../database/timestamp.ts';
import type { Flaw } from '../../domain/flaws.ts';
import { nextStatus } from '../../domain/reservation-status.ts';
import { Problem } from '../../problem.ts';
import type { TenantTransaction } from '../../database/transaction.ts';
import { writeJournal } from '../journal/write.ts';
import { type StaffAction, steps } from './steps.ts';

export interface ActionRequest {
  readonly reservationId: string;
  readonly action: StaffAction;
  readonly actor: string;
  readonly now: number;
  readonly newId: () => string;
  readonly flaws: readonly Flaw[];
}

/**
 * Takes one step with a reservation: status, history, and what the step brings with it.
 *
 * @throws Problem unknown-reservation, illegal-transition, or what the step demands
 */
export async function act(transaction: TenantTransaction, request: ActionRequest): Promise<void> {
  const { reservationId, action, actor, now, newId, flaws } = request;
  const reservation = await transaction
    .selectFrom('reservation')
    .selectAll()
    .where('id', '=', reservationId)
    .forUpdate()
    .executeTakeFirst();
  if (!reservation) {
    throw new Problem('unknown-reservation', `There is no reservation "${reservationId}".`);
  }
  const next = nextStatus(reservation.status, action);
  if (next === undefined) {
    throw new Problem(
      'illegal-transition',
      `"${action}" cannot follow on "${reservation.status}".`,
    );
  }
  const context = { transaction, reservation, now, newId, flaws };
  const step = steps[action];
  await step.demand?.(context);
  await transaction
    .updateTable('reservation')
    .set({ status: next, option_expires_at: null })
    .where('id', '=', reservationId)
    .execute();
  await transaction
    .insertInto('reservation_history')
    .values({
      reservation_id: reservationId,
      from_status: reservation.status,
      to_status: next,
      at: toSqlTimestamp(now),
      actor,
    })
    .execute();
  await step.effect?.(context);
  await writeJournal(transaction, { actor, action, subject: reservationId }, now);
}
