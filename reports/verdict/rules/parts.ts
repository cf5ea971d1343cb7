import type { JudgedRun, Rule } from '../judged-run.ts';
import { byWeight } from '../parts/figures.ts';
import { eventInWords, eventsInWords } from '../parts/words.ts';
import type { PartEvent } from '../schema.ts';

/** Events that are told one by one; of more, those of a kind and role are told together. */
const mostSingly = 4;

/**
 * What became of the system's parts in judged time. It decides nothing: a fault may be meant, and what it did to visitors
 * is judged by requests, objectives and invariants. But a pass must not keep it to itself.
 */
export const partsStayed: Rule = ({ evidence, parts }: JudgedRun) => {
  const events = (parts?.events ?? []).filter(({ judged }) => judged).toSorted(byWeight);
  const sentences =
    events.length <= mostSingly
      ? events.map((event) => eventInWords(event, evidence.loadStart))
      : together(events, evidence.loadStart);
  return sentences.map((sentence) => ({
    severity: 'remark',
    summary: `${sentence}.`,
  }));
};

function together(events: readonly PartEvent[], loadStart: number): string[] {
  const groups = Map.groupBy(events, ({ kind, role }) => `${kind} ${role}`);
  return [...groups.values()].map((group) => {
    const [first] = group;
    return first !== undefined && group.length === 1
      ? eventInWords(first, loadStart)
      : eventsInWords(group);
  });
}
