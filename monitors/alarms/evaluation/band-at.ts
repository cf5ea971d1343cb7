/** What holds in a period: the latest point before the period's end; undefined before the first. */
export function bandAt<Point extends { readonly at: number }>(
  points: readonly Point[],
  start: number,
  seconds: number,
): Point | undefined {
  const end = start + seconds * 1000;
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.at ?? end) < end) low = middle + 1;
    else high = middle;
  }
  return points[low - 1];
}
