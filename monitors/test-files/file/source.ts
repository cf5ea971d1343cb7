import { type Alias, type Node, parseDocument } from 'yaml';
import { knownError } from '../../../core/errors.ts';
import { renderTextError } from '../../../core/source/text-error.ts';

/** A YAML file that a person wrote. */
export interface Source {
  /** As in messages. */
  readonly file: string;
  readonly text: string;
}

/** A value of a YAML file, with where it stands. */
export interface Part {
  readonly source: Source;
  readonly node: Node;
  /** What an alias stands for; undefined where there is no such anchor above it. */
  readonly resolve: (alias: Alias) => Node | undefined;
}

/** The failsafe schema keeps every scalar the text it is: `0x10` is a series of ten zeros here and no number. */
const options = { schema: 'failsafe', prettyErrors: false, stringKeys: true } as const;

/** Log lines begin with brackets and hold colons: most mistakes in these files are quotes that are missing. */
const yamlWithQuotes =
  'YAML, in which a text that begins with [ or { or holds ": " stands in quotes';

/**
 * The whole of a YAML file.
 * @throws bad-text when it is not YAML
 */
export function parseSource(source: Source): Part {
  const document = parseDocument(source.text, options);
  const [error] = document.errors;
  if (error !== undefined) {
    const problem = error.message.split('\n', 1)[0] ?? error.message;
    const expected = error.code === 'DUPLICATE_KEY' ? 'each key once' : yamlWithQuotes;
    throw refusal(source, error.pos[0], problem.replace(/[.:]$/, ''), expected);
  }
  if (document.contents === null) throw refusal(source, 0, 'The file is empty', 'a mapping');
  return {
    source,
    node: document.contents,
    resolve: (alias) => alias.resolve(document),
  };
}

/** The error that says what is wrong at an offset of the file. */
export function refusal(source: Source, offset: number, problem: string, expected: string): Error {
  const error = renderTextError(
    { text: source.text, offset, problem, expected },
    { file: source.file, line: 1, column: 1 },
  );
  return knownError('bad-text', { error });
}

/** Line and column, from 1, of an offset of the file. */
export function placeAt({ text }: Source, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
