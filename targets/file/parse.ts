import { type Document, isMap, parseDocument } from 'yaml';
import { z } from 'zod';
import { keyPath } from '../../core/key-path.ts';
import { nearest } from '../../core/nearest.ts';
import type { TextError } from '../../core/source/text-error.ts';
import { inWords, offsetOf, valueAt, yamlMistakes } from '../../core/source/yaml-text.ts';
import { type TargetFile, targetSchema } from './schema.ts';

/** Every mistake of a file is told at once, in the order of the text. */
export type ParsedTarget =
  | { readonly ok: true; readonly file: TargetFile }
  | { readonly ok: false; readonly mistakes: readonly TextError[] };

/** Reads the text of a target file. */
export function parseTarget(text: string): ParsedTarget {
  const document = parseDocument(text, { prettyErrors: false });
  const ofYaml = yamlMistakes(text, document);
  if (ofYaml.length > 0) return { ok: false, mistakes: ofYaml };
  const given: unknown = document.toJS({ maxAliasCount: 100 });
  const result = targetSchema.safeParse(given);
  if (result.success) return { ok: true, file: result.data };
  const mistakes = result.error.issues
    .flatMap((issue) => mistakesOf(issue, text, document, given))
    .toSorted((a, b) => a.offset - b.offset);
  return { ok: false, mistakes };
}

function mistakesOf(
  issue: z.core.$ZodIssue,
  text: string,
  document: Document,
  given: unknown,
): TextError[] {
  const { path } = issue;
  const shown = path.length === 0 ? 'the file' : keyPath(path);
  if (issue.code === 'unrecognized_keys') {
    const known = keysOf(targetSchema, path);
    return issue.keys.map((key) => {
      const meant = nearest(key, known);
      return {
        text,
        offset: offsetOf(document, [...path, key], 'key'),
        problem: `${path.length === 0 ? '' : `${shown}: `}"${key}" is not known here${meant === undefined ? '' : `, "${meant}" is`}`,
        expected: `one of ${known.join(', ')}`,
      };
    });
  }
  const isMapWhole = issue.code === 'custom' && isMap(document.getIn(path, true));
  return [
    {
      text,
      offset: offsetOf(document, path, 'value'),
      problem: isMapWhole
        ? `${shown} cannot be used`
        : `${shown} is ${inWords(valueAt(given, path))}`,
      expected: expectedBy(issue),
    },
  ];
}

/** What the schema says was expected; of a map for which it has no words of its own, the keys. */
function expectedBy(issue: z.core.$ZodIssue): string {
  const hasNoWords = issue.message.startsWith('Invalid input');
  if (issue.code !== 'invalid_type' || issue.expected !== 'object' || !hasNoWords)
    return issue.message;
  const keys = issue.path.length === 0 ? [] : keysOf(targetSchema, issue.path);
  return keys.length === 0 ? 'a map' : `a map of ${keys.join(', ')}`;
}

/** The keys that a schema has at a path. */
function keysOf(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return keysOf(schema.unwrap(), path);
  const [key, ...rest] = path;
  if (schema instanceof z.ZodArray) return keysOf(schema.element, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  const keys = Object.keys(schema.shape);
  const child = keys.find((one) => one === key);
  return child === undefined ? keys : keysOf(schema.shape[child], rest);
}
