import { atIncomplete, fullOfResults, keptRoom, pieceRoom } from './scan/layout.ts';
import { type Walked, type Walker, createWalker } from './scan/walker.ts';

/**
 * Finds the records of a CSV stream (RFC 4180) that comes in chunks cut anywhere. All that CSV is made of is ASCII, so
 * that bytes may be looked at as Latin-1 text.
 */

/** The same bytes twice, character by byte. */
export interface Piece {
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** A record reaches from `start` to `end`, without its end of line. A piece is good until the call returns. */
export interface RecordHandler {
  /** `quoted`: there is a quote somewhere in it. `line` counts from 1, and is where the record begins. */
  readonly record: (
    piece: Piece,
    start: number,
    end: number,
    quoted: boolean,
    line: number,
  ) => void;
  /** The walker has read `records` by itself, and has so many results of them. Comes before what follows them. */
  readonly walked?: (records: number, results: number) => void;
  /** The last record had no end of line: it may be cut short. */
  readonly unterminated: () => void;
  /** A record is longer than {@link longestRecord}, most likely a quote that is never closed; its first line is left out. */
  readonly overlong: (line: number) => void;
}

export interface RecordScanner {
  readonly push: (chunk: Uint8Array) => void;
  /** The two rooms that the next bytes may be put into without `push`, first one first: see `take`. */
  readonly rooms: () => readonly [Uint8Array, Uint8Array];
  /** Takes the bytes at the beginning of the first room; meanwhile the second one may be filled. They then change places. */
  readonly take: (length: number) => void;
  readonly end: () => void;
}

/** Bytes. k6's records have some hundred. */
export const longestRecord = 1 << 16;

const lineFeed = 10;
const carriageReturn = 13;

/** Where the rooms begin among the walker's pieces. */
const firstRoom = keptRoom;
const secondRoom = firstRoom + pieceRoom + keptRoom;

/**
 * The walker finds the records, and reads those that it was taught to read: the others are handed on.
 * @param limit bytes, {@link longestRecord} at most
 */
export function createRecordScanner(
  handler: RecordHandler,
  limit = longestRecord,
  walker: Walker = createWalker(limit),
): RecordScanner {
  const { pieces } = walker;
  const roomAt = (start: number): { readonly start: number; readonly room: Uint8Array } => ({
    start,
    room: pieces.subarray(start, start + pieceRoom),
  });
  let [next, other] = [roomAt(firstRoom), roomAt(secondRoom)];
  /** Bytes before the next room that are of a record whose end has not come yet. */
  let kept = 0;
  let line = 1;
  /** Whether what comes until the next end of line belongs to an overlong line that was given up. */
  let skipping = false;

  /** The beginning of the next line up to `to`; the rest of a line that goes on behind it is skipped. */
  const behindLine = (start: number, to: number): number => {
    const lineEnd = pieces.subarray(start, to).indexOf(lineFeed);
    skipping = lineEnd === -1;
    if (skipping) return to;
    line += 1;
    return start + lineEnd + 1;
  };

  const handOn = (start: number, { end, quoted, recordLines }: Walked): number => {
    const recordEnd = end > start && pieces[end - 1] === carriageReturn ? end - 1 : end;
    handler.record(pieceOf(pieces.subarray(start, recordEnd)), 0, recordEnd - start, quoted, line);
    line += recordLines;
    return end + 1;
  };

  /** Handles all whole records up to `to`, and returns where the first that is not whole begins. */
  const scan = (from: number, to: number): number => {
    let start = from;
    for (;;) {
      const walked = walker.walk(start, to);
      start = walked.start;
      line += walked.lines;
      if (walked.records > 0) handler.walked?.(walked.records, walked.results);
      if (walked.why === atIncomplete) return start;
      if (walked.why === fullOfResults) continue;
      if (walked.end - start > limit) {
        handler.overlong(line);
        start = behindLine(start, to);
      } else start = handOn(start, walked);
    }
  };

  /** Handles what is kept and the next room, and keeps the rest; of a rest that is too long the first line is given up. */
  const take = (length: number): void => {
    const from = next.start - kept;
    const to = next.start + length;
    let start = scan(skipping ? behindLine(from, to) : from, to);
    while (to - start > limit) {
      handler.overlong(line);
      start = scan(behindLine(start, to), to);
    }
    kept = to - start;
    [next, other] = [other, next];
    pieces.copyWithin(next.start - kept, start, to);
  };

  return {
    push: (chunk) => {
      for (let at = 0; at < chunk.length; at += pieceRoom) {
        const part = chunk.subarray(at, at + pieceRoom);
        next.room.set(part);
        take(part.length);
      }
    },
    rooms: () => [next.room, other.room],
    take,
    end: () => {
      if (kept > 0) handler.unterminated();
      kept = 0;
    },
  };
}

function pieceOf(bytes: Uint8Array): Piece {
  return {
    bytes,
    text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'),
  };
}
