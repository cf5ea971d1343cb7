// @module-tag needs/mariadb
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Settings } from '../../probes/contract/probe.ts';
import { changesOf } from '../../probes/reader-join/facts/changes.ts';
import { judge } from '../../probes/reader-join/judge.ts';
import type { Sample } from '../../probes/reader-join/samples/sample.ts';
import { watch } from '../../probes/reader-join/watch/watch.ts';
import type { Target } from '../../targets/target.ts';
import { keep } from './clients.ts';
import { type TestNameServer, startTestNameServer } from './name-server.ts';
import { type TestReaders, startTestReaders } from './readers.ts';

let readers: TestReaders;
let names: TestNameServer;
beforeAll(async () => {
  readers = await startTestReaders();
  names = await startTestNameServer(() => readers.hosts[0]);
}, 60_000);
afterAll(async () => {
  names.close();
  await readers.stop();
});

/** Looks until there is enough. */
async function look(
  target: Target,
  settings: Settings,
  isEnough: (samples: readonly Sample[]) => boolean,
): Promise<Sample[]> {
  const enough = new AbortController();
  const samples: Sample[] = [];
  const context = { tell: () => undefined, allow: () => Promise.resolve() };
  for await (const sample of watch({ target, settings, until: enough.signal, ...context })) {
    samples.push(sample);
    if (isEnough(samples)) enough.abort();
  }
  return samples;
}

describe('on real servers, the probe', { timeout: 60_000 }, () => {
  it('sees a reader of a target file join once it answers, and is not content with that', async () => {
    const [, second] = readers.servers;
    await second.kill();
    const end = new AbortController();
    const kept = keep({ [readers.hosts[0]]: 8 }, readers.port, end.signal);
    const settings = { nameServer: [names.address], resolver: [names.address], effect: ['2'] };
    let restarted: Promise<void> | undefined;
    const samples = await look(readers.target, settings, (seen) => {
      if (seen.some(({ kind }) => kind === 'load')) restarted ??= second.restart();
      return changesOf(seen).joined !== undefined;
    });
    await restarted;
    end.abort();
    await kept;
    expect(changesOf(samples)).toMatchObject({ first: ['db-2'], joined: { reader: 'db-3' } });
    const { outcome, remarks } = judge(samples, settings);
    expect([outcome, remarks[0]]).toEqual([
      'inconclusive',
      'No reader left: what that costs is not known.',
    ]);
  });

  it.each<[string, (target: Target) => Target, Settings]>([
    [
      'The probe reader-join cannot look at test: it names no reader of its database. Name the writer and the readers as "database" in the target file.',
      ({ database, ...target }) =>
        database === undefined ? target : { ...target, database: { ...database, readers: [] } },
      {},
    ],
    [
      'The probe reader-join cannot look at test: it names no reader endpoint. Name it with --endpoint.',
      (target) => ({ ...target, endpoints: { baseUrl: target.endpoints.baseUrl } }),
      {},
    ],
    [
      'The probe reader-join cannot look at test: the reader endpoint nowhere.test has no address (recvmsg ECONNREFUSED). Name it with --endpoint, and who knows it with --name-server or --resolver.',
      (target) => target,
      { endpoint: ['nowhere.test:3306'], nameServer: ['127.0.0.1:1'], resolver: ['127.0.0.1:1'] },
    ],
    [
      'The probe reader-join cannot look at test: readers cannot be added to it from here. Leave out --yes, and add one yourself while the probe looks.',
      (target) => target,
      { yes: ['true'] },
    ],
  ])('says in one line: %s', async (message, change, settings) => {
    await expect(look(change(readers.target), settings, () => true)).rejects.toThrow(message);
  });
});

it('says nothing where nobody joined or left', () => {
  expect(judge([], {})).toMatchObject({
    outcome: 'inconclusive',
    reasons: ['No reader joined or left while it was looked at.'],
  });
});
