import { knownError } from '../../core/errors.ts';

/** Parser of a flag's value that must be a whole number. @throws bad-value */
export function wholeNumber(what: string): (given: string) => number {
  return (given) => {
    if (/^\d{1,9}$/.test(given)) return Number(given);
    throw knownError('bad-value', { what, given, expected: 'a whole number' });
  };
}
