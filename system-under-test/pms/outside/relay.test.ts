// @module-tag needs/mariadb
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type TestDatabases,
  startTestDatabases,
  startTestTask,
  type TestTask,
} from '../testing/fixture.ts';
import { hasSqlError } from '../database/errors.ts';
import { until } from '../testing/until.ts';
import { writeOutbox } from './outbox.ts';
import { protocols } from './systems.ts';
import { startStub, type StubProcess } from '../testing/stub-process.ts';

let databases: TestDatabases;
let stub: StubProcess;
/** Two tasks relay the same outbox. */
let tasks: readonly TestTask[];

beforeAll(async () => {
  [databases, stub] = await Promise.all([startTestDatabases(), startStub()]);
  const configuration = { ...databases.configuration, outsideUrl: stub.url.href };
  tasks = await Promise.all([startTestTask(configuration), startTestTask(configuration)]);
});
afterAll(async () => {
  await Promise.all(tasks.map((task) => task.stop()));
  await Promise.all([stub.stop(), databases.stop()]);
});

/** Writes `count` messages of one kind, as the PMS does. */
async function say(topic: string, count: number, tenant = 'riviera'): Promise<void> {
  const database = tasks[0]?.deps.databases.tenants.get(tenant);
  await database?.writer.kysely.transaction().execute(async (transaction) => {
    for (let n = 0; n < count; n += 1) await writeOutbox(transaction, topic, { n }, Date.now());
  });
}

async function waiting(prefix: string): Promise<number> {
  const [rows] = await databases.admin.query(
    'SELECT id FROM pms_riviera.outbox WHERE delivered_at IS NULL AND topic LIKE ?',
    [`${prefix}%`],
  );
  return Array.isArray(rows) ? rows.length : Number.NaN;
}

async function isOutboxLocked(): Promise<boolean> {
  try {
    await databases.admin.query('SELECT id FROM pms_riviera.outbox FOR UPDATE NOWAIT');
    return false;
  } catch (thrown) {
    if (hasSqlError(thrown, 'lockWaitTimeout')) return true;
    throw thrown;
  }
}

const breakerOf = async (
  task: TestTask | undefined,
  system: string,
): Promise<string | undefined> => {
  const text = (await (await task?.request('/metrics'))?.text()) ?? '';
  return new RegExp(`pms_outside_breaker_state\\{system="${system}"\\} (\\d)`).exec(text)?.[1];
};

describe('the relay', () => {
  it('delivers to each system what is its own, once, though two tasks relay', async () => {
    for (const { topicPrefix } of protocols) await say(`${topicPrefix}RIV1`, 45);
    await say('erp/DOL1', 3, 'dolomiti');
    await until('an empty outbox', async () => (await waiting('')) === 0);
    await until('the other tenant', async () => (await stub.taken('erp')).length === 48);
    for (const { name } of protocols) {
      const taken = await stub.taken(name);
      expect(new Set(taken).size).toBe(taken.length);
      expect(taken.filter((message) => message.startsWith('riviera/'))).toHaveLength(45);
    }
  });

  it('delivers to the living while one system is dead, and to that one when it is back', async () => {
    await stub.set('fiscal-printer', { mode: 'dead' });
    await say('fiscal/1', 5);
    await until('an open breaker', async () =>
      (await Promise.all(tasks.map((task) => breakerOf(task, 'fiscal-printer')))).includes('1'),
    );
    await say('police/RIV1', 5);
    await until('the police', async () => (await waiting('police/')) === 0);
    expect(await waiting('fiscal/')).toBe(5);
    expect(await breakerOf(tasks[0], 'police-portal')).toBe('0');
    await stub.set('fiscal-printer', { mode: 'ok' });
    // A message that failed several times waits for up to a minute.
    await until('the receipts', async () => (await waiting('fiscal/')) === 0, 90);
  });

  it('holds no lock and no connection while a system is slow', async () => {
    const answered = await stub.notTaken('channel-manager');
    const lastCall = async () => ({
      number: await stub.calls('channel-manager'),
      open: (await stub.notTaken('channel-manager')) > answered,
    });
    const connectionsInUse = () =>
      tasks.map((task) => task.deps.databases.tenants.get('riviera')?.writer.figures().inUse);
    await stub.set('channel-manager', { mode: 'slow', delayMs: 1500 });
    await say('availability/RIV1', 10);
    // The tasks' other jobs, and the look for messages itself, hold locks and connections for moments. What is held for
    // the call is held all through it, so one look during a call that finds nothing is enough.
    await until('a call during which nothing is held', async () => {
      const before = await lastCall();
      const held = connectionsInUse().some((count) => count !== 0) || (await isOutboxLocked());
      const after = await lastCall();
      return before.open && after.open && before.number === after.number && !held;
    });
    await stub.set('channel-manager', { mode: 'ok' });
    await until('the rest', async () => (await waiting('availability/')) === 0);
    // The look is worth something: it finds a lock while somebody does hold one.
    const writer = tasks[0]?.deps.databases.tenants.get('riviera')?.writer.kysely;
    await writer?.transaction().execute(async (transaction) => {
      await transaction.selectFrom('outbox').select('id').limit(1).forUpdate().execute();
      expect(await isOutboxLocked()).toBe(true);
    });
  });

  it('logs a message that its system rejects, and does not send it again', async () => {
    await stub.set('erp', { mode: 'rejecting' });
    const calls = await stub.calls('erp');
    await say('erp/2', 1);
    await until('the end of it', async () => (await waiting('erp/')) === 0);
    expect((await stub.calls('erp')) - calls).toBe(1);
    const logged = tasks.flatMap(({ log }) => log).filter((line) => line.includes('relay.ERROR'));
    expect(logged).toEqual([
      expect.stringMatching(
        /relay\.ERROR: An outside system refused a message .*"topic":"erp\/2".*erp answered 422/,
      ),
    ]);
  });
});
