import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { jsonFailure } from './json-failure.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
    return false;
  }
}

describe('where a text stops being JSON', () => {
  it.each([
    ['{"a": 1 "b": 2}', 8, 'there is no comma or }'],
    ['[1 2]', 3, 'there is no comma or ]'],
    ['{"a" 1}', 5, 'there is no colon'],
    ["{'a': 1}", 1, 'there is no name in quotes'],
    ['{"a": 1,}', 8, 'there is no name in quotes'],
    ['[1,]', 3, 'there is no value'],
    ['{"a": }', 6, 'there is no value'],
    ['{"a": 01}', 7, 'there is no comma or }'],
    ['{"a": "\n"}', 6, 'there is no value'],
    ['{} x', 3, 'something follows its end'],
    ['{"a": 1,', 8, 'it ends too early'],
    ['', 0, 'it ends too early'],
  ])('%j', (text, offset, problem) => {
    expect(jsonFailure(text)).toEqual({ offset, problem });
  });

  test.prop([fc.json()])('is nowhere in JSON', (text) => {
    expect(jsonFailure(text)).toBeUndefined();
  });

  const almost = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', ':', '0', ' ', 'x', '\\'))
    .map(([text, at, more]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + more + text.slice(place + 1);
    });
  test.prop([almost], { numRuns: 1000 })(
    'is found just when JSON.parse refuses the text',
    (text) => {
      expect(jsonFailure(text) === undefined).toBe(isJson(text));
    },
  );

  it('is found in a text that is nested deeper than a stack is', () => {
    expect(jsonFailure('['.repeat(1_000_000))).toEqual({
      offset: 1_000_000,
      problem: 'it ends too early',
    });
  });
});
