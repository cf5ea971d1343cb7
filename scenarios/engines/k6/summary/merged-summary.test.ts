import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fc, test } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScriptSummary } from '../../../../core/run-folder/files/script-summary.ts';
import type { SummaryPart } from '../../../engine.ts';
import { scriptSummary } from './script-summary.ts';
import { mergedSummary } from './merged-summary.ts';

const none = { count: 0, first: '' };
const log = {
  lastError: undefined,
  ownReason: undefined,
  exceptions: none,
  outsideExceptions: none,
  consoleErrors: none,
  engineErrors: none,
};

interface Played {
  /** Milliseconds of a trend. */
  readonly trend: readonly number[];
  /** Of a rate. */
  readonly passes: number;
  readonly fails: number;
  readonly gauge: number;
}

describe('summaries of a script that several k6 played', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-merged-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  let made = 0;
  /** What k6 writes of so much: its summary, with the verdict on thresholds of limits given, and its points. */
  async function part(
    { trend, passes, fails, gauge }: Played,
    limits: { p99: number; count: number; rate: number },
  ): Promise<SummaryPart> {
    made += 1;
    const [summary, points] = [join(folder, `${made}.json`), join(folder, `${made}.gz`)];
    const lines = trend.map((value) => `answer,1,${value},,`);
    const head = 'metric_name,timestamp,metric_value,extra_tags,metadata';
    await writeFile(points, gzipSync([head, ...lines, ''].join('\n')));
    const n = passes + fails;
    const metrics = {
      answer: { avg: 1, max: 1, thresholds: { [`p(99)<${limits.p99}`]: false } },
      asked: { count: n, rate: n / 10, thresholds: { [`count>${limits.count}`]: false } },
      refused: { passes, fails, value: 0, thresholds: { [`rate<${limits.rate}`]: false } },
      queue: { value: gauge, min: gauge, max: gauge, thresholds: { 'value<5': gauge >= 5 } },
      vus: { value: 3, min: 3, max: 3 },
    };
    const root = { path: '', checks: { ok: { name: 'ok', passes, fails } }, groups: {} };
    await writeFile(summary, JSON.stringify({ root_group: root, metrics }));
    return { summary: await scriptSummary(summary, points, log), outputs: [points] };
  }

  const played = fc.record({
    trend: fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 30 }),
    passes: fc.nat(50),
    fails: fc.nat(50),
    gauge: fc.nat(9),
  });
  const limits = fc.record({
    p99: fc.nat(1000),
    count: fc.nat(200),
    rate: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10),
  });

  test.prop([fc.array(played, { minLength: 2, maxLength: 4 }), limits], { numRuns: 60 })(
    'are that of one k6 that had played all of it',
    async (parts, asked) => {
      const all = await Promise.all(parts.map((one) => part(one, asked)));
      const whole = await part(
        {
          trend: parts.flatMap(({ trend }) => trend),
          passes: parts.reduce((sum, { passes }) => sum + passes, 0),
          fails: parts.reduce((sum, { fails }) => sum + fails, 0),
          gauge: 0,
        },
        asked,
      );
      const merged = await mergedSummary(all);
      const known = (summary: ScriptSummary) =>
        (summary.thresholds ?? [])
          .filter(({ metric }) => metric === 'answer' || metric === 'asked')
          .map(({ metric, value }) => [metric, value]);
      expect(known(merged)).toEqual(known(whole.summary));
      const { passes, fails } = merged.checks[0] ?? { passes: NaN, fails: NaN };
      const verdicts = new Map(
        (merged.thresholds ?? []).map(({ metric, crossed, measured }) => [
          metric,
          measured ? crossed : undefined,
        ]),
      );
      const [p99] = (whole.summary.thresholds ?? []).map(({ value }) => value);
      expect(verdicts.get('answer')).toBe(
        p99 === null || p99 === undefined ? undefined : p99 >= asked.p99,
      );
      expect(verdicts.get('asked')).toBe(passes + fails <= asked.count);
      expect(verdicts.get('refused')).toBe(
        passes + fails === 0 ? undefined : passes / (passes + fails) >= asked.rate,
      );
      expect(merged.metrics.map(({ name }) => name)).toEqual([
        'answer',
        'asked',
        'queue',
        'refused',
      ]);
    },
  );

  it('cannot tell of a gauge on whose limit the parts differ, and can where they agree', async () => {
    const asked = { p99: 1, count: 1, rate: 1 };
    const of = (gauge: number) => part({ trend: [], passes: 1, fails: 1, gauge }, asked);
    const queueOf = async (...gauges: number[]) =>
      (await mergedSummary(await Promise.all(gauges.map(of)))).thresholds?.find(
        ({ metric }) => metric === 'queue',
      );
    const queue = { metric: 'queue', condition: 'value<5', value: null };
    expect(await queueOf(3, 7)).toEqual({
      ...queue,
      crossed: false,
      measured: false,
      notMerged: true,
    });
    expect(await queueOf(3, 4)).toEqual({ ...queue, crossed: false, measured: true });
    expect(await queueOf(6, 7)).toEqual({ ...queue, crossed: true, measured: true });
  });

  it('leave thresholds unknown where one k6 told none', async () => {
    const whole = await part(
      { trend: [1], passes: 1, fails: 0, gauge: 1 },
      { p99: 9, count: 0, rate: 1 },
    );
    const killed = { summary: { ...whole.summary, thresholds: null, metrics: [] }, outputs: [] };
    expect((await mergedSummary([whole, killed])).thresholds).toBeNull();
  });
});
