import type { TenantTransaction } from '../database/transaction.ts';
import type { Reservation } from '../schema/reservation.ts';

/** What a stay's price is made of, in cents. */
export interface PriceParts {
  readonly accommodation: number;
  readonly service: number;
  readonly touristTax: number;
}

export const partNames = ['accommodation', 'service', 'touristTax'] as const;

/** The parts of a stay's price: as its quote has them, or as its folio does, which a stay without a quote has for itself. */
export async function partsOf(
  transaction: TenantTransaction,
  { quote_id: quoteId, booking_id: bookingId }: Reservation,
): Promise<PriceParts> {
  if (quoteId !== null) {
    const quote = await transaction
      .selectFrom('quote')
      .select(['nights_cents', 'services_cents', 'tourist_tax_cents'])
      .where('id', '=', quoteId)
      .executeTakeFirstOrThrow();
    return {
      accommodation: quote.nights_cents,
      service: quote.services_cents,
      touristTax: quote.tourist_tax_cents,
    };
  }
  const lines = await transaction
    .selectFrom('folio_line')
    .innerJoin('folio', 'folio.id', 'folio_line.folio_id')
    .select(['kind', 'cents'])
    .where('folio.booking_id', '=', bookingId)
    .where('kind', 'in', partNames)
    .execute();
  const sum = (name: (typeof partNames)[number]): number =>
    lines.reduce((total, { kind, cents }) => total + (kind === name ? cents : 0), 0);
  return {
    accommodation: sum('accommodation'),
    service: sum('service'),
    touristTax: sum('touristTax'),
  };
}
