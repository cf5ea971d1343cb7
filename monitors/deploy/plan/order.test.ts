import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { sortByEdges } from './order.ts';

const edgesOf = (edges: Readonly<Record<string, readonly string[]>>) =>
  new Map(Object.entries(edges));

describe('the order of things that point at one another', () => {
  it('has what is pointed at first', () => {
    expect(sortByEdges(edgesOf({ a: ['b', 'c'], b: ['c'], c: [] }))).toEqual({
      order: ['c', 'b', 'a'],
      cycles: [],
    });
  });

  it('names the way around a cycle, and one that points at itself', () => {
    expect(sortByEdges(edgesOf({ a: ['b'], b: ['a'], c: ['c'], d: ['a'] })).cycles).toEqual([
      ['a', 'b', 'a'],
      ['c', 'c'],
    ]);
  });

  it('needs no deep stack for a long chain', () => {
    const chain = Array.from({ length: 50_000 }, (_, at) => [`${at}`, [`${at + 1}`]] as const);
    expect(sortByEdges(new Map(chain)).order[0]).toBe('49999');
  });

  test.prop([fc.array(fc.array(fc.nat(9), { maxLength: 4 }), { maxLength: 10 })])(
    'has every key once, and every edge kept where there are no cycles',
    (lists) => {
      const edges = new Map(lists.map((list, at) => [`${at}`, list.map(String)]));
      const { order, cycles } = sortByEdges(edges);
      expect(order.toSorted()).toEqual([...edges.keys()].toSorted());
      const place = new Map(order.map((key, at) => [key, at]));
      if (cycles.length > 0) return;
      for (const [key, targets] of edges) {
        for (const target of targets.filter((candidate) => edges.has(candidate)))
          expect(place.get(target)).toBeLessThan(place.get(key) ?? 0);
      }
    },
  );
});
