import { expect, it } from 'vitest';
import * as faults from '../testing/faults.ts';
import { objectionsBy, verdictOn } from '../testing/judge-run.ts';
import { loadStartedAt, type SyntheticRun } from '../testing/synthetic-run.ts';
import { healthChanges, partState } from '../testing/synthetic-topology.ts';

const at = (seconds: number): number => loadStartedAt + seconds * 1000;

/** A reader that is killed and comes back, so often. */
function flapping(times: number): faults.Fault {
  return (run: SyntheticRun) => {
    for (const [index, instance] of run.manifest.target.instances.entries()) {
      if (instance.role !== 'reader') continue;
      const state = partState(instance);
      for (let time = 0; time < times; time += 1) {
        const from = at(12 + time * 2 + index / 10);
        const [dead, well] = healthChanges(
          state,
          [from, 'unhealthy', 'it was ended by SIGKILL'],
          [from + 800, 'healthy'],
        );
        if (dead === undefined || well === undefined) throw new Error('no changes');
        run.topology.push(
          dead,
          { change: 'restarted', at: from + 100, instance: dead.instance },
          well,
        );
      }
    }
  };
}

it('says in a pass that a part was down to the end, and lists every part', async () => {
  const verdict = await verdictOn(faults.partsLost);
  expect(verdict.outcome).toBe('pass');
  expect(verdict.reasons).toContain(
    'db-3 was unhealthy from +0:50 to the end of the run (it was ended by SIGKILL).',
  );
  expect(
    verdict.parts?.instances.map(({ name, health, from, to }) => [name, health, from, to]),
  ).toEqual([
    ['load-balancer', 'healthy', null, null],
    ['db-1', 'healthy', null, null],
    ['db-2', 'healthy', null, null],
    ['db-3', 'unhealthy', null, null],
    ['task-1a', 'stopped', null, '2026-07-01T08:00:32.000Z'],
    ['task-9f', 'healthy', '2026-07-01T08:00:32.100Z', null],
  ]);
});

it('tells many events together', async () => {
  const verdict = await verdictOn(flapping(20));
  expect(objectionsBy(verdict, 'parts')).toEqual([
    'remark: 40 restarts of 2 readers (db-2 and db-3), for up to 800 ms.',
  ]);
  expect(verdict.parts?.events).toHaveLength(40);
});

it('keeps the worst of very many', async () => {
  const verdict = await verdictOn((run) => {
    flapping(29)(run);
    flapping(29)(run);
    flapping(29)(run);
    flapping(29)(run);
    faults.partsLost(run);
  });
  expect(verdict.parts).toMatchObject({ beyond: 34 });
  expect(verdict.parts?.events).toHaveLength(200);
  expect(verdict.parts?.events.filter(({ open }) => open)).toMatchObject([{ part: 'db-3' }]);
});

it('leaves what came to pass outside of judged time to the list', async () => {
  const verdict = await verdictOn((run) => {
    const [instance] = run.manifest.target.instances;
    if (instance === undefined) throw new Error('no instance');
    run.topology.push(
      ...healthChanges(partState(instance), [at(3), 'unhealthy', 'gone'], [at(5), 'healthy']),
    );
  });
  expect(objectionsBy(verdict, 'parts')).toEqual([]);
  expect(verdict.parts?.events).toMatchObject([{ part: 'load-balancer', judged: false }]);
});

it('knows nothing of the parts of a target that does not tell', async () => {
  const verdict = await verdictOn((run) => {
    const { capabilities } = run.manifest.target;
    capabilities.observe = capabilities.observe.filter((source) => source !== 'topology');
    run.topology = [];
  });
  expect(verdict.parts).toBeNull();
});
