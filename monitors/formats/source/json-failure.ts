/** Where a text stops being JSON: JSON.parse does not always say. */
export interface JsonFailure {
  /** UTF-16 units from 0. */
  readonly offset: number;
  /** A sentence without its full stop. */
  readonly problem: string;
}

const blanks = /[ \t\r\n]*/y;
const scalar =
  /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;
const name = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'comma';

/** What is wrong first, or nothing. Takes one step a token, without recursion. */
export function jsonFailure(text: string): JsonFailure | undefined {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = skip(blanks, text, 0);
  while (at < text.length) {
    const character = text.charAt(at);
    const inner = open.at(-1);
    if (expected === 'comma') {
      if (inner === undefined) return { offset: at, problem: 'something follows its end' };
      if (character === ',') expected = inner === '{' ? 'name' : 'value';
      else if (character === (inner === '{' ? '}' : ']')) open.pop();
      else return { offset: at, problem: `there is no comma or ${inner === '{' ? '}' : ']'}` };
      at += 1;
    } else if (expected === 'colon') {
      if (character !== ':') return { offset: at, problem: 'there is no colon' };
      expected = 'value';
      at += 1;
    } else if (expected === 'name' || expected === 'name or }') {
      const end = skip(name, text, at);
      if (end > at) expected = 'colon';
      else if (expected === 'name or }' && character === '}') {
        open.pop();
        expected = 'comma';
      } else return { offset: at, problem: 'there is no name in quotes' };
      at = Math.max(end, at + (end > at ? 0 : 1));
    } else {
      const end = skip(scalar, text, at);
      if (character === '{' || character === '[') {
        open.push(character);
        expected = character === '{' ? 'name or }' : 'value or ]';
        at += 1;
      } else if (expected === 'value or ]' && character === ']') {
        open.pop();
        expected = 'comma';
        at += 1;
      } else if (end > at) {
        expected = 'comma';
        at = end;
      } else return { offset: at, problem: 'there is no value' };
    }
    at = skip(blanks, text, at);
  }
  return expected === 'comma' && open.length === 0
    ? undefined
    : { offset: text.length, problem: 'it ends too early' };
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
