import { cachingClient } from './caching-client.ts';
import { cachingResolver } from './caching-resolver.ts';
import type { Cause, Suspicion } from './cause.ts';
import { fewWindows } from './few-windows.ts';
import { joinedReader } from './joined-reader.ts';
import { lifoPool } from './lifo-pool.ts';
import { longLived } from './long-lived.ts';
import { weights } from './weights.ts';
import { writerFallback } from './writer-fallback.ts';
import { zoneAffinity } from './zone-affinity.ts';

/** Every cause that can be looked for, what explains more before what explains less. To add one: a file, and a line here. */
const causes: readonly Cause[] = [
  writerFallback,
  cachingResolver,
  joinedReader,
  weights,
  zoneAffinity,
  cachingClient,
  lifoPool,
  longLived,
  fewWindows,
];

/** A p-value below this is evidence by itself, beside what was seen: one in 20 looks at a fair system has one of 0.05. */
const beyondDoubt = 0.001;

/** Causes for which there is evidence, the best founded first. */
export function causesOf(
  suspicion: Suspicion,
): (Pick<Cause, 'name' | 'layer'> & { evidence: string })[] {
  const doubt = ({ restsOn, isLeftOver }: Cause): number => {
    if (isLeftOver === true) return 2;
    return restsOn !== undefined && (suspicion.pValues.get(restsOn) ?? 0) > beyondDoubt ? 1 : 0;
  };
  return causes
    .toSorted((one, other) => doubt(one) - doubt(other))
    .flatMap(({ name, layer, find }) => {
      const evidence = find(suspicion);
      return evidence === undefined ? [] : [{ name, layer, evidence }];
    });
}
