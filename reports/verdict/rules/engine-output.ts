import { count } from '../../words/figures.ts';
import type { Rule } from '../judged-run.ts';

/** All figures come from what the engine wrote: what could not be read of it is missing from them. */
export const engineOutput: Rule = ({ evidence }) => {
  const { engine, endedAt } = evidence.manifest;
  const { reading, output } = engine;
  // A run that did not end in order is told of as a whole.
  if (reading === undefined && endedAt === undefined) return [];
  if (reading === undefined)
    return [{ severity: 'inconclusive', summary: `${output} was not read to its end.` }];
  const { malformed, records, firstMalformed: first, truncated } = reading;
  const example = first === undefined ? '' : `, the first in line ${first.line}: ${first.reason}`;
  return [
    ...(records === 0 ? [`${output} has no records.`] : []),
    ...(malformed === 0
      ? []
      : [
          `${count(malformed)} of ${count(records)} records of ${output} could not be read${example}.`,
        ]),
    ...(truncated ? [`${output} ends in the middle of a record, which was left out.`] : []),
  ].map((summary) => ({ severity: 'inconclusive', summary }));
};
