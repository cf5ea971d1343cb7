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

const command = 'bilancia drill failover --yes';
const actions: readonly (readonly [call: string, action: () => TargetAction])[] = [
  ['rds:FailoverDBCluster', () => ({ name: 'switch-writer', given: { to: 'prod-db-2' } })],
  ['rds:RebootDBInstance', () => ({ name: 'reboot', given: { part: 'prod-db-3' } })],
  ['ecs:UpdateService', () => ({ name: 'scale-tasks', given: { tasks: '3' } })],
  ['ecs:UpdateService', () => ({ name: 'deploy', given: {} })],
  ['ecs:StopTask', () => ({ name: 'kill', given: { part: system.account.tasks[0]?.id ?? '' } })],
];

describe('a fault in AWS', () => {
  it.each(actions)('by %s is not done without confirmation', async (_, action) => {
    system.front.forget();
    const { act } = awsFaults(clients, system.aws, { confirmed: false, command });
    await expect(act(action())).rejects.toThrow(
      `Nothing was started: the drill "${action().name}" breaks something on cluster prod. Look at what it does with --dry-run, and confirm with "${command}".`,
    );
    expect(system.front.seen).toEqual([]);
  });

  it.each(actions)('by %s is done in one call, once it is confirmed', async (call, action) => {
    system.front.forget();
    const { act, requestOf } = awsFaults(clients, system.aws, { confirmed: true, command });
    await act(action());
    expect(system.front.seen.map(({ service, operation }) => `${service}:${operation}`)).toEqual([
      call,
    ]);
    const [of, operation] = call.split(':');
    expect(requestOf(action()).url).toContain(
      `https://${of}.eu-west-1.amazonaws.com/?Action=${operation}`,
    );
  });

  it('makes another instance the writer', async () => {
    const { act } = awsFaults(clients, system.aws, { confirmed: true, command });
    await act({ name: 'switch-writer', given: { to: 'prod-db-3' } });
    const { instances } = await databaseCluster(clients, 'prod-db');
    expect(instances.map(({ role, id }) => [role, id])[0]).toEqual(['writer', 'prod-db-3']);
  });

  it('that is refused says why', async () => {
    system.front.answer((asked) => refusal(asked, 'AccessDenied', 'Access Denied', 403));
    const { act } = awsFaults(clients, system.aws, { confirmed: true, command });
    await expect(act({ name: 'switch-writer', given: {} })).rejects.toThrow(
      'The action "switch-writer" was not done: AWS denies rds:FailoverDBCluster in eu-west-1: Access Denied. The identity in use needs the permission rds:FailoverDBCluster.',
    );
    await expect(act({ name: 'melt', given: {} })).rejects.toThrow('Unknown action "melt".');
  });
});
