import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { definitionSet } from './testing/arbitrary.ts';
import type { FakeAws } from './testing/fake/server.ts';
import { startFakeAws } from './testing/fake/server.ts';
import type { Session } from './testing/session.ts';
import { openSession } from './testing/session.ts';

describe('any definitions', () => {
  let fake: FakeAws;
  let session: Session;
  beforeAll(async () => {
    fake = await startFakeAws({ pageSize: 2 });
    session = openSession(fake.url);
  });
  afterAll(async () => {
    session.connections.close();
    await fake.close();
  });

  test.prop([definitionSet, definitionSet], { numRuns: 12 })(
    'are read back as they were applied, from whatever was there before',
    async (before, after) => {
      fake.account.regions.clear();
      fake.account.dashboards.clear();
      fake.account.tags.clear();
      for (const set of [before, after]) {
        const plan = await session.plan(set);
        // A name may go from an alarm to a composite one, which is refused.
        fc.pre(plan.refusals.length === 0);
        const outcomes = await session.apply(set);
        expect(outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
        expect(await session.plan(set)).toMatchObject({
          changes: [],
          refusals: [],
          unchanged: set.definitions.length,
        });
      }
    },
  );
});
