import { expect, it } from 'vitest';
import type { Definition } from '../../definitions/definition.ts';
import type { OfflineRule } from '../rule/rule.ts';
import { findingsOf } from './samples.ts';

type Definitions = readonly Definition[];

/** The tests of a rule: what it finds, as whole lines or as how many, and what it accepts. */
export function casesOf(rule: OfflineRule) {
  return {
    finds: (
      what: string,
      definitions: Definitions,
      ...found: readonly string[] | readonly [number]
    ): void =>
      it(`${rule.name} finds ${what}`, () => {
        const lines = findingsOf(rule, definitions);
        expect(typeof found[0] === 'number' ? [lines.length] : lines).toEqual(found);
      }),
    accepts: (what: string, ...sets: readonly Definitions[]): void =>
      it(`${rule.name} accepts ${what}`, () => {
        for (const definitions of sets) expect(findingsOf(rule, definitions)).toEqual([]);
      }),
  };
}
