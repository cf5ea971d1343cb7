import { hasSqlError } from '../../database/errors.ts';
import { toSqlTimestamp } from '../../database/timestamp.ts';
import type { TenantTransaction } from '../../database/transaction.ts';
import { addDays, type CivilDate } from '../../domain/civil-date.ts';
import { localDay } from '../../domain/local-day.ts';
import { lastClosed } from '../../folios/movements.ts';
import { Problem } from '../../problem.ts';

export interface DayToClose {
  readonly property: string;
  readonly day: CivilDate;
  readonly actor: string;
  readonly now: number;
}

/** What a day brought, captured - refunded, in cents. */
export interface ClosedDay {
  readonly cardCents: number;
  readonly cashCents: number;
}

/**
 * Closes the books of a day: its sums are written down, and money that still moves is booked on the day after it. Days
 * are closed one after the other.
 *
 * @throws Problem day-not-closable
 */
export async function closeDay(
  transaction: TenantTransaction,
  { property, day, actor, now }: DayToClose,
): Promise<ClosedDay> {
  const today = localDay(now);
  if (day > today) throw notClosable(`${day} has not come yet.`);
  const closed = { property_id: property, day, closed_at: toSqlTimestamp(now), actor };
  try {
    // Waits for whoever is booking money, and makes those who come later wait.
    await transaction
      .insertInto('day_close')
      .values({ ...closed, card_cents: 0, cash_cents: 0 })
      .execute();
  } catch (thrown) {
    if (hasSqlError(thrown, 'duplicateEntry')) throw notClosable(`${day} is closed already.`);
    throw thrown;
  }
  await demandInOrder(transaction, property, day);
  // As they are now, not as of the transaction's first look: some were booked while this waited for its turn.
  const rows = await transaction
    .selectFrom('payment_movement')
    .select(['method', 'kind', 'cents'])
    .where('property_id', '=', property)
    .where('day', '=', day)
    .forUpdate()
    .execute();
  const sum = (wanted: 'card' | 'cash'): number =>
    rows
      .filter(({ method }) => method === wanted)
      .reduce((total, { kind, cents }) => total + (kind === 'capture' ? cents : -cents), 0);
  const sums = { cardCents: sum('card'), cashCents: sum('cash') };
  await transaction
    .updateTable('day_close')
    .set({ card_cents: sums.cardCents, cash_cents: sums.cashCents })
    .where('property_id', '=', property)
    .where('day', '=', day)
    .execute();
  return sums;
}

async function demandInOrder(
  transaction: TenantTransaction,
  property: string,
  day: CivilDate,
): Promise<void> {
  const last = await lastClosed(transaction, property);
  if (last !== undefined && last > day) throw notClosable(`${last} is closed, and later.`);
  const before = await transaction
    .selectFrom('day_close')
    .select('day')
    .where('property_id', '=', property)
    .where('day', '<', day)
    .orderBy('day', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  const previous = before?.day;
  if (previous === undefined || addDays(previous, 1) === day) return;
  throw notClosable(`Close ${addDays(previous, 1)} first.`);
}

function notClosable(detail: string): Problem {
  return new Problem('day-not-closable', detail);
}
