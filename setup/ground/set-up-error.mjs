/** Something that set-up cannot do and a person must: its message says what, and is printed without a stack. */
export class SetUpError extends Error {
  /** @override */
  name = 'SetUpError';
}

/** A signal asked for the end while something ran; what ran has ended since. */
export class Interrupted extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`interrupted by ${signal}`);
    this.signal = signal;
  }
}

/** @param {unknown} thrown */
export function wordsOf(thrown) {
  if (thrown instanceof SetUpError) return thrown.message;
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
