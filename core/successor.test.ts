import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { chooseSuccessor, classSize } from './successor.ts';

it('orders classes by their size', () => {
  const classes = ['micro', 'small', 'medium', 'large', 'xlarge', '2xlarge', '16xlarge'];
  const sizes = classes.map((size) => classSize(`db.r6g.${size}`));
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
  expect(new Set(sizes).size).toBe(classes.length);
});

const candidate = fc.record({
  name: fc.string({ minLength: 1 }),
  tier: fc.nat(15),
  instanceClass: fc.constantFrom('db.t4g.medium', 'db.r6g.large', 'db.r6g.2xlarge', 'db.x.xlarge'),
  position: fc.nat(100),
});

test.prop([fc.array(candidate)])(
  'nobody of a lower tier is passed over, nor of the same tier and a larger class, nor with more of the same',
  (candidates) => {
    const chosen = chooseSuccessor(candidates);
    if (chosen === undefined) {
      expect(candidates).toEqual([]);
      return;
    }
    const size = classSize(chosen.instanceClass);
    for (const other of candidates) {
      expect(other.tier).toBeGreaterThanOrEqual(chosen.tier);
      if (other.tier !== chosen.tier) continue;
      expect(classSize(other.instanceClass)).toBeLessThanOrEqual(size);
      if (classSize(other.instanceClass) < size) continue;
      expect(other.position).toBeLessThanOrEqual(chosen.position);
    }
  },
);
