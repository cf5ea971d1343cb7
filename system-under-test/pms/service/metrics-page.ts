import { endpoint, type Module } from '../framework/endpoint.ts';

/** `/metrics`: everything in the registry, as Prometheus text. */
export const metricsModule: Module = (deps) => [
  endpoint(
    {
      method: 'get',
      path: '/metrics',
      summary: 'Metrics of this task',
      tag: 'operations',
      audience: 'task',
      responses: { 200: { description: 'Prometheus text', mediaType: 'text/plain' } },
    },
    async (c) =>
      c.body(await deps.registry.metrics(), 200, { 'content-type': deps.registry.contentType }),
  ),
];
