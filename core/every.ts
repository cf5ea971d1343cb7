/** Fires each `ms` milliseconds, measured from one round's end to the next one's start, until the signal aborts. */
export async function* every(ms: number, until: AbortSignal): AsyncGenerator<void> {
  while (!until.aborted) {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        until.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      until.addEventListener('abort', done, { once: true });
    });
    if (!until.aborted) yield;
  }
}
