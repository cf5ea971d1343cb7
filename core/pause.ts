/** Waits so many milliseconds, or until the signal aborts; which of them it was, the signal tells. */
export async function pause(ms: number, until: AbortSignal): Promise<void> {
  if (until.aborted) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      until.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    until.addEventListener('abort', done, { once: true });
  });
}
