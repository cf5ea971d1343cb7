import { type LossKind, lossKinds } from '../../core/run-folder/files/invariants.ts';
import { list } from './figures.ts';

const words = {
  sale: 'nights sold twice',
  repetition: 'repeated requests that act twice',
  existence: 'lost bookings',
  ownership: "rows of another's tenant, unit or group",
  copies: 'copies that differ',
  money: 'money that does not add up',
  time: 'steps out of order or never taken',
  readers: 'readers that differ from the writer',
} as const satisfies Record<LossKind, string>;

/** What a run did not look for, as a sentence; undefined when it looked for everything, or that is not known. */
export function notLookedForInWords(kinds: readonly LossKind[] | null): string | undefined {
  if (kinds === null || kinds.length === 0) return undefined;
  if (kinds.length === lossKinds.length)
    return 'Nobody looked for anything that a booking system can lose: no invariant had anything to check.';
  const which = list(
    kinds.map((kind) => words[kind]),
    kinds.length,
  );
  return `Nobody looked for ${which}: no invariant of ${kinds.length === 1 ? 'that kind' : 'those kinds'} had anything to check.`;
}
