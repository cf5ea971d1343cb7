import { addDays, type CivilDate } from './civil-date.ts';

/** What a campsite asks of those who do not come: percents of the price of their stay. */
export interface CancellationRules {
  /** Days before the arrival up to which nothing is asked for. */
  readonly freeDays: number;
  readonly latePercent: number;
  readonly noShowPercent: number;
}

/** The last day on which a stay is cancelled for nothing. */
export function freeUntil({ freeDays }: CancellationRules, arrival: CivilDate): CivilDate {
  return addDays(arrival, -freeDays);
}

/** What a confirmed stay costs that is cancelled on a day, in cents, rounded down. */
export function cancellationFee(
  rules: CancellationRules,
  stay: { readonly arrival: CivilDate; readonly totalCents: number },
  today: CivilDate,
): number {
  return today <= freeUntil(rules, stay.arrival) ? 0 : part(stay.totalCents, rules.latePercent);
}

/** What a stay costs that nobody came for, in cents, rounded down. */
export function noShowFee(
  { noShowPercent }: CancellationRules,
  { totalCents }: { readonly totalCents: number },
): number {
  return part(totalCents, noShowPercent);
}

function part(cents: number, percent: number): number {
  return Math.floor((cents * percent) / 100);
}
