import { Hono } from 'hono';
import { availabilityModule } from '../availability/module.ts';
import { bookingModule } from '../booking/module.ts';
import { contentModule } from '../content/module.ts';
import { inventoryModule } from '../inventory/module.ts';
import { openApiModule } from '../openapi/module.ts';
import { staffModules } from '../staff/modules.ts';
import type { Dependencies, PmsEnv } from './deps.ts';
import { type Endpoint, type Module, routerPath } from './endpoint.ts';
import { healthModule } from './health.ts';
import { metricsModule } from './metrics-page.ts';
import { requestMetrics, resourceMetrics } from './metrics.ts';
import { Problem } from './problem.ts';
import { replyProblem } from './reply.ts';
import { serveRequest } from './serve.ts';

/** Everything the PMS answers, a line a module. */
const modules: readonly Module[] = [
  healthModule,
  metricsModule,
  inventoryModule,
  availabilityModule,
  bookingModule,
  contentModule,
  ...staffModules,
];

export interface App {
  readonly hono: Hono<PmsEnv>;
  readonly endpoints: readonly Endpoint[];
}

export function createApp(deps: Dependencies): App {
  const listed = modules.flatMap((module) => module(deps));
  const endpoints = [...listed, ...openApiModule(listed)];
  const metrics = requestMetrics(deps.registry);
  resourceMetrics(deps.registry, deps.databases, deps.sessions);

  const hono = new Hono<PmsEnv>();
  for (const endpoint of endpoints) {
    const { method, path } = endpoint.operation;
    hono.on(method.toUpperCase(), routerPath(path), (c) =>
      serveRequest(c, endpoint, deps, metrics),
    );
  }
  hono.notFound((c) => {
    const problem = new Problem('not-found', `There is nothing at ${c.req.method} ${c.req.path}.`);
    return replyProblem(c, problem, undefined);
  });
  return { hono, endpoints };
}
