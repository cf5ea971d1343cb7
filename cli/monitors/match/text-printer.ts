import type { Context } from '../../../core/context.ts';
import { countMatches, matchingRanges } from '../../../monitors/filter-pattern/bulk/lines.ts';
import { explain } from '../../../monitors/filter-pattern/matcher/explain.ts';
import { extractNoting } from '../../../monitors/filter-pattern/matcher/extract.ts';
import { writeSteadily } from '../../terminal/output.ts';
import { standardInput } from './input.ts';
import { linesOf, matchingLinesOf } from './lines.ts';
import { choices, noteMatches } from './notes.ts';
import type { Printer, Search } from './search.ts';

interface Printed {
  readonly matched: number;
  readonly output: Uint8Array | string;
}

/** Prints for a person, like grep; what AWS does not document is told at the end, on standard error. */
export function textPrinter(context: Context, search: Search, inputs: number): Printer {
  const { stderr } = context.process;
  const labelOf = (path: string): string =>
    search.named ? `${path === standardInput ? '(standard input)' : path}:` : '';
  return {
    numbered: false,
    print: async (path, lines) => {
      const { matched, output } = modes[search.mode](search, lines, labelOf(path));
      await writeSteadily(context, output);
      return matched;
    },
    ended: async ({ path, matched }) => {
      if (search.mode === 'count') await writeSteadily(context, `${labelOf(path)}${matched}\n`);
    },
    failed: (_path, { message }) => {
      if (inputs > 1) stderr.write(`${message}\n`);
      return inputs > 1;
    },
    close: async () => {
      for (const { code, choice } of choices(search.notes))
        stderr.write(`Not documented by AWS (${code}): ${choice}\n`);
      await Promise.resolve();
    },
  };
}

type Mode = (search: Search, lines: Buffer, label: string) => Printed;

const modes: Readonly<Record<Search['mode'], Mode>> = {
  lines: printMatches,
  explain: printExplained,
  extract: printExtracted,
  count: ({ filter }, lines) => ({ matched: countMatches(filter, lines), output: '' }),
};

const lineFeed = Buffer.from('\n');

/** The bytes as they are: what is no UTF-8 comes out as it came in. */
function printMatches({ filter, notes }: Search, lines: Buffer, label: string): Printed {
  const ranges = matchingRanges(filter, lines);
  noteMatches(filter, lines, notes);
  const before = Buffer.from(label);
  const pieces = ranges.flatMap(({ start, end }) => [before, lines.subarray(start, end), lineFeed]);
  return { matched: ranges.length, output: Buffer.concat(pieces) };
}

/** Every line behind `+` or `-`, and below those that do not match why. */
function printExplained({ filter, notes }: Search, lines: Buffer, label: string): Printed {
  let matched = 0;
  const output: string[] = [];
  for (const { text } of linesOf(lines, 1)) {
    const matches = filter.matchesNoting(text, notes);
    if (matches) matched += 1;
    output.push(`${label}${matches ? '+' : '-'} ${text}\n`);
    for (const reason of explain(filter, text)) output.push(`${label}    ${reason}\n`);
  }
  return { matched, output: output.join('') };
}

function printExtracted({ filter, notes }: Search, lines: Buffer, label: string): Printed {
  noteMatches(filter, lines, notes);
  const output = [...matchingLinesOf(filter, lines, 1)].map(
    ({ text }) => `${label}${JSON.stringify(extractNoting(filter, text, notes))}\n`,
  );
  return { matched: output.length, output: output.join('') };
}
