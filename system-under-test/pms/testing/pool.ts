import { createRetiringPool, type PoolOptions, type RetiringPool } from '../database/pool.ts';

/** A pool of four patient connections, unless told otherwise. */
export function testPool(
  options: Partial<PoolOptions> & Pick<PoolOptions, 'endpoint' | 'account'>,
): RetiringPool {
  return createRetiringPool({
    size: 4,
    waitSeconds: 30,
    maxAgeSeconds: 60,
    connectTimeoutSeconds: 30,
    queryTimeoutSeconds: 30,
    several: true,
    now: () => performance.now(),
    random: () => 1,
    ...options,
  });
}
