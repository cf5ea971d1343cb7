import { comma, find, lineFeedOrQuote, nowhere, quote } from './bytes';

/**
 * The line feed that ends the record at `start`, given its first quote; `nowhere` when it has not come yet. As RFC 4180
 * has it, a line feed within quotes belongs to the field.
 */
export function endOfQuotedRecord(start: usize, firstQuote: usize, to: usize): usize {
  let at = firstQuote;
  while (at !== nowhere && load<u8>(at) === quote) {
    // A quote opens a quoted field only where a field begins; elsewhere it is a character like any other.
    const opens = at === start || load<u8>(at - 1) === comma;
    const from = opens ? behindClosingQuote(at, to) : at + 1;
    if (from === nowhere) return nowhere;
    at = lineFeedOrQuote(from, to);
  }
  return at;
}

/** Behind the quote that closes the field opened at `open`; two quotes stand for one that does not. */
function behindClosingQuote(open: usize, to: usize): usize {
  let at = find(quote, open + 1, to);
  while (at !== nowhere && at + 1 < to && load<u8>(at + 1) === quote) at = find(quote, at + 2, to);
  return at === nowhere ? nowhere : at + 1;
}
