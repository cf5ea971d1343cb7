import { knownError } from '../../core/errors.ts';

/** Parser of a flag's value that must be a whole number. @throws bad-value */
export function wholeNumber(what: string): (given: string) => number {
  return (given) => {
    if (/^\d{1,9}$/.test(given)) return Number(given);
    throw knownError('bad-value', { what, given, expected: 'a whole number from 0 up' });
  };
}

/** Parser of whole numbers separated by commas. @throws bad-value */
export function wholeNumbers(what: string): (given: string) => number[] {
  const parse = wholeNumber(what);
  return (given) => commaSeparated(given).map(parse);
}

/** Parser of numbers from 0 on, separated by commas. @throws bad-value */
export function numbers(what: string): (given: string) => number[] {
  return (given) =>
    commaSeparated(given).map((one) => {
      if (/^\d{1,9}(\.\d+)?$/.test(one)) return Number(one);
      throw knownError('bad-value', { what, given: one, expected: 'a number from 0 up' });
    });
}

export function commaSeparated(given: string): string[] {
  return given.split(',').map((one) => one.trim());
}
