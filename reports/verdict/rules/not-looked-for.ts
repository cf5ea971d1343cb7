import { notLookedForInWords } from '../../words/losses.ts';
import type { Rule } from '../judged-run.ts';

/** Invariants that hold say nothing of what none of them is about: a pass must say what it does not cover. */
export const notLookedFor: Rule = ({ notLookedFor: kinds }) => {
  const summary = notLookedForInWords(kinds);
  return summary === undefined ? [] : [{ severity: 'remark', summary }];
};
