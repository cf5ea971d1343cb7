import { heldAnswers } from '../../../core/statistics/windows/held-answers.ts';
import { level } from '../facts/facts.ts';
import { asShares } from '../facts/readers.ts';
import type { Cause } from './cause.ts';
import { heldInWords } from '../words/held-in-words.ts';

/** Answers that outlive their time to live: whoever asks in between goes where the last one went. */
export const cachingResolver: Cause = {
  name: 'caching-resolver',
  layer: 'dns',
  restsOn: 'held-answers',
  find: ({ facts: { authority, resolver, readers }, rejected }) => {
    const answers = resolver ?? authority;
    if (answers === undefined || !rejected.has('held-answers')) return undefined;
    // A reader that is given out more often is repeated more often as well, without being held.
    const windows = answers.windows.filter((window) => window !== null);
    if (heldAnswers(windows, asShares(answers.counts)).p > level) return undefined;
    const who = answers.asked === 'resolver' ? 'The resolver' : "The endpoint's name server";
    const ttls =
      authority !== undefined &&
      resolver !== undefined &&
      resolver.ttlSeconds > authority.ttlSeconds
        ? ` It lets answers be kept for ${resolver.ttlSeconds} s, and the endpoint for ${authority.ttlSeconds} s.`
        : '';
    return `${who} holds its answers longer than a window: ${heldInWords(answers.held, readers.expected)}.${ttls}`;
  },
};
