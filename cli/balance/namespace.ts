import { knownError } from '../../core/errors.ts';

/** A namespace that metrics can be put into. @throws bad-value. Source: PutMetricData, API reference. */
export function namespaceOf(given: string): string {
  if (/^[\w./#:-]{1,255}$/.test(given) && !given.startsWith('AWS/')) return given;
  const expected = 'letters, digits and ./-_#: of your own, not AWS/';
  throw knownError('bad-value', { what: '--namespace', given, expected });
}
