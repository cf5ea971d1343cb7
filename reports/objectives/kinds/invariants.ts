import { plural } from '../../words/figures.ts';
import { fits } from '../request-pattern.ts';
import type { InvariantsObjective } from '../schema/invariants.ts';
import { type Kind, resultOf } from './kind.ts';

/** Invariants that were asked for by name: each must have had something to check, and hold. */
export const invariants: Kind<InvariantsObjective> = {
  noun: 'invariant',
  names: (seen) => seen.invariants.map(({ name }) => name),
  appliesTo: ({ invariants: patterns, except }, name) => fits(patterns, except, [name]),
  judge: (where) =>
    where.invariants
      .filter(({ name }) => invariants.appliesTo(where.objective, name, where))
      .map(({ name, checked, violations }) =>
        resultOf(where, {
          scope: name,
          requests: [name],
          indicator: 'violations',
          limit: 0,
          value: violations,
          samples: checked,
          fewest: 1,
          counted: 'check',
          met: violations > 0 ? false : checked > 0 ? true : null,
          observed:
            checked === 0 && violations === 0
              ? 'nothing to check'
              : `${plural(violations, 'violation')} among ${plural(checked, 'check')}`,
        }),
      ),
};
