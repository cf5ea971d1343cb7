import type { Configuration, HostAndPort } from '../configuration.ts';
import type { PlatformTables } from '../schema/platform.ts';
import type { Tables } from '../schema/tables.ts';
import type { DatabaseAccount } from '../tenants-file.ts';
import { openReader, openWriter, type Reader, type Writer } from './handles.ts';
import { createRetiringPool, type RetiringPool } from './pool.ts';
import { type NameLookup, resolveThrough } from './resolver.ts';

/** One database by its two endpoints. */
export interface Database<Schema> {
  readonly writer: Writer<Schema>;
  readonly reader: Reader<Schema>;
}

/** Every database that a task uses; connections are opened when they are first needed. */
export interface Databases {
  readonly tenants: ReadonlyMap<string, Database<Tables>>;
  readonly platform: Database<PlatformTables>;
  readonly close: () => Promise<void>;
}

export interface DatabaseContext {
  readonly now: () => number;
  readonly random: () => number;
}

export function openDatabases(configuration: Configuration, context: DatabaseContext): Databases {
  const names =
    configuration.dns === undefined ? undefined : resolveThrough(configuration.dns, context.now);
  const open = <Schema>(account: DatabaseAccount, share = 1): Database<Schema> => ({
    writer: openWriter<Schema>(
      pool(configuration.writer, account, configuration.writerPool * share, true),
    ),
    reader: openReader<Schema>(
      pool(configuration.reader, account, configuration.readerPool * share, false),
    ),
  });
  const pool = (
    endpoint: HostAndPort,
    account: DatabaseAccount,
    size: number,
    writes: boolean,
  ): RetiringPool =>
    createRetiringPool({
      ...poolOptions(configuration, names, writes),
      ...context,
      ...renewal(account),
      endpoint,
      account,
      size: Math.ceil(size),
    });

  const renewal = renewedAccounts(configuration);
  const tenants = new Map(
    configuration.tenantsFile.tenants.map((entry) => [entry.id, open<Tables>(entry)]),
  );
  const platform = open<PlatformTables>(configuration.tenantsFile.platform, 1 / 3);
  return {
    tenants,
    platform,
    close: async () => {
      const handles = [...tenants.values(), platform].flatMap(({ writer, reader }) => [
        writer,
        reader,
      ]);
      await Promise.allSettled(handles.map((each) => each.close()));
    },
  };
}

/** Passwords as they were read last; whoever is refused reads them again. */
function renewedAccounts({ tenantsFile, tenantsFileNow, flaws }: Configuration) {
  let file = tenantsFile;
  const accountNow =
    ({ schema }: DatabaseAccount) =>
    (): DatabaseAccount => {
      const found = [...file.tenants, file.platform].find((one) => one.schema === schema);
      if (found === undefined) throw new Error(`the schema ${schema} has no account any more`);
      return found;
    };
  return (account: DatabaseAccount) =>
    tenantsFileNow === undefined || flaws.includes('kept-secrets')
      ? {}
      : {
          accountNow: accountNow(account),
          renewAccount: (): void => void (file = tenantsFileNow()),
        };
}

function poolOptions(configuration: Configuration, names: NameLookup | undefined, writes: boolean) {
  const { queryTimeoutSeconds, lockWaitSeconds } = configuration;
  const limits = {
    waitSeconds: configuration.poolWaitSeconds,
    order: configuration.poolOrder,
    maxAgeSeconds: configuration.maxAgeSeconds,
    connectTimeoutSeconds: configuration.connectTimeoutSeconds,
    names,
  };
  if (!writes) return { ...limits, queryTimeoutSeconds };
  // The server must give up waiting for a lock before the client gives up waiting for the server.
  const onConnect = `SET SESSION innodb_lock_wait_timeout = ${lockWaitSeconds}`;
  return {
    ...limits,
    several: true,
    writes: true,
    onConnect,
    queryTimeoutSeconds: queryTimeoutSeconds + lockWaitSeconds,
  };
}
