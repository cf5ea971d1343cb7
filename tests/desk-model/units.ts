import * as fc from 'fast-check';

/** Units that are played with: few, so that parties meet; the last is of a dearer group. */
export const units = ['RIV1-A001', 'RIV1-A002', 'RIV1-B001'] as const;

export function groupOf(unit: string): string {
  return unit.startsWith('RIV1-A') ? 'RIV1-PS' : 'RIV1-PC';
}

/** Which of those that there are. */
export const which = fc.nat(5);

/** Whom a step is tried on: at random alone, hardly anything would be legal, and some refusals as rare. */
export const aim = fc.constantFrom('those it is for', 'anybody', 'others');
export type Aim = typeof aim extends fc.Arbitrary<infer A> ? A : never;

/** Who is looked for, of those whom a step is for or not. */
export function sought<T>(aim: Aim, isFor: (each: T) => boolean): (each: T) => boolean {
  if (aim === 'anybody') return () => true;
  return aim === 'others' ? (each) => !isFor(each) : isFor;
}
