// @module-tag needs/cluster
// @module-tag needs/k6
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bilancia } from '../cli/run-command-line.ts';
import { type TestCluster, upSmall } from '../run/test-cluster.ts';

const printed = z.object({
  outcome: z.string(),
  findings: z.array(z.object({ severity: z.string(), summary: z.string() })),
});

describe('drills without load', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await upSmall('drills');
  });
  afterAll(() => cluster.down());

  const drill = async (name: string, ...args: readonly string[]) => {
    const out = ['--out', join(cluster.folder, name), '--name', cluster.name, '--json'];
    const { status, stdout } = await bilancia(['drill', name, '--yes', ...out, ...args]);
    const { outcome, findings } = printed.parse(JSON.parse(stdout));
    return { status, outcome, told: findings.map(({ summary }) => summary) };
  };

  it('follows a marked CRITICAL line to the alarm and the notification', async () => {
    const { status, outcome, told } = await drill('alarm');
    expect([status, outcome]).toEqual([0, 'pass']);
    expect(told).toContainEqual(
      expect.stringMatching(
        /^The alarm reference-pms-critical fired \d+\.\d s after the fault \(first seen in its metric after 0\.\d s\), and told of it after \d+\.\d s\.$/,
      ),
    );
  });

  it('fails where the expected alarm did not see the fault', async () => {
    const alarm = ['--expect-alarm', 'reference-pms-critical'];
    const { status, outcome, told } = await drill('task-kill', ...alarm);
    expect([status, outcome]).toEqual([1, 'fail']);
    expect(told).toContain(
      'The fault was not seen: the alarm reference-pms-critical had to fire, and did not.',
    );
  });
});
