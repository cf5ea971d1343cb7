import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { countMatches } from '../bulk/lines.ts';
import { compileFilterPattern } from '../matcher/compile.ts';
import { explain } from '../matcher/explain.ts';
import { match } from '../matcher/match.ts';
import { parseFilterPattern } from '../parser/parse.ts';
import { undocumented } from '../syntax/undocumented.ts';
import { evaluateVectors } from './evaluate.ts';
import { parseVectors } from './format.ts';

const text = readFileSync(new URL('rules.json', import.meta.url), 'utf8');
const rows = z
  .object({
    vectors: z.array(
      z.object({
        id: z.string(),
        pattern: z.string(),
        line: z.string().nullable(),
        expect: z.enum(['match', 'no-match', 'reject']),
        undocumented: z.array(z.string()).default([]),
        column: z.number().optional(),
      }),
    ),
  })
  .parse(JSON.parse(text)).vectors;
const tried = rows.flatMap(({ line, ...row }) => (line === null ? [] : [{ ...row, line }]));

it('every pattern, line and extracted value comes out as the rules say', () => {
  const vectors = parseVectors(text, 'rules.json');
  expect(evaluateVectors(vectors)).toEqual({
    agreed: rows.length,
    disagreed: [],
    notEvaluated: [],
  });
});

it('every answer that rests on what AWS leaves open says so, and no other does', () => {
  const noted = tried.map(({ id, pattern, line }) => [
    id,
    match(compileFilterPattern(pattern), line).undocumented.map(({ code }) => code),
  ]);
  expect(noted).toEqual(tried.map((row) => [row.id, row.undocumented]));
});

it('a search of whole buffers answers the same as one line at a time', () => {
  const lines = tried.filter(({ line }) => line !== '' && !line.includes('\n'));
  const counted = lines.map(({ id, pattern, line }) => [
    id,
    countMatches(compileFilterPattern(pattern), Buffer.from(`${line}\n`)),
  ]);
  expect(counted).toEqual(lines.map((row) => [row.id, row.expect === 'match' ? 1 : 0]));
});

it('every choice is made by some row', () => {
  const made = new Set(tried.flatMap((row) => row.undocumented));
  expect(Object.keys(undocumented).filter((code) => !made.has(code))).toEqual([]);
});

it('every rejected pattern is rejected at the place that is wrong', () => {
  const rejected = rows.filter((row) => row.expect === 'reject');
  const columns = rejected.map(({ id, pattern }) => {
    const result = parseFilterPattern(pattern);
    return [id, result.ok ? undefined : result.error.column];
  });
  expect(columns).toEqual(rejected.map(({ id, column }) => [id, column]));
});

it('every line that does not match has a reason, and no other has one', () => {
  const explained = tried.map(({ id, pattern, line }) => [
    id,
    explain(compileFilterPattern(pattern), line).length > 0,
  ]);
  expect(explained).toEqual(tried.map((row) => [row.id, row.expect === 'no-match']));
});
