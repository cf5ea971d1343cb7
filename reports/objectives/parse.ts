import { type Document, isMap, isScalar, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { keyPath } from '../../core/key-path.ts';
import { nearest } from '../../core/nearest.ts';
import type { TextError } from '../../core/source/text-error.ts';
import { inWords, offsetOf, valueAt, yamlMistakes } from '../../core/source/yaml-text.ts';
import { type Objectives, kindOf, objectiveKinds, objectivesSchema } from './schema.ts';

/** Every mistake of a file is told at once, in the order of the text. */
export type ParsedObjectives =
  | { readonly ok: true; readonly objectives: Objectives }
  | { readonly ok: false; readonly mistakes: readonly TextError[] };

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Reads the text of an objectives file. */
export function parseObjectives(text: string): ParsedObjectives {
  const document = parseDocument(text, { prettyErrors: false });
  const hidden = hiddenMistakes(text, document);
  const places = new Set(hidden.map(({ offset }) => offset));
  const ofYaml = yamlMistakes(text, document).filter(({ offset }) => !places.has(offset));
  if (ofYaml.length + hidden.length > 0)
    return { ok: false, mistakes: [...ofYaml, ...hidden].toSorted(byPlace) };
  const given: unknown = document.toJS({ maxAliasCount: -1 });
  const result = objectivesSchema.safeParse(given);
  if (result.success) return { ok: true, objectives: result.data };
  const source = { text, document, given };
  const mistakes = result.error.issues
    .flatMap((issue) => ofItsKind(issue, given))
    .flatMap((issue) => mistakesOf(issue, source))
    .toSorted(byPlace);
  return { ok: false, mistakes };
}

function byPlace(a: TextError, b: TextError): number {
  return a.offset - b.offset;
}

/** A file, as text, as YAML, and as what it says. */
interface Source {
  readonly text: string;
  readonly document: Document;
  readonly given: unknown;
}

/** What would be lost or misread: a key that objects have of themselves, and a star that YAML takes for an alias. */
function hiddenMistakes(text: string, document: Document): TextError[] {
  const found: TextError[] = [];
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) === undefined)
        found.push({
          text,
          offset: alias.range?.[0] ?? 0,
          problem: `*${alias.source} is an alias of nothing`,
          expected: 'a pattern in quotes',
        });
    },
    Pair: (_, { key }) => {
      if (isScalar(key) && key.value === '__proto__')
        found.push({
          text,
          offset: key.range?.[0] ?? 0,
          problem: '"__proto__" is no key of objectives',
          expected: 'one of those that the page lists',
        });
    },
  });
  return found;
}

/** What an objective lacks is told by its own kind, not by all that it might have been. */
function ofItsKind(issue: Issue, given: unknown): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const objective = valueAt(given, issue.path);
  const kind = typeof objective === 'object' && objective !== null ? kindOf(objective) : undefined;
  if (kind === undefined)
    return [
      {
        ...issue,
        code: 'custom',
        message: `an objective with one of ${Object.keys(objectiveKinds).join(', ')}`,
      },
    ];
  const own = issue.errors[Object.keys(objectiveKinds).indexOf(kind)] ?? [];
  return own.map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
}

function mistakesOf(issue: Issue, { text, document, given }: Source): TextError[] {
  const { path } = issue;
  const shown = path.length === 0 ? 'the document' : keyPath(path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const known = keysAt(path, given);
      const meant = nearest(key, known);
      return {
        text,
        offset: offsetOf(document, [...path, key], 'key'),
        problem: `${path.length === 0 ? '' : `${shown}: `}"${key}" is not known here${meant === undefined ? '' : `, "${meant}" is`}`,
        expected: `one of ${known.join(', ')}`,
      };
    });
  const value = valueAt(given, path);
  const isKey = issue.code === 'invalid_key';
  return [
    {
      text,
      offset: offsetOf(document, path, isKey ? 'key' : 'value'),
      problem: isKey
        ? `"${String(path.at(-1))}" is no outcome`
        : isMap(document.getIn(path, true)) && issue.code === 'custom'
          ? `${shown} ${kindOf(Object(value)) === undefined && path.length === 2 ? 'is for nothing' : 'limits nothing'}`
          : `${shown} is ${inWords(value)}`,
      expected: isKey ? (issue.issues[0]?.message ?? 'an outcome') : issue.message,
    },
  ];
}

/** The keys that the schema has at a path. */
function keysAt(path: Path, given: unknown): string[] {
  const kind = kindOf(Object(valueAt(given, path.slice(0, 2))));
  if (path[0] === 'objectives' && kind !== undefined)
    return Object.keys(objectiveKinds[kind].shape);
  const { windows, ...rest } = objectivesSchema.shape;
  return path[0] === 'windows'
    ? Object.keys(windows.unwrap().shape)
    : ['windows', ...Object.keys(rest)];
}
