import { describe, expect, it } from 'vitest';
import { fc, test } from '@fast-check/vitest';
import type { Vector } from '../filter-pattern/vectors/format.ts';
import { batchesOf, linesPerRequest } from './batches.ts';

const row = (id: string, pattern: string, line: string | null): Vector => ({
  id,
  pattern,
  line,
  expect: 'match',
});

const rows = fc.array(
  fc.record({
    id: fc.string(),
    pattern: fc.constantFrom('a', 'b', '[x]'),
    line: fc.option(fc.string({ maxLength: 2 })),
    expect: fc.constantFrom('match', 'no-match', 'reject', 'unknown'),
  }),
  { maxLength: 300 },
);

test.prop([rows])('every row with a line is asked about once, within the limits', (vectors) => {
  const batches = batchesOf(vectors);
  expect(new Set(batches.flatMap((batch) => batch.vectors))).toEqual(
    new Set(vectors.filter(({ line }) => line !== '')),
  );
  for (const { pattern, lines, vectors: answered } of batches) {
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThanOrEqual(linesPerRequest);
    expect(new Set(lines).size).toBe(lines.length);
    expect(answered.every((vector) => vector.pattern === pattern)).toBe(true);
  }
});

describe('requests', () => {
  it('hold 50 lines of one pattern, and each line once', () => {
    const many = Array.from({ length: 101 }, (_, index) => row(`r${index}`, 'a', `line ${index}`));
    const batches = batchesOf([...many, row('again', 'a', 'line 0'), row('other', 'b', 'line 0')]);
    expect(
      batches.map(({ pattern, lines, vectors }) => [pattern, lines.length, vectors.length]),
    ).toEqual([
      ['a', 50, 51],
      ['a', 50, 50],
      ['a', 1, 1],
      ['b', 1, 1],
    ]);
  });

  it('ask about a pattern without a line by any line, and never with an empty one', () => {
    expect(batchesOf([row('rejected', '[', null), row('empty', 'a', '')])).toEqual([
      { pattern: '[', lines: ['any line'], vectors: [row('rejected', '[', null)] },
    ]);
  });
});
