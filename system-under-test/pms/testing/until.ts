import { setTimeout as wait } from 'node:timers/promises';

/** Waits until `condition` holds. @throws Error naming `what` when it did not within the time */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  seconds = 30,
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Waited ${seconds} s in vain for ${what}`);
    await wait(20);
  }
}
