import { describe, expect, it } from 'vitest';
import { auroraClasses } from '../../core/aurora-classes.ts';
import { judgeRun } from '../report.ts';
import { type SyntheticRun, healthyRun } from '../testing/synthetic-run.ts';
import { temporaryRun } from '../testing/write-run.ts';
import { type CapacityReport, type WhatIf, analyzeCapacity } from './analyze.ts';
import { capacityMarkdown } from './markdown.ts';
import { drawCapacity } from './page.ts';
import { defaultPriceList } from './prices/price-list.ts';

const assumptions = { ceiling: 0.8, zones: 3, region: 'eu-south-1', prices: defaultPriceList };

async function planned(
  runs: readonly SyntheticRun[],
  { visitors = [10_000], whatIfs = [] }: { visitors?: number[]; whatIfs?: WhatIf[] } = {},
): Promise<CapacityReport> {
  const read = [];
  for (const [n, run] of runs.entries()) {
    await using folder = await temporaryRun(run);
    read.push({ run: `run-${n + 1}`, ...(await judgeRun(folder.folder)) });
  }
  return analyzeCapacity(read, visitors, assumptions, whatIfs);
}

/** What the synthetic tasks take: 900 CPU units at 10,000 visitors, who ask 474 times a second, and 60 without any. */
const perRequestMs = (900 / 1024 / 473.6) * 1000;

const stepped = (levels: readonly number[]): SyntheticRun =>
  healthyRun({
    phases: [
      { name: 'ramp', kind: 'ramp', seconds: 10, visitors: levels[0] ?? 1 },
      ...levels.map((visitors, n) => ({
        name: `step ${n + 1}`,
        kind: 'step' as const,
        seconds: 40,
        visitors,
      })),
    ],
  });

/** With the CPU of the readers, of which the made-up ones have none. */
function allTold(run: SyntheticRun): SyntheticRun {
  const from = run.readers[0]?.at ?? 0;
  const readers = run.readers.map((sample) => ({
    ...sample,
    cpuSeconds: (sample.at - from) / 10_000,
  }));
  return { ...run, readers };
}

describe('a capacity plan', () => {
  it('tells what a request takes of the CPU, and what a task takes without any', async () => {
    const { demand } = await planned([stepped([500, 1500, 3000, 5000])]);
    expect(demand?.cpu?.perRequestMs).toBeGreaterThan(perRequestMs * 0.9);
    expect(demand?.cpu?.perRequestMs).toBeLessThan(perRequestMs * 1.1);
    // The made-up samples tell of their moment and not of the time before it, so that each border of a step is off.
    expect(Math.abs((demand?.cpu?.idle ?? 1) - 20 / 1024)).toBeLessThan(0.01);
  });

  it('has tasks enough when a zone is lost, and grows with the visitors', async () => {
    const { sizes, sentences } = await planned([stepped([500, 1500, 3000, 5000])], {
      visitors: [5_000, 50_000],
    });
    const plans = sizes.flatMap((size) => size.plans);
    for (const plan of plans) {
      const lost = plan.figures.find(({ name }) => name === 'the same with a zone lost');
      expect(lost?.value).toBeLessThanOrEqual(assumptions.ceiling);
      const fewer = plan.tasks - Math.ceil(plan.tasks / 3);
      expect(fewer).toBeGreaterThan(0);
    }
    const tasks = sizes.map(
      ({ plans: all }) => all.find(({ size }) => size.cpu === 1024)?.tasks ?? 0,
    );
    expect(tasks[1]).toBeGreaterThan(tasks[0] ?? 0);
    expect(sentences[1]).toMatch(
      /^50,000 visitors, which is 10.0 times the most that was measured, take \d+ tasks of/,
    );
  });

  it('that is asked for and does not carry its visitors fails, and says by what', async () => {
    const whatIfs = [{ text: 'tasks=1,readers=1', tasks: 1, readers: 1 }];
    const { outcome, sizes } = await planned([stepped([500, 1500, 3000])], {
      visitors: [20_000],
      whatIfs,
    });
    expect(outcome).toBe('fail');
    const own = sizes[0]?.plans.at(-1);
    expect(own).toMatchObject({ name: 'what if tasks=1,readers=1', holds: false });
    expect(own?.figures.find(({ name }) => name === 'the same with a zone lost')?.value).toBe(
      Infinity,
    );
  });

  it('is inconclusive where no run tells the CPU of tasks', async () => {
    const run = healthyRun();
    const report = await planned([{ ...run, containerEvents: [] }]);
    expect(report.outcome).toBe('inconclusive');
    expect(report.sentences[0]).toBe(
      "10,000 visitors: no plan can be made, since no run tells what a request takes of the tasks' CPU.",
    );
    expect(report.notTold[0]).toBe(
      "What a request takes of the tasks' CPU: it takes Container Insights events of 80 s of load or more.",
    );
  });

  it('passes where tasks, readers and writer are told, and has a class that is enough for the writer', async () => {
    const { outcome, demand, sizes } = await planned([allTold(stepped([500, 1500, 3000, 5000]))], {
      visitors: [10_000, 15_000],
    });
    expect(outcome).toBe('pass');
    expect(demand?.writerVcpuPerVisitor).toBeGreaterThan(2 / 10_000);
    expect(demand?.writerVcpuPerVisitor).toBeLessThan(2.5 / 10_000);
    for (const { visitors, plans } of sizes) {
      const [best] = plans;
      const busy = best?.figures.find(({ name }) => name === 'CPU of the writer')?.value ?? 1;
      expect(busy).toBeLessThanOrEqual(assumptions.ceiling);
      const vcpu = auroraClasses.get(best?.databaseClass ?? '')?.vcpu ?? 0;
      expect(busy * vcpu).toBeCloseTo((demand?.writerVcpuPerVisitor ?? 0) * visitors, 6);
    }
  });

  it('does not pass for more than three times the visitors that were measured', async () => {
    const { outcome, sentences } = await planned([allTold(stepped([500, 1500, 3000, 5000]))], {
      visitors: [10_000, 15_001, 50_000],
    });
    expect(outcome).toBe('inconclusive');
    expect(sentences.at(-1)).toBe(
      'Nothing can be told of 15,001 and 50,000 visitors from 5,000 visitors: plans reach to 3 times the most that was measured. Measure with at least 16,667.',
    );
  });

  it('does not pass where nobody booked', async () => {
    const run = allTold(stepped([500, 1500, 3000, 5000]));
    const { outcome, sentences } = await planned([{ ...run, facts: [], databaseBookings: [] }]);
    expect(outcome).toBe('inconclusive');
    expect(sentences.at(-1)).toBe(
      'No booking was seen: what bookings take, of the writer above all, is not in these plans.',
    );
  });

  it('does not pass by a run that is inconclusive itself', async () => {
    const run = allTold(stepped([500, 1500, 3000, 5000]));
    const { outcome, sentences } = await planned([{ ...run, accessLog: [] }]);
    expect(outcome).toBe('inconclusive');
    expect(sentences.at(-1)).toBe(
      'run-1 is inconclusive, and so are plans made from it: "bilancia report" says why.',
    );
  });

  it('takes a target for autoscaling that carries the day, and a lost zone in its worst minute', async () => {
    const { sizes } = await planned([allTold(stepped([500, 1500, 3000, 5000]))], {
      visitors: [2_000, 10_000, 15_000],
    });
    for (const { saw } of sizes) {
      expect(saw).toMatchObject({ minutesBeyond: 0, holds: true });
      expect(saw?.afterZoneLoss).toBeLessThanOrEqual(1);
      expect(saw?.target).toBeGreaterThan(0.4);
    }
  });

  it('tells what a request takes of the CPU of the writer, and what that takes without any', async () => {
    const { measured } = await planned([stepped([500, 1500, 3000, 5000])]);
    const each = (2 / 473.6) * 1000;
    expect(measured.writerCpu?.perRequestMs).toBeGreaterThan(each * 0.95);
    expect(measured.writerCpu?.perRequestMs).toBeLessThan(each * 1.05);
    expect(Math.abs((measured.writerCpu?.idle ?? 1) - 0.05)).toBeLessThan(0.01);
  });

  it('of a run that does not tell the CPU of the writer is inconclusive, and says so', async () => {
    const run = allTold(stepped([500, 1500, 3000, 5000]));
    const { capabilities } = run.manifest.target;
    capabilities.observe = capabilities.observe.filter((what) => what !== 'writer');
    const { outcome, sentences, notTold } = await planned([{ ...run, writer: [] }]);
    expect(outcome).toBe('inconclusive');
    expect(sentences).toContain(
      'Whether that carries them cannot be told, since the runs have no figure of: CPU of the writer.',
    );
    expect(notTold).toContain(
      'CPU of the writer: the target does not tell it, so the writer gets the class that the readers need.',
    );
  });

  it('says that no class of database is large enough for the writer', async () => {
    const { outcome, sentences } = await planned([allTold(stepped([500, 1500, 3000, 5000]))], {
      visitors: [2_000_000],
    });
    expect(outcome).toBe('inconclusive');
    expect(sentences[0]).toBe(
      '2,000,000 visitors: no plan can be made, since no class of database is large enough.',
    );
  });

  it('takes the CPU of whichever instance was the writer', async () => {
    const run = stepped([500, 1500, 3000, 5000]);
    // The second has been a reader, and has used more since its start.
    const moved = run.writer.map((sample, n) =>
      n < 80 ? sample : { ...sample, writer: 'reader-1', cpuSeconds: sample.cpuSeconds + 500 },
    );
    const [one, other] = await Promise.all([planned([run]), planned([{ ...run, writer: moved }])]);
    expect(other.demand?.writerVcpuPerVisitor).toBeCloseTo(
      one.demand?.writerVcpuPerVisitor ?? 0,
      6,
    );
  });

  it('of a run that was not as meant is inconclusive, and such a run is left out beside another', async () => {
    const run = healthyRun();
    const late = {
      ...run,
      health: run.health.map((line) => ({ ...line, machineCpu: 1, schedulingLagMs: 900 })),
    };
    const alone = await planned([late]);
    expect(alone.outcome).toBe('inconclusive');
    expect(alone.sentences).toContain(
      'The load of run-1 was not what it should have been: there is no other, so that these plans are a guess.',
    );
    const beside = await planned([late, healthyRun({ seed: 2 })]);
    expect(beside.measured.levels.map(({ run: name }) => name)).toEqual(['run-2']);
  });

  it('says that steps which all met the objective did not reach the knee', async () => {
    const { sentences } = await planned([stepped([500, 1000, 1500, 2000])]);
    expect(sentences[1]).toMatch(
      /^The knee was not reached: p95 of 300 ms was met at 94\.\d requests per second, the most that was tried\.$/,
    );
  });

  it('is the same in words, as Markdown and as a page', async () => {
    const report = await planned([stepped([500, 1500, 3000, 5000])]);
    const [page, text] = [await drawCapacity(report), capacityMarkdown(report)];
    const [first = ''] = report.sentences;
    expect(page).toContain(first.replaceAll("'", '&#39;'));
    expect(text).toContain(first);
    for (const heading of [
      '10,000 visitors',
      'What was measured',
      'CPU of the tasks by request',
      'CPU of the writer by request',
    ]) {
      expect(page).toContain(heading);
      expect(text).toContain(`## ${heading}`);
    }
  });
});
