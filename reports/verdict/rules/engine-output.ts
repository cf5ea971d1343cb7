import { type ManifestEngine, outputsOf } from '../../../core/run-folder/manifest/engine.ts';
import { count, list, plural } from '../../words/figures.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../judged-run.ts';

/** All figures come from what the engine wrote: what could not be read of it is missing from them. */
export const engineOutput: Rule = ({ evidence }) => {
  const { engine, endedAt } = evidence.manifest;
  const { reading } = engine;
  const output = list(outputsOf(engine));
  // A run that did not end in order is told of as a whole.
  if (reading === undefined && endedAt === undefined) return [];
  if (reading === undefined)
    return [{ severity: 'inconclusive', summary: `${output} was not read to its end.` }];
  const { malformed, records, firstMalformed: first, truncated, untold = [] } = reading;
  const example = first === undefined ? '' : `, the first in line ${first.line}: ${first.reason}`;
  const unread = [
    ...(records === 0 ? [`${output} has no records.`] : []),
    ...(malformed === 0
      ? []
      : [
          `${count(malformed)} of ${count(records)} records of ${output} could not be read${example}.`,
        ]),
    ...(truncated ? [`${output} ends in the middle of a record, which was left out.`] : []),
  ];
  return [
    ...unread.map((summary) => ({ severity: 'inconclusive' as const, summary })),
    ...untold.map(untoldInWords),
  ];
};

type Untold = NonNullable<NonNullable<ManifestEngine['reading']>['untold']>[number];

/** A script may leave out what its requests would be judged by. */
function untoldInWords({ what, requests, because }: Untold): Omit<Finding, 'rule'> {
  const n = plural(requests, 'request');
  if (what === 'name') {
    const summary = `${n} have no name, since ${because}: they are judged as one, so that one kind may hide behind others.`;
    return { severity: 'inconclusive', summary };
  }
  if (what === 'outcome') {
    const summary = `Whether ${n} failed is not known, since ${because}.`;
    return { severity: 'inconclusive', summary };
  }
  if (what === 'own-row') {
    const summary = `${n} are judged as one row, (other requests), since ${because}. Give requests that differ in their URL alone one name.`;
    return { severity: 'remark', summary };
  }
  return { severity: 'remark', summary: `Why ${n} failed is not known, since ${because}.` };
}
