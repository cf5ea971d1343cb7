import { headerOf } from '../framework/headers.ts';
import { Problem } from '../problem.ts';
import { endpoint, type Module } from '../framework/endpoint.ts';

/** `/metrics`: everything in the registry, as Prometheus text; not through the load balancer. */
export const metricsModule: Module = (deps) => [
  endpoint(
    {
      method: 'get',
      path: '/metrics',
      summary: 'Metrics of this task, for those who reach it without the load balancer',
      tag: 'operations',
      audience: 'task',
      responses: {
        200: { description: 'Prometheus text', mediaType: 'text/plain' },
        404: { description: 'Asked through the load balancer' },
      },
    },
    async (c) => {
      // The load balancer says for whom it asks: what a task tells those who run it is not for the public.
      if (headerOf(c, 'x-forwarded-for') !== undefined)
        throw new Problem('not-found', 'There is nothing at GET /metrics.');
      return c.body(await deps.registry.metrics(), 200, {
        'content-type': deps.registry.contentType,
      });
    },
  ),
];
