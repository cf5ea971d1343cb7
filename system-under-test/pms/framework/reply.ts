import { setCookie } from 'hono/cookie';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Dependencies, PmsContext } from './deps.ts';
import { type Problem, problemBody } from '../problem.ts';

/** What is sent, with the tenant it belongs to. */
export function replyBody(c: PmsContext, body: Record<string, unknown>): Record<string, unknown> {
  return { tenant: c.get('tenant').id, ...body };
}

/** Sends JSON, with the tenant it belongs to. */
export function reply(
  c: PmsContext,
  status: ContentfulStatusCode,
  body: Record<string, unknown>,
): Response {
  return c.json(replyBody(c, body), status);
}

/** Sends JSON that was stored as text, byte by byte as it was. */
export function replyStored(c: PmsContext, status: ContentfulStatusCode, text: string): Response {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return c.body(text, status, { 'content-type': type });
}

export function replyProblem(
  c: PmsContext,
  problem: Problem,
  tenant: string | undefined,
): Response {
  return c.body(JSON.stringify(problemBody(problem, tenant)), problem.status, {
    'content-type': 'application/problem+json',
  });
}

export const freshCookie = 'fresh';

/** Call after every successful write: for some seconds this client's reads go to the writer. */
export function markFresh(c: PmsContext, deps: Dependencies): void {
  const maxAge = deps.configuration.freshSeconds;
  setCookie(c, freshCookie, '1', { path: '/', maxAge, httpOnly: true, sameSite: 'Lax' });
}
