// @module-tag needs/python-programs
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { pythonWithPrograms } from '../../tests/outside-tools/python.ts';
import * as faults from '../testing/faults.ts';
import { verdictOn } from '../testing/judge-run.ts';
import { verdictJsonSchema } from './json-schema.ts';

const published = join(import.meta.dirname, '..', '..', 'docs', 'schemas', 'verdict.schema.json');

/** What another implementation of JSON Schema objects to in each of some documents. */
async function objections(documents: readonly unknown[]): Promise<unknown> {
  const program = `
import json, sys
from jsonschema import Draft202012Validator
schema, documents = (json.load(open(path)) for path in sys.argv[1:])
Draft202012Validator.check_schema(schema)
print(json.dumps([[e.json_path for e in Draft202012Validator(schema).iter_errors(d)] for d in documents]))
`;
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-schema-'));
  try {
    const path = join(folder, 'documents.json');
    await writeFile(path, JSON.stringify(documents));
    const python = await pythonWithPrograms();
    const run = promisify(execFile);
    const { stdout } = await run(python, ['-I', '-c', program, published, path]);
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}

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
    expect(await objections([good, bad, { ...good, outcome: 'perhaps' }, without])).toEqual([
      [],
      [],
      ['$.outcome'],
      ['$'],
    ]);
  });

  it('is exported by the package', () => {
    const { exports } = packageJson;
    const path = join(import.meta.dirname, '..', '..', exports['./verdict.schema.json']);
    expect(path).toBe(published);
  });
});
