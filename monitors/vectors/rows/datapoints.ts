import { z } from 'zod';

/** A datapoint as a row writes it: a missing one has no value. */
export interface NotedPoint {
  readonly value?: number;
  readonly breaching: boolean;
}

const points: Readonly<Record<string, NotedPoint>> = {
  '0': { value: 0, breaching: false },
  O: { value: 0, breaching: false },
  X: { value: 1, breaching: true },
  '-': { breaching: false },
};

/** `0 - X - X`, oldest first: not breaching, missing, breaching. AWS also writes O for 0. */
export const datapoints = z.string().transform((text, context): NotedPoint[] =>
  text
    .trim()
    .split(/\s+/)
    .flatMap((token) => {
      const point = points[token.toUpperCase()];
      if (point !== undefined) return [point];
      const message = `"${token}" is not one of 0, X and -`;
      context.issues.push({ code: 'custom', message, input: text });
      return [];
    }),
);

/** The latest `range` points; where the row has fewer, the older ones are missing. */
export function inRange(row: readonly NotedPoint[], range: number): NotedPoint[] {
  const missing = Array.from({ length: Math.max(0, range - row.length) }, () => ({
    breaching: false,
  }));
  return [...missing, ...row].slice(-range);
}
