// @module-tag needs/mariadb
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabases, startTestDatabases, testTenants } from '../testing/fixture.ts';
import { freePort } from '../../../core/free-port.ts';
import { until } from '../testing/until.ts';

let databases: TestDatabases;
let folder: string;
beforeAll(async () => {
  databases = await startTestDatabases();
  folder = await mkdtemp(join(tmpdir(), 'pms-task-'));
  await writeFile(join(folder, 'tenants.json'), JSON.stringify(testTenants), { mode: 0o600 });
});
afterAll(async () => {
  await databases.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A task as a process of its own, told where everything is by its environment. */
async function startProcess(more: Readonly<Record<string, string>> = {}) {
  const port = await freePort();
  const database = `127.0.0.1:${databases.server.port}`;
  const child = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url))], {
    env: {
      PMS_LISTEN: `127.0.0.1:${port}`,
      PMS_TENANTS_FILE: join(folder, 'tenants.json'),
      PMS_DB_WRITER: database,
      PMS_DB_READER: database,
      PMS_DRAIN_DELAY_SECONDS: '0.3',
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = once(child, 'exit');
  return { url: `http://127.0.0.1:${port}`, child, exited, output: () => output };
}

describe('a task that is told to end', () => {
  it('is not ready at once, finishes what it is doing, and exits with 0', async () => {
    // Time enough to see each step on a busy machine; and to notice a connection that is waited for.
    const task = await startProcess({
      PMS_DRAIN_DELAY_SECONDS: '3',
      PMS_DRAIN_SECONDS: '600',
      PMS_DB_QUERY_TIMEOUT_SECONDS: '60',
    });
    await until(
      'the task to be ready',
      async () => (await statusOf(`${task.url}/health/ready`)) === 200,
    );
    const other = databases.admin;
    await other.query('LOCK TABLES pms_riviera.review WRITE');
    const slow = fetch(`${task.url}/campsites/RIV1/reviews`, {
      headers: { 'x-tenant': 'riviera' },
    });
    await until('the request to be on its way', async () => {
      const [rows] = await other.query(
        "SELECT 1 FROM information_schema.processlist WHERE state LIKE 'Waiting for table%'",
      );
      return Array.isArray(rows) && rows.length > 0;
    });
    task.child.kill('SIGTERM');
    await until('the task to say that it is not ready', async () => {
      return (await statusOf(`${task.url}/health/ready`)) === 503;
    });
    await until(
      'the door to be closed',
      async () => (await statusOf(`${task.url}/health/live`)) === undefined,
    );
    expect(task.child.exitCode).toBeNull();
    await other.query('UNLOCK TABLES');
    expect((await slow).status).toBe(200);
    expect(await task.exited).toEqual([0, null]);
    expect(task.output()).toContain('Ended');
  });

  it('does not wait for idle connections that clients keep', async () => {
    // For so long would it wait; a busy machine takes seconds for the rest.
    const task = await startProcess({ PMS_DRAIN_SECONDS: '60' });
    await until(
      'the task to be ready',
      async () => (await statusOf(`${task.url}/health/ready`)) === 200,
    );
    const agent = new Agent({ keepAlive: true });
    await new Promise((resolve) => {
      request(`${task.url}/health/live`, { agent }, (response) =>
        response.resume().on('end', resolve),
      ).end();
    });
    const started = performance.now();
    task.child.kill('SIGTERM');
    expect(await task.exited).toEqual([0, null]);
    expect(performance.now() - started).toBeLessThan(30_000);
    agent.destroy();
  });

  it('says in one line what is wrong with its configuration, and exits with 2', async () => {
    const task = await startProcess({ PMS_BOOKING_MODE: 'hopeful' });
    expect(await task.exited).toEqual([2, null]);
    expect(task.output()).toBe(
      'PMS_BOOKING_MODE is "hopeful", but must be Invalid option: expected one of "safe"|"naive".\n',
    );
  });

  it('is ready while only the writer does not answer, and goes on showing pages', async () => {
    const task = await startProcess({ PMS_DB_WRITER: `127.0.0.1:${await freePort()}` });
    // The first connection to the reader may take longer than the task waits for it.
    await until(
      'the task to be ready',
      async () => (await statusOf(`${task.url}/health/ready`)) === 200,
    );
    const headers = { 'x-tenant': 'riviera' };
    expect((await fetch(`${task.url}/`, { headers })).status).toBe(200);
    task.child.kill('SIGTERM');
    expect(await task.exited).toEqual([0, null]);
  });

  it('is not ready while the databases do not answer', async () => {
    const nobody = `127.0.0.1:${await freePort()}`;
    const task = await startProcess({ PMS_DB_WRITER: nobody, PMS_DB_READER: nobody });
    await until(
      'the task to answer',
      async () => (await statusOf(`${task.url}/health/live`)) === 200,
    );
    const response = await fetch(`${task.url}/health/ready`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      status: 'unready',
      reason: expect.stringContaining('reader: '),
    });
    task.child.kill('SIGTERM');
    expect(await task.exited).toEqual([0, null]);
  });
});

/** The status of a GET on a connection of its own, undefined when there was none. */
async function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const sent = request(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', () => resolve(undefined));
    sent.end();
  });
}
