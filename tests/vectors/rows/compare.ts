import type { Row } from './form.ts';

/** How far apart exact figures may be: relatively, and absolutely for those near zero. */
export const exact = 1e-9;

/** A row of figures that our code computes as well; numbers agree within `tolerance`, all else must be the same. */
export function row(id: string, expected: unknown, got: unknown, tolerance = exact): Row {
  return { id, expected, got, result: agree(expected, got, tolerance) ? 'agreed' : 'disagreed' };
}

export function notEvaluated(id: string, expected: unknown, reason: string): Row {
  return { id, expected, got: undefined, result: 'not evaluated', reason };
}

/** Whether values are the same, with numbers within a tolerance. Only what is expected is looked at in objects. */
export function agree(expected: unknown, got: unknown, tolerance: number): boolean {
  if (typeof expected === 'number' && typeof got === 'number')
    return (
      expected === got ||
      // Tiny p-values have digits of their own, so that the relative distance alone decides.
      Math.abs(expected - got) <= tolerance * Math.max(Math.abs(expected), Math.abs(got))
    );
  if (Array.isArray(expected))
    return (
      Array.isArray(got) &&
      got.length === expected.length &&
      expected.every((item, index) => agree(item, got[index], tolerance))
    );
  if (isObject(expected))
    return (
      isObject(got) &&
      Object.entries(expected).every(([key, value]) => agree(value, got[key], tolerance))
    );
  return expected === got || (expected === null && got === undefined);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
