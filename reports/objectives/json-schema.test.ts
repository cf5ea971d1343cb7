// @module-tag needs/python-programs
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { expect, it } from 'vitest';
import { pythonWithPrograms } from '../../tests/outside-tools/python.ts';
import { objectivesJsonSchema, schemaFile } from './json-schema.ts';
import { parseObjectives } from './parse.ts';

const path = join(import.meta.dirname, '..', '..', schemaFile);

const good = [
  'objectives: [{ name: a, requests: [x], p95: 5 }]',
  'objectives: [{ name: a, requests: [x], except: [], together: true, errorRate: 0 }]',
  'objectives: [{ name: a, requests: [x], outcomes: { 503: 0.1, 5xx: 0 }, phases: ["step *"] }]',
  'objectives: [{ name: a, generator: true, machineCpu: 0.9, inSeconds: 0.99 }]',
  'objectives: [{ name: a, invariants: ["*"] }, { name: b, checks: [c], passRate: 1 }]',
  'beyondSaving: abort\nobjectives: [{ name: a, bookings: ["*"], refused: 0.2 }]',
];

const bad = [
  'objectives: []',
  'objectives: [{ name: a, requests: [x] }]',
  'objectives: [{ name: a, requests: [x], p95: 0 }]',
  'objectives: [{ name: a, requests: [x], p90: 5 }]',
  'objectives: [{ name: a, requests: [x], outcomes: { 50x: 0.1 } }]',
  'objectives: [{ name: a, requests: [x], outcomes: {} }]',
  'objectives: [{ requests: [x], p95: 5 }]',
  'objectives: [{ name: a, tasks: [x], replicaLag: 5 }]',
  'objective: [{ name: a, requests: [x], p95: 5 }]',
  'windows: { seconds: 0 }\nobjectives: [{ name: a, requests: [x], p95: 5 }]',
];

it('is published as the file that editors read', async () => {
  // Written anew by `npm test -- --update`.
  const text = `${JSON.stringify(objectivesJsonSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(path);
});

/** The answers of another's validator, which checks the schema first. */
const validate = `
import json, sys
from jsonschema import Draft202012Validator
schema = json.load(open(sys.argv[1]))
Draft202012Validator.check_schema(schema)
print(json.dumps([Draft202012Validator(schema).is_valid(document) for document in json.loads(sys.argv[2])]))
`;

it('says of a file what the reading of it says', async () => {
  const texts = [...good, ...bad];
  const documents = JSON.stringify(texts.map((text) => parse(text)));
  const python = await pythonWithPrograms();
  const { stdout } = await promisify(execFile)(python, ['-I', '-c', validate, path, documents]);
  const expected = texts.map((text) => good.includes(text));
  expect(JSON.parse(stdout)).toEqual(expected);
  expect(texts.map((text) => parseObjectives(text).ok)).toEqual(expected);
});
