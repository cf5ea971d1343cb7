import {
  AliasNotFoundError,
  ArgumentParseError,
  EnumValidationError,
  FlagNotFoundError,
  ArgumentScannerError,
} from '@stricli/core';
import { BilanciaError, knownError, reasonOf } from '../../core/errors.ts';
import { nearest } from '../../core/nearest.ts';

/** What went wrong, for a person and for a program. `stack` is there when it is a defect of ours. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly stack?: string;
}

export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof BilanciaError) return { code: thrown.code, message: thrown.message };
  const stack = thrown instanceof Error ? thrown.stack : undefined;
  return { code: 'defect', message: reasonOf(thrown), stack: stack ?? String(thrown) };
}

/**
 * What the user typed wrong, as an error of ours.
 * @param known the flags of the command, as typed, e.g. `--json`
 * @param takesTexts whether the command takes anything but flags, so that what looks like one may be a text
 * @param help the command line that explains the command
 */
export function argumentFailure(
  thrown: unknown,
  {
    known,
    takesTexts,
    help,
  }: Readonly<{ known: readonly string[]; takesTexts: boolean; help: string }>,
): Failure {
  if (thrown instanceof FlagNotFoundError || thrown instanceof AliasNotFoundError) {
    const given = thrown instanceof FlagNotFoundError ? `--${thrown.input}` : `-${thrown.input}`;
    const hint = takesTexts ? { hint: 'Before a text that begins with a dash, write --.' } : {};
    return failureOf(
      knownError('unknown-name', {
        what: 'flag',
        given,
        nearest: nearest(given, known),
        known,
        ...hint,
      }),
    );
  }
  if (thrown instanceof EnumValidationError) {
    const what = `value of --${thrown.externalFlagName}`;
    const { input: given, values } = thrown;
    return failureOf(
      knownError('unknown-name', { what, given, nearest: nearest(given, values), known: values }),
    );
  }
  if (thrown instanceof ArgumentParseError) {
    if (thrown.exception instanceof BilanciaError) return failureOf(thrown.exception);
    const problem = `${thrown.externalFlagNameOrPlaceholder}: ${reasonOf(thrown.exception)}`;
    return failureOf(knownError('bad-usage', { problem, help }));
  }
  if (thrown instanceof ArgumentScannerError)
    return failureOf(knownError('bad-usage', { problem: thrown.message, help }));
  return failureOf(thrown);
}
