import { expect, it } from 'vitest';
import { fc, test } from '@fast-check/vitest';
import { compileFilterPattern } from '../matcher/compile.ts';
import { countMatches, matchingLines, matchingRanges } from './lines.ts';

const patterns = [
  '[(w1="*CRITICAL*") && (w1!="*Errore da Ignorare*")]',
  '[(w1="*a*" || w1="*bb*") && w1!="*c*"]',
  '[w1!="*a*"]',
  '[w1=" *a* "]',
  '[w1="*a b*"]',
  '[w1="*[a*"]',
  '[w1="*a]*"]',
  '[w1="* a*"]',
  '[w1="*a *"]',
  '[w1="*é*"]',
  '[a = "*bb*", ...]',
  '[a = %bb|c+b%, ...]',
  '[a, b]',
  'a -bb',
  '?a ?bb',
  '?a ?bb c',
  '-a',
  '""',
  '" "',
  '" a"',
  '"[a"',
  '"\uFFFD"',
  '%bb|ca%',
  '%^a.*b$%',
  '{ $.a = 1 }',
];
const words = [
  'a',
  'bb',
  'c',
  ' ',
  '\n',
  '"',
  '[',
  ']',
  'é',
  '\u{1f3d5}',
  '\uFFFD',
  '\t',
  'CRITICAL',
  'Errore da Ignorare',
  '{"a":1}',
  '\r\n',
];
const text = fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((all) => all.join(''));

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

test.prop([fc.constantFrom(...patterns), text], { numRuns: 5000 })(
  'a buffer answers as its lines do one by one',
  (pattern, text) => {
    const filter = compileFilterPattern(pattern);
    const bytes = Buffer.from(text);
    const found = matchingRanges(filter, bytes).map(({ start, end }) =>
      bytes.toString('utf8', start, end),
    );
    expect(found).toEqual(linesOf(text).filter((line) => filter.matches(line)));
    expect(countMatches(filter, new Uint8Array(bytes))).toBe(found.length);
  },
);

test.prop([fc.constantFrom(...patterns), text, fc.integer({ min: 1, max: 9 })], { numRuns: 1000 })(
  'a stream answers as the whole text does, wherever its chunks end',
  async (pattern, text, size) => {
    const filter = compileFilterPattern(pattern);
    const bytes = Buffer.from(text);
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );
    const found: string[] = [];
    for await (const lines of matchingLines(filter, chunks)) found.push(...lines);
    expect(found).toEqual(linesOf(text).filter((line) => filter.matches(line)));
  },
);

it.each([512, 4608, 8704])('a literal is found across the end of a search window, at %i', (end) => {
  const filter = compileFilterPattern('CRITICAL -ignored');
  for (let gap = end - 20; gap < end + 20; gap += 1) {
    const bytes = Buffer.from(`${'x'.repeat(gap)}CRITICAL\n${'y'.repeat(gap)}CRITICAL ignored\n`);
    expect(matchingRanges(filter, bytes)).toEqual([{ start: 0, end: gap + 8 }]);
  }
});
