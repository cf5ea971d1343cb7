import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import reports from '../drills/bug-reports.json' with { type: 'json' };

const root = join(import.meta.dirname, '..', '..');
const rows = readFileSync(join(root, 'docs', 'bug-reports.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ['))
  .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/g, '').trim()));
const linkOf = ([report = '']: readonly string[]): string => /\((.*)\)$/.exec(report)?.[1] ?? '';

it('lists every report once, and says what shows each that can be made to happen here', () => {
  expect(rows.map(linkOf)).toEqual(reports.map(({ link }) => link));
  const shown = rows.filter((row) => row[2]?.startsWith('not here') === false);
  expect(shown.map(linkOf)).toEqual(
    reports.filter(({ isLocal }) => isLocal).map(({ link }) => link),
  );
  expect(shown.filter((row) => (row[3] ?? '') === '').map(linkOf)).toEqual([]);
});

it('names at least fifteen tests that show one, and each is there', () => {
  const tests = rows.flatMap((row) => {
    const [, file, name] = /^`(.+)`: (.+)$/.exec(row[4] ?? '') ?? [];
    return file === undefined || name === undefined ? [] : [{ file, name }];
  });
  expect(tests.length).toBeGreaterThanOrEqual(15);
  const missing = tests.filter(
    ({ file, name }) => !readFileSync(join(root, file), 'utf8').includes(`'${name}'`),
  );
  expect(missing).toEqual([]);
});
