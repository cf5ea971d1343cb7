import type { Context } from '../../core/context.ts';
import { BilanciaError, knownError } from '../../core/errors.ts';
import { wholeLines } from '../../monitors/filter-pattern/bulk/whole-lines.ts';
import { compileFilterPattern } from '../../monitors/filter-pattern/matcher/compile.ts';
import { failureOf } from '../terminal/failure.ts';
import { readInput, standardInput } from './match/input.ts';
import { jsonPrinter } from './match/json-printer.ts';
import { countLines } from './match/lines.ts';
import { noteSample } from './match/notes.ts';
import type { Printer, Search } from './match/search.ts';
import { textPrinter } from './match/text-printer.ts';

export interface MatchFlags {
  readonly explain: boolean;
  readonly extract: boolean;
  readonly count: boolean;
  readonly json: boolean;
}

const status = { someMatch: 0, noMatch: 1, couldNotRun: 2 } as const;

/** `bilancia monitors match`: tries a pattern on the lines of files, or of standard input. */
export async function matchCommand(
  this: Context,
  flags: MatchFlags,
  pattern: string,
  ...files: string[]
): Promise<void> {
  const mode = modeOf(flags);
  const filter = compileFilterPattern(pattern);
  const notes: Search['notes'] = new Set(filter.pattern.undocumented);
  const paths = files.length === 0 ? [standardInput] : files;
  const search: Search = { pattern, filter, notes, mode, named: paths.length > 1 };
  const printer = (flags.json ? jsonPrinter : textPrinter)(this, search, paths.length);
  const results = [];
  for (const path of paths) results.push(await searchInput(this, search, printer, path));
  await printer.close();
  const found = results.some((matched) => matched !== undefined && matched > 0);
  this.process.exitCode = found ? status.someMatch : status.noMatch;
  if (results.includes(undefined) || wasStopped(this)) this.process.exitCode = status.couldNotRun;
}

/** How many lines of an input match; undefined when it could not be read and others still can. */
async function searchInput(
  context: Context,
  search: Search,
  printer: Printer,
  path: string,
): Promise<number | undefined> {
  let first = true;
  let lines = 0;
  let matched = 0;
  try {
    for await (const buffer of wholeLines(readInput(context, path))) {
      if (first) noteSample(search.filter, buffer, search.notes);
      first = false;
      matched += await printer.print(path, buffer, lines + 1);
      if (printer.numbered) lines += countLines(buffer);
    }
  } catch (thrown) {
    if (thrown instanceof BilanciaError && printer.failed(path, failureOf(thrown)))
      return undefined;
    throw thrown;
  }
  await printer.ended({ path, lines, matched });
  return matched;
}

function modeOf({ explain, extract, count }: MatchFlags): Search['mode'] {
  const given = Object.entries({ explain, extract, count }).flatMap(([name, on]) =>
    on ? [`--${name}`] : [],
  );
  if (given.length > 1) {
    const problem = `${given.join(' and ')} cannot be combined`;
    throw knownError('bad-usage', { problem, help: 'bilancia monitors match --help' });
  }
  if (explain) return 'explain';
  if (extract) return 'extract';
  return count ? 'count' : 'lines';
}

/** Stopped by a signal; a reader who has seen enough (`| head`) is no reason to fail. */
function wasStopped({ interrupted }: Context): boolean {
  return interrupted.aborted && interrupted.reason !== 'EPIPE';
}
