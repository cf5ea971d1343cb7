import { median } from '../../../core/statistics/sample.ts';
import { windowSecondsOf } from '../../reader-balance/facts/facts.ts';
import { readersOf } from '../../reader-balance/facts/readers.ts';
import { isOfBalance } from '../../reader-join/samples/sample.ts';
import { type Sample, type SampleOf, only } from '../samples/sample.ts';
import type { Session, Trace } from './trace.ts';

/**
 * The trace that a probe of readers saw, since the readers are those that they are at the end. Undefined where it saw no
 * reader.
 */
export function traceOfProbe(samples: readonly Sample[]): Trace | undefined {
  const seen = samples.filter((one) => one.kind !== 'counted' && isOfBalance(one));
  const { ids: readers, since } = readersOf(seen, new Map());
  const loads = only(samples, 'load').filter(({ at }) => at >= since);
  const [first] = loads;
  if (readers.length === 0 || first === undefined) return undefined;
  const from = first.at;
  const to = Math.max(...loads.map(({ at }) => at));
  const uses = usesOf(loads);
  const ends = new Map(only(samples, 'closed').map((one) => [keyOf(one), one.at]));
  const sessions = only(samples, 'opened').flatMap((one): Session[] => {
    const reader = readers.indexOf(one.reader);
    const end = Math.min(to, ends.get(keyOf(one)) ?? to);
    const begin = Math.max(from, one.at);
    if (reader === -1 || end < begin) return [];
    const looks = Math.max(1, (end - begin) / 1000);
    return [
      {
        reader,
        client: one.client,
        from: begin,
        to: end,
        standing: one.standing || one.at < from,
        busy: Math.min(1, (uses.get(keyOf(one)) ?? 0) / looks),
      },
    ];
  });
  const connects = only(samples, 'reached').flatMap(({ ms }) => ms ?? []);
  return {
    readers,
    from,
    to,
    sessions: sessions.toSorted((a, b) => a.from - b.from),
    windowMs: windowSecondsOf(only(samples, 'answer')) * 1000,
    knowsUse: true,
    ...(connects.length === 0 ? {} : { connectMs: median(connects) }),
  };
}

function keyOf({ reader, id }: { readonly reader: string; readonly id: number }): string {
  return `${reader} ${id}`;
}

/** At how many looks each connection had been used since the one before. */
function usesOf(loads: readonly SampleOf<'load'>[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const { reader, used } of loads)
    for (const id of used) {
      const key = keyOf({ reader, id });
      uses.set(key, (uses.get(key) ?? 0) + 1);
    }
  return uses;
}
