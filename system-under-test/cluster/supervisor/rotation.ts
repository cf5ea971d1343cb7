import { readFile, rename } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { parseTenantsFile } from '../../pms/tenants-file.ts';
import { newPassword } from '../database/accounts.ts';
import type { DatabaseNode } from '../database/node.ts';
import { literal, query, type Row, textOf } from '../database/query.ts';
import { type Secrets, secretsSchema } from '../state.ts';
import { writeSecrets } from './databases.ts';

interface RotationPlan {
  readonly writer: () => DatabaseNode;
  readonly nodes: readonly DatabaseNode[];
  readonly root: Secrets['root'];
  /** Paths of the tenants' file and of the cluster's own accounts. */
  readonly paths: { readonly tenants: string; readonly secrets: string };
}

/**
 * Rotates the passwords of all accounts that applications use, in the four steps of AWS Secrets Manager:
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */
export interface Rotation {
  /** New passwords, which nobody uses yet; `alternating`: of the other one of each pair of accounts. */
  readonly create: (alternating: boolean) => Promise<void>;
  readonly set: () => Promise<void>;
  /** @throws where an account cannot sign in with its new password */
  readonly test: () => Promise<void>;
  /** Whoever reads its secret reads the new one from now on; without new passwords in the database nothing changes. */
  readonly finish: () => Promise<void>;
  /** Ends the connections that are at rest, so that programs need others. */
  readonly endIdleConnections: () => Promise<void>;
}

interface NewAccount {
  readonly old: string;
  readonly user: string;
  readonly password: string;
}

const otherOfPair = '_b';
/** Who is about to send the next statement rests for less. */
const restMs = 20;
/** One in a transaction is at work, though it rests between two statements. */
const rests = `command = 'Sleep' AND time_ms > ${restMs} AND id NOT IN (SELECT trx_mysql_thread_id FROM information_schema.innodb_trx)`;
/** Who is at work is waited for, but not for ever. */
const rounds = 50;

export function passwordRotation({ writer, nodes, root, paths }: RotationPlan): Rotation {
  let pending: { readonly accounts: readonly NewAccount[]; isSet: boolean } | undefined;
  const onWriter = (...sql: string[]): Promise<Row[]> => query(writer().socket, root, sql);
  const files = async () => ({
    tenants: parseTenantsFile(JSON.parse(await readFile(paths.tenants, 'utf8'))),
    secrets: secretsSchema.parse(JSON.parse(await readFile(paths.secrets, 'utf8'))),
  });
  const due = () => {
    if (pending === undefined) throw new Error('no password was created');
    return pending;
  };
  return {
    create: async (alternating) => {
      const { tenants, secrets } = await files();
      const users = [...tenants.tenants, tenants.platform, secrets.audit].map(({ user }) => user);
      pending ??= {
        accounts: users.map((old) => ({
          old,
          user: alternating ? otherOf(old) : old,
          password: newPassword(),
        })),
        isSet: false,
      };
    },
    set: async () => {
      const { accounts } = due();
      for (const { old, user, password } of accounts) {
        const [row] = await onWriter(
          `SELECT host AS host FROM mysql.user WHERE user = ${literal(old)}`,
        );
        const at = `@${literal(textOf(row, 'host'))}`;
        const name = `${literal(user)}${at}`;
        await onWriter(
          `CREATE USER IF NOT EXISTS ${name}`,
          `ALTER USER ${name} IDENTIFIED BY ${literal(password)}`,
        );
        if (user === old) continue;
        for (const grant of await onWriter(`SHOW GRANTS FOR ${literal(old)}${at}`)) {
          const [, rights] = /^(GRANT .* TO )/.exec(String(Object.values(grant)[0])) ?? [];
          if (rights !== undefined) await onWriter(`${rights}${name}`);
        }
      }
      due().isSet = true;
    },
    test: async () => {
      const { host, port } = writer();
      for (const { user, password } of due().accounts) {
        const connection = await createConnection({ host, port, user, password });
        await connection.end();
      }
    },
    finish: async () => {
      if (pending?.isSet === true) {
        const { accounts } = pending;
        const renewed = <T extends { readonly user: string }>(account: T): T => {
          const found = accounts.find(({ old }) => old === account.user);
          if (found === undefined) return account;
          return { ...account, user: found.user, password: found.password };
        };
        const { tenants, secrets } = await files();
        await replaceSecrets(paths.tenants, {
          ...tenants,
          tenants: tenants.tenants.map(renewed),
          platform: renewed(tenants.platform),
        });
        await replaceSecrets(paths.secrets, { ...secrets, audit: renewed(secrets.audit) });
      }
      pending = undefined;
    },
    endIdleConnections: async () => {
      const { tenants, secrets } = await files();
      const users = [...tenants.tenants, tenants.platform, secrets.audit].map(({ user }) =>
        literal(user),
      );
      const theirs = `SELECT id FROM information_schema.processlist WHERE user IN (${users.join(', ')})`;
      for (const { socket } of nodes) {
        const listed = async (ids?: string): Promise<string> => {
          const of = ids === undefined ? theirs : `${theirs} AND id IN (${ids})`;
          return (await query(socket, root, [of])).map((row) => textOf(row, 'id')).join(', ');
        };
        let left = await listed();
        for (let round = 0; round < rounds && left !== ''; round += 1) {
          if (round > 0) await pause(restMs);
          await query(socket, root, [endRested(`${theirs} AND id IN (${left})`)]);
          left = await listed(left);
        }
      }
    },
  };
}

/**
 * The server looks once more right before it ends each: whoever began something since they were listed keeps its
 * connection, and whoever has gone by itself is no error (1094, ER_NO_SUCH_THREAD).
 */
function endRested(theirs: string): string {
  return `BEGIN NOT ATOMIC
    DECLARE CONTINUE HANDLER FOR 1094 BEGIN END;
    FOR one IN (${theirs} AND ${rests}) DO
      IF EXISTS (${theirs} AND id = one.id AND ${rests}) THEN KILL one.id; END IF;
    END FOR;
  END`;
}

function otherOf(user: string): string {
  return user.endsWith(otherOfPair) ? user.slice(0, -otherOfPair.length) : `${user}${otherOfPair}`;
}

/** Whoever reads the file meanwhile reads all of the old or all of the new. */
async function replaceSecrets(path: string, content: unknown): Promise<void> {
  await writeSecrets(`${path}.new`, content);
  await rename(`${path}.new`, path);
}
