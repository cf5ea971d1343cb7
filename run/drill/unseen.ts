import { BilanciaError } from '../../core/errors.ts';

/**
 * Whether it was AWS that did not answer, or refused us: what was thrown says nothing of the system, as after credentials
 * expired.
 */
export function isUnseen(thrown: unknown): boolean {
  if (!(thrown instanceof BilanciaError)) return false;
  return thrown.code.startsWith('aws-') || isUnseen(thrown.cause);
}
