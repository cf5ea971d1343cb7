import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { type ArrivalPlan, openArrivals, timeOf } from './arrivals.ts';

const plan = fc
  .record({
    quiet: fc.integer({ min: 0, max: 3000 }),
    open: fc.integer({ min: 1, max: 30_000 }),
    rampMs: fc.integer({ min: 0, max: 600_000 }),
  })
  .map(({ quiet, open, rampMs }): ArrivalPlan & { readonly rampMs: number } => {
    const times = { from: 0, openedAt: rampMs, until: rampMs + 60_000 };
    return { ...times, perMinute: { quiet, open }, generator: 0, generators: 1, rampMs };
  });

test.prop([plan])(
  'come at the rates that are asked for, before the opening and after it',
  (asked) => {
    const { quiet, open } = asked.perMinute;
    const inRamp = Math.floor((quiet * asked.rampMs) / 60_000);
    if (inRamp > 0) expect(timeOf(inRamp, asked)).toBeLessThanOrEqual(asked.openedAt + 1e-6);
    expect(timeOf(inRamp + 1, asked)).toBeGreaterThanOrEqual(asked.openedAt - 1e-6);
    // A minute after the opening, as many more have come as a minute has.
    const before = (quiet * asked.rampMs) / 60_000;
    const last = Math.floor(before + open);
    expect(timeOf(last, asked)).toBeLessThanOrEqual(asked.until + 1e-6);
    expect(timeOf(last + 1, asked)).toBeGreaterThan(asked.until - 1e-6);
  },
);

test.prop([plan, fc.integer({ min: 1, max: 500 })])(
  'never come before those who came first',
  (asked, nth) => {
    expect(timeOf(nth + 1, asked)).toBeGreaterThanOrEqual(timeOf(nth, asked));
  },
);

it('go to who is free longest, are dropped when nobody is, and are over in the end', async () => {
  let dropped = 0;
  const from = Date.now();
  const arrivals = openArrivals(
    {
      from,
      openedAt: from,
      until: from + 275,
      // One every 50 ms: five in all.
      perMinute: { quiet: 0, open: 1200 },
      generator: 0,
      generators: 1,
    },
    () => (dropped += 1),
  );
  const order: string[] = [];
  const player = async (name: string): Promise<void> => {
    if (await arrivals.next()) order.push(name);
  };
  await Promise.all([player('first'), player('second')]);
  expect(order).toEqual(['first', 'second']);
  await new Promise<void>((resolve) => {
    const waiting = setInterval(() => {
      if (dropped < 3) return;
      clearInterval(waiting);
      resolve();
    }, 5);
  });
  expect(await arrivals.next()).toBe(false);
  expect(dropped).toBe(3);
  expect(Date.now() - from).toBeGreaterThanOrEqual(275);
});
