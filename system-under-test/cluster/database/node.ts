/** One MariaDB server of the cluster. */
export interface DatabaseNode {
  /** Also what it reports itself as (`@@report_host`): on one machine `@@hostname` tells nothing. */
  readonly name: string;
  readonly serverId: number;
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly socket: string;
  /** Promotion tier, 0 to 15: of the readers that could take the writer's place, the lowest does. */
  readonly tier: number;
  /** Such as `db.r6g.large`. */
  readonly instanceClass: string;
  readonly zone: string;
  /** Share of the reader endpoint's answers that it gets at first, relative to other readers. */
  readonly weight: number;
}

interface ServerOptions {
  readonly node: DatabaseNode;
  readonly temporary: string;
  readonly role: 'writer' | 'reader';
  readonly semiSync: boolean;
}

/** Settings that every start of a data folder shares, so that one copied from a template fits. */
const common: readonly string[] = [
  '--skip-name-resolve',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_unicode_ci',
  '--performance-schema=OFF',
  // All tables of a full seed, and what a day adds to them, as a production server's memory would hold them.
  '--innodb-buffer-pool-size=192M',
  '--innodb-buffer-pool-chunk-size=32M',
  // A copy of a template begins with its pages in memory, as a server does that has been running.
  '--innodb-buffer-pool-dump-pct=100',
  '--innodb-log-file-size=32M',
  '--innodb-flush-method=O_DIRECT',
  // Its usual 64 MB at a time would be copied to every node.
  '--innodb-autoextend-increment=4',
  '--innodb-fast-shutdown=1',
  '--max-connections=500',
  '--table-open-cache=400',
  '--key-buffer-size=1M',
  '--aria-pagecache-buffer-size=2M',
  // Not a line for every connection that a killed task leaves.
  '--log-warnings=1',
];

/**
 * The writer is as durable as it would be in production; a reader may lose what it can fetch again. Readers keep a
 * binary log too, because any of them may have to become the writer.
 */
export function serverArguments({ node, temporary, role, semiSync }: ServerOptions): string[] {
  const durable = role === 'writer';
  return [
    ...placeArguments(node.dataFolder, node.socket, temporary),
    ...common,
    `--bind-address=${node.host}`,
    `--port=${node.port}`,
    `--server-id=${node.serverId}`,
    `--report-host=${node.name}`,
    `--report-port=${node.port}`,
    '--log-bin=binlog',
    '--relay-log=relay',
    '--binlog-format=ROW',
    '--expire-logs-days=1',
    '--log-slave-updates=ON',
    '--gtid-strict-mode=ON',
    '--slave-net-timeout=10',
    `--read-only=${durable ? 'OFF' : 'ON'}`,
    `--innodb-flush-log-at-trx-commit=${durable ? 1 : 2}`,
    `--sync-binlog=${durable ? 1 : 0}`,
    '--rpl-semi-sync-master-wait-point=AFTER_SYNC',
    '--rpl-semi-sync-master-timeout=10000',
    `--rpl-semi-sync-slave-enabled=${semiSync && !durable ? 'ON' : 'OFF'}`,
  ];
}

/** A server that only this user can reach, for making a template: no network, no log to replicate. */
export function preparationArguments(
  dataFolder: string,
  socket: string,
  temporary: string,
): string[] {
  return [
    ...placeArguments(dataFolder, socket, temporary),
    ...common,
    '--skip-networking',
    '--skip-log-bin',
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-doublewrite=OFF',
  ];
}

/** MariaDB started by root wants to be told that this is meant. */
function placeArguments(dataFolder: string, socket: string, temporary: string): string[] {
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  return [
    '--no-defaults',
    ...asRoot,
    `--datadir=${dataFolder}`,
    `--socket=${socket}`,
    `--pid-file=${socket}.pid`,
    `--tmpdir=${temporary}`,
  ];
}
