// @module-tag needs/python-programs
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TargetAction } from '../target.ts';
import { awsClients, type AwsClients } from './clients.ts';
import { databaseCluster } from './database-cluster.ts';
import { awsFaults } from './faults.ts';
import { type System, startSystem } from './testing/booking-system.ts';
import { refusal } from './testing/wire.ts';

let system: System;
let clients: AwsClients;
beforeAll(async () => {
  system = await startSystem();
  for (const [name, value] of Object.entries(system.env)) vi.stubEnv(name, value);
  clients = awsClients(system.aws, { AWS_MAX_ATTEMPTS: '1' });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await system.close();
});

const actions: readonly (readonly [call: string, action: () => TargetAction])[] = [
  ['rds:FailoverDBCluster', () => ({ name: 'switch-writer', given: {} })],
  ['ecs:UpdateService', () => ({ name: 'scale-tasks', given: { tasks: '3' } })],
  ['ecs:UpdateService', () => ({ name: 'deploy', given: {} })],
  ['ecs:StopTask', () => ({ name: 'kill', given: { part: system.account.tasks[0]?.id ?? '' } })],
];

describe('a fault in AWS', () => {
  it.each(actions)('by %s is one call, and nothing else but reading', async (call, action) => {
    system.front.forget();
    const { control } = awsFaults(clients, system.aws);
    const { act, requestOf } = control;
    await act(action());
    const calls = system.front.seen.map(({ service, operation }) => `${service}:${operation}`);
    expect(calls.filter((one) => !one.includes(':Describe'))).toEqual([call]);
    const [of, operation] = call.split(':');
    expect(requestOf(action()).url).toContain(
      `https://${of}.eu-west-1.amazonaws.com/?Action=${operation}`,
    );
  });

  it('makes another instance the writer', async () => {
    const writerNow = async () => (await databaseCluster(clients, 'prod-db')).instances[0]?.id;
    const { control } = awsFaults(clients, system.aws);
    const from = await writerNow();
    await control.act({ name: 'switch-writer', given: {} });
    const to = await writerNow();
    expect(to).not.toBe(from);
    expect(await control.failovers()).toEqual([
      expect.objectContaining({ number: 1, from, to, fromClass: 'db.r6g.large' }),
    ]);
  });

  it('that is refused says why', async () => {
    system.front.answer((asked) =>
      asked.operation.startsWith('Describe')
        ? undefined
        : refusal(asked, 'AccessDenied', 'Access Denied', 403),
    );
    const { act } = awsFaults(clients, system.aws).control;
    await expect(act({ name: 'switch-writer', given: {} })).rejects.toThrow(
      'The action "switch-writer" was not done: AWS denies rds:FailoverDBCluster in eu-west-1: Access Denied. The identity in use needs the permission rds:FailoverDBCluster.',
    );
    await expect(act({ name: 'melt', given: {} })).rejects.toThrow('Unknown action "melt".');
  });
});
