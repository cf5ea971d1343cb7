import { z } from 'zod';
import { readsOf } from '../../framework/deps.ts';
import type { Module } from '../../framework/endpoint.ts';
import { codeId, date } from '../../framework/fields.ts';
import { reply } from '../../framework/reply.ts';
import { propertyByCode } from '../properties.ts';
import { staffEndpoint } from '../staff-endpoint.ts';
import { deskDay, deskStay } from './day.ts';

/** What a day brings to the reception. */
export const deskModule: Module = (deps) => [
  staffEndpoint(
    deps,
    'reception',
    {
      method: 'get',
      path: '/booking/v1/desk',
      summary: 'Who arrives and who leaves on a day, and how many parties are in house',
      tag: 'staff',
      audience: 'staff',
      query: z.object({ property: codeId, date }),
      responses: {
        200: {
          description: 'In the order of units',
          schema: z.object({
            tenant: z.string(),
            property: z.string(),
            date: z.string(),
            arrivals: z.array(deskStay),
            departures: z.array(deskStay),
            inHouse: z.int().describe('Parties that are checked in now'),
          }),
        },
      },
    },
    async (c, { query }) => {
      const reads = readsOf(c);
      const { id, code } = await propertyByCode(reads, query.property);
      const day = await deskDay(reads, id, query.date);
      return reply(c, 200, { property: code, date: query.date, ...day });
    },
  ),
];
