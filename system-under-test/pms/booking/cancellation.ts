import type { Reader } from '../database/handles.ts';
import { cancellationFee, type CancellationRules } from '../domain/fees.ts';
import { localDay } from '../domain/local-day.ts';
import type { Reservation } from '../schema/reservation.ts';
import type { Tables } from '../schema/tables.ts';

type Reads = Pick<Reader<Tables>, 'selectFrom'>;

export async function cancellationRules(
  reads: Reads,
  propertyId: string,
): Promise<CancellationRules> {
  return reads
    .selectFrom('property')
    .select([
      'free_cancellation_days as freeDays',
      'late_cancellation_percent as latePercent',
      'no_show_percent as noShowPercent',
    ])
    .where('id', '=', propertyId)
    .executeTakeFirstOrThrow();
}

/** What a stay costs when it is cancelled now, in cents; an option costs nothing. */
export async function feeForCancelling(
  reads: Reads,
  { status, property_id, arrival, total_cents: totalCents }: Reservation,
  now: number,
): Promise<number> {
  if (status === 'option') return 0;
  const rules = await cancellationRules(reads, property_id);
  return cancellationFee(rules, { arrival, totalCents }, localDay(now));
}
