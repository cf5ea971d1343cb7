import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { BilanciaError, knownError, reasonOf } from '../../core/errors.ts';
import type { Row } from './rows/form.ts';
import { forms } from './index.ts';

/** `vectors FILE...`: tries vector files of any form; ends with 1 if a row disagrees, with 2 if a file cannot be tried. */
async function main(paths: readonly string[]): Promise<void> {
  if (paths.length === 0)
    throw knownError('bad-usage', {
      problem: 'vectors needs one file of vectors or more',
      help: 'npm run vectors -- FILE...',
    });
  for (const path of paths) {
    const rows = await evaluate(path);
    const of = (result: Row['result']): Row[] => rows.filter((row) => row.result === result);
    for (const row of of('disagreed')) print(linesOf(row));
    for (const row of of('not evaluated')) print([`${row.id} is not evaluated: ${row.reason}`]);
    const counts = (['agreed', 'disagreed', 'not evaluated'] as const).map(
      (result) => `${of(result).length} ${result}`,
    );
    print([`${path}: ${counts.join(', ')}`]);
    if (of('disagreed').length > 0) process.exitCode = 1;
  }
}

async function evaluate(path: string): Promise<Row[]> {
  const what = 'The file of vectors';
  const expected = `one of these forms: ${Object.keys(forms).join(', ')}`;
  try {
    const bytes = await readFile(path);
    const text = path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
    const document: unknown = JSON.parse(text.toString('utf8'));
    const form = Object.values(forms).find(({ fits }) => fits(document));
    if (form !== undefined) return form.evaluate(document);
  } catch (error) {
    throw knownError('unreadable-file', { what, path, reason: reasonOf(error), expected }, error);
  }
  throw knownError('unreadable-file', { what, path, reason: 'it has no known form', expected });
}

function linesOf({ id, expected, got }: Row): string[] {
  return [
    `${id} disagrees`,
    `  expected  ${JSON.stringify(expected)}`,
    `  got       ${JSON.stringify(got)}`,
  ];
}

function print(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BilanciaError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitStatus;
}
