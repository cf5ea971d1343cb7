import { metricMathLimits } from '../limits.ts';
import { Rejection } from '../../source/rejection.ts';
import { tokenize, type Token } from './lexer.ts';

/** The tokens of an expression, and how far they have been read. */
export interface Tokens {
  readonly all: readonly Token[];
  index: number;
  depth: number;
}

export function tokensOf(text: string): Tokens {
  return { all: tokenize(text), index: 0, depth: 0 };
}

/** The token to be read next; past the end, the end. */
export function peek(tokens: Tokens): Token {
  const token = tokens.all[tokens.index] ?? tokens.all.at(-1);
  if (token === undefined) throw new TypeError('No tokens, not even the end');
  return token;
}

export function next(tokens: Tokens): Token {
  const token = peek(tokens);
  tokens.index += 1;
  return token;
}

export function isSign(token: Token, text: string): boolean {
  return token.kind === 'sign' && token.text === text;
}

/** Reads the sign if it comes next. */
export function takeSign(tokens: Tokens, text: string): boolean {
  if (!isSign(peek(tokens), text)) return false;
  tokens.index += 1;
  return true;
}

export function expectSign(tokens: Tokens, text: string, expected: string): void {
  if (!takeSign(tokens, text)) throw unexpected(peek(tokens), expected);
}

export function unexpected(token: Token, expected: string): Rejection {
  const problem =
    token.kind === 'end' ? 'the expression ends here' : `unexpected ${describe(token)}`;
  return new Rejection(token.offset, problem, expected);
}

/** Texts can be long. */
function describe(token: Token): string {
  return token.kind === 'text' ? 'text' : `"${token.text}"`;
}

/** Reads something that stands inside something else, and counts how deep. */
export function nested<T>(tokens: Tokens, offset: number, read: () => T): T {
  const { nesting } = metricMathLimits;
  tokens.depth += 1;
  if (tokens.depth > nesting)
    throw new Rejection(
      offset,
      `the expression nests deeper than ${nesting} levels`,
      `at most ${nesting} parentheses, calls, lists and minus signs inside one another`,
    );
  const result = read();
  tokens.depth -= 1;
  return result;
}
