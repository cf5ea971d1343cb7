// @module-tag needs/cluster
// @module-tag needs/k6
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { act } from '../../system-under-test/cluster/client/control-client.ts';
import { bilancia } from '../cli/run-command-line.ts';
import { resultOf, type TestCluster, upSmall } from '../run/test-cluster.ts';

const printed = z.object({
  outcome: z.string(),
  findings: z.array(z.object({ severity: z.string(), summary: z.string() })),
});

/** Tried with `BILANCIA_DRILLS=1` alone: what takes a minute or more. */
const isThorough = process.env['BILANCIA_DRILLS'] !== undefined;

describe('drills without load', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await upSmall('drills');
  });
  afterAll(() => cluster.down());

  const drill = async (name: string, ...args: readonly string[]) => {
    const folder = join(await mkdtemp(join(cluster.folder, 'drill-')), name);
    const out = ['--out', folder, '--name', cluster.name, '--json'];
    const { status, stdout } = await bilancia(['drill', name, '--yes', ...out, ...args]);
    const { outcome, findings } = printed.parse(JSON.parse(stdout));
    return { status, outcome, told: findings.map(({ summary }) => summary) };
  };

  it('follows a marked CRITICAL line to the alarm and the notification', async () => {
    const { status, outcome, told } = await drill('alarm');
    expect([status, outcome]).toEqual([0, 'pass']);
    const sentence =
      /^The alarm reference-pms-critical fired (\d+\.\d) s after the fault \(first seen in its metric after (\d+\.\d) s\), and told of it after (\d+\.\d) s\.$/;
    const [, fired, seen, toldAfter] =
      told.map((one) => sentence.exec(one)).find((found) => found !== null) ?? [];
    // How long each takes is the machine's, but one comes after the other.
    expect(Number(seen)).toBeLessThanOrEqual(Number(fired));
    expect(Number(fired)).toBeLessThanOrEqual(Number(toldAfter));
  });

  it('fails where the expected alarm did not see the fault', async () => {
    const alarm = ['--expect-alarm', 'reference-pms-critical'];
    const { status, outcome, told } = await drill('task-kill', ...alarm);
    expect([status, outcome]).toEqual([1, 'fail']);
    expect(told).toContain(
      'The fault was not seen: the alarm reference-pms-critical had to fire, and did not.',
    );
  });

  it.runIf(isThorough)(
    'expects alarms of a fault under load too',
    async () => {
      const load = ['--during', 'smoke', '--visitors', '20'];
      const out = (name: string) => ['--out', join(cluster.folder, name)];
      const args = ['--yes', '--json', '--name', cluster.name, ...load];
      const seen = resultOf(await bilancia(['drill', 'alarm', ...args, ...out('seen')])).verdict;
      expect(seen.drill?.alarms.map(({ alarm, state }) => [alarm, state])).toEqual([
        ['reference-pms-critical', 'fired'],
      ]);
      const silent = ['--expect-alarm', 'reference-pms-critical', ...out('silent')];
      const missed = resultOf(await bilancia(['drill', 'task-kill', ...args, ...silent])).verdict;
      expect(missed.findings.map(({ summary }) => summary)).toContain(
        'The fault was not seen: the alarm reference-pms-critical had to fire, and did not.',
      );
    },
    400_000,
  );

  it('finds that bookings go on, and nothing is lost, while a partner begins to answer and never ends', async () => {
    const { status, told } = await drill('slow-partner', '--how', 'half-open');
    expect([status, told]).toEqual([
      0,
      ['A partner that begins to answer and never ends holds up no booking: it held.'],
    ]);
  });

  it('finds every task to know a session, also when the task that began it is gone', async () => {
    const { status, told } = await drill('stateless');
    expect([status, told]).toEqual([
      0,
      ['No task keeps anything that another would need: it held.'],
    ]);
  });

  it('finds tasks that keep sessions to themselves', async () => {
    await act(cluster.name, 'deploy', { PMS_FLAWS: 'own-sessions' });
    const { status, told } = await drill('stateless');
    expect([status, told]).toEqual([
      1,
      [
        'The drill broke nothing.',
        expect.stringMatching(
          /^A step of the drill failed: every task knows basket, last search, quote and account \(task-\w+ knows nothing of the basket, last search\)\.$/,
        ),
      ],
    ]);
  });

  it('finds that no booking fails while passwords alternate between two accounts, twice', async () => {
    await act(cluster.name, 'deploy', { PMS_FLAWS: '' });
    const { status, told } = await drill('password-rotation', '--back');
    const kept = expect.stringMatching(
      /^Nothing that the client pool-5s was acknowledged is lost: [\d,]+ writes read back\.$/,
    );
    expect([status, told]).toEqual([0, expect.arrayContaining([kept])]);
    // It read its password once, and the second rotation changed it.
    expect(told).toContainEqual(
      expect.stringMatching(
        /^The client pool, which is there to compare and not judged, had not recovered when the drill was over \(.*[\d,]+ credentials.*\): a program/,
      ),
    );
  });

  it.runIf(isThorough)('finds tasks that never read their passwords again', async () => {
    await act(cluster.name, 'deploy', { PMS_FLAWS: 'kept-secrets' });
    const { status, told } = await drill('password-rotation', '--back');
    expect(status).toBe(1);
    expect(told).toContainEqual(
      expect.stringMatching(/^A step of the drill failed: (bookings go on|no booking failed) \(/),
    );
    await act(cluster.name, 'deploy', { PMS_FLAWS: '' });
  });

  it.runIf(isThorough)(
    'tells what a rotation within one account costs, and that all is well after it',
    async () => {
      await act(cluster.name, 'deploy', { PMS_FLAWS: '' });
      const { status } = await drill('password-rotation', '--how', 'single');
      expect(status).toBe(0);
    },
  );

  it('finds that a schema change which gives way holds up nobody, and that expand and contract suit both revisions', async () => {
    const { status, told } = await drill('migration-stall');
    expect([status, told]).toEqual([
      0,
      [
        'A schema change that gives way holds up nobody, and both revisions work meanwhile: it held.',
      ],
    ]);
  });

  it('finds that everybody stands behind a schema change that waits', async () => {
    const { status, told } = await drill('migration-stall', '--how', 'waiting');
    // The transaction stays open for 6 s; whoever asked first did so up to two tenths after the change began to wait.
    expect([status, told]).toEqual([
      1,
      [
        expect.stringMatching(
          /^A step of the drill failed: no answer took longer than 3 s \(of [\d,]+ answers the slowest took (5\.[89]|[6-9]\.\d|\d\d\.\d) s\)\.$/,
        ),
      ],
    ]);
  });

  it.runIf(isThorough)(
    'finds that a column which is renamed in one step breaks the old revision',
    async () => {
      const { status, told } = await drill('migration-stall', '--how', 'at-once');
      expect([status, told]).toEqual([
        1,
        [
          expect.stringMatching(
            /^A step of the drill failed: with the shape "renamed" old and new work \(old: .*Unknown column 'name'.*; new: works\)\.$/,
          ),
        ],
      ]);
    },
  );

  it.runIf(isThorough)(
    'finds that searches go on by the writer when the only reader is gone',
    async () => {
      const { status, told } = await drill('reader-loss', '--how', 'only');
      expect([status, told]).toEqual([
        0,
        expect.arrayContaining([
          'Without any reader the writer answers those who only read: it held.',
        ]),
      ]);
    },
  );

  it.runIf(isThorough)('finds a resolver that leads to a reader which is gone', async () => {
    await act(cluster.name, 'hold-answers', { seconds: '60' });
    const { status, told } = await drill('reader-loss', '--how', 'only');
    await act(cluster.name, 'hold-answers', { seconds: '0' });
    expect(status).toBe(1);
    expect(told).toContainEqual(
      expect.stringMatching(/^A step of the drill failed: (searches go on|no search failed) \(/),
    );
  });

  it('begins no drill that the cluster was not brought up for', async () => {
    const { status, stderr } = await bilancia([
      'drill',
      'disk-full',
      '--yes',
      '--name',
      cluster.name,
    ]);
    expect([status, stderr]).toEqual([
      2,
      'The drill "disk-full" cannot be done on drills: it does not offer fill-disk. Choose another drill or target; nothing was started.\n',
    ]);
  });

  it.runIf(isThorough)('finds an outbox that says to be told what nobody took', async () => {
    await act(cluster.name, 'deploy', { PMS_FLAWS: 'lossy-outbox' });
    const { status, told } = await drill('slow-partner', '--how', 'dead');
    expect(status).toBe(1);
    expect(told).toContainEqual(
      expect.stringMatching(
        /^See to it that the channel-manager was told of everything: of \d+ messages 0 wait and [1-9]\d* are lost\.$/,
      ),
    );
  });
});

describe('a drill that fills a disk', () => {
  it.runIf(isThorough)(
    'finds that nothing is lost and searches go on, and fails where the disk is not that of the writer any more',
    async () => {
      const cluster = await upSmall('disk', '--small-disk');
      try {
        const drill = async (name: string) => {
          const out = ['--out', join(cluster.folder, name), '--name', cluster.name, '--json'];
          const { status, stdout } = await bilancia([
            'drill',
            'disk-full',
            '--yes',
            '--rto',
            '90s',
            ...out,
          ]);
          const { findings } = printed.parse(JSON.parse(stdout));
          return { status, told: findings.map(({ summary }) => summary) };
        };
        const held = await drill('held');
        expect([held.status, held.told]).toEqual([
          0,
          expect.arrayContaining([
            'A full disk of the writer costs bookings and no booking that was taken, and searches go on: it held.',
          ]),
        ]);
        await act(cluster.name, 'switch-writer', {});
        const { status, told } = await drill('elsewhere');
        expect(status).toBe(1);
        expect(told).toContainEqual(
          expect.stringMatching(
            /^A step of the drill failed: fill the writer's disk \(.*the writer has no disk of its own.*\)\.$/,
          ),
        );
      } finally {
        await cluster.down();
      }
    },
    300_000,
  );
});
