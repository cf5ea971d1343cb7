import { list, plural } from '../../words/figures.ts';
import { exampleInWords } from '../example-in-words.ts';
import type { Rule } from '../judged-run.ts';
import type { InvariantResult } from '../schema.ts';

/** No invariant may be violated, whatever else happened in the run. */
export const invariantsHold: Rule = ({ invariants }) => {
  const broken = invariants
    .filter(({ violations }) => violations > 0)
    .map((result) => ({ severity: 'violation' as const, summary: brokenInWords(result) }));
  const held = invariants.filter(({ checked, violations }) => checked > 0 && violations === 0);
  const empty = invariants.filter(({ checked, violations }) => checked === 0 && violations === 0);
  const rows = held.reduce((total, { checked }) => total + checked, 0);
  return [
    ...broken,
    ...(empty.length === 0
      ? []
      : [
          {
            severity: 'remark' as const,
            summary: `There was nothing to check for ${list(
              empty.map(({ name }) => name),
              12,
            )}.`,
          },
        ]),
    ...(held.length === 0
      ? []
      : [
          {
            severity: 'confirmation' as const,
            summary: `${plural(held.length, 'invariant holds', 'invariants hold')}: ${plural(rows, 'row or answer', 'rows and answers')} checked.`,
          },
        ]),
  ];
};

function brokenInWords({ name, checked, violations, examples }: InvariantResult): string {
  const [first] = examples;
  const example = first === undefined ? '' : `, for example ${exampleInWords(first)}`;
  return `${name} is violated: ${plural(violations, 'violation')} among ${plural(checked, 'check')}${example}.`;
}
