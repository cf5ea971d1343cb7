import { appendFile, readFile, truncate } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { judgeRun } from '../report.ts';
import { type SyntheticRun, healthyRun } from '../testing/synthetic-run.ts';
import { temporaryRun } from '../testing/write-run.ts';
import { billsOf } from './packages.ts';
import { type Reconciliation, type TenantCounts, reconcile } from './reconcile.ts';

const hosts = { riviera: 'riviera.example.com', dolomiti: 'dolomiti.example.com' } as const;

/** Each request is of one tenant, stands in the access log of its site, and is counted. */
function metered(): { run: SyntheticRun; counted: Record<keyof typeof hosts, number> } {
  const run = healthyRun({ holdSeconds: 20, visitors: 100 });
  const counted = { riviera: 0, dolomiti: 0 };
  const log: string[] = [];
  const histograms = run.histograms.map((line, n) => {
    const tenant = n % 3 === 0 ? 'dolomiti' : 'riviera';
    counted[tenant] += line.n;
    const time = new Date(line.t * 1000).toISOString();
    for (let request = 0; request < line.n; request += 1)
      log.push(
        `http ${time} app/x/1 127.0.0.1:1 127.23.5.101:8080 0.000 0.004 0.000 200 200 100 500 "GET http://${hosts[tenant]}:8080/book?a=1 HTTP/1.1" "k6" - - arn:x "Root=1" "-" "-" 0 ${time} "forward" "-" "-" "127.23.5.101:8080" "200" "-" "-" TID_1`,
      );
    return { ...line, tenant };
  });
  return { run: { ...run, histograms, accessLog: log }, counted };
}

async function reconciled(
  run: SyntheticRun,
  counted: Readonly<Record<keyof typeof hosts, number>> | undefined,
): Promise<Reconciliation> {
  await using folder = await temporaryRun(run);
  if (counted !== undefined) await writeUsage(folder.folder, counted);
  const { evidence } = await judgeRun(folder.folder);
  return await reconcile(folder.folder, evidence);
}

/** What the system counted before the load, and after it. */
async function writeUsage(
  folder: string,
  counted: Readonly<Record<keyof typeof hosts, number>>,
): Promise<void> {
  const samples = (at: number, of: (n: number) => number): string =>
    Object.entries(counted)
      .flatMap(([tenant, n]) => [
        { at, tenant, host: `${tenant}.example.com`, route: 'GET /book', requests: of(n) },
        {
          at,
          tenant,
          host: `${tenant}.example.com`,
          route: 'GET /inventory/v1/properties',
          requests: at / 1000,
        },
      ])
      .map((sample) => `${JSON.stringify(sample)}\n`)
      .join('');
  await appendFile(
    runFile(folder, 'usage'),
    samples(1000, () => 7) + samples(90_000, (n) => n + 7),
  );
}

describe('metering', () => {
  it('passes where generator, load balancer and system counted the same', async () => {
    const { run, counted } = metered();
    const { outcome, sentences } = await reconciled(run, counted);
    expect(outcome).toBe('pass');
    expect(sentences).toEqual([
      `dolomiti: ${counted.dolomiti} requests, the same at all three.`,
      `riviera: ${counted.riviera} requests, the same at all three.`,
    ]);
  });

  it('fails where the system counted one request less and no task ended', async () => {
    const { run, counted } = metered();
    const { riviera } = counted;
    const { outcome, sentences } = await reconciled(run, { ...counted, riviera: riviera - 1 });
    expect(outcome).toBe('fail');
    expect(sentences[1]).toBe(
      `riviera: generator ${riviera}, load balancer ${riviera}, system ${riviera - 1}; not explained: 1 request not written down (0 tasks ended, which may have lost 0).`,
    );
  });

  it('fails where the load balancer saw a request that the generator did not send', async () => {
    const { run, counted } = metered();
    const again = run.accessLog.find((line) => line.includes(hosts.riviera)) ?? '';
    const twice = { ...run, accessLog: [...run.accessLog, again] };
    const { riviera } = counted;
    const { outcome, sentences } = await reconciled(twice, counted);
    expect([outcome, sentences]).toEqual([
      'fail',
      [
        `dolomiti: ${counted.dolomiti} requests, the same at all three.`,
        `riviera: generator ${riviera}, load balancer ${riviera + 1}, system ${riviera}; not explained: 1 request more at the load balancer (0 failed), 1 request not written down (0 tasks ended, which may have lost 0).`,
      ],
    ]);
  });

  it.each(['accessLog', 'histograms'] as const)(
    'is inconclusive where the file %s was cut, and names it',
    async (file) => {
      const { run, counted } = metered();
      await using folder = await temporaryRun(run);
      await writeUsage(folder.folder, counted);
      const path = runFile(folder.folder, file);
      const { length } = await readFile(path);
      await truncate(path, Math.floor(length / 2));
      const { evidence } = await judgeRun(folder.folder);
      const { outcome, sentences } = await reconcile(folder.folder, evidence);
      expect(outcome).toBe('inconclusive');
      expect(sentences[0]).toMatch(
        new RegExp(
          `^${runFiles[file].name.replace('.', String.raw`\.`)} was cut: [\\d.,]+ \\w+ of [\\d.,]+ \\w+ left\\.$`,
        ),
      );
    },
  );

  it('is inconclusive where somebody did not count', async () => {
    const { run, counted } = metered();
    const without = { ...run, accessLog: [] };
    expect((await reconciled(without, counted)).sentences[0]).toBe(
      'dolomiti: not counted by the load balancer (no access log, or no site of this tenant).',
    );
    expect((await reconciled(run, undefined)).outcome).toBe('inconclusive');
    const untold = {
      ...run,
      histograms: healthyRun({ holdSeconds: 20, visitors: 100 }).histograms,
    };
    expect((await reconciled(untold, counted)).outcome).toBe('inconclusive');
  });
});

describe('a bill', () => {
  const counts = (tenant: string, system: number | undefined): TenantCounts => ({
    tenant,
    generator: system,
    failed: 0,
    balancer: system,
    withoutTask: 0,
    system,
    bySecond: new Map([
      [1, 5],
      [2, 30],
    ]),
  });
  const packages = {
    packages: {
      small: { monthlyUsd: 49, quota: 1000, overageUsdPerThousand: 0.5, burstPerSecond: 20 },
    },
    tenants: { a: 'small', b: 'none', d: 'small' },
  };

  it('takes begun thousands beyond the quota, and names those who have none', () => {
    const tenants = [counts('a', 801), counts('b', 1), counts('c', 1), counts('d', undefined)];
    expect(billsOf(tenants, packages, 5)).toEqual({
      bills: [
        {
          tenant: 'a',
          package: 'small',
          requests: 4005,
          overage: 3005,
          usd: 51,
          burstSeconds: 1,
          mostPerSecond: 30,
        },
      ],
      without: [
        'b has no bill: there is no package "none".',
        'c has no bill: it has no package.',
        'd has no bill: the system did not count it.',
      ],
    });
  });
});
