import type { Rule } from '../judged-run.ts';
import { toldInWords } from '../parts/words.ts';

/** Events that are told one by one; of more, those of a kind and role are told together. */
const mostSingly = 4;

/**
 * What became of the system's parts in judged time. It decides nothing: a fault may be meant, and what it did to visitors
 * is judged by requests, objectives and invariants. But a pass must not keep it to itself.
 */
export const partsStayed: Rule = ({ evidence, parts }) => {
  const events = (parts?.events ?? []).filter(({ judged }) => judged);
  return toldInWords(events, evidence.loadStart, mostSingly).map((sentence) => ({
    severity: 'remark',
    summary: `${sentence}.`,
  }));
};
