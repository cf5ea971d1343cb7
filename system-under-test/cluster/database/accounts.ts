import { randomBytes } from 'node:crypto';
import type { Secrets } from '../state.ts';
import { literal, query } from './query.ts';

/** Where the write audit keeps its elements, apart from all tenants. */
export const auditSchema = 'bilancia_audit';

/** Secrets that hold for one template and the clusters copied from it. */
export function newSecrets(): Secrets {
  return {
    root: newAccount('root'),
    replication: newAccount('replication'),
    checker: newAccount('checker'),
    audit: newAccount('audit'),
  };
}

function newAccount(user: string): Secrets['root'] {
  return { user, password: newPassword() };
}

export function newPassword(): string {
  return randomBytes(18).toString('base64url');
}

/** Everything connects over loopback addresses or the node's socket. */
function fromLoopback(user: string): string {
  return `${literal(user)}@'127.%'`;
}

/** Makes the cluster's own accounts on a fresh server, and closes it to everybody else. */
export async function makeAccounts(
  socket: string,
  secrets: Secrets,
  schemas: readonly string[],
): Promise<void> {
  const { root, replication, checker, audit } = secrets;
  await query(socket, { user: root.user, password: '' }, [
    `CREATE USER ${fromLoopback(replication.user)} IDENTIFIED BY ${literal(replication.password)}`,
    `GRANT REPLICATION SLAVE ON *.* TO ${fromLoopback(replication.user)}`,
    `CREATE USER ${fromLoopback(checker.user)} IDENTIFIED BY ${literal(checker.password)}`,
    `GRANT PROCESS, BINLOG MONITOR, SLAVE MONITOR ON *.* TO ${fromLoopback(checker.user)}`,
    ...schemas.map((schema) => `GRANT SELECT ON \`${schema}\`.* TO ${fromLoopback(checker.user)}`),
    // No right that lets it write on a read-only server: an audit must meet what applications meet.
    `CREATE USER ${fromLoopback(audit.user)} IDENTIFIED BY ${literal(audit.password)}`,
    `CREATE DATABASE \`${auditSchema}\``,
    `CREATE TABLE \`${auditSchema}\`.element (id BIGINT NOT NULL PRIMARY KEY, written_by INT NOT NULL)`,
    `GRANT SELECT, INSERT, DELETE, CREATE TEMPORARY TABLES ON \`${auditSchema}\`.* TO ${fromLoopback(audit.user)}`,
    `ALTER USER 'root'@'localhost' IDENTIFIED BY ${literal(root.password)}`,
  ]);
}
