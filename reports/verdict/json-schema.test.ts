// @module-tag needs/python-programs
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { schemaObjections } from '../../tests/outside-tools/json-schema.ts';
import * as faults from '../testing/faults.ts';
import { verdictOn } from '../testing/judge-run.ts';
import { verdictJsonSchema } from './json-schema.ts';

const published = join(import.meta.dirname, '..', '..', 'docs', 'schemas', 'verdict.schema.json');

describe('the JSON Schema of verdict.json', () => {
  it('is published as the code has it', async () => {
    // Written anew by `npm test -- --update`.
    const text = `${JSON.stringify(verdictJsonSchema(), undefined, 2)}\n`;
    await expect(text).toMatchFileSnapshot(published);
  });

  it('takes verdicts, and nothing that is none', async () => {
    const good = await verdictOn();
    const bad = await verdictOn(faults.doubleSale);
    const { reasons: _, ...without } = good;
    expect(
      await schemaObjections(published, [good, bad, { ...good, outcome: 'perhaps' }, without]),
    ).toEqual([
      [],
      [],
      [expect.stringMatching(/^\$\.outcome: /)],
      ["$: 'reasons' is a required property"],
    ]);
  });

  it('is exported by the package', () => {
    const { exports } = packageJson;
    const path = join(import.meta.dirname, '..', '..', exports['./verdict.schema.json']);
    expect(path).toBe(published);
  });
});
