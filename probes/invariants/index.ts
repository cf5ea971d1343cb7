import { arrivalsInTime } from './arrivals-in-time.ts';
import { bookingComplete } from './booking-complete.ts';
import { bookingsRemembered } from './bookings-remembered.ts';
import { bookingsTold } from './bookings-told.ts';
import { calendarComplete } from './calendar-complete.ts';
import { capacityAsUnits } from './capacity-as-units.ts';
import { catalogOnReaders } from './catalog-on-readers.ts';
import { chargesAsBooked } from './charges-as-booked.ts';
import { chargesAsQuoted } from './charges-as-quoted.ts';
import { closuresKept } from './closures-kept.ts';
import { daysAsClosed } from './days-as-closed.ts';
import { deedsJournaled } from './deeds-journaled.ts';
import { depositsPaid } from './deposits-paid.ts';
import { feesAsDue } from './fees-as-due.ts';
import { folioBalance } from './folio-balance.ts';
import type { Invariant } from './invariant.ts';
import { inventoryInPlace } from './inventory-in-place.ts';
import { invoicesAddUp } from './invoices-add-up.ts';
import { invoicesInSequence } from './invoices-in-sequence.ts';
import { legalTransitions } from './legal-transitions.ts';
import { madeInTime } from './made-in-time.ts';
import { moneyReceipted } from './money-receipted.ts';
import { movementsAsPaid } from './movements-as-paid.ts';
import { nightsGivenBack } from './nights-given-back.ts';
import { nightsHeld } from './nights-held.ts';
import { noDoubleSale } from './no-double-sale.ts';
import { nothingOrphaned } from './nothing-orphaned.ts';
import { nothingOverpaid } from './nothing-overpaid.ts';
import { oneBookingPerKey } from './one-booking-per-key.ts';
import { onePartyPerUnit } from './one-party-per-unit.ts';
import { oneTenantEach } from './one-tenant-each.ts';
import { optionsExpire } from './options-expire.ts';
import { partyFits } from './party-fits.ts';
import { paymentCoversBooking } from './payment-covers-booking.ts';
import { paymentsInOrder } from './payments-in-order.ts';
import { priceAsQuoted } from './price-as-quoted.ts';
import { quoteComplete } from './quote-complete.ts';
import { quotesAddUp } from './quotes-add-up.ts';
import { reservationAsQuoted } from './reservation-as-quoted.ts';
import { reservationComplete } from './reservation-complete.ts';
import { restrictionsKept } from './restrictions-kept.ts';
import { salesOnReaders } from './sales-on-readers.ts';
import { soldAsCounted } from './sold-as-counted.ts';
import { staysTold } from './stays-told.ts';
import { stepsInTime } from './steps-in-time.ts';
import { touristTaxAsDue } from './tourist-tax-as-due.ts';
import { unitWhereItBelongs } from './unit-where-it-belongs.ts';

/**
 * The invariants that a database alone can show, by name. Tenant isolation in answers, read-your-writes, replays and the
 * comparison with the clients' account are judged from the client facts in the run folder. To add one: a file beside
 * this one, and a line here.
 */
export const invariants: Readonly<Record<string, Invariant>> = {
  'no-double-sale': noDoubleSale,
  'one-party-per-unit': onePartyPerUnit,
  'one-booking-per-key': oneBookingPerKey,
  'bookings-remembered': bookingsRemembered,
  'booking-complete': bookingComplete,
  'reservation-complete': reservationComplete,
  'quote-complete': quoteComplete,
  'nights-held': nightsHeld,
  'nothing-orphaned': nothingOrphaned,
  'calendar-complete': calendarComplete,
  'bookings-told': bookingsTold,
  'stays-told': staysTold,
  'one-tenant-each': oneTenantEach,
  'unit-where-it-belongs': unitWhereItBelongs,
  'inventory-in-place': inventoryInPlace,
  'sold-as-counted': soldAsCounted,
  'capacity-as-units': capacityAsUnits,
  'price-as-quoted': priceAsQuoted,
  'quotes-add-up': quotesAddUp,
  'reservation-as-quoted': reservationAsQuoted,
  'charges-as-booked': chargesAsBooked,
  'charges-as-quoted': chargesAsQuoted,
  'tourist-tax-as-due': touristTaxAsDue,
  'party-fits': partyFits,
  'payments-in-order': paymentsInOrder,
  'payment-covers-booking': paymentCoversBooking,
  'nothing-overpaid': nothingOverpaid,
  'money-receipted': moneyReceipted,
  'folio-balance': folioBalance,
  'legal-transitions': legalTransitions,
  'steps-in-time': stepsInTime,
  'arrivals-in-time': arrivalsInTime,
  'options-expire': optionsExpire,
  'nights-given-back': nightsGivenBack,
  'made-in-time': madeInTime,
  'closures-kept': closuresKept,
  'restrictions-kept': restrictionsKept,
  'fees-as-due': feesAsDue,
  'deposits-paid': depositsPaid,
  'movements-as-paid': movementsAsPaid,
  'days-as-closed': daysAsClosed,
  'invoices-in-sequence': invoicesInSequence,
  'invoices-add-up': invoicesAddUp,
  'deeds-journaled': deedsJournaled,
  'catalog-on-readers': catalogOnReaders,
  'sales-on-readers': salesOnReaders,
};
