import { kindFor } from '../../objectives/kinds/index.ts';
import { objectivesOf } from '../../objectives/schema.ts';
import { list, plural } from '../../words/figures.ts';
import { exampleInWords } from '../example-in-words.ts';
import type { JudgedRun, Rule } from '../judged-run.ts';
import type { InvariantResult } from '../schema.ts';

/** No invariant may be violated, whatever else happened in the run, unless the user's own objectives say which must hold. */
export const invariantsHold: Rule = (run) => {
  const { invariants } = run;
  const broken = invariants
    .filter(({ violations }) => violations > 0)
    .map((result) =>
      isAskedFor(result, run)
        ? { severity: 'violation' as const, summary: brokenInWords(result) }
        : {
            severity: 'remark' as const,
            summary: `${brokenInWords(result).slice(0, -1)}; no objective asks for it.`,
          },
    );
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

/** All are, where no objective says which. */
function isAskedFor({ name }: InvariantResult, run: JudgedRun): boolean {
  const asking = objectivesOf('invariants', run.objectives);
  return asking.length === 0 || asking.some((one) => kindFor(one).appliesTo(one, name, run));
}

function brokenInWords({ name, checked, violations, examples }: InvariantResult): string {
  const [first] = examples;
  const example = first === undefined ? '' : `, for example ${exampleInWords(first)}`;
  return `${name} is violated: ${plural(violations, 'violation')} among ${plural(checked, 'check')}${example}.`;
}
