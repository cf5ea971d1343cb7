import type { BookingMode } from '../domain/booking-mode.ts';
import {
  cashDeskSql,
  type DayCloseTable,
  type InvoiceCounterTable,
  type InvoiceTable,
  type InvoiceVatTable,
  type PaymentMovementTable,
} from './cash-desk.ts';
import { closureSql, type UnitClosureTable } from './closure.ts';
import { deliverySql, type IdempotencyKeyTable, type OutboxTable } from './delivery.ts';
import { folioSql, type FolioLineTable, type FolioTable, type PaymentTable } from './folio.ts';
import { guestSql, type GuestTable } from './guest.ts';
import { journalSql, type JournalTable } from './journal.ts';
import { type AvailabilityDayTable, nightSql, type UnitNightTable } from './night.ts';
import {
  propertySql,
  type PropertyTable,
  type ReviewTable,
  type UnitGroupTable,
  type UnitTable,
} from './property.ts';
import {
  quoteSql,
  type QuoteNightTable,
  type QuoteServiceTable,
  type QuoteTable,
} from './quote.ts';
import {
  type NightlyRateTable,
  type RatePlanTable,
  ratesSql,
  type RestrictionTable,
  type SeasonTable,
  type ServiceTable,
} from './rates.ts';
import {
  type BookingTable,
  type ReservationHistoryTable,
  reservationSql,
  type ReservationTable,
} from './reservation.ts';

/** A tenant's database. DATE columns are `YYYY-MM-DD`, DATETIME(3) columns UTC text: see database/timestamp.ts. */
export interface Tables {
  property: PropertyTable;
  unit_group: UnitGroupTable;
  unit: UnitTable;
  review: ReviewTable;
  season: SeasonTable;
  rate_plan: RatePlanTable;
  nightly_rate: NightlyRateTable;
  restriction: RestrictionTable;
  service: ServiceTable;
  quote: QuoteTable;
  quote_night: QuoteNightTable;
  quote_service: QuoteServiceTable;
  booking: BookingTable;
  reservation: ReservationTable;
  reservation_history: ReservationHistoryTable;
  unit_night: UnitNightTable;
  availability_day: AvailabilityDayTable;
  guest: GuestTable;
  folio: FolioTable;
  folio_line: FolioLineTable;
  payment: PaymentTable;
  payment_movement: PaymentMovementTable;
  day_close: DayCloseTable;
  invoice: InvoiceTable;
  invoice_vat: InvoiceVatTable;
  invoice_counter: InvoiceCounterTable;
  unit_closure: UnitClosureTable;
  journal: JournalTable;
  idempotency_key: IdempotencyKeyTable;
  outbox: OutboxTable;
}

/** The statements that make an empty tenant database, in order. */
export function tenantSql(mode: BookingMode): readonly string[] {
  return [
    ...propertySql,
    ...ratesSql,
    ...quoteSql,
    ...reservationSql,
    ...nightSql(mode),
    ...guestSql,
    ...folioSql,
    ...cashDeskSql,
    ...closureSql,
    ...journalSql,
    ...deliverySql,
  ];
}
