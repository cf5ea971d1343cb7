import { pause } from './pause.ts';

/** Fires each `ms` milliseconds, measured from one round's end to the next one's start, until the signal aborts. */
export async function* every(ms: number, until: AbortSignal): AsyncGenerator<void> {
  while (!until.aborted) {
    await pause(ms, until);
    if (!until.aborted) yield;
  }
}
