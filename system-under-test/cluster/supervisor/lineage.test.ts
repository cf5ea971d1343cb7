import { expect, it } from 'vitest';
import { createLineage } from './lineage.ts';

it('asks nothing of a node that has missed no promotion', () => {
  const lineage = createLineage();
  expect(lineage.sharedUpTo('db-1')).toBeUndefined();
  lineage.promoted('db-2', 10);
  lineage.joined('db-3');
  expect(lineage.sharedUpTo('db-3')).toBeUndefined();
  expect(['db-1', 'db-2', 'db-3'].map(lineage.hasJoined)).toEqual([false, true, true]);
});

it('holds a node to the first promotion that it has missed, not to the last', () => {
  const lineage = createLineage();
  lineage.promoted('db-2', 10);
  lineage.joined('db-3');
  lineage.promoted('db-3', 50);
  expect(lineage.sharedUpTo('db-1')).toBe(10);
  expect(lineage.sharedUpTo('db-2')).toBe(50);
});

it('lets a node whose data were made anew follow from their beginning', () => {
  const lineage = createLineage();
  lineage.promoted('db-2', 10);
  lineage.renewed('db-1');
  expect(lineage.sharedUpTo('db-1')).toBeUndefined();
  expect(lineage.hasJoined('db-1')).toBe(false);
});
