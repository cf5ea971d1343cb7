import type { BilanciaError } from '../../../core/errors.ts';
import { knownError } from '../../../core/errors.ts';
import { renderTextError } from '../../source/text-error.ts';

/** A text that was given, with what is wrong at `offset`. */
export interface Refusal {
  readonly text: string;
  readonly path: string;
  readonly offset: number;
  readonly address?: string | undefined;
  /** A sentence without its full stop. */
  readonly problem: string;
  /** Continues "Expected ...". */
  readonly expected: string;
}

/** The error `bad-text`: file, line and column, what is wrong and was expected, the line and a caret. */
export function refusal(
  { text, path, offset, address, problem, expected }: Refusal,
  cause?: unknown,
): BilanciaError {
  const origin = { file: path, line: 1, column: 1, ...(address === undefined ? {} : { address }) };
  return knownError(
    'bad-text',
    { error: renderTextError({ text, offset, problem, expected }, origin) },
    cause,
  );
}
