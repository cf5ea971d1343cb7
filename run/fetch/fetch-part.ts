import { open } from 'node:fs/promises';
import { asWriteError } from '../../core/run-folder/write-error.ts';
import type { History } from '../../targets/history.ts';
import type { FetchedPart } from './state.ts';

/** What is fetched into one file, and how far that is complete. */
export interface PartRequest {
  readonly path: string;
  readonly history: History<string | object>;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** How far it was fetched before. */
  readonly before: FetchedPart | undefined;
  readonly now: () => number;
  readonly interrupted: AbortSignal;
  /** Told after each slice; what is kept of it must be kept before this resolves. */
  readonly kept: (part: FetchedPart) => Promise<void>;
}

/**
 * Appends what is not there yet, a slice of time after the other. A slice counts once it is whole and nothing more can come
 * late; what stands in the file beyond that is read again, so that nothing is lost and nothing stands there twice.
 * @throws what the history throws, and disk-full; all slices before are kept
 */
export async function fetchPart(request: PartRequest): Promise<FetchedPart> {
  const { path, history, from, to, before, now, interrupted, kept } = request;
  const { read, sliceSeconds, settleSeconds } = history;
  let part = before ?? { upTo: from, bytes: 0 };
  const file = await open(path, 'a').catch((error: unknown) => {
    throw asWriteError(error, path);
  });
  try {
    await file.truncate(part.bytes);
    let isSettled = true;
    for (let begin = part.upTo; begin < to && !interrupted.aborted;) {
      const end = Math.min(to, begin + sliceSeconds * 1000);
      isSettled &&= end <= now() - settleSeconds * 1000;
      let text = '';
      for await (const item of read({ from: begin, to: end })) {
        text += `${typeof item === 'string' ? item : JSON.stringify(item)}\n`;
        if (text.length < enough) continue;
        await file.appendFile(text);
        text = '';
      }
      await file.appendFile(text);
      begin = end;
      if (!isSettled) continue;
      part = { upTo: end, bytes: (await file.stat()).size };
      await file.datasync();
      await kept(part);
    }
    return part;
  } catch (error) {
    throw asWriteError(error, path);
  } finally {
    await file.close();
  }
}

/** Characters that are written at a time. */
const enough = 1 << 18;
