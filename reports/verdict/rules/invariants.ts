import { list, plural } from '../../words/figures.ts';
import { disagreements } from '../booking-comparison.ts';
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
            summary: `${plural(held.length, 'invariant holds', 'invariants hold')} over ${plural(rows, 'row or answer', 'rows and answers')} checked.`,
          },
        ]),
  ];
};

function brokenInWords({ name, checked, violations, examples }: InvariantResult): string {
  const [first] = examples;
  const example = first === undefined ? '' : `, for example ${exampleInWords(first)}`;
  return `${name} is violated: ${plural(violations, 'violation')} among ${plural(checked, 'check')}${example}.`;
}

/** `lost: acknowledged ..., tenant riviera, booking 17`. */
export function exampleInWords(example: InvariantResult['examples'][number]): string {
  return Object.entries(example)
    .filter(([, value]) => value !== null)
    .map(([key, value]) =>
      key === 'what' ? whatInWords(String(value)) : `${wordsOf(key)} ${value}`,
    )
    .join(', ');
}

function whatInWords(what: string): string {
  const meaning = Object.entries(disagreements).find(([name]) => name === what);
  return meaning === undefined ? what : `${meaning[0]} (${meaning[1]})`;
}

/** `otherBooking` as `other booking`. */
function wordsOf(key: string): string {
  return key
    .replaceAll('_', ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}
