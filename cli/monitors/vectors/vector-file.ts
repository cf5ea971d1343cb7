import type { Context } from '../../../core/context.ts';
import { knownError, reasonOf } from '../../../core/errors.ts';
import { evaluateVectors } from '../../../monitors/filter-pattern/vectors/evaluate.ts';
import { parseVectors, type Vector } from '../../../monitors/filter-pattern/vectors/format.ts';
import { readText } from '../../../monitors/source/read-file.ts';
import { alarmVectorSections, evaluateAlarmVectors } from '../../../monitors/vectors/evaluate.ts';

/** How one row came out; expected and got are in the terms of the row's own section. */
export interface RowOutcome {
  readonly id: string;
  readonly expected: unknown;
  readonly got: unknown;
  readonly reason?: string;
}

export interface FileReport {
  readonly path: string;
  readonly agreed: number;
  readonly disagreed: readonly RowOutcome[];
  readonly notEvaluated: readonly RowOutcome[];
}

/** Tries every row of a vector file, whichever of the two formats it has. */
export async function evaluateFile(context: Context, path: string): Promise<FileReport> {
  const { text, document } = await readVectorFile(context, path);
  const report = isFilterPatternFile(document)
    ? evaluateVectors(parseVectors(text, path))
    : evaluateAlarmVectors(assertAlarmFile(document, path), path);
  const { agreed, disagreed, notEvaluated } = report;
  return { path, agreed, disagreed, notEvaluated };
}

/** The rows of a file of filter pattern vectors: AWS can be asked about no others. */
export async function readFilterPatternFile(context: Context, path: string): Promise<Vector[]> {
  const { text, document } = await readVectorFile(context, path);
  if (isFilterPatternFile(document)) return parseVectors(text, path);
  const reason = 'it has no filter pattern vectors, which are all that AWS can check';
  throw unreadable(
    path,
    reason,
    '{"vectors": [{"id", "pattern", "line", "expect"}, ...]} with --oracle',
  );
}

async function readVectorFile(
  context: Context,
  path: string,
): Promise<{ text: string; document: Readonly<Record<string, unknown>> }> {
  const expected = 'a file of filter pattern vectors or of alarm semantics, as JSON';
  const text = await readText('Vector file', path, expected, context.workingDirectory);
  const document = parseJson(text, path, expected);
  if (isObject(document)) return { text, document };
  throw unreadable(path, 'it is not a JSON object', expected);
}

function parseJson(text: string, path: string, expected: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw unreadable(path, reasonOf(thrown), expected, thrown);
  }
}

/** The formats are told apart by content: only filter pattern files have their rows at the top, under `vectors`. */
function isFilterPatternFile(document: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(document, 'vectors');
}

function assertAlarmFile<T extends object>(document: T, path: string): T {
  if (alarmVectorSections.some((name) => Object.hasOwn(document, name))) return document;
  const expected = `"vectors" (filter patterns) or one of ${alarmVectorSections.join(', ')} (alarms)`;
  throw unreadable(path, 'it has no known section', expected);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadable(path: string, reason: string, expected: string, cause?: unknown): Error {
  return knownError('unreadable-file', { what: 'Vector file', path, reason, expected }, cause);
}
