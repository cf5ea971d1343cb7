import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { price, type Stay } from './pricing.ts';

const cents = fc.integer({ min: 0, max: 100_000 });
const night = fc.record({
  night: fc.constant('2027-08-01'),
  baseCents: cents,
  includedPersons: fc.integer({ min: 0, max: 8 }),
  extraAdultCents: cents,
  extraChildCents: cents,
});
const stay: fc.Arbitrary<Stay> = fc.record({
  nights: fc.array(night, { minLength: 1, maxLength: 60 }),
  adults: fc.integer({ min: 1, max: 12 }),
  children: fc.integer({ min: 0, max: 12 }),
  services: fc.array(
    fc.record({
      code: fc.constantFrom('DOG', 'CAR', 'CLEAN'),
      quantity: fc.integer({ min: 1, max: 20 }),
      unitCents: cents,
      per: fc.constantFrom('stay' as const, 'night' as const),
    }),
    { maxLength: 5 },
  ),
  touristTax: fc.record({
    centsPerAdultNight: fc.integer({ min: 0, max: 1000 }),
    maxNights: fc.integer({ min: 0, max: 30 }),
  }),
});

/** The price worked out another way: person by person, and in integers that cannot lose a digit. */
function reference(stay: Stay): bigint {
  let total = 0n;
  for (const [i, rate] of stay.nights.entries()) {
    total += BigInt(rate.baseCents);
    const persons = [
      ...Array.from({ length: stay.adults }, () => rate.extraAdultCents),
      ...Array.from({ length: stay.children }, () => rate.extraChildCents),
    ];
    for (const extra of persons.slice(rate.includedPersons)) total += BigInt(extra);
    for (const service of stay.services) {
      if (service.per === 'night' || i === 0)
        total += BigInt(service.unitCents) * BigInt(service.quantity);
    }
    if (i < stay.touristTax.maxNights)
      total += BigInt(stay.adults) * BigInt(stay.touristTax.centsPerAdultNight);
  }
  return total;
}

describe('the price of a stay', () => {
  test.prop([stay])('is what counting person by person and night by night gives', (given) => {
    expect(BigInt(price(given).totalCents)).toBe(reference(given));
  });

  test.prop([stay])('is the sum of its parts, and each part that of its lines', (given) => {
    const result = price(given);
    const sum = (items: readonly { readonly cents: number }[]) =>
      items.reduce((all, one) => all + one.cents, 0);
    expect(sum(result.nights)).toBe(result.nightsCents);
    expect(sum(result.services)).toBe(result.servicesCents);
    expect(result.nightsCents + result.servicesCents + result.touristTaxCents).toBe(
      result.totalCents,
    );
  });

  it('of a family of four on a pitch for two, with a dog, nine nights', () => {
    const rate = {
      baseCents: 5400,
      includedPersons: 2,
      extraAdultCents: 900,
      extraChildCents: 500,
    };
    const result = price({
      nights: Array.from({ length: 9 }, (_, i) => ({ night: `2027-08-0${i + 1}`, ...rate })),
      adults: 2,
      children: 2,
      services: [{ code: 'DOG', quantity: 1, unitCents: 400, per: 'night' }],
      touristTax: { centsPerAdultNight: 100, maxNights: 7 },
    });
    expect(result).toMatchObject({
      nightsCents: 57_600,
      servicesCents: 3600,
      touristTaxCents: 1400,
      totalCents: 62_600,
    });
  });
});
