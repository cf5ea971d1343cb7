import { expect, it } from 'vitest';
import type { Provider, Tolerance } from '../../../core/formats/chaos-experiment.ts';
import { substituted } from './configuration.ts';
import { isTolerated } from './tolerance.ts';

const said = (status: number, stdout = '') => ({
  status,
  stdout,
  stderr: 'a warning',
  succeeded: status === 0,
});

const cases: readonly (readonly [Tolerance | undefined, ReturnType<typeof said>, boolean])[] = [
  [undefined, said(0), true],
  [undefined, said(3), false],
  [true, said(0), true],
  [false, said(0), false],
  [200, said(200), true],
  [200, said(204), false],
  ['ok', said(0, 'ok\n'), true],
  ['ok', said(0, 'not ok\n'), false],
  [[200, 299], said(204), true],
  [[200, 299], said(301), false],
  [[200, 204, 404], said(404), true],
  [['up', 'starting'], said(0, 'starting\n'), true],
  [{ type: 'regex', target: 'stdout', pattern: String.raw`^1\s*$` }, said(0, '1\n'), true],
  [{ type: 'regex', target: 'stdout', pattern: String.raw`^1\s*$` }, said(0, '11\n'), false],
  [{ type: 'regex', target: 'stderr', pattern: 'warning' }, said(0), true],
  [{ type: 'range', target: 'stdout', range: [0, 800] }, said(0, '799.5\n'), true],
  [{ type: 'range', target: 'stdout', range: [0, 800] }, said(0, ''), false],
  [{ type: 'range', target: 'stdout', range: [0, 800] }, said(0, 'fast'), false],
];
it.each(cases)('by the tolerance %j, %j is %s', (tolerance, outcome, expected) => {
  expect(isTolerated(outcome, tolerance)).toBe(expected);
});

it('fills values in wherever a provider has texts, and nothing that is not configured', () => {
  const values = new Map([['cluster', 'a b']]);
  const of = (given: Provider) => substituted(given, values);
  expect(of({ type: 'process', path: 'p', arguments: '--of ${cluster} ${HOME}' })).toEqual({
    type: 'process',
    path: 'p',
    arguments: '--of a b ${HOME}',
  });
  expect(of({ type: 'process', path: 'p', arguments: { '--of': '${cluster}', '-n': 3 } })).toEqual({
    type: 'process',
    path: 'p',
    arguments: { '--of': 'a b', '-n': 3 },
  });
  expect(of({ type: 'http', url: 'http://x/${cluster}', headers: { a: '${cluster}' } })).toEqual({
    type: 'http',
    url: 'http://x/a b',
    headers: { a: 'a b' },
  });
});
