import { describe, expect, it } from 'vitest';
import { parseLogGroup, parseStandIn } from './parse-flags.ts';
import { createRouter } from './router.ts';
import { findStandIns, namesOf } from './stand-ins.ts';

const sets = (values: Record<string, string[]>) =>
  new Map(Object.entries(values).map(([name, list]) => [name, new Set(list)]));

describe('names of a run', () => {
  it.each([
    ['one for one', { A: ['x'] }, { A: ['p'] }, ['A x p']],
    ['the same, which needs none', { A: ['x'] }, { A: ['x'] }, []],
    ['two for two, in their order', { A: ['y', 'x'] }, { A: ['q', 'p'] }, ['A x p', 'A y q']],
    ['the one that is left', { A: ['x', 'y'] }, { A: ['x', 'p'] }, ['A y p']],
    ['one for two, which nobody can tell', { A: ['x'] }, { A: ['p', 'q'] }, []],
    ['of a dimension that the run does not have', {}, { A: ['p'] }, []],
    ['a reader for a writer, which it never is', { Role: ['READER'] }, { Role: ['WRITER'] }, []],
  ])('stand for those of the definitions: %s', (_what, run, wanted, expected) => {
    const found = findStandIns(sets(run), sets(wanted), []);
    expect(found.map((one) => `${one.dimension} ${one.run} ${one.definitions}`)).toEqual(expected);
  });

  it('stand for those that are given, and the rest for the rest', () => {
    const given = [{ dimension: 'A', run: 'y', definitions: 'p' }];
    expect(findStandIns(sets({ A: ['x', 'y'] }), sets({ A: ['p', 'q'] }), given)).toEqual([
      ...given,
      { dimension: 'A', run: 'x', definitions: 'q' },
    ]);
  });
});

describe('a fact', () => {
  const metric = { namespace: 'N', metricName: 'M', dimensionSets: [['A'], ['A', 'B']] };
  const names = namesOf([{ dimension: 'A', run: 'x', definitions: 'p' }]);

  it('goes to every metric that AWS would publish it as, under the names of the definitions', () => {
    const wanted = [
      { namespace: 'N', metricName: 'M', dimensions: { A: 'p' } },
      { namespace: 'N', metricName: 'M', dimensions: { B: 'b', A: 'p' } },
      { namespace: 'N', metricName: 'M', dimensions: { B: 'b' } },
      { namespace: 'N', metricName: 'M' },
      { namespace: 'N', metricName: 'M', dimensions: { A: 'x' } },
      { namespace: 'N', metricName: 'other', dimensions: { A: 'p' } },
    ];
    const router = createRouter(wanted, names);
    router.add({ at: 1999, metric, value: 7, seenAt: { A: 'x', B: 'b' } });
    router.add({ at: 1001, metric, value: 7, seenAt: { A: 'x', B: 'b' } });
    router.add({ at: 500, metric, value: 7, seenAt: { A: 'x' } });
    expect(
      router
        .observations()
        .map(({ at, dimensions, value, count }) => ({ at, dimensions, value, count })),
    ).toEqual([
      { at: 0, dimensions: { A: 'p' }, value: 7, count: 1 },
      { at: 1000, dimensions: { A: 'p' }, value: 7, count: 2 },
      { at: 1000, dimensions: { B: 'b', A: 'p' }, value: 7, count: 2 },
    ]);
  });
});

describe('flags of a replay', () => {
  it('are read with slashes and equal signs in values', () => {
    expect(parseStandIn('LoadBalancer/app/a/1=app/b/2')).toEqual({
      dimension: 'LoadBalancer',
      run: 'app/a/1',
      definitions: 'app/b/2',
    });
    expect(parseLogGroup('service=/ecs/a=b')).toEqual({ source: 'service', group: '/ecs/a=b' });
  });

  it.each(['', 'A', 'A/x', 'A=p', '/x=p', 'A/=p', 'A/x='])('refuse --as %j', (text) => {
    expect(() => parseStandIn(text)).toThrow(
      `--as is "${text}", but must be DIMENSION/RUN=DEFINITIONS such as DBInstanceIdentifier/db-2=prod-reader-1: the value of the run to use as that of the definitions.`,
    );
  });

  it.each(['', 'service', 'service=', '=/a'])('refuse --log-group %j', (text) => {
    expect(() => parseLogGroup(text)).toThrow(
      `--log-group is "${text}", but must be SOURCE=GROUP such as service=/ecs/pms, with SOURCE one of service, access-log, container-events, or an exported file.`,
    );
  });
});
