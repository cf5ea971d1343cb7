import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import type { Target } from '../targets/target.ts';
import { madeLouder } from './louder.ts';

function site(weights: readonly number[]): Target {
  return {
    name: 'site',
    kind: 'described',
    healthPath: '/',
    tenants: weights.map((weight, n) => ({ id: `t${n}`, host: `t${n}.example.com`, weight })),
    instances: [],
    endpoints: { baseUrl: 'http://127.0.0.1:1' },
    capabilities: { observe: [], break: [], sharesMachine: false },
  };
}

const weight = fc.integer({ min: 1, max: 50 });

test.prop([fc.array(weight, { minLength: 1, maxLength: 5 }), fc.integer({ min: 2, max: 20 })])(
  'gives one tenant so many times its visitors, and leaves the others theirs',
  (weights, times) => {
    const usual = 10_000;
    const { target, visitors } = madeLouder(site(weights), usual, { tenant: 't0', times });
    const sum = (of: readonly { readonly weight: number }[]): number =>
      of.reduce((total, one) => total + one.weight, 0);
    for (const [n, { weight: own }] of target.tenants.entries()) {
      const before = (usual * (weights[n] ?? 0)) / weights.reduce((total, one) => total + one, 0);
      const now = (visitors * own) / sum(target.tenants);
      expect(Math.abs(now - before * (n === 0 ? times : 1))).toBeLessThanOrEqual(0.5);
    }
  },
);

it('refuses a tenant that the target does not have', () => {
  expect(() => madeLouder(site([1]), 10, { tenant: 't9', times: 2 })).toThrow(
    /^Unknown tenant "t9"/,
  );
});
