import { expect, it } from 'vitest';
import { readEvidence } from '../../evidence/read.ts';
import { drawReport } from '../draw.ts';
import { judgeRun } from '../../report.ts';
import { type SyntheticRun, healthyRun, loadStartedAt } from '../../testing/synthetic-run.ts';
import { tellTenants } from '../../testing/faults.ts';
import { temporaryRun } from '../../testing/write-run.ts';
import { sections } from './index.ts';

it('have charts of different ids, by which the page finds their places', async () => {
  await using run = await temporaryRun(healthyRun());
  const evidence = await readEvidence(run.folder, 5);
  const ids = sections.flatMap(({ charts }) => charts?.(evidence) ?? []).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(20);
  expect(new Set(ids).size).toBe(ids.length);
});

it('tell how the requests of each tenant fared, where it is known whose they were', async () => {
  const run = healthyRun();
  expect((await rowsOf(run, 'Tenants'))[1]?.slice(0, 2)).toEqual(['dolomiti', '15']);
  tellTenants(run);
  const [titles, dolomiti, riviera] = await rowsOf(run, 'Tenants');
  expect(titles?.slice(0, 7)).toEqual([
    'Tenant',
    'requests',
    'failed',
    'p50',
    'p95',
    'p99',
    'booked',
  ]);
  expect([dolomiti?.[0], riviera?.[0]]).toEqual(['dolomiti', 'riviera']);
  const amount = (row: readonly string[] = []): number => Number(row[1]?.replace(',', ''));
  const judged = run.histograms.filter(({ t }) => t >= loadStartedAt / 1000 + 10);
  expect(amount(dolomiti) + amount(riviera)).toBe(judged.reduce((sum, { n }) => sum + n, 0));
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
