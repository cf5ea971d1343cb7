/** One period as an alarm sees it: without a value it is missing. `breaching` is false where it is. */
export interface Point {
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly seconds: number;
  readonly value?: number;
  readonly breaching: boolean;
  /** How many observations the value rests on. */
  readonly sampleCount: number;
  /** The anomaly band at this time. */
  readonly band?: { readonly lower: number; readonly upper: number };
}

export function isMissing(point: Pick<Point, 'value'>): boolean {
  return point.value === undefined;
}
