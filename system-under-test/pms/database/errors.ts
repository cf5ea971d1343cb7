/** MySQL's and MariaDB's error numbers that the code decides on. */
export const sqlErrors = { duplicateEntry: 1062, lockWaitTimeout: 1205, deadlock: 1213 } as const;

export function hasSqlError(thrown: unknown, error: keyof typeof sqlErrors): boolean {
  return thrown instanceof Error && 'errno' in thrown && thrown.errno === sqlErrors[error];
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
  // What is asked of a connection that died before, such as to roll back, fails without a code.
  const code = 'code' in thrown ? String(thrown.code) : '';
  return 'fatal' in thrown && thrown.fatal === true && !code.startsWith('ER_');
}

/** The server did not take a connection in time. */
export function isConnectTimeout(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ETIMEDOUT';
}

/** The statement ran into our own time limit: the server may still be at it, so the connection is of no more use. */
export function isQueryTimeout(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'PROTOCOL_SEQUENCE_TIMEOUT';
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
