import { expect, it } from 'vitest';
import { lossKinds } from '../../../core/run-folder/files/invariants.ts';
import { readEvidence } from '../../evidence/read.ts';
import { drawReport } from '../draw.ts';
import { judgeRun } from '../../report.ts';
import { type SyntheticRun, healthyRun, loadStartedAt } from '../../testing/synthetic-run.ts';
import { checkOnly, tellTenants } from '../../testing/faults.ts';
import { temporaryRun } from '../../testing/write-run.ts';
import { sections } from './index.ts';

it('have charts of different ids, by which the page finds their places', async () => {
  await using run = await temporaryRun(healthyRun());
  const evidence = await readEvidence(run.folder, 5);
  const ids = sections.flatMap(({ charts }) => charts?.(evidence) ?? []).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(20);
  expect(new Set(ids).size).toBe(ids.length);
});

it('say that invariants all hold only where every kind of loss was looked for', async () => {
  const figureOf = async (of: SyntheticRun): Promise<string> => {
    await using run = await temporaryRun(of);
    const { evidence, verdict } = await judgeRun(run.folder);
    const [, figure = ''] = (await drawReport(evidence, verdict)).split('<dt>Invariants</dt>');
    const [text = ''] = figure.split('</dd>');
    return text
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim();
  };
  const run = healthyRun();
  expect(await figureOf(run)).toMatch(/^\d+ hold not every kind of loss was looked for$/);
  checkOnly(lossKinds, 5)(run);
  expect(await figureOf(run)).toMatch(/^all hold \d+ checked$/);
});

it('tell how the requests of each tenant fared, where it is known whose they were', async () => {
  const run = healthyRun();
  expect((await rowsOf(run, 'Tenants'))[1]?.slice(0, 2)).toEqual(['dolomiti', '15']);
  tellTenants(run);
  const failed = { t: loadStartedAt / 1000 + 20, name: 'offers', error: '' };
  run.failures.push(
    { ...failed, status: 500, reason: 'HTTP 500', n: 1, tenant: 'riviera' },
    { ...failed, status: 503, reason: 'HTTP 503', n: 1200, tenant: 'riviera' },
    { ...failed, status: 0, reason: 'request timeout', n: 2, tenant: 'riviera' },
    {
      ...failed,
      t: loadStartedAt / 1000 + 1,
      status: 502,
      reason: 'HTTP 502',
      n: 9,
      tenant: 'dolomiti',
    },
  );
  const [titles, dolomiti, riviera] = await rowsOf(run, 'Tenants');
  expect(titles?.slice(0, 8)).toEqual([
    'Tenant',
    'requests',
    'failed',
    'by',
    'p50',
    'p95',
    'p99',
    'booked',
  ]);
  expect([dolomiti?.[3], riviera?.[3]]).toEqual(['–', '503: 1,200, request timeout: 2, 500: 1']);
  expect([dolomiti?.[0], riviera?.[0]]).toEqual(['dolomiti', 'riviera']);
  const amount = (row: readonly string[] = []): number => Number(row[1]?.replace(',', ''));
  const judged = run.histograms.filter(({ t }) => t >= loadStartedAt / 1000 + 10);
  expect(amount(dolomiti) + amount(riviera)).toBe(judged.reduce((sum, { n }) => sum + n, 0));
});

it('tell which tables grew, of all tenants together, and by how much a booking', async () => {
  const run = healthyRun();
  expect(await rowsOf(run, 'Tables that grow')).toEqual([]);
  const sample = (seconds: number, tenant: string, quotes: number) => ({
    at: loadStartedAt + seconds * 1000,
    tenant,
    tables: [
      { name: 'quote', rows: quotes, bytes: quotes * 1024 },
      { name: 'unit', rows: 400, bytes: 65_536 },
    ],
  });
  run.tables = [
    sample(0, 'riviera', 1000),
    sample(0, 'dolomiti', 500),
    sample(36, 'riviera', 2400),
    sample(36, 'dolomiti', 700),
  ];
  const booked = run.facts.filter(
    (fact) =>
      fact.kind === 'outcome' &&
      fact.outcome === 'acknowledged' &&
      fact.at <= loadStartedAt + 36_000,
  ).length;
  const [titles, ...rows] = await rowsOf(run, 'Tables that grow');
  expect(titles).toEqual(['Table', 'rows', 'more rows', 'a booking', 'an hour', 'size', 'more']);
  const aBooking = Number((1600 / booked).toPrecision(3));
  expect(rows).toEqual([
    ['quote', '3,100', '1,600', String(aBooking), '160,000', '3.03 MiB', '1.56 MiB'],
  ]);
});

/** The table of a section, as texts. */
async function rowsOf(of: SyntheticRun, title: string): Promise<string[][]> {
  await using run = await temporaryRun(of);
  const { evidence, verdict } = await judgeRun(run.folder);
  const page = await drawReport(evidence, verdict);
  const [, section = ''] = page.split(`<h2>${title}</h2>`);
  const [table = ''] = section.split('</table>');
  return table
    .split('<tr>')
    .slice(1)
    .map((row) => [...row.matchAll(/<t[hd][^>]*>([^<]*)</g)].map(([, text = '']) => text.trim()));
}
