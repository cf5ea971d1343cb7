import { z } from 'zod';
import type { Reader } from '../../database/handles.ts';
import type { Tables } from '../../schema/tables.ts';
import { Problem } from '../../problem.ts';
import { paymentsOf } from '../../folios/store.ts';

export const folioSchema = z.object({
  tenant: z.string(),
  id: z.string(),
  bookingId: z.string(),
  /** Charges - captured + refunded: what the guest still owes. */
  balanceCents: z.int(),
  /** What must be paid before anybody checks in. */
  depositCents: z.int(),
  lines: z.array(z.object({ kind: z.string(), description: z.string(), cents: z.int() })),
  payments: z.array(
    z.object({
      id: z.string(),
      method: z.string(),
      authorizedCents: z.int(),
      capturedCents: z.int(),
      refundedCents: z.int(),
    }),
  ),
});

type FolioView = Omit<z.infer<typeof folioSchema>, 'tenant'>;

type Reads = Pick<Reader<Tables>, 'selectFrom'>;

/**
 * A folio as the first of `places` that has it shows it: one that was made a moment ago may not have reached a reader.
 *
 * @throws Problem unknown-folio
 */
export async function viewFolio(id: string, ...places: readonly Reads[]): Promise<FolioView> {
  for (const reads of places) {
    const folio = await findFolio(reads, id);
    if (folio) return folio;
  }
  throw new Problem('unknown-folio', `There is no folio "${id}".`);
}

async function findFolio(reads: Reads, id: string): Promise<FolioView | undefined> {
  const folio = await reads.selectFrom('folio').selectAll().where('id', '=', id).executeTakeFirst();
  if (!folio) return undefined;
  const lines = await reads
    .selectFrom('folio_line')
    .select(['kind', 'description', 'cents'])
    .where('folio_id', '=', id)
    .orderBy('id')
    .execute();
  const payments = await paymentsOf(reads, id);
  return {
    id,
    bookingId: folio.booking_id,
    balanceCents: folio.balance_cents,
    depositCents: folio.deposit_cents,
    lines,
    payments: [...payments],
  };
}
