import { Rejection } from '../../source/rejection.ts';

/** A word, number, text or sign of an expression. Offset: UTF-16 units from 0. */
export type Token =
  | {
      readonly kind: 'number' | 'name' | 'sign' | 'end';
      readonly text: string;
      readonly offset: number;
    }
  | TextToken;

/** Its text is what stands between the quotes. */
export interface TextToken {
  readonly kind: 'text';
  readonly text: string;
  readonly quote: '"' | "'";
  readonly offset: number;
}

const space = /\s*/y;
const plain =
  /(?<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z_]\w*)|(?<sign>===|!==|<>|\*\*|==|!=|<=|>=|&&|\|\||[-+*/^<>()[\],])/y;

/** Cuts an expression into tokens; the last one is the end. Linear in the text. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let offset = skipSpace(text, 0);
  while (offset < text.length) {
    const token = tokenAt(text, offset);
    tokens.push(token);
    const length = token.text.length + (token.kind === 'text' ? 2 : 0);
    offset = skipSpace(text, offset + length);
  }
  tokens.push({ kind: 'end', text: '', offset });
  return tokens;
}

function skipSpace(text: string, offset: number): number {
  space.lastIndex = offset;
  space.test(text);
  return space.lastIndex;
}

function tokenAt(text: string, offset: number): Token {
  const first = text.charAt(offset);
  if (first === '"' || first === "'") return textAt(text, offset, first);
  plain.lastIndex = offset;
  const groups = plain.exec(text)?.groups ?? {};
  for (const kind of ['number', 'name', 'sign'] as const) {
    const found = groups[kind];
    if (found === undefined) continue;
    const ours = otherSpellings.get(found);
    if (ours !== undefined)
      throw new Rejection(offset, `"${found}" is not an operator`, `"${ours}"`);
    return { kind, text: found, offset };
  }
  throw unknownCharacter(text, offset);
}

/** Operators of other languages, and what they are called here. */
const otherSpellings = new Map([
  ['===', '=='],
  ['!==', '!='],
  ['<>', '!='],
  ['**', '^'],
]);

/** A backslash keeps the next character from ending the text. */
function textAt(text: string, offset: number, quote: '"' | "'"): TextToken {
  for (let index = offset + 1; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === quote)
      return { kind: 'text', text: text.slice(offset + 1, index), quote, offset };
    if (character === '\\') index += 1;
  }
  throw new Rejection(offset, 'this quote is never closed', `a ${quote} that ends the text`);
}

const straight = ['a typographic quote', 'a straight quote, " or \''] as const;

const hints: Readonly<Record<string, readonly [what: string, expected: string]>> = {
  '=': ['not an operator', '"==" to compare'],
  '!': ['not an operator', '"!=", or a comparison with 0 such as m1 == 0'],
  '&': ['not an operator', '"&&" or AND'],
  '|': ['not an operator', '"||" or OR'],
  '%': ['not an operator', 'one of + - * / ^'],
  '“': straight,
  '”': straight,
  '‘': straight,
  '’': straight,
};

function unknownCharacter(text: string, offset: number): Rejection {
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  const [what, expected] = hints[character] ?? [
    'not part of metric math',
    'a metric id, a number, a function or an operator',
  ];
  return new Rejection(offset, `"${character}" is ${what}`, expected);
}
