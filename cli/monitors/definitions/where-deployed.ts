import { knownError } from '../../../core/errors.ts';
import type { ReadOptions } from '../../../monitors/formats/source/options.ts';

/** Where a file that does not say so is deployed. */
export interface PlaceFlags {
  readonly region?: string;
  readonly account?: string;
}

/** @throws bad-value for what cannot be a region or an account */
export function whereDeployed({ region, account }: PlaceFlags): ReadOptions {
  return {
    ...(region === undefined ? {} : { region: asRegion('--region', region) }),
    ...(account === undefined ? {} : { accountId: asAccount(account) }),
  };
}

/** @throws bad-value for what cannot be a region */
export function asRegion(what: string, given: string): string {
  if (/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(given)) return given;
  throw knownError('bad-value', { what, given, expected: 'a region such as eu-west-1' });
}

function asAccount(given: string): string {
  if (/^\d{12}$/.test(given)) return given;
  throw knownError('bad-value', { what: '--account', given, expected: 'twelve digits' });
}
