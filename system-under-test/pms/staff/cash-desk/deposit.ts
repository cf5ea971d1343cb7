import type { TenantTransaction } from '../../database/transaction.ts';
import { lockFolio } from '../../folios/store.ts';
import { Problem } from '../../problem.ts';

/**
 * Asks for a deposit, which must be paid before anybody of the booking checks in; 0 asks for none any more.
 *
 * @throws Problem unknown-folio, illegal-transition once somebody came, or exceeds-charged
 */
export async function askDeposit(
  transaction: TenantTransaction,
  folioId: string,
  cents: number,
): Promise<void> {
  const folio = await lockFolio(transaction, folioId);
  const stays = await transaction
    .selectFrom('reservation')
    .select(['status', 'total_cents'])
    .where('booking_id', '=', folio.booking_id)
    .execute();
  const awaited = stays.filter(({ status }) => status === 'option' || status === 'confirmed');
  if (awaited.length === 0 || stays.some(({ status }) => status.startsWith('checked')))
    throw new Problem('illegal-transition', 'Nobody of this booking is still to come.');
  const most = awaited.reduce((sum, stay) => sum + stay.total_cents, 0);
  if (cents > most)
    throw new Problem('exceeds-charged', `The stays to come cost ${most} cents in all.`);
  await transaction
    .updateTable('folio')
    .set({ deposit_cents: cents })
    .where('id', '=', folioId)
    .execute();
}
