// @module-tag needs/mariadb
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { localDay } from '../../system-under-test/pms/domain/local-day.ts';
import { contentsOf } from '../../system-under-test/pms/testing/contents.ts';
import type { CheckedDesk } from '../invariants/checked-desk.ts';
import type { ModelBooking, Place } from './booking.ts';
import { type Case, oracle, type Oracle } from './oracle.ts';
import type { Moment, World } from './world.ts';

interface Request {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  /** A new one unless stated. */
  readonly key?: string;
}

interface Expected {
  readonly legal: boolean;
  /** When it is legal; 200 unless stated. */
  readonly done?: number;
  /** When it is not; 409 unless stated, several where more than one rule is against it. */
  readonly refused?: number | readonly number[];
}

/** A step by its name, and what is shown when it goes wrong. */
export type Told = readonly [name: string, ...details: readonly unknown[]];

/** A unit that is or was closed. */
interface Closure {
  readonly id: string;
  readonly place: Place;
  isOpen: boolean;
}

/** What a sequence is played on: the service, and beside it the oracle. */
export interface Table {
  readonly checked: CheckedDesk;
  readonly world: World;
  readonly model: Oracle;
  readonly closures: Closure[];
  readonly moment: () => Moment;
  /** For whoever changes something in another way than by `send`. */
  readonly forgetContents: () => void;
  /**
   * Sends a step, which must be done or refused as expected; what is refused must change nothing.
   * @returns the answer
   */
  readonly send: (request: Request, expected: Expected, told: Told) => Promise<unknown>;
  readonly allStays: () => readonly Case[];
  /** One of those that it is for, where there are any, and else one of all. */
  readonly stayAt: (index: number, isFor?: (found: Case) => boolean) => Case | undefined;
  readonly bookingAt: (
    index: number,
    isFor?: (booking: ModelBooking) => boolean,
  ) => Omit<Case, 'stay'> | undefined;
}

/** One step of a sequence. */
export interface Move {
  /** Shown when it goes wrong. */
  readonly told: unknown;
  readonly play: (table: Table) => Promise<void>;
}

export function layTable(checked: CheckedDesk, world: World): Table {
  const { desk, now } = checked;
  /** What the tables hold, as long as nothing is done. */
  let contents: Awaited<ReturnType<typeof contentsOf>> | undefined;
  const model = oracle(world);
  const moment = () => ({ now: now(), today: localDay(now()) });
  const allStays = (): Case[] =>
    model.bookings.flatMap((booking) =>
      booking.stays.map((stay) => ({ booking, stay, moment: moment() })),
    );
  return {
    checked,
    world,
    model,
    closures: [],
    forgetContents: () => {
      contents = undefined;
    },
    moment,
    send: async ({ method, path, body, key = randomUUID() }, expected, told) => {
      const { legal, done = 200, refused = 409 } = expected;
      const counted = world.counts.get(told[0]) ?? { done: 0, refused: 0 };
      counted[legal ? 'done' : 'refused'] += 1;
      world.counts.set(told[0], counted);
      const before = legal ? undefined : (contents ?? (await contentsOf(desk)));
      const headers: Record<string, string> = method === 'POST' ? { 'idempotency-key': key } : {};
      const answer = await desk.askAs('manager', method, path, body, headers);
      const allowed = legal ? [done] : [refused].flat();
      expect({
        told,
        answer,
        expected,
        isAsExpected: allowed.includes(answer.status),
      }).toMatchObject({ isAsExpected: true });
      if (before !== undefined) expect([told, await contentsOf(desk)]).toEqual([told, before]);
      contents = before;
      return answer.body;
    },
    allStays,
    stayAt: (index, isFor) => oneOf(allStays(), index, isFor),
    bookingAt: (index, isFor) => {
      const booking = oneOf(model.bookings, index, isFor);
      return booking && { booking, moment: moment() };
    },
  };
}

function oneOf<T>(
  all: readonly T[],
  index: number,
  isFor: (each: T) => boolean = () => true,
): T | undefined {
  const apt = all.filter(isFor);
  const list = apt.length > 0 ? apt : all;
  return list[index % Math.max(1, list.length)];
}
