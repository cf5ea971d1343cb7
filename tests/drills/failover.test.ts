// @module-tag needs/cluster
// @module-tag needs/k6
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseJournal } from '../../core/run-folder/files/journal.ts';
import type { Journal } from '../../core/run-folder/files/journal.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { until } from '../../system-under-test/cluster/until.ts';
import { bilancia, root } from '../cli/run-command-line.ts';
import { resultOf, type TestCluster, upSmall } from '../run/test-cluster.ts';

/** How many drills are killed at random moments; set BILANCIA_KILLS to try harder. */
const kills = Number(process.env['BILANCIA_KILLS'] ?? 1);
/** How many drills of each kind are done under load, over a minute each; set BILANCIA_DRILLS to do some. */
const drillsUnderLoad = Number(process.env['BILANCIA_DRILLS'] ?? 0);
const underLoad = Array.from({ length: drillsUnderLoad }, (_, index) => index);
const ways = ['kill', 'freeze', 'lagging', 'graceful'] as const;
const waysUnderLoad = underLoad.flatMap((index) => ways.map((how) => [how, index] as const));
/** About as long as a drill with a frozen writer takes. */
const wholeMs = 14_000;

const lostWrites =
  /^\d+ writes? of the client [\w-]+ (was|were) acknowledged or seen, and lost; the objective allows 0\.$/;

const alone = z.object({
  outcome: z.string(),
  findings: z.array(z.object({ severity: z.string(), summary: z.string() })),
});

async function journalIn(folder: string): Promise<Journal> {
  return parseJournal(JSON.parse(await readFile(runFile(folder, 'journal'), 'utf8')));
}

describe('a drill of the failover', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await upSmall('drilled');
  });
  afterAll(() => cluster.down());

  const drill = (args: readonly string[]) =>
    bilancia(['drill', 'failover', ...args, '--yes', '--name', cluster.name, '--json']);
  const isWhole = async (): Promise<boolean> => {
    const { parts } = await cluster.state();
    return parts.every(({ health, fault }) => health === 'healthy' && fault === undefined);
  };
  const untilWhole = async (): Promise<void> =>
    expect(await until(isWhole, { withinMs: 60_000, everyMs: 300 })).toBe(true);

  it('kills the writer, loses no write, and tells for how long writes were away', async () => {
    const { status, stdout } = await drill(['--out', join(cluster.folder, 'alone')]);
    const { outcome, findings } = alone.parse(JSON.parse(stdout));
    expect([status, outcome]).toEqual([0, 'pass']);
    expect(findings.map(({ summary }) => summary)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^Nothing that the client pool-5s was acknowledged is lost: \d+ writes read back\.$/,
        ),
        expect.stringMatching(
          /^Writes of the client pool-5s were away for \d+\.\d s at the longest \(noticed after/,
        ),
      ]),
    );
    await untilWhole();
  });

  it.each(waysUnderLoad)(
    '%s of the writer under load loses no booking (%i)',
    async (how, index) => {
      const out = join(cluster.folder, `${how}-${index}`);
      const load = ['--how', how, '--during', 'smoke', '--visitors', '20', '--out', out];
      const { verdict } = resultOf(await drill(load));
      const of = (rule: string) => verdict.findings.filter((finding) => finding.rule === rule);
      const decisive = ['violation', 'missed', 'inconclusive'];
      expect(of('drill').filter(({ severity }) => decisive.includes(severity))).toEqual([]);
      expect(of('bookings-agree').map(({ severity }) => severity)).toEqual(['confirmation']);
      expect(verdict.invariants.filter(({ violations }) => violations > 0)).toEqual([]);
      const statuses = verdict.failures.kinds.map(({ status }) => status);
      expect(statuses.filter((status) => status === 500)).toEqual([]);
      const [change] = verdict.drill?.failovers ?? [];
      expect(change).toMatchObject({ planned: how === 'graceful', failure: null });
      const careful = verdict.drill?.clients.find(({ client }) => client === 'pool-5s');
      expect(careful).toMatchObject({ recovered: true, audit: { outcome: 'pass' } });
      // A writer that says nothing is noticed after 4 s, and statements wait for it for 5 s.
      expect(careful?.writes.longestMs).toBeLessThan(how === 'freeze' ? 15_000 : 10_000);
      expect(await readFile(runFile(out, 'report'), 'utf8')).toContain('<h2>Drill</h2>');
      await untilWhole();
    },
  );

  it('does not begin while the system is not well, and ends with 3', async () => {
    const reader = (await cluster.state()).parts.find(({ kind }) => kind === 'database-reader');
    process.kill(reader?.pid ?? 0, 'SIGSTOP');
    try {
      const isSick = async (): Promise<boolean> => !(await isWhole());
      expect(await until(isSick, { withinMs: 30_000, everyMs: 300 })).toBe(true);
      const out = join(cluster.folder, 'sick');
      const { status, stdout } = await drill(['--out', out]);
      expect(status).toBe(3);
      expect(JSON.parse(stdout)).toMatchObject({ drill: 'failover', begun: false });
      expect(existsSync(out)).toBe(false);
    } finally {
      process.kill(reader?.pid ?? 0, 'SIGCONT');
    }
    await untilWhole();
  });

  it.each(Array.from({ length: kills }, (_, index) => index))(
    'that is killed itself leaves a journal by which the system is put right (%i)',
    async (index) => {
      const out = join(cluster.folder, `killed-${index}`);
      const args = ['drill', 'failover', '--how', 'freeze', '--yes', '--name', cluster.name];
      const command = [join(root, 'bin', 'bilancia.mjs'), ...args, '--out', out];
      const child = spawn(process.execPath, command, { cwd: root, stdio: 'ignore' });
      const exited = once(child, 'exit');
      const hasBegun = (): boolean => existsSync(runFile(out, 'journal'));
      expect(await until(hasBegun, { withinMs: 90_000 })).toBe(true);
      await pause(Math.random() * wholeMs);
      child.kill('SIGKILL');
      await exited;
      await journalIn(out);
      const { status, stdout } = await bilancia(['drill', '--recover', out, '--json']);
      expect([status, JSON.parse(stdout)]).toMatchObject([0, { byHand: [] }]);
      const after = await journalIn(out);
      expect(after.end).toBeDefined();
      expect(after.bilancia.undo.map(({ state }) => state)).not.toContain('due');
      await untilWhole();
    },
    300_000,
  );

  it.each(underLoad)(
    'rolls a new revision out under load without a failed request (%i)',
    async (index) => {
      const out = join(cluster.folder, `rolled-${index}`);
      const args = ['drill', 'rolling-deploy', '--yes', '--name', cluster.name, '--json'];
      const load = ['--during', 'smoke', '--visitors', '20', '--out', out];
      const { verdict } = resultOf(await bilancia([...args, ...load]));
      expect(verdict.failures.kinds).toEqual([]);
      const ofDrill = verdict.findings.filter(({ rule }) => rule === 'drill');
      expect(ofDrill.map(({ severity }) => severity)).toEqual(['confirmation']);
      await untilWhole();
    },
  );

  it.each(underLoad)(
    'finds what is lost where readers were behind and nobody waited for them (%i)',
    async (index) => {
      const trusting = await upSmall(`trusting-${index}`, '--replication', 'async');
      try {
        const out = join(trusting.folder, 'drill');
        const args = ['drill', 'failover', '--how', 'lagging', '--yes', '--json', '--out', out];
        const { status, stdout } = await bilancia([...args, '--name', trusting.name]);
        const { outcome, findings } = alone.parse(JSON.parse(stdout));
        expect([status, outcome]).toEqual([1, 'fail']);
        expect(findings.map(({ summary }) => summary)).toContainEqual(
          expect.stringMatching(lostWrites),
        );
      } finally {
        await trusting.down();
      }
    },
  );

  it.each(underLoad)(
    'finds what a stale writer took where nobody fenced it (%i)',
    async (index) => {
      const flags = ['--replication', 'async', '--fencing', 'off'];
      const unfenced = await upSmall(`unfenced-${index}`, ...flags);
      try {
        const out = join(unfenced.folder, 'drill');
        const args = ['drill', 'failover', '--how', 'freeze', '--yes', '--json', '--out', out];
        const { status, stdout } = await bilancia([...args, '--name', unfenced.name]);
        const { outcome, findings } = alone.parse(JSON.parse(stdout));
        expect([status, outcome]).toEqual([1, 'fail']);
        expect(findings.map(({ summary }) => summary)).toContainEqual(
          expect.stringMatching(lostWrites),
        );
      } finally {
        await unfenced.down();
      }
    },
  );
});
