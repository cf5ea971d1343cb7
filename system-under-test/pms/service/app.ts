import { Hono } from 'hono';
import { availabilityModule } from '../availability/module.ts';
import { bookingModule } from '../booking/module.ts';
import { contentModule } from '../content/module.ts';
import { inventoryModule } from '../inventory/module.ts';
import { openApiModule } from '../openapi/module.ts';
import { channelModule } from '../staff/channel/module.ts';
import { cashDeskModule } from '../staff/cash-desk/module.ts';
import { closuresModule } from '../staff/closures/module.ts';
import { deskModule } from '../staff/desk/module.ts';
import { eventsModule } from '../staff/events/module.ts';
import { exportsModule } from '../staff/exports/module.ts';
import { foliosModule } from '../staff/folios/module.ts';
import { journalModule } from '../staff/journal/module.ts';
import { oauthModule } from '../staff/oauth/module.ts';
import { deskPagesModule } from '../staff/pages/module.ts';
import { reportsModule } from '../staff/reports/module.ts';
import { reservationsModule } from '../staff/reservations/module.ts';
import { revenueModule } from '../staff/revenue/module.ts';
import type { Dependencies, PmsEnv } from '../framework/deps.ts';
import { type Endpoint, type Module, routerPath } from '../framework/endpoint.ts';
import { healthModule } from './health.ts';
import { keepRequests } from './keep-requests.ts';
import { metricsModule } from './metrics-page.ts';
import { requestMetrics, resourceMetrics } from './metrics.ts';
import { Problem } from '../problem.ts';
import { replyProblem } from '../framework/reply.ts';
import { serveRequest } from './serve.ts';
import { sharedLine } from './shared-line.ts';

/** Everything the PMS answers, a line a module. */
const modules: readonly Module[] = [
  healthModule,
  metricsModule,
  inventoryModule,
  availabilityModule,
  bookingModule,
  contentModule,
  oauthModule,
  deskPagesModule,
  deskModule,
  reservationsModule,
  channelModule,
  closuresModule,
  foliosModule,
  cashDeskModule,
  revenueModule,
  reportsModule,
  exportsModule,
  journalModule,
  eventsModule,
];

export interface App {
  readonly hono: Hono<PmsEnv>;
  readonly endpoints: readonly Endpoint[];
}

export function createApp(deps: Dependencies): App {
  const listed = modules.flatMap((module) => module(deps));
  const endpoints = [...listed, ...openApiModule(listed)];
  const metrics = requestMetrics(deps.registry);
  const keep = deps.configuration.flaws.includes('kept-requests') ? keepRequests() : undefined;
  const line = deps.configuration.flaws.includes('shared-line') ? sharedLine() : undefined;
  resourceMetrics(deps.registry, deps.databases, deps.sessions);

  const hono = new Hono<PmsEnv>();
  for (const endpoint of endpoints) {
    const { method, path } = endpoint.operation;
    // A load balancer that waited in it would take the task for dead.
    const turn = path.startsWith('/health') ? undefined : line;
    hono.on(method.toUpperCase(), routerPath(path), async (c) => {
      keep?.(c.req.url);
      await turn?.();
      return serveRequest(c, endpoint, deps, metrics);
    });
  }
  const methodsOf = methodsByPath(endpoints);
  hono.notFound((c) => {
    const methods = methodsOf(c.req.path);
    if (methods.length > 0) {
      c.header('allow', methods.join(', '));
      const detail = `${c.req.method} is not for ${c.req.path}: ${methods.join(', ')}.`;
      return replyProblem(c, new Problem('method-not-allowed', detail), undefined);
    }
    const problem = new Problem('not-found', `There is nothing at ${c.req.method} ${c.req.path}.`);
    return replyProblem(c, problem, undefined);
  });
  return { hono, endpoints };
}

/** Tells the methods that a path takes, none when there is nothing; HEAD is answered wherever GET is. */
function methodsByPath(endpoints: readonly Endpoint[]): (path: string) => readonly string[] {
  const places = endpoints.map(({ operation: { method, path } }) => ({
    shape: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    methods: method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()],
  }));
  return (path) => places.filter(({ shape }) => shape.test(path)).flatMap(({ methods }) => methods);
}
