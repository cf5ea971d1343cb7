import { plural } from '../../words/figures.ts';
import type { Rule } from '../judged-run.ts';

/** A disk that was full for a while leaves torn lines: what they held is missing from the figures. */
export const unreadableLines: Rule = ({ evidence: { files } }) =>
  files.list.flatMap(({ name, unreadable, firstUnreadable: first }) => {
    if (unreadable === 0 || first === undefined) return [];
    const lines = plural(unreadable, 'line');
    const summary = `${lines} of ${name} could not be read and ${unreadable === 1 ? 'was' : 'were'} left out, the first line ${first.line}: ${first.reason}.`;
    return [{ severity: 'inconclusive' as const, summary }];
  });
