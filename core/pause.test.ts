import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { pause } from './pause.ts';

it('waits for the time asked for', async () => {
  const begun = performance.now();
  await pause(30, new AbortController().signal);
  // Timers count in whole milliseconds.
  expect(performance.now() - begun).toBeGreaterThanOrEqual(29);
});

it('ends when the signal aborts, without an error', async () => {
  const { signal, abort } = abortable();
  const paused = pause(3_600_000, signal);
  abort();
  await expect(paused).resolves.toBeUndefined();
});

it('does not wait for a signal that has aborted', async () => {
  await expect(pause(3_600_000, AbortSignal.abort())).resolves.toBeUndefined();
});

it('leaves no listener on the signal, however often it waits', async () => {
  const { signal } = abortable();
  for (let i = 0; i < 20; i++) await pause(0, signal);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

function abortable(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
