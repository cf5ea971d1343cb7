import type { Notes } from '../syntax/undocumented.ts';

/**
 * Splits a line at its blanks into at most `most` fields; `[...]` and `"..."` hold a field together and are taken off.
 * When the line has more fields, the last one takes the rest of the line as it stands. Linear in the line.
 */
export function splitFields(line: string, most = Infinity, notes?: Notes): string[] {
  const fields: string[] = [];
  const unclosed = new Set<string>();
  let start = afterBlanks(line, 0, notes);
  while (start < line.length) {
    const { end, text } = fieldAt(line, start, unclosed, notes);
    const next = afterBlanks(line, end, notes);
    if (fields.length + 1 >= most && next < line.length) {
      notes?.add('rest-of-line');
      fields.push(withoutTrailingBlanks(line.slice(start)));
      break;
    }
    fields.push(text);
    start = next;
  }
  if (notes !== undefined && /[\t\n\r\v\f]/.test(line)) notes.add('other-whitespace');
  return fields;
}

const closing: Readonly<Record<string, ']' | '"'>> = { '[': ']', '"': '"' };

/** What may have been meant to keep a field from ending at its first closing delimiter. */
const hidesDelimiter = { ']': /["[]/, '"': /\\$/ } as const;

/** The field that starts at `start`. `unclosed` remembers which delimiters are known to be missing from here on. */
function fieldAt(
  line: string,
  start: number,
  unclosed: Set<string>,
  notes: Notes | undefined,
): { end: number; text: string } {
  const word = (from: number) => {
    const end = endOfWord(line, from);
    const text = line.slice(start, end);
    if (notes !== undefined && opensInside(text)) notes.add('delimiter-in-field');
    return { end, text };
  };
  const close = closing[line.charAt(start)];
  if (close === undefined) return word(start);
  const at = unclosed.has(close) ? -1 : line.indexOf(close, start + 1);
  if (at < 0) {
    unclosed.add(close);
    notes?.add('unbalanced-delimiter');
    return word(start);
  }
  const end = at + 1;
  if (end === line.length || isBlank(line, end)) {
    const text = line.slice(start + 1, at);
    if (notes !== undefined && hidesDelimiter[close].test(text)) notes.add('delimiter-in-field');
    return { end, text };
  }
  notes?.add('text-after-delimiter');
  return word(end);
}

/** Whether a word opens a bracket or a quote behind its start that it does not close: `key="two` of `key="two words"`. */
function opensInside(word: string): boolean {
  const inside = word.slice(1);
  return inside.split('"').length % 2 === 0 || inside.lastIndexOf('[') > inside.lastIndexOf(']');
}

/** Space, and what AWS's own runtimes put between fields: Lambda writes tabs. */
function isBlank(line: string, at: number): boolean {
  const code = line.charCodeAt(at);
  return code === 32 || (code >= 9 && code <= 13);
}

function endOfWord(line: string, from: number): number {
  let at = from;
  while (at < line.length && !isBlank(line, at)) at += 1;
  return at;
}

function afterBlanks(line: string, from: number, notes: Notes | undefined): number {
  let at = from;
  while (isBlank(line, at)) at += 1;
  const separates = from > 0 && at < line.length;
  if (at - from > (separates ? 1 : 0)) notes?.add('repeated-spaces');
  return at;
}

/** A loop: a regular expression would look at every inner run of blanks again and again. */
function withoutTrailingBlanks(text: string): string {
  let end = text.length;
  while (isBlank(text, end - 1)) end -= 1;
  return text.slice(0, end);
}
