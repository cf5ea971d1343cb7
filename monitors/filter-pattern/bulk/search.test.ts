import { expect, test } from 'vitest';
import { compileFilterPattern } from '../matcher/compile.ts';
import { countMatches, matchingRanges } from './lines.ts';
import { inputRoom, mostResults } from './scan/layout.ts';

const anyOf = (words: readonly string[]): string => words.map((word) => `?${word}`).join(' ');

/** The matching lines, after checking that they are those that match one by one. */
function found(pattern: string, lines: readonly string[], end = '\n'): string[] {
  const filter = compileFilterPattern(pattern);
  const bytes = Buffer.from(lines.join('\n') + end);
  const matching = matchingRanges(filter, bytes).map((range) =>
    bytes.toString('utf8', range.start, range.end),
  );
  expect(matching).toEqual(lines.filter((line) => filter.matches(line)));
  return matching;
}

test.each([-20, -1, 0, 1, 3 * inputRoom])(
  'a line is found that is by %d bytes longer than the module has room for',
  (more) => {
    const long = `${'x'.repeat(inputRoom + more - 'CRITICAL'.length)}CRITICAL`;
    for (const end of ['\n', '']) {
      expect(found('CRITICAL', ['CRITICAL', long, 'ERROR', long, 'a CRITICAL'], end)).toEqual([
        'CRITICAL',
        long,
        long,
        'a CRITICAL',
      ]);
    }
  },
);

test('more lines are found than the module has room to tell of at once', () => {
  const filter = compileFilterPattern('a -b');
  expect(countMatches(filter, Buffer.from('a\nab\na\n'.repeat(3 * mostResults)))).toBe(
    6 * mostResults,
  );
});

test.each([7, 800, 30_000])('one line in %d is found among many that do not match', (every) => {
  const lines = Array.from({ length: 100_000 }, (_, index) =>
    index % every === 1 ? `line ${index} is CRITICAL` : `line ${index}`,
  );
  for (const end of ['\n', ''])
    expect(found('CRITICAL -none', lines, end)).toHaveLength(Math.ceil((100_000 - 1) / every));
});

test.each([1, 2, 5, 6, 9])('one of %d literals is enough, wherever it stands', (count) => {
  const words = Array.from({ length: count }, (_, index) => `word${index}x`);
  const lines = ['nothing', ...words.flatMap((word) => [word, `in ${word} line`, word.slice(1)])];
  expect(found(anyOf(words), lines)).toHaveLength(2 * count);
});

test.each([15, 16, 17, 256, 257, 600])('a literal of %d bytes is found whole', (length) => {
  const word = `${'a'.repeat(length - 1)}b`;
  const lines = [word.slice(1), word, `aaa${word}`, `${word}b`, word.slice(0, -1), `- ${word} -`];
  expect(found(word, lines)).toHaveLength(4);
});
