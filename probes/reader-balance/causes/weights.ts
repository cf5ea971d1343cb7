import { percent, pValue, sharesInWords } from '../words/words.ts';
import type { Cause } from './cause.ts';

/** The endpoint itself gives one reader out more often than another, anew each time. */
export const weights: Cause = {
  name: 'weights',
  layer: 'dns',
  restsOn: 'answers',
  find: ({ facts: { authority, resolver, readers }, rejected, skewed }) => {
    const answers = authority ?? resolver;
    const { configured } = readers;
    const isTold = configured !== undefined && (skewed.size > 0 || rejected.has('connections'));
    if (!rejected.has('answers') && !isTold) return undefined;
    const told =
      configured === undefined
        ? ''
        : ` The target says that it gives ${sharesInWords(readers.ids, configured)}.`;
    if (answers === undefined) return told.trim();
    return `The endpoint prefers a reader: of ${answers.windows.length} windows it gave ${sharesInWords(readers.ids, answers.counts)}, where ${readers.expected.map(percent).join(', ')} is fair (${pValue(answers.p)}).${told}`;
  },
};
