import { matchingRanges } from '../../../monitors/filter-pattern/bulk/lines.ts';
import type { CompiledFilterPattern } from '../../../monitors/filter-pattern/matcher/compile.ts';
import {
  undocumented,
  type Notes,
  type UndocumentedCode,
} from '../../../monitors/filter-pattern/syntax/undocumented.ts';
import { linesOf } from './lines.ts';

/** Of each input, so many bytes are looked at line by line: a search that jumps from match to match takes no notes. */
const sample = 64 * 1024;

/** Collects what the answer rests on that AWS does not document, from the first lines of an input. */
export function noteSample(filter: CompiledFilterPattern, buffer: Buffer, notes: Notes): void {
  const end = buffer.lastIndexOf('\n', sample - 1) + 1;
  const start = end === 0 ? buffer : buffer.subarray(0, end);
  for (const { text } of linesOf(start, 1)) filter.matchesNoting(text, notes);
}

/** The same, from every line that matches. */
export function noteMatches(filter: CompiledFilterPattern, buffer: Buffer, notes: Notes): void {
  for (const { start, end } of matchingRanges(filter, buffer))
    filter.matchesNoting(buffer.toString('utf8', start, end), notes);
}

/** Codes and choices, in the order in which they were met. */
export function choices(notes: Notes): { code: UndocumentedCode; choice: string }[] {
  return [...notes].map((code) => ({ code, choice: undocumented[code] }));
}
