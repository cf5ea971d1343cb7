import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { evaluationOrder } from './order.ts';

describe('the order of evaluation', () => {
  it('puts what is referred to first', () => {
    const references = new Map([
      ['c', ['b', 'a']],
      ['b', ['a']],
      ['a', ['elsewhere']],
    ]);
    expect(evaluationOrder(references).order).toEqual(['a', 'b', 'c']);
  });

  it('names each circle, and what leads into one', () => {
    const references = new Map([
      ['in', ['x', 'a']],
      ['a', ['b', 'b']],
      ['b', ['c']],
      ['c', ['a']],
      ['x', []],
      ['self', ['self']],
    ]);
    const { order, cycles, behind } = evaluationOrder(references);
    expect(order).toEqual(['x']);
    expect([...cycles]).toEqual([
      ['a', ['a', 'b', 'c', 'a']],
      ['b', ['a', 'b', 'c', 'a']],
      ['c', ['a', 'b', 'c', 'a']],
      ['self', ['self', 'self']],
    ]);
    expect([...behind]).toEqual([['in', 'a']]);
  });

  const graph = fc.array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 1, maxLength: 10 });
  test.prop([graph])(
    'places every id once, and every reference before what refers to it',
    (edges) => {
      const references = new Map(edges.map((to, from) => [`e${from}`, to.map((id) => `e${id}`)]));
      const { order, cycles, behind } = evaluationOrder(references);
      expect([...order, ...cycles.keys(), ...behind.keys()].toSorted()).toEqual(
        [...references.keys()].toSorted(),
      );
      for (const [index, id] of order.entries())
        for (const other of references.get(id) ?? [])
          if (references.has(other)) expect(order.indexOf(other)).toBeLessThan(index);
      for (const cycle of cycles.values())
        for (const [index, id] of cycle.slice(0, -1).entries())
          expect(references.get(id)).toContain(cycle[index + 1]);
    },
  );
});
