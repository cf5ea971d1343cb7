import { z } from 'zod';
import { nightCount, parseDay } from '../domain/civil-date.ts';

/** Fields that several operations share. */
export const cents = z.int().describe('Euro cents');
export const date = z.iso.date();
export const timestamp = z.iso.datetime();
export const tenantField = z.string().describe('The tenant that this belongs to');
/** Readable ids of what is sold: `RIV1-MH4`, `RIV1-C017`. */
export const codeId = z
  .string()
  .regex(/^[A-Z0-9-]{1,32}$/, 'must be an id of capital letters, digits and dashes');
export const uuid = z.string().regex(/^[0-9a-f-]{36}$/, 'must be a UUID');
export const adults = z.int().min(1).max(12);
export const children = z.int().min(0).max(12);
const childrenAges = z.array(z.int().min(0).max(17)).max(12);
/** Fields of a party; an object that has them is refined with `agesFit` and `agesMessage`. */
export const party = {
  adults,
  children,
  childrenAges: childrenAges.optional().describe('Of each child, in years on the day of arrival'),
};

export function agesFit(party: {
  readonly children: number;
  readonly childrenAges?: readonly number[] | undefined;
}): boolean {
  return party.childrenAges === undefined || party.childrenAges.length === party.children;
}

export const agesMessage = {
  path: ['childrenAges'],
  message: 'must have an age for each of the children',
};

/** Ages in a query: `2,14`. */
export const agesInQuery = z
  .string()
  .regex(/^\d{1,2}(,\d{1,2}){0,11}$/, 'must be ages with commas between them')
  .transform((text) => text.split(',').map(Number))
  .pipe(childrenAges);

/** A number in a query, which is text there: digits, and nothing else that could be taken for a number. */
export function inQuery<S extends z.ZodType>(schema: S): z.ZodPreprocess<S> {
  return z.preprocess(
    (given) => (typeof given === 'string' && /^-?\d{1,9}$/.test(given) ? Number(given) : given),
    schema,
  );
}

/** Longest stay that can be asked for. */
export const longestStay = 60;

/** The fields of a stay; an object that has them is refined with `inOrder` and `stayOrder`. */
export const stay = { arrival: date, departure: date.describe('The morning after the last night') };

export function inOrder(stay: { readonly arrival: string; readonly departure: string }): boolean {
  // A date that is none has been found already.
  if (parseDay(stay.arrival) === undefined || parseDay(stay.departure) === undefined) return true;
  const nights = nightCount(stay.arrival, stay.departure);
  return nights >= 1 && nights <= longestStay;
}

export const stayOrder = {
  path: ['departure'],
  message: `must be 1 to ${longestStay} days after arrival`,
};

/** Words that people write: nothing that moves a cursor, which would break the lines of a file that they get into. */
export const words = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[ -~\u00a0-\uffff]*$/, 'must be text without control characters');
