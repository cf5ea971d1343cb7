import { z } from 'zod';
import { idempotencyHeader } from '../../booking/schemas.ts';
import type { Reader } from '../../database/handles.ts';
import { inTransaction } from '../../database/transaction.ts';
import { readsOf } from '../../framework/deps.ts';
import type { Module } from '../../framework/endpoint.ts';
import { codeId, date, words } from '../../framework/fields.ts';
import { markFresh, reply } from '../../framework/reply.ts';
import { Problem } from '../../problem.ts';
import type { Tables } from '../../schema/tables.ts';
import { writeJournal } from '../journal/write.ts';
import { onceKeyed } from '../journal/once-keyed.ts';
import { propertyByCode } from '../properties.ts';
import { idParams, isRange, rangeMessage } from '../schemas.ts';
import { staffEndpoint } from '../staff-endpoint.ts';
import { closeUnit, reopenUnit } from './close.ts';

const longest = 366;

const newClosure = z
  .object({
    unit: codeId,
    from: date.describe('The first night'),
    to: date.describe('The day after the last night'),
    reason: words(200),
  })
  .refine(isRange(longest), rangeMessage(longest));

const closure = z.object({
  id: z.string(),
  unit: z.string(),
  from: z.string(),
  to: z.string(),
  reason: z.string(),
  open: z.boolean().describe('The unit is sold again'),
});
const answer = closure.extend({ tenant: z.string() });

const columns = ['id', 'unit_id', 'from_night', 'to_day', 'reason', 'ended_at'] as const;

function view(row: Pick<Tables['unit_closure'], (typeof columns)[number]>) {
  const { id, unit_id: unit, from_night: from, to_day: to, reason, ended_at } = row;
  return { id, unit, from, to, reason, open: ended_at !== null };
}

async function viewClosure(reads: Pick<Reader<Tables>, 'selectFrom'>, id: string) {
  const asked = reads.selectFrom('unit_closure').select(columns).where('id', '=', id);
  const row = await asked.executeTakeFirst();
  if (row === undefined) throw new Problem('unknown-closure', `There is no closure "${id}".`);
  return view(row);
}

/** Units that are closed for repairs. */
export const closuresModule: Module = (deps) => [
  staffEndpoint(
    deps,
    'reception',
    {
      method: 'get',
      path: '/inventory/v1/closures',
      summary: 'Units of a campsite that are closed now or later',
      tag: 'staff',
      audience: 'staff',
      query: z.object({ property: codeId }),
      responses: {
        200: {
          description: 'In the order of their first nights',
          schema: z.object({ tenant: z.string(), closures: z.array(closure) }),
        },
      },
    },
    async (c, { query }) => {
      const property = await propertyByCode(readsOf(c), query.property);
      const rows = await readsOf(c)
        .selectFrom('unit_closure')
        .innerJoin('unit', 'unit.id', 'unit_closure.unit_id')
        .innerJoin('unit_group', 'unit_group.id', 'unit.unit_group_id')
        .select(columns.map((column) => `unit_closure.${column}` as const))
        .where('unit_group.property_id', '=', property.id)
        .where('unit_closure.ended_at', 'is', null)
        .orderBy('from_night')
        .execute();
      return reply(c, 200, { closures: rows.map(view) });
    },
  ),
  staffEndpoint(
    deps,
    'reception',
    {
      method: 'post',
      path: '/inventory/v1/closures',
      summary: 'Close a unit for repairs',
      tag: 'staff',
      audience: 'staff',
      headers: idempotencyHeader,
      body: newClosure,
      responses: { 201: { description: 'The closure', schema: answer } },
    },
    (c, { headers, body }, { name: actor }) => {
      const id = deps.newId();
      return onceKeyed(c, deps, {
        headers,
        body,
        status: 201,
        deed: { actor, action: 'close-unit', subject: id, detail: body },
        work: async (transaction) => {
          await closeUnit(transaction, { id, ...body, now: deps.now() });
          return viewClosure(transaction, id);
        },
      });
    },
  ),
  staffEndpoint(
    deps,
    'reception',
    {
      method: 'put',
      path: '/inventory/v1/closure-actions/{id}/end',
      summary: 'Open a unit again',
      tag: 'staff',
      audience: 'staff',
      params: idParams,
      responses: { 200: { description: 'The closure', schema: answer } },
    },
    async (c, { params: { id } }, { name: actor }) => {
      const { writer } = c.get('tenant').database;
      const now = deps.now();
      const after = await inTransaction(writer, deps, async (transaction) => {
        await reopenUnit(transaction, id, now);
        await writeJournal(transaction, { actor, action: 'reopen-unit', subject: id }, now);
        return viewClosure(transaction, id);
      });
      markFresh(c, deps);
      return reply(c, 200, after);
    },
  ),
];
