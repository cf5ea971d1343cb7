// @module-tag needs/mariadb
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flawedDesks } from './desk-model/flawed-desks.ts';
import { play, sequence, worldOf } from './desk-model/play.ts';
import type { World } from './desk-model/world.ts';
import { type CheckedDesk, openCheckedDesk } from './invariants/checked-desk.ts';

/** Sequences that are played; `BILANCIA_DESK_SEQUENCES=60` asks for more. Their days go on, and the season ends after some 70. */
const sequences = Number(process.env['BILANCIA_DESK_SEQUENCES'] ?? 16);
const isThorough = process.env['BILANCIA_DESK_SEQUENCES'] !== undefined;

/** Steps of each kind that must have been done, and refused. */
const fewest = isThorough ? 10 : 1;

const start = '2027-09-07T08:00:00Z';
const season = { nights: 365 };
/** A smaller sequence would be played on what the larger one left. */
const asOne = { endOnFailure: true, unbiased: true } as const;

const played = (checked: CheckedDesk, world: World) =>
  fc.asyncProperty(sequence, (moves) => play(checked, world, moves));

/** Steps that nothing is against, and those that are always refused. */
const neverRefused = new Set(['push', 'book again', 'channel again']);
const neverDone = new Set([
  'book another by the same key',
  'channel by another key',
  'move by an old version',
]);

describe('the desk, whatever guests and staff do in whatever order', () => {
  let checked: CheckedDesk;
  let world: World;
  beforeAll(async () => {
    checked = await openCheckedDesk(start, season);
    world = await worldOf(checked);
  });
  afterAll(() => checked.desk.stop());

  it(
    'does what its rules in a few lines say: nothing legal is refused, nothing else is done, no invariant breaks',
    async () => {
      await fc.assert(played(checked, world), { numRuns: sequences, ...asOne });
      // Every kind of step was tried where it is legal, and as often where it is not.
      const rare = [...world.counts].filter(
        ([name, { done, refused }]) =>
          (done < fewest && !neverDone.has(name)) || (refused < fewest && !neverRefused.has(name)),
      );
      expect(rare).toEqual([]);
      expect(world.counts.size).toBe(30);
    },
    sequences * 10_000 + 60_000,
  );
});

describe.each(isThorough ? flawedDesks : flawedDesks.slice(0, 1))(
  'a desk that $desk',
  ({ flaws, sql }) => {
    let checked: CheckedDesk;
    beforeAll(async () => {
      checked = await openCheckedDesk(start, season, { flaws });
      for (const statement of sql) await checked.desk.databases.admin.query(statement);
    });
    afterAll(() => checked.desk.stop());

    it(
      'is found out by what they do at random',
      async ({ annotate }) => {
        const world = await worldOf(checked);
        const found = await fc.check(played(checked, world), { numRuns: sequences, ...asOne });
        expect(found).toMatchObject({ failed: true });
        await annotate(`found by sequence ${found.numRuns}`);
      },
      sequences * 10_000 + 60_000,
    );
  },
);
