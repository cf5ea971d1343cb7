import { z } from 'zod';
import { readsOf } from '../../framework/deps.ts';
import type { Module } from '../../framework/endpoint.ts';
import { codeId, date } from '../../framework/fields.ts';
import { reply } from '../../framework/reply.ts';
import { propertyByCode } from '../properties.ts';
import { isRange, rangeMessage } from '../schemas.ts';
import { staffEndpoint } from '../staff-endpoint.ts';
import { occupancyOf, occupancySchema } from './occupancy.ts';

const longest = 366;

/** Reports, and the counts that the platform bills by. */
export const reportsModule: Module = (deps) => [
  staffEndpoint(
    deps,
    'reception',
    {
      method: 'get',
      path: '/reports/v1/occupancy',
      summary: 'Units sold and revenue for each night',
      tag: 'staff',
      audience: 'staff',
      query: z
        .object({
          property: codeId,
          from: date.describe('The first night'),
          to: date.describe('The day after the last night'),
        })
        .refine(isRange(longest), rangeMessage(longest)),
      responses: {
        200: {
          description: 'One entry a night',
          schema: z.object({
            tenant: z.string(),
            property: z.string(),
            nights: z.array(occupancySchema),
          }),
        },
      },
    },
    async (c, { query }) => {
      const reads = readsOf(c);
      const property = await propertyByCode(reads, query.property);
      const nights = await occupancyOf(reads, property.id, query.from, query.to);
      return reply(c, 200, { property: property.code, nights });
    },
  ),
  staffEndpoint(
    deps,
    'manager',
    {
      method: 'get',
      path: '/platform/v1/usage',
      summary:
        'Requests counted for this tenant by day and route; tasks add theirs every few seconds',
      tag: 'staff',
      audience: 'staff',
      responses: {
        200: {
          description: 'One entry for each day and route, the newest day first',
          schema: z.object({
            tenant: z.string(),
            usage: z.array(z.object({ day: z.string(), route: z.string(), requests: z.int() })),
          }),
        },
      },
    },
    async (c) => {
      const usage = await deps.databases.platform.reader
        .selectFrom('usage_day')
        .select(['day', 'route', 'requests'])
        .where('tenant', '=', c.get('tenant').id)
        .orderBy('day', 'desc')
        .orderBy('route')
        .limit(5000)
        .execute();
      return reply(c, 200, { usage });
    },
  ),
];
