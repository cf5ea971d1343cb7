import { fc, test } from '@fast-check/vitest';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Definition, DefinitionSet } from '../definitions/definition.ts';
import { loadDefinitions } from '../load/load.ts';
import { arbitrarySet } from './testing/arbitrary.ts';
import { normal } from './testing/normal.ts';
import { roundTrips } from './testing/round-trip.ts';
import { everything, sample } from '../definitions/testing/sample.ts';

/** The set without what Terraform's provider has no argument for. */
function withoutWallClock(set: DefinitionSet): DefinitionSet {
  const definitions = set.definitions.map((definition): Definition => {
    if (definition.kind !== 'metric-alarm') return definition;
    const { wallClock: _wallClock, ...rest } = definition;
    return rest;
  });
  return { ...set, definitions };
}

const exampleFolder = join(import.meta.dirname, '..', 'examples');
const examples = globSync('*.ts', { cwd: exampleFolder })
  .filter((file) => !file.endsWith('.test.ts'))
  .toSorted();

const ways = Object.entries(roundTrips);

describe.each(ways)('definitions that go through %s', (way, through) => {
  const kept = (set: DefinitionSet): DefinitionSet =>
    way.includes('Terraform') ? withoutWallClock(set) : set;

  it('come back as they were, one of every kind', () => {
    const back = through(everything);
    expect(normal(back)).toEqual(normal(kept(everything)));
    expect(back.environment).toEqual(everything.environment);
  });

  test.prop([arbitrarySet], { numRuns: 60 })('come back as they were, whatever they say', (set) => {
    expect(normal(through(set))).toEqual(normal(kept(set)));
  });

  it.each(examples)('come back as they were: %s', async (file) => {
    const set = await loadDefinitions({ workingDirectory: exampleFolder }, file);
    expect(normal(through(set))).toEqual(normal(set));
  });

  it('come back with the place where each stands', () => {
    for (const { origin } of through(sample).definitions)
      expect(origin).toEqual({
        file: expect.stringMatching(/^(?:plan|state|monitors\.[\w-]+)\.(?:json|yaml)$/),
        line: expect.any(Number),
        column: expect.any(Number),
        address: expect.stringMatching(/^(?:aws_\w+|Resources)\.\w+$/),
      });
  });
});

test.prop([fc.constantFrom(...ways), arbitrarySet], { numRuns: 40 })(
  'a second way out and in changes nothing any more',
  ([, through], set) => {
    const once = through(set);
    expect(normal(through({ ...set, definitions: once.definitions }))).toEqual(normal(once));
  },
);
