import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Change } from './change.ts';
import { type Hub, openHub } from './hub.ts';
import { type Picture, chartless } from './picture.ts';

let looks = 0;
let failure: Error | undefined;
let cost = 0;
let hub: Hub;

/** A source that says something new at each look. */
async function look(): Promise<Picture> {
  looks += 1;
  cost += 40;
  if (failure !== undefined) throw failure;
  const sections: string[] = [];
  return { standing: 'running', state: `${looks}`, title: '', heading: '', sections, ...chartless };
}

beforeEach(() => {
  vi.useFakeTimers();
  [looks, failure, cost] = [0, undefined, 0];
  hub = openHub({ source: { look }, cpuMs: () => cost, epoch: 'e' });
});
afterEach(() => {
  hub.close();
  vi.useRealTimers();
});

/** A page, and all that it was told: the id and what stands at the head. */
function page(seen?: string): {
  readonly told: string[];
  readonly leave: () => void;
  readonly setRoom: (hasRoom: boolean) => void;
} {
  const told: string[] = [];
  let hasRoom = true;
  const take = (id: string, change: Change): boolean => {
    told.push(`${id}: ${change.order === undefined ? 'then' : 'all of'} ${change.head?.state}`);
    return hasRoom;
  };
  const { leave, ready } = hub.join({ take, fail: (message) => told.push(message) }, seen);
  return {
    told,
    leave,
    setRoom: (room) => {
      hasRoom = room;
      if (room) ready();
    },
  };
}

it('looks once for all pages, rests for fifty times what a look cost, and not at all without pages', async () => {
  const first = page();
  await vi.advanceTimersByTimeAsync(0);
  const second = page();
  expect([first.told, second.told, looks]).toEqual([['e-1: all of 1'], ['e-1: all of 1'], 1]);
  await vi.advanceTimersByTimeAsync(1999);
  expect(looks).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect([first.told, second.told]).toEqual([
    ['e-1: all of 1', 'e-2: then 2'],
    ['e-1: all of 1', 'e-2: then 2'],
  ]);
  first.leave();
  second.leave();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks).toBe(2);
});

it('tells a page that was away what it missed, and one of another server everything', async () => {
  const first = page();
  await vi.advanceTimersByTimeAsync(4000);
  expect(page('e-1').told).toEqual(['e-3: then 2', 'e-3: then 3']);
  expect(page('e-3').told).toEqual([]);
  for (const seen of ['f-1', 'e-9', 'nonsense', undefined])
    expect(page(seen).told).toEqual(['e-3: all of 3']);
  // Nobody keeps what was changed hours ago.
  await vi.advanceTimersByTimeAsync(2000 * 200);
  expect(page('e-1').told).toHaveLength(1);
  expect(first.told.length).toBeGreaterThan(200);
});

it('tells a page that is too slow nothing until it has caught up', async () => {
  const slow = page();
  slow.setRoom(false);
  await vi.advanceTimersByTimeAsync(0);
  await vi.advanceTimersByTimeAsync(6000);
  expect(slow.told).toEqual(['e-1: all of 1']);
  slow.setRoom(true);
  expect(slow.told).toEqual(['e-1: all of 1', 'e-4: then 2', 'e-4: then 3', 'e-4: then 4']);
});

it('says what went wrong with a look, and looks again', async () => {
  failure = new Error('The folder is gone.');
  const first = page();
  await vi.advanceTimersByTimeAsync(0);
  expect(first.told).toEqual(['The folder is gone.']);
  failure = undefined;
  await vi.advanceTimersByTimeAsync(2000);
  expect(first.told).toEqual(['The folder is gone.', 'e-1: all of 2']);
});
