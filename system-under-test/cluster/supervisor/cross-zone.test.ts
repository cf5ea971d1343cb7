// @module-tag needs/haproxy
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestBalancer, type TestBalancer } from '../testing/balancer.ts';
import { setCrossZone } from './cross-zone.ts';

let balancer: TestBalancer;
beforeAll(async () => {
  balancer = await startTestBalancer({ slots: 3 });
  for (const slot of balancer.slots) await balancer.startTask(slot);
});
afterAll(async () => {
  await balancer.stop();
});

it('gives each zone the same, from the first request on, however often it is turned on and off', async () => {
  const { slots, adminSocket } = balancer;
  const tasks = slots.map((address, index) => ({
    kind: 'task' as const,
    address,
    availabilityZone: index === 0 ? 'local-1b' : 'local-1a',
  }));
  /** How many of so many visits each slot gets, to five. */
  const shares = async (visits: number): Promise<number[]> => {
    const got = slots.map(() => 0);
    for (let nth = 0; nth < visits; nth += 1) {
      const place = slots.indexOf((await balancer.visit('/')).body);
      got[place] = (got[place] ?? 0) + 1;
    }
    return got.map((count) => 5 * Math.round(count / 5));
  };
  for (let nth = 0; nth < 5; nth += 1) {
    await setCrossZone(tasks, [adminSocket], false);
    expect(await shares(40)).toEqual([20, 10, 10]);
    await setCrossZone(tasks, [adminSocket], true);
    expect(await shares(30)).toEqual([10, 10, 10]);
  }
});
