import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../core/seeded-random.ts';
import { type Analysis, analyze } from './analyze.ts';
import { defaultPrices } from './prices.ts';
import type { ServiceReport } from './report-shape.ts';
import { reportOn } from './service-report.ts';
import type { Plan } from './testing/plan.ts';
import { type PlannerName, planners } from './testing/plans.ts';
import { intact, simulatedService, taskName } from './testing/simulated-service.ts';

/** More with BILANCIA_SERVICES=20. */
const each = Number(process.env['BILANCIA_SERVICES'] ?? 2);

function planned(name: PlannerName, seed: number, isHard = false): Plan {
  return planners[name](seededRandom(seed), isHard);
}

function report(analysis: Analysis): ServiceReport {
  return reportOn(analysis, { prices: defaultPrices, region: 'eu-west-1', ceiling: 0.8 });
}

describe('the cause of uneven load', () => {
  it.each(Object.entries(planners))(
    '%s is named, and nothing where there is none',
    (_, planner) => {
      for (let seed = 1; seed <= each; seed += 1) {
        const plan = planner(seededRandom(seed), false);
        const damage = seed % 2 === 0 ? { missing: 0.06, twice: 0.05 } : intact;
        const { causes } = analyze(simulatedService(plan, seed, damage));
        expect(`seed ${seed}: ${causes[0]?.kind ?? 'none'}`).toBe(`seed ${seed}: ${plan.cause}`);
      }
    },
  );

  it.each(['slow-host', 'frozen', 'zone-skew', 'deployment'] as const)(
    '%s names the guilty tasks',
    (name) => {
      const plan = planned(name, 11);
      const [cause] = analyze(simulatedService(plan, 11)).causes;
      expect(cause?.units.toSorted()).toEqual(plan.guilty.map(taskName).toSorted());
    },
  );

  it('is a task that stands still where its requests wait although its CPU is free, and nothing is lost', () => {
    const { matrix, ...service } = simulatedService(planned('ordinary', 6), 6);
    const balancer = matrix.balancer;
    if (balancer === undefined) throw new Error('nobody counted');
    const waiting = (seconds: number): Analysis =>
      analyze({
        ...service,
        matrix: {
          ...matrix,
          balancer: {
            ...balancer,
            seconds: balancer.seconds.map(
              (all, at) =>
                all + (at % matrix.units.length === 1 ? seconds * (balancer.requests[at] ?? 0) : 0),
            ),
          },
        },
      });
    const [cause] = waiting(1.5).causes;
    expect({ kind: cause?.kind, units: cause?.units }).toEqual({
      kind: 'frozen',
      units: [matrix.units[1]?.id],
    });
    expect(cause?.evidence).toEqual([
      'requests to task task-1 took 1.55 s on average and those to the others 0.05 s, although it used 100 % of their CPU',
    ]);
    expect(waiting(0.01).causes).toEqual([]);
  });

  it('is not a difference that is too small to matter, however significant', () => {
    const plan = planned('ordinary', 3);
    const slower = plan.tasks.map((task, n) => (n === 0 ? { ...task, cost: () => 1.05 } : task));
    const found = analyze(
      simulatedService(
        { ...plan, rate: 1000, costSeconds: 0.03, cpuUnits: 2048, tasks: slower },
        3,
      ),
    );
    expect(found.measures.meanCosts[0]).toBeCloseTo(1.05, 1);
    expect(found.causes).toEqual([]);
  });

  it.each(['uneven-cost', 'frozen'] as const)(
    '%s cannot be told without counts, which is said',
    (name) => {
      const service = simulatedService(planned(name, 5), 5);
      const analysis = analyze({ ...service, matrix: { ...service.matrix, balancer: undefined } });
      expect(analysis.causes).toEqual([]);
      expect(report(analysis).cannotTell.at(-1)).toBe(
        "Without the load balancer's counts neither a task that stands still part of the time nor requests of uneven cost can be seen, and how much chance alone explains is not known. Add the access log.",
      );
    },
  );
});

describe('the report of a service', () => {
  it('says in its first sentence what chance explains, and that there is nothing to do', () => {
    const analysis = analyze(simulatedService(planned('ordinary', 8), 8));
    const { sentences, outcome, chance, balance } = report(analysis);
    expect(outcome).toBe('pass');
    expect(sentences[0]).toMatch(
      /^Peak to average 1\.\d\d; chance alone gives 1\.\d\d and explains up to 1\.\d\d; nothing to do\.$/,
    );
    // What was simulated has no cause, so that what is seen is what chance gives.
    expect(Math.abs((chance?.mean ?? 0) - (balance?.peakToAverage ?? 0))).toBeLessThan(0.05);
  });

  it('of a few minutes names no cause', () => {
    const short = simulatedService({ ...planned('slow-host', 7), minutes: 9 }, 7);
    const { outcome, causes, cannotTell } = report(analyze(short));
    expect({ outcome, causes }).toEqual({ outcome: 'inconclusive', causes: [] });
    expect(cannotTell[0]).toBe('It takes 10 points in time to name a cause, and there are 9.');
  });

  it('of one task says that there is no balance', () => {
    const plan = planned('ordinary', 1);
    const alone = analyze(simulatedService({ ...plan, tasks: plan.tasks.slice(0, 1) }, 1));
    expect(report(alone)).toMatchObject({
      outcome: 'inconclusive',
      causes: [],
      sentences: ['Balance is not defined for fewer than two tasks at a time.'],
    });
  });

  it('has no money where the region has no price', () => {
    const analysis = analyze(simulatedService(planned('ordinary', 2), 2));
    const options = { prices: defaultPrices, region: '__proto__', ceiling: 0.8 };
    expect(reportOn(analysis, options).money).toBeUndefined();
  });
});
