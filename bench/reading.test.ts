import { expect, test } from 'vitest';
import { reading } from './reading.ts';
import { type Group, differences, formatGroups } from './reading-groups.ts';

const group: Group = {
  t: 1,
  name: 'book',
  tenant: 'riviera',
  outcome: 'ok',
  n: 20,
  p50: 1000,
  p95: 2000,
  p99: 3000,
};
const other: Group = { ...group, name: 'home page' };

test('groups are compared whatever their order, within 1 %', () => {
  expect(
    differences(formatGroups([group, other]), formatGroups([other, { ...group, p95: 2019 }])),
  ).toEqual([]);
});

test.each([
  ['a count', { n: 21 }],
  ['a quantile', { p99: 3031 }],
  ['a key', { outcome: 'failed' }],
])('%s that differs is found', (_, change) => {
  expect(differences(formatGroups([group]), formatGroups([{ ...group, ...change }]))).toHaveLength(
    1,
  );
});

test('a missing group is found', () => {
  expect(differences(formatGroups([group]), formatGroups([group, other]))).toEqual([
    '1 groups against 2',
  ]);
});

test('both readers find the same in a file of k6', async () => {
  const said: string[] = [];
  await reading(['--points', '6e4', '--repeats', '1', '--plain'], (line) => said.push(line));
  expect(said.at(-1)).toMatch(/; all \d{3} groups equal in count and within 1 % in p50, p95, p99$/);
});
