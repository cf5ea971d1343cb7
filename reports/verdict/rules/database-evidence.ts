import { bothSidesWhole } from '../client-invariants.ts';
import type { Rule } from '../case.ts';

/** Where the target has a database, what it holds once the load is over is part of the verdict. */
export const databaseEvidence: Rule = ({ evidence, history }) => {
  if (!evidence.manifest.target.capabilities.observe.includes('bookings')) {
    const summary =
      'The target offers no database: no invariant of its bookings was checked there.';
    return [{ severity: 'remark', summary }];
  }
  const checkedAfter = evidence.invariants.some(({ phase }) => phase === 'after');
  const attempted = history.attempts.size > 0 || history.acknowledged.size > 0;
  return [
    ...(evidence.invariants.length > 0 && !checkedAfter
      ? ["The target's database was not asked for the invariants after the load."]
      : []),
    ...(attempted && evidence.databaseBookings !== undefined && !bothSidesWhole(evidence)
      ? ['Clients and database cannot be compared: the run did not end in order.']
      : []),
  ].map((summary) => ({ severity: 'inconclusive', summary }));
};
