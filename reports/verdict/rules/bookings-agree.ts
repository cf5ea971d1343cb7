import { count, plural } from '../../words/figures.ts';
import { bothSidesWhole } from '../client-invariants.ts';
import type { Rule } from '../judged-run.ts';

/** What a violation of the agreement says is told by the invariants; this rule tells of agreement and of doubt. */
export const bookingsAgree: Rule = ({ evidence, history, invariants, load }) => {
  // Without both sides whole, database-evidence and evidence-complete tell what is missing.
  if (!bothSidesWhole(evidence)) return [];
  const agreement = invariants.find(({ name }) => name === 'clients-and-database-agree');
  if (
    agreement === undefined ||
    agreement.violations > 0 ||
    evidence.databaseBookings === undefined
  )
    return [];
  const { acknowledged, refused, indeterminate } = load.bookings;
  if (acknowledged + refused + indeterminate === 0) return [];
  const stored = new Set(
    evidence.databaseBookings.map(({ tenant, key }) => `${tenant} ${key ?? ''}`),
  );
  const inDatabase = [...history.indeterminate].filter((id) => stored.has(id)).length;
  const doubt =
    indeterminate === 0
      ? ''
      : ` Of ${plural(indeterminate, 'attempt')} without a definite answer ${count(inDatabase)} went through.`;
  return [
    {
      severity: 'confirmation',
      summary: `Clients and database agree on ${plural(acknowledged, 'acknowledged booking')} and ${plural(refused, 'refused one')}.${doubt}`,
    },
  ];
};
