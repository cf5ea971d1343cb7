import { setTimeout as pause } from 'node:timers/promises';

/** For so long whoever is served keeps all others waiting. */
const turnMs = 20;

/**
 * The flaw `shared-line`: whoever asks a task for anything, of whichever tenant, waits until those before have had their turn,
 * as with a lock or a single connection that all share.
 */
export function sharedLine(): () => Promise<void> {
  let last = Promise.resolve();
  return () => (last = last.then(() => pause(turnMs)));
}
