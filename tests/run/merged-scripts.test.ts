// @module-tag needs/k6
// @module-tag needs/openssl
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFile } from '../../core/run-folder/path.ts';
import { verdictSchema } from '../../reports/verdict/schema.ts';
import { bilancia } from '../cli/run-command-line.ts';
import { type SmallSite, openSmallSite } from './small-site.ts';

/** Two parts of it cross thresholds that all of it meets, and the other way round; a gauge is one thing here and another there. */
const script = `import http from 'k6/http';
import { check } from 'k6';
import { Counter, Gauge, Rate, Trend } from 'k6/metrics';
const [bookings, refused, basket, queue] = [new Counter('bookings'), new Rate('refused'), new Trend('basket'), new Gauge('queue')];
export const options = {
  scenarios: { all: { executor: 'per-vu-iterations', vus: 5, iterations: 20 } },
  thresholds: {
    bookings: ['count>150', 'count<500'], refused: ['rate<0.5'], basket: ['p(99)<90', 'avg<60'], queue: ['value<5'],
  },
};
const first = __ENV.PART === '1';
export default () => {
  const answer = http.get(__ENV.BILANCIA_BASE_URL + '/after/20', { tags: { name: 'search' } });
  check(answer, { answered: ({ status }) => status === 200 });
  bookings.add(1);
  refused.add(first ? true : __ITER === 0);
  basket.add(first ? 80 : 20);
  queue.add(first ? 9 : 1);
};`;

describe("two runs of a user's own script that are merged", () => {
  let site: SmallSite;
  let folder: string;
  beforeAll(async () => {
    site = await openSmallSite();
    folder = await mkdtemp(join(tmpdir(), 'bilancia-merged-scripts-'));
    await writeFile(join(folder, 'own.js'), script);
    const target = `name: theirs\nbaseUrl: ${site.url}\nhealthPath: /ok\n`;
    await writeFile(join(folder, 'target.yml'), target);
  });
  afterAll(async () => {
    await site.close();
    await rm(folder, { recursive: true });
  });

  it('are judged by its thresholds on all that both measured', async () => {
    const play = (part: string) =>
      bilancia(
        ['run', './own.js', '--target', 'target.yml', '--env', `PART=${part}`, '--out', part],
        {},
        folder,
      );
    await Promise.all([play('1'), play('2')]);
    await bilancia(['merge', '1', '2', '--out', 'whole'], {}, folder);
    const path = runFile(join(folder, 'whole'), 'verdict');
    const verdict = verdictSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    const found = verdict.script?.thresholds.map(({ metric, condition, value, met }) =>
      [metric, condition, value, met].join(' '),
    );
    expect(found).toEqual([
      'basket avg<60 50 true',
      'basket p(99)<90 80 true',
      'bookings count<500 200 true',
      'bookings count>150 200 true',
      'queue value<5  ',
      'refused rate<0.5 0.525 false',
    ]);
    expect(verdict.script?.checks).toEqual([
      { name: 'answered', group: '', passes: 200, fails: 0, objective: null },
    ]);
    const said = verdict.findings.filter(({ rule }) => rule === 'script-thresholds');
    expect(said.map(({ severity, summary }) => `${severity}: ${summary}`)).toEqual([
      'missed: 1 of 6 thresholds of the script crossed: refused rate<0.5 (0.525).',
      'inconclusive: Whether all parts together meet 1 threshold of the script cannot be told from what each tells of itself: queue value<5.',
      'confirmation: 4 thresholds of the script met: basket avg<60 (50), basket p(99)<90 (80), bookings count<500 (200) and bookings count>150 (200).',
    ]);
    expect(verdict.findings.filter(({ rule }) => rule === 'engine-exit')).toEqual([]);
  });
});
