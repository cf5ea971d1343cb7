import type { Context } from '../../../core/context.ts';
import { countMatches } from '../../../monitors/filter-pattern/bulk/lines.ts';
import { explain } from '../../../monitors/filter-pattern/matcher/explain.ts';
import { extractNoting } from '../../../monitors/filter-pattern/matcher/extract.ts';
import type { Failure } from '../../terminal/failure.ts';
import { writeSteadily } from '../../terminal/output.ts';
import { linesOf, matchingLinesOf, type Line } from './lines.ts';
import { choices, noteMatches } from './notes.ts';
import type { InputResult, Printer, Search } from './search.ts';

/**
 * Prints one JSON document, written as it is found so that it may be of any length: `pattern`, `dialect`, `lines` (not
 * with --count), `files`, `matched` and `undocumented`.
 */
export function jsonPrinter(context: Context, search: Search, inputs: number): Printer {
  const files: (InputResult | { path: string; error: Omit<Failure, 'stack'> })[] = [];
  let entries = 0;
  let begun = false;
  const begin = (): string => {
    if (begun) return '';
    begun = true;
    return headOf(search);
  };
  return {
    numbered: true,
    print: async (path, lines, first) => {
      const { matched, found } = entriesOf(search, lines, first);
      const texts = found.map((entry) => {
        entries += 1;
        return `${entries === 1 ? '' : ','}\n    ${JSON.stringify({ path, ...entry })}`;
      });
      await writeSteadily(context, `${begin()}${texts.join('')}`);
      return matched;
    },
    ended: async (result) => {
      files.push(result);
      await Promise.resolve();
    },
    failed: (path, { code, message }) => {
      if (inputs === 1 && !begun) return false;
      files.push({ path, error: { code, message } });
      context.process.stderr.write(`${message}\n`);
      return true;
    },
    close: async () => {
      const matched = files.reduce((sum, file) => sum + ('matched' in file ? file.matched : 0), 0);
      const rest = { files, matched, undocumented: choices(search.notes) };
      const tail = JSON.stringify(rest, undefined, 2).slice(1);
      const closing = search.mode === 'count' ? '' : `${entries === 0 ? '' : '\n  '}],`;
      await writeSteadily(context, `${begin()}${closing}${tail}\n`);
    },
  };
}

/** The document's beginning; `lines` is left open. */
function headOf({ pattern, filter, mode }: Search): string {
  const { dialect } = filter.pattern;
  const head = `{\n  "pattern": ${JSON.stringify(pattern)},\n  "dialect": "${dialect}",`;
  return mode === 'count' ? head : `${head}\n  "lines": [`;
}

interface Entry {
  readonly line: number;
  readonly matched: boolean;
  readonly text: string;
  readonly extractedValues?: Readonly<Record<string, string>>;
  readonly reasons?: readonly string[];
}

function entriesOf(
  { filter, mode, notes }: Search,
  lines: Buffer,
  first: number,
): { matched: number; found: Entry[] } {
  if (mode === 'count') return { matched: countMatches(filter, lines), found: [] };
  const matching = ({ number, text }: Line): Entry => ({
    line: number,
    matched: true,
    text,
    extractedValues: extractNoting(filter, text, notes),
  });
  if (mode !== 'explain') {
    noteMatches(filter, lines, notes);
    const found = [...matchingLinesOf(filter, lines, first)].map(matching);
    return { matched: found.length, found };
  }
  const found = [...linesOf(lines, first)].map((line): Entry => {
    if (filter.matchesNoting(line.text, notes)) return matching(line);
    const reasons = explain(filter, line.text);
    return { line: line.number, matched: false, text: line.text, reasons };
  });
  return { matched: found.filter(({ matched }) => matched).length, found };
}
