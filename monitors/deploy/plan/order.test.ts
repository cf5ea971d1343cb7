import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { sortByEdges } from './order.ts';

const edgesOf = (edges: Readonly<Record<string, readonly string[]>>) =>
  new Map(Object.entries(edges));

type Edges = ReadonlyMap<string, readonly string[]>;

/** Any edges among up to ten keys, also to keys that are not there. */
const anyEdges: fc.Arbitrary<Edges> = fc
  .array(fc.array(fc.nat(9), { maxLength: 4 }), { maxLength: 10 })
  .map((lists) => new Map(lists.map((list, at) => [`${at}`, list.map(String)])));

/** Each key points at smaller ones only; the keys come in any order. */
const acyclicEdges: fc.Arbitrary<Edges> = fc
  .array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 10 })
  .chain((lists) => {
    const entries = lists.map(
      (list, at) => [`${at}`, at === 0 ? [] : list.map((target) => `${target % at}`)] as const,
    );
    return fc.shuffledSubarray(entries, { minLength: entries.length });
  })
  .map((entries) => new Map(entries));

/** Taking away again and again what points at nothing leaves the keys of cycles, and those that lead to one. */
function hasCycle(edges: Edges): boolean {
  const left = new Map(edges);
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const [key, targets] of left)
      if (!targets.some((target) => left.has(target))) left.delete(key);
  }
  return left.size > 0;
}

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

  test.prop([acyclicEdges])('has every key once, after all that it points at', (edges) => {
    const { order, cycles } = sortByEdges(edges);
    expect(cycles).toEqual([]);
    expect(order.toSorted()).toEqual([...edges.keys()].toSorted());
    const placeOf = new Map(order.map((key, at) => [key, at]));
    const early = [...edges].flatMap(([key, targets]) =>
      targets.filter((target) => Number(placeOf.get(key)) < Number(placeOf.get(target))),
    );
    expect(early).toEqual([]);
  });

  test.prop([anyEdges])(
    'has every key once, and finds a real way around if any is there',
    (edges) => {
      const { order, cycles } = sortByEdges(edges);
      expect(order.toSorted()).toEqual([...edges.keys()].toSorted());
      expect(cycles.length > 0).toBe(hasCycle(edges));
      for (const [first, ...others] of cycles) {
        expect(others.at(-1)).toBe(first);
        const steps = others.map((key, at) => [[first, ...others][at] ?? '', key] as const);
        expect(steps.filter(([from, to]) => edges.get(from)?.includes(to) !== true)).toEqual([]);
      }
    },
  );
});
