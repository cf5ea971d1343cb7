/** MySQL's and MariaDB's error numbers that the code decides on. */
export const sqlErrors = { duplicateEntry: 1062, lockWaitTimeout: 1205, deadlock: 1213 } as const;

export function hasSqlError(thrown: unknown, error: keyof typeof sqlErrors): boolean {
  return thrown instanceof Error && 'errno' in thrown && thrown.errno === sqlErrors[error];
}

/** Value of the key that was there already, its columns joined by `-`; undefined for other errors. */
export function duplicateEntryOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !hasSqlError(thrown, 'duplicateEntry')) return undefined;
  return /^Duplicate entry '(.*)' for key /s.exec(thrown.message)?.[1];
}

/** Codes of a connection that was refused, cut or never answered: nothing the statement itself could be blamed for. */
const lostConnectionCodes = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'ETIMEOUT',
  'ER_SERVER_SHUTDOWN',
  'ER_CONNECTION_KILLED',
]);

/**
 * Numbers of the same: the server is going down (1053, 1077) or could not read or write a packet (1158 to 1161), the
 * connection was killed (1927 of MariaDB's) or idle for too long (4031). The driver has no names for some of them.
 */
const lostConnectionNumbers: ReadonlySet<number> = new Set([
  1053, 1077, 1158, 1159, 1160, 1161, 1927, 4031,
]);

/** The writer's name led to a node that takes no writes: nothing was done there. */
export class StaleWriter extends Error {
  override readonly name = 'StaleWriter';
}

/** Numbers by which a node says that it takes no writes: read-only options, transactions and modes. */
const readOnlyNumbers: ReadonlySet<number> = new Set([1290, 1792, 1836]);

/** Whether a node that is not, or no longer, the writer was asked to write: nothing was done there. */
export function isStaleWriter(thrown: unknown): boolean {
  if (thrown instanceof StaleWriter) return true;
  return thrown instanceof Error && 'errno' in thrown && readOnlyNumbers.has(Number(thrown.errno));
}

export function isLostConnection(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  if ('code' in thrown && typeof thrown.code === 'string' && lostConnectionCodes.has(thrown.code))
    return true;
  if ('errno' in thrown && lostConnectionNumbers.has(Number(thrown.errno))) return true;
  // What is asked of a connection that died before, such as to roll back, fails without a code.
  const code = 'code' in thrown ? String(thrown.code) : '';
  return 'fatal' in thrown && thrown.fatal === true && !code.startsWith('ER_');
}

/** The server did not take a connection in time. */
export function isConnectTimeout(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ETIMEDOUT';
}

/** The account has another password by now, or never had this one. */
export function isAccessDenied(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ER_ACCESS_DENIED_ERROR';
}

/** The statement ran into our own time limit: the server may still be at it, so the connection is of no more use. */
export function isQueryTimeout(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'PROTOCOL_SEQUENCE_TIMEOUT';
}

/** Somebody, or a time limit of the server's (1969 of MariaDB's, 3024), ended the statement: it was not carried out. */
export function isInterrupted(thrown: unknown): boolean {
  return (
    thrown instanceof Error &&
    'errno' in thrown &&
    [1317, 1969, 3024].includes(Number(thrown.errno))
  );
}

/** No connection became free in time, or the database has no more to give. */
export class PoolExhausted extends Error {
  override readonly name = 'PoolExhausted';
}

export function isSaturation(thrown: unknown): boolean {
  if (thrown instanceof PoolExhausted) return true;
  return (
    thrown instanceof Error &&
    'errno' in thrown &&
    [1040, 1203, 1226].includes(Number(thrown.errno))
  );
}
