import { expect, it } from 'vitest';
import { addRequests, tellTenants } from '../../testing/faults.ts';
import { objectionsBy, verdictOn } from '../../testing/judge-run.ts';
import { lineOf } from '../../testing/synthetic-load.ts';
import { type SyntheticRun, loadStartedAt } from '../../testing/synthetic-run.ts';
import type { Verdict } from '../../verdict/schema.ts';

async function judged(
  objective: string,
  plant: (run: SyntheticRun) => void = () => {},
): Promise<Verdict> {
  return verdictOn((run) => {
    plant(run);
    tellTenants(run);
    run.objectives = `objectives:\n  - { name: it, ${objective} }\n`;
  });
}

/** Adds requests of one tenant's, see `addRequests`. */
function addOwn(tenant: string, ...of: Parameters<typeof addRequests>) {
  return (run: SyntheticRun): void => {
    const before = run.histograms.length;
    addRequests(...of)(run);
    run.histograms = run.histograms.map((line, index) =>
      index < before ? line : { ...line, tenant },
    );
  };
}

const slowOfOne = addOwn('dolomiti', 'offers', 'ok', 900, 1, [20, 30]);
const errorsOfOne = addOwn('riviera', 'offers', 'failed', 5, 2, [20, 30]);

it('judges each tenant by its own requests', async () => {
  const { objectives, outcome } = await judged(
    'requests: [offers], p95: 500, throughput: 1, tenants: ["*"]',
  );
  expect(outcome).toBe('pass');
  expect(
    objectives.map(({ name, tenant, requests, met }) => [name, tenant, requests, met]),
  ).toEqual(
    ['dolomiti', 'riviera'].flatMap((tenant) => [
      [`it: p95 of offers of ${tenant}`, tenant, ['offers'], true],
      [`it: throughput of offers of ${tenant}`, tenant, ['offers'], true],
    ]),
  );
  const [one = 0, , other = 0] = objectives.map(({ samples }) => samples);
  const { objectives: whole } = await judged('requests: [offers], p95: 500');
  expect(whole.map(({ samples, tenant }) => [samples, tenant])).toEqual([[one + other, null]]);
});

it.each([
  [
    'slow answers',
    'requests: [offers], p95: 500',
    slowOfOne,
    /^missed: 1 of 2 latency objectives missed, offers of dolomiti: p95 900 ms, target < 500 ms\.$/,
  ],
  [
    'failures',
    'requests: ["*"], together: true, errorRate: 0.008',
    errorsOfOne,
    /^missed: 1 of 2 error objectives missed, all requests of riviera: error rate 1 %, target < 0\.8 %\.$/,
  ],
  [
    'slow seconds',
    'requests: [offers], p95: 500, inSeconds: 0.9',
    slowOfOne,
    /^missed: 1 of 2 latency objectives missed, offers of dolomiti: p95 10 of \d+ seconds missed/,
  ],
])('finds %s of one tenant that all together hide', async (_, objective, plant, said) => {
  const all = await judged(objective.replace(', inSeconds: 0.9', ''), plant);
  expect(all.objectives.map(({ met }) => met)).toEqual([true]);
  const each = await judged(`${objective}, tenants: ["*"]`, plant);
  expect(each.outcome).toBe('fail');
  const [first] = objectionsBy(each, 'objectives');
  expect(first).toMatch(said);
});

it('counts for a tenant alone what of its requests failed after the judged time', async () => {
  const late = (run: SyntheticRun): void => {
    const t = loadStartedAt / 1000 + 120;
    const ms = Array.from({ length: 20 }, () => 60_000);
    const lines = lineOf(t, 'offers', 'failed', ms);
    run.histograms.push(...lines.map((line) => ({ ...line, tenant: 'riviera' })));
    run.series.push({ t, counters: { requests: 20 }, gauges: {} });
    run.hosts.push({ t, host: null, address: '127.23.5.1', n: 20 });
  };
  const objective = 'requests: ["*"], together: true, errorRate: 0.008, tenants: ["*"]';
  expect(objectionsBy(await judged(objective, late), 'late-answers')[0]).toMatch(
    /^missed: With 20 that were sent in the judged time and failed after it, 20 of 1,\d+ requests failed of all requests of riviera \(1 %, target < 0\.8 %\)\.$/,
  );
});

it.each([
  [
    'a tenant without a request',
    'requests: ["*"], p95: 500, tenants: ["*"]',
    (run: SyntheticRun) => {
      run.manifest.target.tenants = ['riviera', 'dolomiti', 'garda'];
    },
    'inconclusive: Too little to judge it: p95 of all requests of garda (no request was told to be of garda).',
  ],
  [
    'a tenant that is none',
    'requests: ["*"], p95: 500, tenants: [nobody]',
    () => {},
    'inconclusive: it could not be judged: no tenant has a name that it is for.',
  ],
  [
    'statuses of failures, which are not told by tenant',
    'requests: ["*"], together: true, outcomes: { 503: 0.001 }, tenants: [riviera]',
    errorsOfOne,
    'inconclusive: Too little to judge it: share of 503 of all requests of riviera (0 %, 0 of 1,924 requests; of 20 it is not known: why they failed is not recorded by tenant).',
  ],
])('is not met over %s', async (_, objective, plant, said) => {
  const verdict = await judged(objective, plant);
  expect(verdict.outcome).not.toBe('pass');
  const told = [
    ...objectionsBy(verdict, 'objectives'),
    ...objectionsBy(verdict, 'objectives-apply'),
  ];
  expect(told.join('\n')).toContain(said);
});

it('says which requests no objective is for where only some tenants are judged', async () => {
  const only = await judged('requests: ["*"], p95: 500, tenants: [riviera]');
  expect(objectionsBy(only, 'objectives-apply')).toEqual([
    expect.stringMatching(/^remark: No objective is for book, /),
  ]);
  const each = await judged('requests: ["*"], p95: 500, tenants: ["*"]');
  expect(objectionsBy(each, 'objectives-apply')).toEqual([]);
});
