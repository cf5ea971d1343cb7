import { z } from 'zod';
import type { Dependencies } from '../framework/deps.ts';
import { endpoint, type Endpoint } from '../framework/endpoint.ts';
import { codeId, date, tenantField } from '../framework/fields.ts';
import { reply } from '../framework/reply.ts';
import { openSession } from '../framework/visitor.ts';

const visit = z.object({
  tenant: tenantField,
  /** Ids of the latest quotes, the newest first. */
  basket: z.array(z.string()).optional(),
  lastSearch: z.object({ property: codeId, arrival: date, departure: date }).optional(),
});

/** What the booking page, which is the same for all, must know of its visitor: it begins a session, as other pages do. */
export function visitEndpoint(deps: Dependencies): Endpoint {
  return endpoint(
    {
      method: 'get',
      path: '/content/v1/visit',
      summary: 'Begins a visit, and tells what the visitor last looked for and was quoted',
      tag: 'content',
      audience: 'tenant',
      responses: { 200: { description: 'Of this visitor alone', schema: visit } },
    },
    async (c) => {
      const { lastSearch, basket } = await openSession(c, deps);
      c.header('cache-control', 'private, no-store');
      return reply(c, 200, {
        ...(basket === undefined ? {} : { basket }),
        ...(lastSearch === undefined ? {} : { lastSearch }),
      });
    },
  );
}
