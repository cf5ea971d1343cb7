import { knownError } from '../../core/errors.ts';

/** `80`, of `--ceiling`, as 0.8. @throws bad-value */
export function ceilingOf(given: string): number {
  const value = Number(given);
  if (given.trim() === '' || !(value > 0 && value <= 100)) {
    const expected = 'a percentage above 0 and up to 100';
    throw knownError('bad-value', { what: '--ceiling', given, expected });
  }
  return value / 100;
}
