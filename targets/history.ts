import { formatSeconds } from '../core/duration.ts';
import { BilanciaError } from '../core/errors.ts';
import { pause } from '../core/pause.ts';

/** Milliseconds since 1970, from the first to just before the last. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** Something that is kept elsewhere for a while, and can be asked for later. */
export interface History<T = string> {
  /** In words: `container events`. */
  readonly what: string;
  /** Everything of a moment is there after so many seconds. */
  readonly settleSeconds: number;
  /** As much as is best read at a time, seconds. */
  readonly sliceSeconds: number;
  /** @throws a known error when it cannot be read */
  readonly read: (range: TimeRange) => AsyncIterable<T>;
}

/** That somebody waits for what comes late, and is told. */
export interface Late {
  /** Nothing more is waited for. */
  readonly giveUp: AbortSignal;
  readonly tell: (text: string) => void;
}

/**
 * What a history holds from now on until the signal aborts, read once it has had the time to come in. What comes later, or
 * cannot be read, is said and ends nothing: it can be fetched later.
 */
export async function* afterwards<T>(
  { what, settleSeconds, sliceSeconds, read }: History<T>,
  until: AbortSignal,
  lateSeconds: number,
  late: Late | undefined,
): AsyncGenerator<T, void, undefined> {
  const from = Date.now();
  await aborted(until);
  const to = Date.now();
  const wait = Math.min(settleSeconds, lateSeconds);
  const tell = late?.tell ?? (() => undefined);
  if (late !== undefined && wait >= 1 && !late.giveUp.aborted)
    tell(
      `Waiting ${formatSeconds(wait)} for ${what}, which AWS delivers late; Ctrl-C goes on without.`,
    );
  if (late !== undefined) await pause(wait * 1000, late.giveUp);
  const isAll = Date.now() - to >= settleSeconds * 1000;
  try {
    for (let begin = from; begin < to; begin += sliceSeconds * 1000)
      yield* read({ from: begin, to: Math.min(to, begin + sliceSeconds * 1000) });
    if (!isAll) tell(`What came late of the ${what} is missing. ${fetchLater}`);
  } catch (error) {
    if (!(error instanceof BilanciaError)) throw error;
    tell(`The ${what} were not read to the end: ${error.message} ${fetchLater}`);
  }
}

const fetchLater = 'Fetch it later with "bilancia fetch FILE --run FOLDER".';

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
