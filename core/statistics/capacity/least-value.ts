/** Where a function has its least value, and the value. */
export interface Least {
  readonly at: number;
  readonly value: number;
}

/** The smallest of the values beside 0 that are looked at first, and how many of those there are up to 1. */
const smallest = 1e-9;
const looks = 24;
const golden = (Math.sqrt(5) - 1) / 2;

/**
 * The least value of a function on [0, 1], both ends included, with one valley around the lowest of some first looks, which
 * lie ever closer towards 0. Golden section from there: no derivative, so that a bound is as good as any other place.
 * Source: J. Kiefer, Sequential Minimax Search for a Maximum, 1953.
 */
export function leastOnUnit(f: (x: number) => number): Least {
  const places = [0, ...Array.from({ length: looks }, (_, n) => smallest ** (1 - n / (looks - 1)))];
  const values = places.map(f);
  const lowest = values.indexOf(Math.min(...values));
  let low = places[lowest - 1] ?? 0;
  let high = places[lowest + 1] ?? 1;
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [atLeft, atRight] = [f(left), f(right)];
  while (high - low > 1e-9 * high + 1e-15) {
    if (atLeft <= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - golden * (high - low);
      atLeft = f(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + golden * (high - low);
      atRight = f(right);
    }
  }
  const inner = { at: (low + high) / 2, value: f((low + high) / 2) };
  const looked = { at: places[lowest] ?? 0, value: values[lowest] ?? Infinity };
  return looked.value <= inner.value ? looked : inner;
}
