import { list } from '../../words.ts';
import { bothSidesWhole } from '../client-invariants.ts';
import type { Rule } from '../case.ts';

/** Where the target has a database, what it holds is part of the verdict. */
export const databaseEvidence: Rule = ({ evidence, history }) => {
  if (!evidence.manifest.target.database) {
    return [
      {
        severity: 'remark',
        summary:
          'The target offers no database, so that no invariant of its bookings was checked there.',
      },
    ];
  }
  const missing = [
    evidence.invariants.some(({ phase }) => phase === 'after')
      ? []
      : ['the invariants after the run'],
    evidence.databaseBookings === undefined ? ["the run's bookings"] : [],
  ].flat();
  if (missing.length > 0) {
    return [
      {
        severity: 'inconclusive',
        summary: `The target's database was not asked for ${list(missing)}.`,
      },
    ];
  }
  const attempted = history.attempts.size > 0 || history.acknowledged.size > 0;
  return attempted && !bothSidesWhole(evidence)
    ? [
        {
          severity: 'inconclusive',
          summary:
            'Clients and database could not be compared wholly, because the run did not end in order.',
        },
      ]
    : [];
};
