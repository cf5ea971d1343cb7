import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BilanciaError, hasCode, knownError, reasonOf } from '../../core/errors.ts';
import type { Location } from '../../core/source/location.ts';
import { renderTextError } from '../../core/source/text-error.ts';
import { placesIn } from '../diagnostics/caller.ts';
import { locateInCall } from './locate.ts';
import type { DefinitionProblem } from '../diagnostics/problem.ts';
import { joined } from '../formats/source/refuse.ts';
import { problemsOf } from '../diagnostics/problem.ts';
import { shown } from '../diagnostics/shown.ts';
import { syntaxErrorIn } from './syntax-error.ts';

/** What messages about a file of definitions have in common. */
export function definitionsFile(path: string): { what: string; path: string; expected: string } {
  return {
    what: 'The definitions file',
    path,
    expected:
      'a module that exports "monitors" ("bilancia monitors init" writes one), Terraform JSON ("terraform show -json") or a CloudFormation template',
  };
}

/** A module that was loaded: where it is, what messages call it, and where places in other files are seen from. */
export interface LoadedModule {
  readonly file: string;
  readonly path: string;
  readonly workingDirectory: string;
}

/**
 * What a person can do something with, of what was thrown while a module was loaded: the place in the file with its line
 * and a caret, what is wrong there, and what was expected.
 */
export async function explainFailure(thrown: unknown, module: LoadedModule): Promise<unknown> {
  const problems = problemsOf(thrown);
  if (problems.length > 0)
    return joined(problems.map((problem) => definitionFailure(problem, module, thrown)));
  if (thrown instanceof BilanciaError) return thrown;
  if (hasCode(thrown, 'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING'))
    return unreadable(
      module,
      'Node.js reads no TypeScript where packages are installed, so copy it elsewhere first',
      thrown,
    );
  if (!(thrown instanceof Error)) return unreadable(module, `it throws ${shown(thrown)}`, thrown);
  const place =
    (thrown instanceof SyntaxError ? await syntaxErrorIn(thrown, module.file) : undefined) ??
    importIn(thrown) ??
    placesIn(thrown.stack ?? '')[0];
  if (place === undefined) return unreadable(module, wordsOf(thrown), thrown);
  const text = readFileSync(place.file, 'utf8');
  const error = {
    text,
    offset: offsetIn(text, place),
    problem: wordsOf(thrown),
    expected: 'a module that loads',
  };
  return misplaced(place.file, module, error, thrown);
}

function definitionFailure(
  { origin, path, problem, expected }: DefinitionProblem,
  module: LoadedModule,
  cause: unknown,
): BilanciaError {
  const { file, line, column } = { file: module.file, ...origin };
  const text = readFileSync(file, 'utf8');
  const call =
    line === undefined ? exportIn(text) : offsetIn(text, { file, line, column: column ?? 1 });
  const offset = locateInCall(text, call, path);
  return misplaced(file, module, { text, offset, problem, expected }, cause);
}

function misplaced(
  place: string,
  { file, path, workingDirectory }: LoadedModule,
  error: Parameters<typeof renderTextError>[0],
  cause: unknown,
): BilanciaError {
  const near = relative(workingDirectory, place);
  const name = place === file ? path : near.startsWith('..') ? place : near;
  return knownError(
    'bad-text',
    { error: renderTextError(error, { file: name, line: 1, column: 1 }) },
    cause,
  );
}

function unreadable({ path }: LoadedModule, reason: string, cause: unknown): Error {
  return knownError('unreadable-file', { ...definitionsFile(path), reason }, cause);
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
  return Math.max(0, text.search(/(?<=\bexport\s[^;]{0,200}?)\bmonitors\b/));
}

/** Where the import stands of what cannot be found. */
function importIn({ message }: Error): Location | undefined {
  const found = /^Cannot find (?:package|module) '([^']+)' imported from (.+)$/m.exec(message);
  if (found === null) return undefined;
  const [, wanted = '', importer = ''] = found;
  const file = importer.startsWith('file:') ? fileURLToPath(importer) : importer;
  const name = wanted.split('/').at(-1) ?? wanted;
  const lines = readFileSync(file, 'utf8').split('\n');
  const line = lines.findIndex((each) => each.includes(`${name}'`) || each.includes(`${name}"`));
  if (line === -1) return { file };
  return { file, line: line + 1, column: (lines[line] ?? '').search(/["']/) + 1 };
}
