/** How many there are of something, and the first few of them: enough to show. */
export interface FirstFew<T> {
  count: number;
  readonly first: T[];
}

/** Most that are shown of anything. */
export const mostKept = 20;

export function noneYet<T>(): FirstFew<T> {
  return { count: 0, first: [] };
}

export function keepFirst<T>(few: FirstFew<T>, one: T): void {
  few.count += 1;
  if (few.first.length < mostKept) few.first.push(one);
}
