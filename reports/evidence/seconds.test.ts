import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { emptySeconds } from './seconds.ts';

const second = fc.oneof(fc.integer({ min: -3000, max: 3000 }), fc.maxSafeInteger());

test.prop([fc.array(second), fc.array(second)])('seconds are those added', (added, others) => {
  const seconds = emptySeconds();
  for (const one of [...added, 0.5, Number.NaN, Infinity]) seconds.add(one);
  for (const one of [...added, ...others]) expect(seconds.has(one)).toBe(added.includes(one));
});
