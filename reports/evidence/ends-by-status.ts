import type { byStatus } from '../../core/run-folder/files/series.ts';
import type { Series } from './series.ts';

/** How many ended with a status; undefined where none is told. */
export interface Ends {
  readonly status: number | undefined;
  readonly n: number;
}

/** What a counter by status holds over the whole run, the most frequent first. */
export function endsIn(
  { totals }: Pick<Series, 'totals'>,
  name: (typeof byStatus)[keyof typeof byStatus],
): Ends[] {
  return [...totals]
    .flatMap(([counter, n]): Ends[] => {
      if (counter === name) return [{ status: undefined, n }];
      const [, own, status] = /^(\w+)\{status=(\d+)\}$/.exec(counter) ?? [];
      return own === name ? [{ status: Number(status), n }] : [];
    })
    .toSorted((a, b) => b.n - a.n);
}
