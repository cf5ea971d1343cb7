import type { PoolConnection } from 'mysql2';
import { type DriverOptions, openPool, remoteOf, takesNoWrites } from './driver.ts';
import {
  isAccessDenied,
  isConnectTimeout,
  isLostConnection,
  isQueryTimeout,
  isStaleWriter,
  PoolExhausted,
  StaleWriter,
} from './errors.ts';

export interface PoolOptions extends DriverOptions {
  /** How long to wait for a connection while all are in use. */
  readonly waitSeconds: number;
  readonly maxAgeSeconds: number;
  /**
   * Which idle connection is used first: the one given back first, so that all have work and with them all nodes that they
   * lead to; or last, as mysql2 itself does, and the others lie idle.
   */
  readonly order?: 'fifo' | 'lifo';
  readonly queryTimeoutSeconds: number;
  /**
   * Whether it is of the writer: a node that takes no writes is none, whatever its name says. Each new connection is asked,
   * and when one is refused a write, or the name leads elsewhere, all others are given up as well.
   */
  readonly writes?: boolean;
  /** Reads the account's name and password again, see `accountNow`. */
  readonly renewAccount?: () => void;
  /** Run on each new connection, e.g. `SET SESSION ...`. */
  readonly onConnect?: string;
  /** Milliseconds. */
  readonly now: () => number;
  /** Between 0 and 1. */
  readonly random: () => number;
}

export interface PoolFigures {
  readonly open: number;
  readonly inUse: number;
  readonly waiting: number;
  /** As many as it may open. */
  readonly size: number;
  /** Connections retired because of their age since the start. */
  readonly retired: number;
}

/** Connections to one endpoint for one account, none used for longer than its maximum age. */
export interface RetiringPool {
  /** @param since no connection that is older, in milliseconds: for the second try after a node went away */
  readonly acquire: (since?: number) => Promise<PoolConnection>;
  /** Gives a connection back, or closes it when its age or `failure` says so. */
  readonly release: (connection: PoolConnection, failure?: unknown) => void;
  readonly figures: () => PoolFigures;
  readonly queryTimeout: number;
  readonly now: () => number;
  readonly close: () => Promise<void>;
}

interface Age {
  readonly born: number;
  readonly retiresAt: number;
}

export function createRetiringPool(options: PoolOptions): RetiringPool {
  const pool = openPool(options);
  const ages = new WeakMap<PoolConnection, Age>();
  let open = 0;
  let inUse = 0;
  let waiting = 0;
  let retired = 0;
  /** In the order in which they were given back. */
  let idle = new Set<PoolConnection>();
  /** Those of them that the driver does not know to be idle, in the same order. */
  const kept = new Set<PoolConnection>();
  /** Connections opened before this moment are of a node that is not the writer any more. */
  let staleBefore = Number.NEGATIVE_INFINITY;
  const met = new WeakSet<PoolConnection>();

  pool.on('connection', (connection: PoolConnection) => {
    open += 1;
    const born = options.now();
    // Spread over half to all of the maximum age: pools filled in one burst must not be renewed in one burst, from
    // one DNS answer.
    ages.set(connection, {
      born,
      retiresAt: born + options.maxAgeSeconds * 1000 * (0.5 + options.random() / 2),
    });
    connection.once('end', () => gone(connection));
    connection.once('error', () => gone(connection));
    if (options.onConnect !== undefined) connection.query(options.onConnect);
  });

  const lost = new WeakSet<PoolConnection>();
  function gone(connection: PoolConnection): void {
    if (lost.has(connection)) return;
    lost.add(connection);
    open -= 1;
    idle.delete(connection);
    kept.delete(connection);
  }

  function close(connection: PoolConnection): void {
    gone(connection);
    connection.destroy();
  }

  const tooOld = (connection: PoolConnection) =>
    (ages.get(connection)?.retiresAt ?? 0) <= options.now() ||
    (ages.get(connection)?.born ?? 0) < staleBefore;

  /** Gives up every connection that there is; those in use when they come back. */
  function giveUpAll(): void {
    staleBefore = options.now();
    options.names?.forget(options.endpoint.host);
    for (const connection of idle) close(connection);
  }

  /** @throws StaleWriter when a new connection led to a node that takes no writes */
  async function meet(connection: PoolConnection): Promise<void> {
    if (options.writes !== true || met.has(connection)) return;
    try {
      if (await takesNoWrites(connection, options.queryTimeoutSeconds * 1000))
        throw new StaleWriter(`${options.endpoint.host} leads to a node that takes no writes`);
    } catch (error) {
      options.names?.forget(options.endpoint.host);
      close(connection);
      throw error;
    }
    met.add(connection);
  }

  /**
   * The driver has connections, too, that were given back while others waited, for one or for being connected. It is asked
   * when the oldest is among them, or those would lie idle for ever; not while somebody waits who may be about to get it.
   */
  function oldestKept(): PoolConnection | undefined {
    const [first] = waiting > 0 ? kept : idle;
    return first !== undefined && kept.has(first) ? first : undefined;
  }

  function take(): Promise<PoolConnection> {
    const first = oldestKept();
    if (first !== undefined) {
      kept.delete(first);
      idle.delete(first);
      return Promise.resolve(first);
    }
    return new Promise((resolve, reject) => {
      let late = false;
      const limit = Math.max(options.waitSeconds, options.connectTimeoutSeconds + 0.5) * 1000;
      const timer = setTimeout(() => {
        late = true;
        waiting -= 1;
        reject(new PoolExhausted(`no connection to ${options.endpoint.host} within ${limit} ms`));
      }, limit);
      waiting += 1;
      pool.getConnection((error, connection) => {
        if (late) {
          if (error !== null) return;
          idle.add(connection);
          connection.release();
          return;
        }
        clearTimeout(timer);
        waiting -= 1;
        if (error !== null) {
          if (isLostConnection(error)) options.names?.forget(options.endpoint.host);
          reject(
            error.message === 'Queue limit reached.' ? new PoolExhausted(error.message) : error,
          );
          return;
        }
        idle.delete(connection);
        resolve(connection);
      });
    });
  }

  /**
   * Connecting may take too long in a burst, when a task needs many connections at once. Nothing was asked yet, so it is
   * tried again, once; so is a password that was refused, after it was read again.
   */
  async function takePatiently(): Promise<PoolConnection> {
    try {
      return await take();
    } catch (error) {
      if (isAccessDenied(error) && options.renewAccount !== undefined) options.renewAccount();
      else if (!isConnectTimeout(error)) throw error;
      return take();
    }
  }

  // Idle connections age as well: without this, those a quiet pool keeps would hold on to their node for ever.
  const sweep = setInterval(
    () => {
      if (options.writes === true) void leaveOldAddress();
      for (const connection of [...idle].filter(tooOld)) {
        retired += 1;
        close(connection);
      }
    },
    Math.min(1000, options.maxAgeSeconds * 250),
  );
  sweep.unref();

  /** Nobody tells a pool that its writer was changed; without use it would keep to the old one. */
  async function leaveOldAddress(): Promise<void> {
    const addresses = await addressesNow();
    if (addresses === undefined) return;
    for (const connection of [...idle].filter((one) => !addresses.includes(remoteOf(one)))) {
      retired += 1;
      close(connection);
    }
  }

  /** Undefined while nobody can say: then the connections that there are stay. */
  async function addressesNow(): Promise<readonly string[] | undefined> {
    try {
      return await options.names?.addresses(options.endpoint.host);
    } catch (error) {
      if (isLostConnection(error)) return undefined;
      throw error;
    }
  }

  return {
    async acquire(since = Number.NEGATIVE_INFINITY) {
      for (;;) {
        const connection = await takePatiently();
        if (!tooOld(connection) && (ages.get(connection)?.born ?? 0) >= since) {
          await meet(connection);
          inUse += 1;
          return connection;
        }
        if (tooOld(connection)) retired += 1;
        close(connection);
      }
    },
    release(connection, failure) {
      inUse -= 1;
      if (isStaleWriter(failure)) {
        close(connection);
        giveUpAll();
      } else if (failure !== undefined && isLostConnection(failure)) {
        options.names?.forget(options.endpoint.host);
        close(connection);
      } else if (isQueryTimeout(failure)) close(connection);
      else if (tooOld(connection)) {
        retired += 1;
        close(connection);
      } else {
        idle.add(connection);
        // Whoever waits for one does so at the driver.
        if (options.order === 'lifo' || waiting > 0) connection.release();
        else kept.add(connection);
      }
    },
    figures: () => ({ open, inUse, waiting, retired, size: options.size }),
    queryTimeout: options.queryTimeoutSeconds * 1000,
    now: options.now,
    close: () =>
      new Promise((resolve, reject) => {
        clearInterval(sweep);
        idle = new Set();
        pool.end((error) => (error === null || error === undefined ? resolve() : reject(error)));
      }),
  };
}
