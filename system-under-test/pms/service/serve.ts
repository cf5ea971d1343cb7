import {
  hasSqlError,
  isInterrupted,
  isAccessDenied,
  isLostConnection,
  isQueryTimeout,
  isSaturation,
  isStaleWriter,
} from '../database/errors.ts';
import { cookieOf, headerOf } from '../framework/headers.ts';
import type { Dependencies, PmsContext } from '../framework/deps.ts';
import type { Endpoint } from '../framework/endpoint.ts';
import { readInput } from './input.ts';
import type { RequestMetrics } from './metrics.ts';
import { Problem } from '../problem.ts';
import { freshCookie, replyProblem } from '../framework/reply.ts';

/** Answers one request: finds its tenant, checks its input, hands it on, counts it, and turns errors into problems. */
export async function serveRequest(
  c: PmsContext,
  endpoint: Endpoint,
  deps: Dependencies,
  metrics: RequestMetrics,
): Promise<Response> {
  const started = performance.now();
  const { operation } = endpoint;
  const route = `${operation.method.toUpperCase()} ${operation.path}`;
  const requestId = headerOf(c, 'x-request-id') ?? deps.newId();
  c.set('requestId', requestId);
  c.set('log', deps.logger.forRequest({ request: requestId, task: deps.configuration.taskId }));
  const { outgoing } = c.env;
  outgoing.setHeader('x-request-id', requestId);
  outgoing.setHeader('x-task-id', deps.configuration.taskId);
  outgoing.setHeader('x-content-type-options', 'nosniff');

  const response = await answer(c, endpoint, deps, route);
  // Looked at now: a connection that was left open would be waited for, also when the request came before the drain.
  if (deps.draining.aborted) outgoing.setHeader('connection', 'close');
  metrics.observe(route, response.status, (performance.now() - started) / 1000);
  return response;
}

async function answer(
  c: PmsContext,
  endpoint: Endpoint,
  deps: Dependencies,
  route: string,
): Promise<Response> {
  let tenantId: string | undefined;
  try {
    if (endpoint.operation.audience !== 'task') {
      const tenant = deps.tenants.find(headerOf(c, 'x-tenant'), headerOf(c, 'host'));
      tenantId = tenant.id;
      c.set('tenant', tenant);
      c.set('fresh', cookieOf(c, freshCookie) !== undefined);
      deps.usage.count(tenant.id, route);
    }
    await endpoint.admit?.(c);
    return await endpoint.handle(c, await readInput(c, endpoint.operation));
  } catch (thrown) {
    const problem = problemOf(thrown, c, route);
    if (endpoint.tell !== undefined && tenantId !== undefined) return endpoint.tell(c, problem);
    return replyProblem(c, problem, tenantId);
  }
}

/** What to answer for whatever was thrown; what nobody expected is logged as critical and told to nobody. */
export function problemOf(thrown: unknown, c: PmsContext, route: string): Problem {
  if (thrown instanceof Problem) {
    c.get('log').info(`Answered ${thrown.slug}`, { route, exception: thrown });
    return thrown;
  }
  if (
    isSaturation(thrown) ||
    isInterrupted(thrown) ||
    hasSqlError(thrown, 'lockWaitTimeout') ||
    hasSqlError(thrown, 'deadlock')
  ) {
    c.get('log').error('The database is busy', { route, exception: thrown });
    return new Problem('busy', 'The request was not carried out. It may be sent again.');
  }
  if (isStaleWriter(thrown)) {
    c.get('log').error('The writer has changed', { route, exception: thrown });
    return new Problem('database-unavailable', 'The request was not carried out.');
  }
  if (isAccessDenied(thrown)) {
    c.get('log').critical('The database refuses the password', { route, exception: thrown });
    return new Problem('database-unavailable', 'The request was not carried out.');
  }
  if (isLostConnection(thrown) || isQueryTimeout(thrown)) {
    c.get('log').error('The database does not answer', { route, exception: thrown });
    return new Problem('database-unavailable', 'Whether the request was carried out is not known.');
  }
  c.get('log').uncaught(thrown instanceof Error ? thrown : new Error(String(thrown)));
  return new Problem('internal', 'The request could not be answered.');
}
