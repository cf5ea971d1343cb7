import { formatSeconds } from '../../../core/duration.ts';
import { asShares } from '../facts/readers.ts';
import { percent } from '../words/words.ts';
import type { Cause } from './cause.ts';

/** A reader counts as new for so long. */
const newMs = 10 * 60_000;
/** Readers of one cluster that start together do so within this. */
const togetherMs = 5_000;

/** A reader that has just joined, or come back: connections move to it only as they are opened anew. */
export const joinedReader: Cause = {
  name: 'joined-reader',
  layer: 'load',
  find: ({ facts: { readers, load, to }, skewed }) => {
    if (load === undefined || skewed.size === 0) return undefined;
    const shares = asShares(load.sessions);
    const ratios = shares.map((share, reader) => share / (readers.expected[reader] ?? 1));
    const ages = readers.startedAt.map((at) =>
      at === undefined ? Number.POSITIVE_INFINITY : to - at,
    );
    const newest = ages.indexOf(Math.min(...ages));
    const age = ages[newest] ?? Number.POSITIVE_INFINITY;
    const next = Math.min(...ages.filter((_, reader) => reader !== newest));
    if (age > newMs || next - age < togetherMs) return undefined;
    const ratio = ratios[newest] ?? 1;
    if (ratio > Math.min(...ratios) && ratio < Math.max(...ratios)) return undefined;
    const share = `${percent(shares[newest] ?? 0)} of the sessions, where ${percent(readers.expected[newest] ?? 0)} is fair`;
    return `${readers.ids[newest]} joined ${formatSeconds(age / 1000)} ago and ${ratio < 1 ? 'is starved' : 'is stampeded'}: ${share}.`;
  },
};
