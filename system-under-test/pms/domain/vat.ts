/**
 * Value-added tax that prices contain, in percent. Italy: stays 10 (DPR 633/1972, table A, part III, no. 120), other
 * services 22; the tourist tax is collected for the town, and a fee for not coming is no price: both are outside of it.
 */
export const vatPercents = {
  accommodation: 10,
  service: 22,
  extra: 22,
  touristTax: 0,
  fee: 0,
} as const;

/** The tax that a gross amount contains, to the nearest cent; halves away from 0, so that a credit note mirrors its invoice. */
export function vatWithin(grossCents: number, percent: number): number {
  const cents = Math.round((Math.abs(grossCents) * percent) / (100 + percent));
  return grossCents < 0 ? -cents : cents;
}
