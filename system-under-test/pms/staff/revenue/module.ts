import { z } from 'zod';
import type { Reader } from '../../database/handles.ts';
import { nightsOf } from '../../domain/civil-date.ts';
import type { Tables } from '../../schema/tables.ts';
import { readsOf } from '../../framework/deps.ts';
import type { Module } from '../../framework/endpoint.ts';
import { codeId, date } from '../../framework/fields.ts';
import { Problem } from '../../problem.ts';
import { markFresh, reply } from '../../framework/reply.ts';
import { isRange, largestCents, rangeMessage } from '../schemas.ts';
import { writeJournal } from '../journal/write.ts';
import { staffEndpoint } from '../staff-endpoint.ts';
import { inTransaction } from '../../database/transaction.ts';

const longest = 366;

const nights = {
  unitGroup: codeId,
  from: date.describe('The first night'),
  to: date.describe('The day after the last night'),
};
const query = z.object(nights).refine(isRange(longest), rangeMessage(longest));
const price = z.int().min(0).max(largestCents);
const change = z
  .object({
    ...nights,
    baseCents: price.optional().describe('A night for up to the persons included'),
    extraAdultCents: price.optional(),
    extraChildCents: price.optional(),
  })
  .refine(isRange(longest), rangeMessage(longest))
  .refine(
    ({ baseCents, extraAdultCents, extraChildCents }) =>
      [baseCents, extraAdultCents, extraChildCents].some((cents) => cents !== undefined),
    { path: ['baseCents'], message: 'a price to change is missing' },
  );

const rates = z.object({
  tenant: z.string(),
  unitGroup: z.string(),
  rates: z.array(
    z.object({
      night: z.string(),
      baseCents: z.int(),
      includedPersons: z.int(),
      extraAdultCents: z.int(),
      extraChildCents: z.int(),
    }),
  ),
});

type Query = z.infer<typeof query>;

/** @throws Problem unknown-unit-group */
async function readRates(
  reads: Pick<Reader<Tables>, 'selectFrom'>,
  { unitGroup, from, to }: Query,
): Promise<Omit<z.infer<typeof rates>, 'tenant'>> {
  const group = reads.selectFrom('unit_group').select('id').where('id', '=', unitGroup);
  if (!(await group.executeTakeFirst())) {
    throw new Problem('unknown-unit-group', `There is no unit group "${unitGroup}".`);
  }
  const rows = await reads
    .selectFrom('nightly_rate')
    .select([
      'night',
      'base_cents as baseCents',
      'included_persons as includedPersons',
      'extra_adult_cents as extraAdultCents',
      'extra_child_cents as extraChildCents',
    ])
    .where('unit_group_id', '=', unitGroup)
    .where('night', '>=', from)
    .where('night', '<', to)
    .orderBy('night')
    .execute();
  return { unitGroup, rates: rows };
}

/** What nights cost. A change moves later quotes only: a quote carries its own prices. */
export const revenueModule: Module = (deps) => [
  staffEndpoint(
    deps,
    'reception',
    {
      method: 'get',
      path: '/revenue/v1/rates',
      summary: 'Nightly rates of a unit group',
      tag: 'staff',
      audience: 'staff',
      query,
      responses: { 200: { description: 'One entry a night', schema: rates } },
    },
    async (c, input) => reply(c, 200, await readRates(readsOf(c), input.query)),
  ),
  staffEndpoint(
    deps,
    'manager',
    {
      method: 'put',
      path: '/revenue/v1/rates',
      summary: 'Change nightly rates of a unit group',
      tag: 'staff',
      audience: 'staff',
      body: change,
      responses: { 200: { description: 'The rates after the change', schema: rates } },
    },
    async (c, { body }, { name: actor }) => {
      const { writer } = c.get('tenant').database;
      const after = await inTransaction(writer, deps, async (transaction) => {
        const { unitGroup, from, to, baseCents, extraAdultCents, extraChildCents } = body;
        await transaction
          .updateTable('nightly_rate')
          .set({
            ...(baseCents === undefined ? {} : { base_cents: baseCents }),
            ...(extraAdultCents === undefined ? {} : { extra_adult_cents: extraAdultCents }),
            ...(extraChildCents === undefined ? {} : { extra_child_cents: extraChildCents }),
          })
          .where('unit_group_id', '=', unitGroup)
          .where('night', '>=', from)
          .where('night', '<', to)
          .execute();
        const after = await readRates(transaction, body);
        if (after.rates.length < nightsOf(from, to).length) {
          const message = `Not all nights of ${unitGroup} from ${from} to ${to} are on sale.`;
          throw new Problem('invalid', `body.to: ${message}`, [{ path: 'body.to', message }]);
        }
        const deed = { actor, action: 'rates', subject: unitGroup, detail: body };
        await writeJournal(transaction, deed, deps.now());
        return after;
      });
      markFresh(c, deps);
      return reply(c, 200, after);
    },
  ),
];
