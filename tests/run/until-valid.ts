/** A run that the machine spoiled says nothing of the system, and is made again. */
const mostTries = 3;

/** Runs until the machine did not spoil it, or did so too often. */
export async function untilValid<T>(
  run: () => Promise<T>,
  isSpoiled: (ended: T) => boolean,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const ended = await run();
    if (tries === mostTries || !isSpoiled(ended)) return ended;
  }
}
