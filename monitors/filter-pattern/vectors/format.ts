import { z } from 'zod';
import { knownError } from '../../../core/errors.ts';

/** One row: a pattern, a line, and what AWS answers. Further keys (source, note) are for people. */
const vector = z.object({
  id: z.string(),
  pattern: z.string(),
  /** Null where the pattern is rejected. */
  line: z.string().nullable(),
  /** `match`, `no-match` or `reject`; anything else, such as `unknown`, is a row that nobody can answer yet. */
  expect: z.string(),
  /** How strong the evidence is; `aws-doc-ambiguous` is a row that the documentation itself contradicts. */
  evidence: z.string().optional(),
  extractedValues: z.record(z.string(), z.string()).optional(),
});

const vectorFile = z.object({ vectors: z.array(vector) });

export type Vector = z.infer<typeof vector>;

/**
 * Reads the text of a file of filter pattern vectors, `{"vectors": [...]}`. A file of another form is the error
 * `unreadable-file`, which names the path inside the file and what was expected there.
 */
export function parseVectors(text: string, path: string): Vector[] {
  const parsed = vectorFile.safeParse(parseJson(text, path));
  if (parsed.success) return parsed.data.vectors;
  const [issue] = parsed.error.issues;
  const at = issue === undefined || issue.path.length === 0 ? 'the file' : issue.path.join('.');
  throw unreadable(path, `${at}: ${issue?.message ?? 'not understood'}`);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw unreadable(path, thrown instanceof Error ? thrown.message : String(thrown), thrown);
  }
}

function unreadable(path: string, reason: string, cause?: unknown): Error {
  const expected =
    '{"vectors": [{"id", "pattern", "line", "expect", "extractedValues"?}, ...]} as JSON';
  return knownError('unreadable-file', { what: 'Vector file', path, reason, expected }, cause);
}
