import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { awsSchema } from '../file/aws-schema.ts';
import { awsClients, type AwsClients } from './clients.ts';
import type { Conduct } from '../experiments.ts';
import { conductExperiment, templateNamed } from './experiment.ts';
import { credentials, region } from './testing/account.ts';
import { type FisFake, startFisFake } from './testing/fis-fake.ts';

let fake: FisFake;
let clients: AwsClients;
beforeAll(async () => {
  fake = await startFisFake();
  vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  const file = { region, endpointUrl: fake.url, cluster: 'prod', services: ['pms'] };
  clients = awsClients(awsSchema.parse(file), {
    AWS_MAX_ATTEMPTS: '3',
    AWS_RETRY_MODE: 'standard',
  });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await fake.close();
});

let told: string[];
let end: AbortController;
beforeEach(() => {
  told = [];
  end = new AbortController();
});
afterEach(() => {
  fake.reset();
});

function conduct(given: Partial<Conduct> = {}): Conduct {
  const tell = (text: string): void => void told.push(text);
  return { confirmed: true, until: end.signal, tell, pollMs: 5, ...given };
}

const started = 'POST /experiments';

describe('an experiment of FIS', () => {
  it('is found by the name of its template, page by page, only by reading', async () => {
    expect(await templateNamed(clients, 'bilancia-failover')).toEqual({
      id: 'EXT2',
      description: 'Fail the Aurora cluster over to a reader',
      actions: ['aws:rds:failover-db-cluster'],
      stopAlarms: ['arn:aws:cloudwatch:eu-west-1:123456789012:alarm:stop'],
    });
    expect(fake.seen.every((one) => one.startsWith('GET '))).toBe(true);
    expect(fake.signed).toBe(true);
    await expect(templateNamed(clients, 'melt')).rejects.toThrow(
      'AWS refuses fis:ListExperimentTemplates in eu-west-1: there is no experiment template "melt".',
    );
  });

  it('is not started without confirmation, nor without an alarm that stops it', async () => {
    const template = await templateNamed(clients, 'bilancia-failover');
    await expect(
      conductExperiment(clients, template, conduct({ confirmed: false })),
    ).rejects.toThrow('Nothing was started: the drill "experiment template EXT2" breaks something');
    await expect(
      conductExperiment(clients, { ...template, stopAlarms: [] }, conduct()),
    ).rejects.toThrow(
      'The action "fis:StartExperiment" was not done: template EXT2 names no alarm that stops it.',
    );
    expect(fake.seen).not.toContain(started);
  });

  it('is watched until it is over', async () => {
    const template = await templateNamed(clients, 'EXT2');
    fake.states(['pending', 'initiating', 'running', 'running', 'completed']);
    expect(await conductExperiment(clients, template, conduct())).toEqual({
      id: 'EXP1',
      status: 'completed',
      reason: 'it is completed',
    });
    expect(fake.seen.filter((one) => !one.startsWith('GET '))).toEqual([started]);
    expect(told).toEqual(['Experiment EXP1 is started.']);
  });

  it('that an alarm stopped is told so', async () => {
    const template = await templateNamed(clients, 'EXT2');
    fake.states(['running', 'stopping', 'stopped']);
    expect((await conductExperiment(clients, template, conduct())).status).toBe('stopped');
  });

  it('is stopped when it is to end, and waited for', async () => {
    const template = await templateNamed(clients, 'EXT2');
    fake.states(['running']);
    const ended = conductExperiment(clients, template, conduct());
    await expect.poll(() => fake.seen, { timeout: 30_000 }).toContain('GET /experiments/EXP1');
    end.abort();
    expect((await ended).status).toBe('stopped');
    expect(fake.seen.filter((one) => one.startsWith('DELETE '))).toEqual([
      'DELETE /experiments/EXP1',
    ]);
  });

  it('is stopped when it can be watched no more, or told how to stop it', async () => {
    const template = await templateNamed(clients, 'EXT2');
    fake.refuse('GET /experiments/EXP1', 'ExpiredTokenException');
    await expect(conductExperiment(clients, template, conduct())).rejects.toThrow(
      /^No working AWS credentials: /,
    );
    expect(fake.seen).toContain('DELETE /experiments/EXP1');
    fake.refuse('DELETE /experiments/EXP1', 'ExpiredTokenException');
    await expect(conductExperiment(clients, template, conduct())).rejects.toThrow(
      'No working AWS credentials: ',
    );
    expect(told.at(-1)).toMatch(
      /^Experiment EXP1 may go on, as it could not be stopped \(No working AWS credentials: .*\)\. Stop it by "aws fis stop-experiment --id EXP1 --region eu-west-1"\.$/,
    );
  });

  it('names the permission that is missing', async () => {
    const template = await templateNamed(clients, 'EXT2');
    fake.refuse(started, 'AccessDeniedException');
    await expect(conductExperiment(clients, template, conduct())).rejects.toThrow(
      'The identity in use needs the permission fis:StartExperiment.',
    );
  });
});
