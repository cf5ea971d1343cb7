import { reasonOf } from '../../core/errors.ts';
import type { AuditError, AuditEvent } from '../../core/run-folder/files/write-audit.ts';

/** Of errors of the server, by its number (MySQL and MariaDB), and of the driver and the system, by their codes. */
const byCode: ReadonlyMap<string | number, AuditError> = new Map<string | number, AuditError>([
  ['PROTOCOL_CONNECTION_LOST', 'lost-in-flight'],
  ['ECONNRESET', 'lost-in-flight'],
  ['EPIPE', 'lost-in-flight'],
  ['ER_SERVER_SHUTDOWN', 'lost-in-flight'],
  ['ECONNREFUSED', 'refused'],
  ['EHOSTUNREACH', 'refused'],
  ['ENETUNREACH', 'refused'],
  ['ETIMEDOUT', 'connect-timeout'],
  ['PROTOCOL_SEQUENCE_TIMEOUT', 'query-timeout'],
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['ETIMEOUT', 'dns'],
  [1053, 'lost-in-flight'],
  [1927, 'lost-in-flight'],
  [1290, 'stale-writer'],
  [1792, 'stale-writer'],
  [1836, 'stale-writer'],
  [1040, 'saturation'],
  [1203, 'saturation'],
  [1226, 'saturation'],
  [1045, 'credentials'],
  [1205, 'lock-wait'],
  [1213, 'lock-wait'],
  [1969, 'server-timeout'],
  [3024, 'server-timeout'],
]);

/** For drivers that lose codes and numbers on the way. */
const byMessage: readonly (readonly [RegExp, AuditError])[] = [
  [/read[-_]only/i, 'stale-writer'],
  [/too many connections/i, 'saturation'],
  [/access denied/i, 'credentials'],
  [/closed state|connection (was )?lost|server closed/i, 'lost-in-flight'],
  [/timed? ?out/i, 'query-timeout'],
];

export function classOf(error: unknown): AuditError {
  const message = reasonOf(error);
  const codes: unknown[] = [];
  if (error instanceof Error && 'code' in error) codes.push(error.code);
  if (error instanceof Error && 'errno' in error) codes.push(error.errno);
  for (const code of codes) {
    const known =
      typeof code === 'string' || typeof code === 'number' ? byCode.get(code) : undefined;
    if (known !== undefined) return known;
  }
  return byMessage.find(([form]) => form.test(message))?.[1] ?? 'other';
}

/** What is not known of a write that fails so. A write that was never sent has certainly not been done. */
const unknowable: ReadonlySet<AuditError> = new Set(['lost-in-flight', 'query-timeout', 'other']);

export function endOf(
  error: AuditError,
  wasSent: boolean,
): Extract<AuditEvent['type'], 'fail' | 'info'> {
  return wasSent && unknowable.has(error) ? 'info' : 'fail';
}
