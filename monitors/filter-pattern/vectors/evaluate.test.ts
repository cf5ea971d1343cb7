import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { evaluateVectors } from './evaluate.ts';
import { parseVectors, type Vector } from './format.ts';

const path = new URL('documented.json', import.meta.url).pathname;
const documented = parseVectors(readFileSync(path, 'utf8'), 'documented.json');

it('every documented vector agrees, but the one that the documentation contradicts', () => {
  expect(evaluateVectors(documented)).toEqual({
    agreed: documented.length - 1,
    disagreed: [],
    notEvaluated: [
      {
        id: 'fp-151',
        verdict: 'not evaluated',
        expected: { result: 'match' },
        got: { result: 'no-match' },
        reason: 'the documentation contradicts itself here',
      },
    ],
  });
});

it('every vector that is turned around disagrees', () => {
  const turned = documented
    .filter((vector) => vector.evidence !== 'aws-doc-ambiguous')
    .map((vector): Vector => ({
      ...vector,
      line: vector.line ?? '',
      expect: vector.expect === 'match' ? 'no-match' : 'match',
    }));
  expect(evaluateVectors(turned)).toMatchObject({ agreed: 0, notEvaluated: [] });
});

it('a wrong, a missing and a further extracted value each disagree', () => {
  const row = (id: string, extractedValues: Record<string, string>): Vector => ({
    id,
    pattern: '[level, text]',
    line: 'ERROR boom',
    expect: 'match',
    extractedValues,
  });
  const rows = [
    row('right', { $level: 'ERROR', $text: 'boom' }),
    row('wrong', { $level: 'WARN', $text: 'boom' }),
    row('missing', { $level: 'ERROR' }),
    row('further', { $level: 'ERROR', $text: 'boom', $3: 'x' }),
  ];
  expect(evaluateVectors(rows)).toMatchObject({
    agreed: 1,
    disagreed: [
      {
        id: 'wrong',
        expected: { result: 'match', extractedValues: { $level: 'WARN', $text: 'boom' } },
        got: { result: 'match', extractedValues: { $level: 'ERROR', $text: 'boom' } },
      },
      { id: 'missing' },
      { id: 'further' },
    ],
  });
});

it('a row that nobody can answer is not evaluated', () => {
  const row = { id: 'x', pattern: 'a', line: 'a', expect: 'unknown' };
  expect(
    evaluateVectors([row, { ...row, id: 'y', expect: 'match', line: null }]).notEvaluated,
  ).toEqual([
    {
      id: 'x',
      verdict: 'not evaluated',
      expected: { result: 'unknown' },
      got: { result: 'match' },
      reason: '"unknown" is not one of match, no-match, reject',
    },
    {
      id: 'y',
      verdict: 'not evaluated',
      expected: { result: 'match' },
      got: { result: 'accept' },
      reason: 'the row has no line',
    },
  ]);
});

it('a file of another form is refused with the path inside it', () => {
  expect(() => parseVectors('{"vectors":[{"id":1}]}', 'v.json')).toThrow(
    'Vector file v.json cannot be used: vectors.0.id: Invalid input: expected string, received number. Expected {"vectors": [{"id", "pattern", "line", "expect", "extractedValues"?}, ...]} as JSON.',
  );
  expect(() => parseVectors('{', 'v.json')).toThrow('Vector file v.json cannot be used: ');
});
