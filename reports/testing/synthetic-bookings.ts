import type { ClientFact } from '../../core/client-history.ts';
import type { DatabaseBooking } from '../../core/run-folder/files/database-bookings.ts';
import type { InvariantCheck } from '../../core/run-folder/files/invariants.ts';
import type { Shape } from './synthetic-load.ts';

/** Id of every synthetic run: visitors begin their keys with it. */
export const syntheticId = 'key';

const tenants = ['riviera', 'dolomiti'] as const;

/** Rows that the invariants of a healthy database look at. */
const invariantNames: readonly (readonly [name: string, checked: number])[] = [
  ['no-double-sale', 112_000],
  ['sold-as-counted', 6_570],
  ['price-as-quoted', 5_400],
  ['payments-in-order', 5_400],
  ['folio-balance', 5_400],
  ['legal-transitions', 9_800],
  ['nights-given-back', 0],
];

/** A booking attempt every 2 s for a thousand visitors: most acknowledged, some refused, one without an answer. */
export function syntheticBookings(shape: Shape): {
  facts: ClientFact[];
  databaseBookings: DatabaseBooking[];
  invariants: InvariantCheck[];
} {
  const facts: ClientFact[] = [];
  const databaseBookings: DatabaseBooking[] = [];
  const attempts = Math.ceil((shape.seconds * shape.visitors) / 2000);
  const first = shape.firstBooking ?? 0;
  for (let index = first; index < first + attempts; index += 1) {
    const tenant = tenants[index % 2] ?? tenants[0];
    const at = (shape.from + ((index - first) * shape.seconds) / attempts) * 1000;
    const key = `${syntheticId}-${index}`;
    const bookingId = `b-${index}`;
    const totalCents = 10_000 + index;
    facts.push({
      kind: 'attempt',
      at,
      tenant,
      key,
      quoteId: `q-${index}`,
      unit: `U${index}`,
      arrival: '2026-08-01',
      departure: '2026-08-08',
      totalCents,
    });
    if (index % 50 === 3) {
      facts.push({ kind: 'outcome', at, tenant, key, outcome: 'refused', status: 409 });
      continue;
    }
    if (index !== 1) {
      facts.push(
        {
          kind: 'outcome',
          at,
          tenant,
          key,
          outcome: 'acknowledged',
          status: 201,
          bookingId,
          totalCents,
        },
        { kind: 'read-back', at, tenant, bookingId, status: 200, visible: true, sameTotal: true },
        {
          kind: 'replay',
          at,
          tenant,
          key,
          body: index % 2 === 0 ? 'same' : 'altered',
          status: index % 2 === 0 ? 201 : 422,
          asRequired: true,
        },
        { kind: 'isolation', at, tenant, checked: 12, foreign: [] },
      );
    }
    databaseBookings.push({ tenant, bookingId, key, totalCents, reservations: 1 });
  }
  return { facts, databaseBookings, invariants: checksOf(shape) };
}

function checksOf(shape: Shape): InvariantCheck[] {
  const moments = [
    { phase: 'during', second: shape.rampSeconds },
    { phase: 'after', second: shape.seconds + 2 },
  ] as const;
  return moments.flatMap(({ phase, second }) =>
    tenants.flatMap((tenant) =>
      invariantNames.map(([name, checked]) => ({
        at: (shape.from + second) * 1000,
        name,
        tenant,
        phase,
        checked: Math.round(checked / 2),
        violations: 0,
        examples: [],
      })),
    ),
  );
}
