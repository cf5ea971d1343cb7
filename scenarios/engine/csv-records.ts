/**
 * Finds the records of a CSV stream (RFC 4180) that comes in chunks cut anywhere. The bytes are also looked at as
 * Latin-1 text, in which V8 finds a character faster than in a buffer, while single bytes are read faster from a buffer
 * than from text; all that CSV is made of is ASCII. The position of the next quote is kept, so that quoting costs next
 * to nothing where there is none.
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
  /** The last record had no end of line: it may be cut short. */
  readonly unterminated: (
    piece: Piece,
    start: number,
    end: number,
    quoted: boolean,
    line: number,
  ) => void;
  /** A record is longer than {@link longestRecord}, most likely a quote that is never closed; its first line is left out. */
  readonly overlong: (line: number) => void;
}

export interface RecordScanner {
  readonly push: (chunk: Uint8Array) => void;
  readonly end: () => void;
}

/** Bytes. k6's records have some hundred. */
export const longestRecord = 1 << 16;

/** Bytes of a piece: strings of this size die young, which makes them cheap. */
const pieceSize = 1 << 16;

const lineFeed = '\n';
const quote = '"';
const quoteCode = 34;
const commaCode = 44;
const returnCode = 13;

export function createRecordScanner(handler: RecordHandler, limit = longestRecord): RecordScanner {
  /** The beginning of a record whose end has not come yet. */
  let rest = '';
  let line = 1;
  /** Whether what comes until the next end of line belongs to an overlong line that was given up. */
  let skipping = false;

  /** Handles all whole records from `from` on, and returns where the first that is not whole begins. */
  const scan = (piece: Piece, from: number): number => {
    const { text } = piece;
    let start = from;
    let nextQuote = positionOf(quote, text, from);
    for (;;) {
      const lineEnd = text.indexOf(lineFeed, start);
      if (lineEnd === -1) return start;
      if (nextQuote < start) nextQuote = positionOf(quote, text, start);
      const quoted = nextQuote < lineEnd;
      const end = quoted ? endOfQuotedRecord(text, start, nextQuote) : lineEnd;
      if (end - start > limit) {
        handler.overlong(line);
        line += 1;
        start = lineEnd + 1;
        continue;
      }
      if (end === -1) return start;
      handler.record(piece, start, withoutReturn(text, start, end), quoted, line);
      line += quoted ? linesIn(text, start, end) : 1;
      start = end + 1;
    }
  };

  /** Keeps what follows `start`; of a rest that is too long the first line is given up. */
  const keep = (piece: Piece, start: number): void => {
    const { text } = piece;
    let from = start;
    while (text.length - from > limit) {
      handler.overlong(line);
      const lineEnd = text.indexOf(lineFeed, from);
      skipping = lineEnd === -1;
      if (!skipping) line += 1;
      from = skipping ? text.length : scan(piece, lineEnd + 1);
    }
    rest = text.slice(from);
  };

  /** Adds lines of `text` to the rest until it ends with a whole record; returns how much that took. */
  const complete = (text: string): number => {
    for (let taken = 0; ;) {
      const lineEnd = text.indexOf(lineFeed, taken);
      const until = lineEnd === -1 ? text.length : lineEnd + 1;
      const longer = pieceOf(rest + text.slice(taken, until));
      taken = until;
      keep(longer, lineEnd === -1 ? 0 : scan(longer, 0));
      if (rest === '' || taken === text.length) return taken;
    }
  };

  const pushPiece = (piece: Piece): void => {
    const { text } = piece;
    let from = 0;
    if (skipping) {
      from = text.indexOf(lineFeed) + 1;
      if (from === 0) return;
      skipping = false;
      line += 1;
    }
    if (rest !== '') from = complete(text);
    if (from < text.length) keep(piece, scan(piece, from));
  };

  return {
    push: (chunk) => {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      for (let at = 0; at < bytes.length; at += pieceSize) {
        const part = bytes.subarray(at, at + pieceSize);
        pushPiece({ text: part.toString('latin1'), bytes: part });
      }
    },
    end: () => {
      if (rest !== '')
        handler.unterminated(pieceOf(rest), 0, rest.length, rest.includes(quote), line);
      rest = '';
    },
  };
}

function pieceOf(text: string): Piece {
  return { text, bytes: Buffer.from(text, 'latin1') };
}

function positionOf(character: string, text: string, from: number): number {
  const at = text.indexOf(character, from);
  return at === -1 ? Infinity : at;
}

function withoutReturn(text: string, start: number, end: number): number {
  return end > start && text.charCodeAt(end - 1) === returnCode ? end - 1 : end;
}

/** Where the record that starts at `start` ends, given its first quote; -1 when the end is not in the text. */
function endOfQuotedRecord(text: string, start: number, firstQuote: number): number {
  let at = firstQuote;
  let from = start;
  for (;;) {
    const end = text.indexOf(lineFeed, from);
    if (end === -1) return -1;
    if (at === -1 || end < at) return end;
    // A quote opens a quoted field only where a field begins; elsewhere it is a character like any other.
    const opens = at === start || text.charCodeAt(at - 1) === commaCode;
    from = opens ? behindClosingQuote(text, at) : at + 1;
    if (from === 0) return -1;
    at = text.indexOf(quote, from);
  }
}

/** Position behind the quote that closes the field opened at `open`, 0 for none; two quotes stand for one that does not. */
function behindClosingQuote(text: string, open: number): number {
  let at = text.indexOf(quote, open + 1);
  while (at !== -1 && text.charCodeAt(at + 1) === quoteCode) at = text.indexOf(quote, at + 2);
  return at + 1;
}

function linesIn(text: string, start: number, end: number): number {
  let lines = 0;
  for (
    let at = text.indexOf(lineFeed, start);
    at !== -1 && at <= end;
    at = text.indexOf(lineFeed, at + 1)
  )
    lines += 1;
  return lines;
}
