import { z } from 'zod';
import { toIsoTimestamp } from '../../database/timestamp.ts';
import { readsOf } from '../../framework/deps.ts';
import type { Module } from '../../framework/endpoint.ts';
import { inQuery, timestamp } from '../../framework/fields.ts';
import { reply } from '../../framework/reply.ts';
import { idParams } from '../schemas.ts';
import { staffEndpoint } from '../staff-endpoint.ts';

const entry = z.object({
  id: z.int(),
  at: timestamp,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

const detailOf = entry.shape.detail;

/** Who did what. */
export const journalModule: Module = (deps) => [
  staffEndpoint(
    deps,
    'manager',
    {
      method: 'get',
      path: '/platform/v1/journal',
      summary: 'What members of the staff did, the latest first',
      tag: 'staff',
      audience: 'staff',
      query: z.object({
        subject: idParams.shape.id.optional().describe('Id of what it was done to'),
        before: inQuery(z.int().min(1).optional()).describe('Entries with smaller ids only'),
      }),
      responses: {
        200: {
          description: 'At most 200 entries',
          schema: z.object({ tenant: z.string(), entries: z.array(entry) }),
        },
      },
    },
    async (c, { query: { subject, before } }) => {
      let asked = readsOf(c).selectFrom('journal').selectAll().orderBy('id', 'desc').limit(200);
      if (subject !== undefined) asked = asked.where('subject', '=', subject);
      if (before !== undefined) asked = asked.where('id', '<', before);
      const entries = (await asked.execute()).map(({ at, detail, ...rest }) => ({
        ...rest,
        at: toIsoTimestamp(at),
        detail: detailOf.parse(JSON.parse(detail)),
      }));
      return reply(c, 200, { entries });
    },
  ),
];
