import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BilanciaError, knownError, reasonOf } from '../../core/errors.ts';
import type { Location } from '../source/location.ts';
import { renderTextError } from '../source/text-error.ts';
import { placesIn } from './caller.ts';
import { locateInCall } from './locate.ts';
import { problemOf } from './problem.ts';

/** What messages about a file of definitions have in common. */
export function definitionsFile(path: string): { what: string; path: string; expected: string } {
  return {
    what: 'The definitions file',
    path,
    expected:
      'a module that exports "monitors" ("bilancia monitors init" writes one), Terraform JSON ("terraform show -json") or a CloudFormation template',
  };
}

/**
 * What a person can do something with, of what was thrown while the module `file` was loaded: the place in the file with
 * its line and a caret, what is wrong there, and what was expected. `path` is what the file is called in messages.
 */
export function explainFailure(thrown: unknown, file: string, path: string): unknown {
  const problem = problemOf(thrown);
  if (problem !== undefined) {
    const origin = problem.origin ?? { file };
    const text = readFileSync(origin.file, 'utf8');
    const call = origin.line === undefined ? exportIn(text) : offsetIn(text, origin);
    return misplaced(
      origin.file,
      file,
      path,
      {
        text,
        offset: locateInCall(text, call, problem.path),
        problem: problem.problem,
        expected: problem.expected,
      },
      thrown,
    );
  }
  if (thrown instanceof BilanciaError || !(thrown instanceof Error)) return thrown;
  const place = syntaxErrorIn(thrown) ?? importIn(thrown) ?? placesIn(thrown.stack ?? '')[0];
  if (place === undefined)
    return knownError(
      'unreadable-file',
      { ...definitionsFile(path), reason: wordsOf(thrown) },
      thrown,
    );
  const text = readFileSync(place.file, 'utf8');
  return misplaced(
    place.file,
    file,
    path,
    {
      text,
      offset: offsetIn(text, place),
      problem: wordsOf(thrown),
      expected: 'a module that loads',
    },
    thrown,
  );
}

function misplaced(
  place: string,
  file: string,
  path: string,
  error: Parameters<typeof renderTextError>[0],
  cause: unknown,
): Error {
  const origin = { file: place === file ? path : place, line: 1, column: 1 };
  return knownError('bad-text', { error: renderTextError(error, origin) }, cause);
}

/** The name and the first line of the message, without a full stop. */
function wordsOf(error: Error): string {
  const [line = ''] = reasonOf(error).trim().split('\n');
  return `${error.name}: ${line.trim().replace(/\.$/, '')}`;
}

/** Offset of a line and column; that of the line's end when it is shorter. */
function offsetIn(text: string, { line = 1, column = 1 }: Location): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return before + Math.min(column - 1, lines[line - 1]?.length ?? 0);
}

/** Where a module exports its monitors: the place of whatever is wrong with them and has none of its own. */
function exportIn(text: string): number {
  return Math.max(0, text.search(/(?<=\bexport\s[^;]*?)\bmonitors\b/));
}

/** V8 puts `file:line`, the line and carets above the stack of a syntax error. */
function syntaxErrorIn({ stack = '' }: Error): Location | undefined {
  const found = /^((?:file:|\/|[A-Za-z]:\\).*):(\d+)\n.*\n( *)\^/.exec(stack);
  if (found === null) return undefined;
  const [, file = '', line, indent = ''] = found;
  return { file: pathOf(file), line: Number(line), column: indent.length + 1 };
}

/** Where the import stands of what cannot be found. */
function importIn({ message }: Error): Location | undefined {
  const found = /^Cannot find (?:package|module) '([^']+)' imported from (.+)$/m.exec(message);
  if (found === null) return undefined;
  const [, wanted = '', importer = ''] = found;
  const file = pathOf(importer);
  const name = wanted.split('/').at(-1) ?? wanted;
  const lines = readFileSync(file, 'utf8').split('\n');
  const line = lines.findIndex((each) => each.includes(`${name}'`) || each.includes(`${name}"`));
  if (line === -1) return { file };
  const column = (lines[line] ?? '').search(/["']/) + 1;
  return { file, line: line + 1, column };
}

function pathOf(file: string): string {
  return file.startsWith('file:') ? fileURLToPath(file) : file;
}
