import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventFrame } from './frame.ts';
import { advance, cursorAt, type OutboxEvent } from './ordered.ts';
import { matchesTopic } from './topics.ts';

const event = (id: number): OutboxEvent => ({ id, topic: 'availability/RIV1', payload: '{}' });
const grace = 2000;

describe('events in the order of their ids', () => {
  it('wait behind a gap until the missing one comes', () => {
    const first = advance(cursorAt(0), [1, 3].map(event), 0, grace);
    expect(first.events.map(({ id }) => id)).toEqual([1]);
    const second = advance(first.cursor, [2, 3].map(event), 1000, grace);
    expect(second.events.map(({ id }) => id)).toEqual([2, 3]);
    expect(second.cursor).toEqual(cursorAt(3));
  });

  it('go on over a gap that stays, for what was there all that time and no further', () => {
    const first = advance(cursorAt(0), [2].map(event), 0, grace);
    expect(first.events).toEqual([]);
    const second = advance(first.cursor, [2, 4].map(event), grace, grace);
    expect(second.events.map(({ id }) => id)).toEqual([2]);
    const third = advance(second.cursor, [4].map(event), 2 * grace - 1, grace);
    expect(third.events).toEqual([]);
    expect(
      advance(third.cursor, [4].map(event), 2 * grace, grace).events.map(({ id }) => id),
    ).toEqual([4]);
  });

  it('come each exactly once and in order, however commits overtake one another within the grace', () => {
    const delays = fc.array(fc.option(fc.integer({ min: 0, max: grace - 1 })), { maxLength: 40 });
    fc.assert(
      fc.property(delays, fc.integer({ min: 1, max: 900 }), (delayOf, step) => {
        // Row n is written at 100 n and seen `delay` later; null: rolled back.
        const rows = delayOf.map((delay, index) => ({
          id: index + 1,
          at: delay === null ? Number.POSITIVE_INFINITY : 100 * index + delay,
        }));
        const handed: number[] = [];
        let cursor = cursorAt(0);
        for (let now = 0; now < 100 * rows.length + 4 * grace; now += step) {
          const seen = rows
            .filter(({ id, at }) => at <= now && id > cursor.id)
            .map(({ id }) => event(id));
          const next = advance(cursor, seen, now, grace);
          handed.push(...next.events.map(({ id }) => id));
          ({ cursor } = next);
        }
        expect(handed).toEqual(rows.filter(({ at }) => Number.isFinite(at)).map(({ id }) => id));
      }),
    );
  });
});

describe('topics', () => {
  it.each([
    ['availability/RIV1', true],
    ['*', true],
    ['availability/{property}', true],
    ['{kind}/RIV1', true],
    ['availability/RIV2', false],
    ['availability', false],
    ['availability/{property}/{unit}', false],
  ])('%s: %s', (selector, expected) => {
    expect(matchesTopic([selector], 'availability/RIV1')).toBe(expected);
    expect(matchesTopic(['other', selector], 'availability/RIV1')).toBe(expected);
  });
});

describe('a frame', () => {
  it('carries its id, and each line of its data as a line', () => {
    expect(eventFrame({ id: 7, topic: 't', payload: '{"a":1}\n{}' })).toBe(
      'id: 7\ndata: {"a":1}\ndata: {}\n\n',
    );
  });
});
