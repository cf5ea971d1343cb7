import { z } from 'zod';
import type { PmsContext } from '../../framework/deps.ts';
import { endpoint, type Module } from '../../framework/endpoint.ts';
import { createHub, type Hub } from './hub.ts';
import { eventStream } from './stream.ts';

/** Where to go on: an id, or `earliest` for all there is (Mercure protocol, "Reconciliation"). */
const position = z
  .string()
  .regex(/^(\d{1,15}|earliest)$/, 'must be an id of an event, or earliest')
  .optional();

const positionOf = (given: string | undefined): number | undefined => {
  if (given === undefined) return undefined;
  return given === 'earliest' ? 0 : Number(given);
};

/** Availability changes as server-sent events, in the manner of a Mercure hub. */
export const eventsModule: Module = (deps) => {
  const hubs = new Map<string, Hub>(
    deps.tenants.all.map((tenant) => [tenant.id, createHub(deps, tenant)]),
  );
  const hubOf = (c: PmsContext): Hub => {
    const hub = hubs.get(c.get('tenant').id);
    if (!hub) throw new Error('a tenant without hub');
    return hub;
  };
  return [
    endpoint(
      {
        method: 'get',
        path: '/.well-known/mercure',
        summary: 'Availability changes as they happen',
        tag: 'events',
        audience: 'tenant',
        query: z.object({
          topic: z
            .string()
            .min(1)
            .describe(
              '`availability/{property code}`, a template like `availability/{property}`, or `*`; may be repeated',
            ),
          lastEventID: position.describe('As the header Last-Event-ID'),
        }),
        headers: z.object({ 'last-event-id': position.describe('Go on after this event') }),
        responses: { 200: { description: 'Server-sent events', mediaType: 'text/event-stream' } },
      },
      (c, { query, headers }) => {
        const body = eventStream({
          tenant: c.get('tenant'),
          hub: hubOf(c),
          topics: c.req.queries('topic') ?? [],
          after: positionOf(headers['last-event-id'] ?? query.lastEventID),
          until: deps.draining,
        });
        return c.body(body, 200, {
          'content-type': 'text/event-stream',
          'cache-control': 'no-cache, no-transform',
          'x-accel-buffering': 'no',
        });
      },
    ),
  ];
};
