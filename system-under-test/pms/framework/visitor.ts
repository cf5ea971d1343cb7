import { setCookie } from 'hono/cookie';
import type { Dependencies, PmsContext } from './deps.ts';
import { cookieOf } from './headers.ts';
import type { Session } from '../sessions/store.ts';

const sidCookie = 'sid';
const sidForm = /^[0-9a-f-]{36}$/;

/** The visitor's session id; pages call this with `create`, so that a visit to the site begins a session. */
function visitorOf(c: PmsContext, deps: Dependencies, create: boolean): string | undefined {
  const given = cookieOf(c, sidCookie);
  if (given !== undefined && sidForm.test(given)) return given;
  if (!create) return undefined;
  const sid = deps.newId();
  setCookie(c, sidCookie, sid, { path: '/', httpOnly: true, sameSite: 'Lax' });
  return sid;
}

const key = (c: PmsContext, sid: string) => `${c.get('tenant').id}/${sid}`;

/** Begins the session of a first visit, for pages that show nothing of it. */
export function beginSession(c: PmsContext, deps: Dependencies): void {
  visitorOf(c, deps, true);
}

/** The visitor's session, which a first visit begins. */
export async function openSession(c: PmsContext, deps: Dependencies): Promise<Session> {
  const isNew = cookieOf(c, sidCookie) === undefined;
  const sid = visitorOf(c, deps, true);
  return isNew || sid === undefined ? {} : deps.sessions.read(key(c, sid));
}

/** Remembers the search in the visitor's session; callers without one, such as programs, get none. */
export async function rememberSearch(
  c: PmsContext,
  deps: Dependencies,
  lastSearch: NonNullable<Session['lastSearch']>,
): Promise<void> {
  const sid = visitorOf(c, deps, false);
  if (sid !== undefined) await deps.sessions.write(key(c, sid), { lastSearch });
}

/** Puts a quote into the visitor's basket, the newest first. */
export async function addToBasket(
  c: PmsContext,
  deps: Dependencies,
  quoteId: string,
): Promise<void> {
  const sid = visitorOf(c, deps, false);
  if (sid === undefined) return;
  const session = await deps.sessions.read(key(c, sid));
  await deps.sessions.write(key(c, sid), {
    ...session,
    basket: [quoteId, ...(session.basket ?? [])].slice(0, 5),
  });
}
