import { disagreements } from './booking-comparison.ts';
import type { InvariantResult } from './schema.ts';

/** `lost: acknowledged ..., tenant riviera, booking 17`. */
export function exampleInWords(example: InvariantResult['examples'][number]): string {
  return Object.entries(example)
    .filter(([, value]) => value !== null)
    .map(([key, value]) =>
      key === 'what' ? whatInWords(String(value)) : `${wordsOf(key)} ${value}`,
    )
    .join(', ');
}

function whatInWords(what: string): string {
  const meaning = Object.entries(disagreements).find(([name]) => name === what);
  return meaning === undefined ? what : `${meaning[0]} (${meaning[1]})`;
}

/** `otherBooking` as `other booking`. */
function wordsOf(key: string): string {
  return key
    .replaceAll('_', ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}
