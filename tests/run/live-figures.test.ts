// @module-tag needs/k6
// @module-tag needs/openssl
// @module-tag needs/python-programs
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { startOtlpReceiver } from '../outside-tools/otlp-receiver.ts';
import { openSmallSite } from './small-site.ts';
import { judgedOf } from './judged-of.ts';
import { startRun } from './start-run.ts';

const durations = z.object({
  histogram: z.object({ dataPoints: z.array(z.object({ count: z.string() })) }),
});

it('live figures of a run come to those of its verdict, and come while it plays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-live-figures-'));
  const site = await openSmallSite();
  await using receiver = await startOtlpReceiver();
  try {
    const [script, target] = [join(folder, 'own.js'), join(folder, 'target.yml')];
    await writeFile(
      script,
      `import http from 'k6/http';
import { sleep } from 'k6';
export const options = { vus: 5, duration: '90s' };
export default () => { http.get('${site.url}/ok', { tags: { name: 'ok' } }); sleep(0.1); };
`,
    );
    await writeFile(target, `name: small\nbaseUrl: ${site.url}\nhealthPath: /ok\n`);
    const args = [script, '--target', target, '--otlp', receiver.url];
    const run = startRun(args, join(folder, 'run'));
    const totalsNow = (): number[] =>
      receiver.metrics().map(({ body }) => {
        const metrics = body.resourceMetrics[0]?.scopeMetrics[0]?.metrics ?? [];
        const found = metrics.filter(({ name }) => name === 'bilancia.request.duration');
        const points = found.flatMap((one) => durations.parse(one).histogram.dataPoints);
        return points.reduce((sum, { count }) => sum + Number(count), 0);
      });
    const patience = { timeout: 60_000, interval: 100 };
    // However late the first ones are, the script plays still.
    await vi.waitFor(() => expect(totalsNow().length).toBeGreaterThan(0), patience);
    run.kill('SIGINT');
    const { verdict } = judgedOf(await run.ended);
    // The receiver answers before it has printed what it read.
    await vi.waitFor(() => expect(totalsNow().at(-1)).toBe(verdict.load.requests), patience);
    const totals = totalsNow();
    expect(totals.length).toBeGreaterThan(1);
    expect(totals).toEqual(totals.toSorted((a, b) => a - b));
  } finally {
    await site.close();
    await rm(folder, { recursive: true });
  }
});
