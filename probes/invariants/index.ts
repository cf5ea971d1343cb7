import { folioBalance } from './folio-balance.ts';
import type { Invariant } from './invariant.ts';
import { legalTransitions } from './legal-transitions.ts';
import { nightsGivenBack } from './nights-given-back.ts';
import { nightsHeld } from './nights-held.ts';
import { noDoubleSale } from './no-double-sale.ts';
import { oneBookingPerKey } from './one-booking-per-key.ts';
import { paymentsInOrder } from './payments-in-order.ts';
import { priceAsQuoted } from './price-as-quoted.ts';
import { soldAsCounted } from './sold-as-counted.ts';

/**
 * The invariants that a database alone can show. Tenant isolation, read-your-writes, replays and the comparison with
 * the clients' account are judged from the client facts in the run folder.
 */
export const invariants: readonly Invariant[] = [
  noDoubleSale,
  soldAsCounted,
  nightsHeld,
  priceAsQuoted,
  paymentsInOrder,
  folioBalance,
  oneBookingPerKey,
  legalTransitions,
  nightsGivenBack,
];
