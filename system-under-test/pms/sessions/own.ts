import type { Session, SessionStore } from './store.ts';

/** The flaw `own-sessions`: what one task is told, no other knows. */
export function ownSessions(): SessionStore {
  const sessions = new Map<string, Session>();
  return {
    read: async (sid) => sessions.get(sid) ?? {},
    write: async (sid, session) => void sessions.set(sid, session),
    nodes: () => [],
    close: () => sessions.clear(),
  };
}
