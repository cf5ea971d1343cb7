// @module-tag needs/mariadb
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collected } from '../../core/collected.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import { judge } from '../../probes/connections/judge.ts';
import { recorded } from '../../probes/connections/recorded.ts';
import type { Sample } from '../../probes/connections/samples/sample.ts';
import { watch } from '../../probes/connections/watch/watch.ts';
import { healthyRun } from '../../reports/testing/synthetic-run.ts';
import { temporaryRun } from '../../reports/testing/write-run.ts';
import type { Target } from '../../targets/target.ts';
import { type TestReaders, account, startTestReaders } from './readers.ts';

let readers: TestReaders;
let target: Target;
beforeAll(async () => {
  readers = await startTestReaders();
  const { servers, target: given } = readers;
  if (given.database === undefined) throw new Error('there is no database');
  // The writer of these is a reader as well: without it, each server is looked at once.
  const nodes = given.database.readers.map((node, nth) => ({
    ...node,
    pid: servers[nth]?.pid ?? 0,
  }));
  const [writer, ...others] = nodes;
  if (writer === undefined) throw new Error('there is no node');
  target = {
    ...given,
    database: { ...given.database, writer: { ...writer, role: 'writer' }, readers: others },
  };
}, 60_000);
afterAll(() => readers.stop());

/** Looks until a reader was looked at so many times. */
async function look(
  looks: number,
  { of = target, onFirst }: { readonly of?: Target; readonly onFirst?: () => void } = {},
): Promise<Sample[]> {
  const enough = new AbortController();
  const samples: Sample[] = [];
  const context = { settings: {}, tell: () => undefined, allow: () => Promise.resolve() };
  for await (const sample of watch({ target: of, until: enough.signal, ...context })) {
    samples.push(sample);
    onFirst?.();
    const seen = samples.filter((one) => one.kind === 'connections' && one.id === 'db-3');
    if (seen.length >= looks) enough.abort();
  }
  return samples;
}

function stateOf({ reasons, remarks }: ProbeVerdict, check: string): string | undefined {
  return [...reasons, ...remarks].find((reason) => reason.startsWith(`${check}: `));
}

describe('on real servers, the probe', { timeout: 60_000 }, () => {
  it('is content with room, and says who holds it', async () => {
    const samples = await look(3);
    const verdict = judge(samples, {});
    expect([verdict.outcome, verdict.finding]).toEqual(['pass', 'enough-connections']);
    expect(verdict.reasons).toEqual([
      expect.stringMatching(
        /^db-2-has-room: \d+ of 400 connections at most \([\d.]+ %\), none refused\.$/,
      ),
      expect.stringMatching(
        /^db-3-has-room: \d+ of 400 connections at most \([\d.]+ %\), none refused\.$/,
      ),
    ]);
    const held = samples.find((one) => one.kind === 'held' && one.id === 'db-3');
    expect(held).toMatchObject({ by: [{ client: expect.stringMatching(/^root@/) }] });
  });

  it('finds connections exhausted while CPU idles, and sees the limit as it is now', async () => {
    const [, reader] = readers.servers;
    const open = (user: object) =>
      createConnection({ host: '127.0.0.1', port: reader.port, ...user });
    const root = await open({ user: 'root' });
    await root.query('SET GLOBAL max_connections = 12');
    const samples: Sample[] = [];
    // The probe holds its own connections before there is no room for more.
    const first = Promise.withResolvers<void>();
    const looked = look(4, { onFirst: first.resolve }).then((all) => samples.push(...all));
    await Promise.race([first.promise, looked]);
    const held = [];
    let refused = 0;
    for (let nth = 0; nth < 14; nth += 1)
      try {
        held.push(await open(account));
      } catch (error) {
        if (!(error instanceof Error && 'errno' in error && error.errno === 1040)) throw error;
        refused += 1;
      }
    await looked;
    for (const one of held) one.destroy();
    await root.query('SET GLOBAL max_connections = 400');
    root.destroy();
    expect(refused).toBeGreaterThan(0);
    const verdict = judge(samples, {});
    expect([verdict.outcome, verdict.finding]).toEqual(['fail', 'short-of-connections']);
    expect(stateOf(verdict, 'db-3-has-room')).toMatch(
      /^db-3-has-room: 1\d of 12 connections at most \(\d+ %\)/,
    );
    expect(stateOf(verdict, 'db-3-cpu-tells')).toMatch(
      /^db-3-cpu-tells: while connections were short \(70 % of 12 or more\) CPU was [\d.]+ %: scaling on CPU, at 60 %, would do nothing\.$/,
    );
  });

  it('names the right that the account lacks', async () => {
    const { database } = target;
    if (database === undefined) throw new Error('there is no database');
    const poor = { ...target, database: { ...database, ...account } };
    await expect(look(1, { of: poor })).rejects.toThrow(
      `Database user pms may not see the connections of others on db-2 (${database.writer.address}). Give it the right to: GRANT PROCESS ON *.* TO 'pms'@'%'.`,
    );
  });
});

describe('of a run', () => {
  it('judges what its readers told, where the limit is named', async () => {
    const healthy = healthyRun({ holdSeconds: 60 });
    // Readers by the names that they were sampled under.
    healthy.manifest.target.instances.forEach((one, n, all) => {
      const nth = all.slice(0, n + 1).filter(({ role }) => role === 'reader').length;
      if (one.role === 'reader') one.id = `reader-${nth}`;
    });
    await using run = await temporaryRun(healthy);
    const samples = await collected(recorded({ folder: run.folder, settings: {} }));
    const open = judge(samples, {});
    expect([open.outcome, open.reasons]).toEqual([
      'inconclusive',
      [
        'reader-1-has-room: nobody tells how many it takes: name it with --most.',
        'reader-2-has-room: nobody tells how many it takes: name it with --most.',
      ],
    ]);
    const full = judge(samples, { most: ['13'] });
    expect([full.finding, full.reasons]).toEqual([
      'short-of-connections',
      ['reader-2-has-room: 13 of 13 connections at most (100 %), where 90 % are full.'],
    ]);
  });
});
