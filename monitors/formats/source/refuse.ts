import { BilanciaError, knownError } from '../../../core/errors.ts';
import { renderTextError } from '../../../core/source/text-error.ts';

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

/** Does work whose refusals are to be told all at once. */
export interface Gathering {
  /** What the work gives; undefined when the text was refused. */
  readonly attempt: <T>(work: () => T) => T | undefined;
  /** @throws bad-text with all refusals so far, one after the other */
  readonly settle: () => void;
}

export function gatherRefusals(): Gathering {
  const refused: BilanciaError[] = [];
  return {
    attempt: (work) => {
      try {
        return work();
      } catch (thrown) {
        if (!(thrown instanceof BilanciaError) || thrown.code !== 'bad-text') throw thrown;
        refused.push(thrown);
        return undefined;
      }
    },
    settle: () => {
      if (refused.length > 0) throw joined(refused);
    },
  };
}

/** Several refusals as one error, which tells them one after the other. */
export function joined(refused: readonly BilanciaError[]): BilanciaError {
  const [first, ...more] = refused;
  if (first !== undefined && more.length === 0) return first;
  return knownError('bad-text', { error: refused.map(({ message }) => message).join('\n') });
}
