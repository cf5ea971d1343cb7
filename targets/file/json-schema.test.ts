// @module-tag needs/python-programs
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { expect, it } from 'vitest';
import { pythonWithPrograms } from '../../tests/outside-tools/python.ts';
import { schemaFile, targetJsonSchema } from './json-schema.ts';
import { parseTarget } from './parse.ts';

const path = join(import.meta.dirname, '..', '..', schemaFile);

const system = 'name: a\nbaseUrl: http://a.example\n';
const good = [
  system,
  `${system}tenants: [{ id: t, host: h }]\nalsoHosts: [cdn.example:443]\nlimits: { connections: 5 }`,
  `${system}database: { writer: { name: w, host: h }, user: u, passwordFrom: P, schemas: { t: s } }`,
  `${system}aws: { region: eu-south-1, cluster: c, services: [s] }`,
  `${system}aws: { region: us-gov-west-1, cluster: c, services: [s], accessLog: "s3://logs/a", lateSeconds: 0 }`,
];
const bad = [
  'name: a',
  'name: ""\nbaseUrl: http://a.example',
  `${system}hosts: []`,
  `${system}limits: { connections: 0 }`,
  `${system}aws: { region: Milan, cluster: c, services: [s] }`,
  `${system}aws: { region: eu-south-1, cluster: c, services: [] }`,
  `${system}aws: { region: eu-south-1, cluster: c, services: [s], lateSeconds: 2000 }`,
  `${system}aws: { region: eu-south-1, services: [s] }`,
];

it('is published as the file that editors read', async () => {
  // Written anew by `npm test -- --update`.
  const text = `${JSON.stringify(targetJsonSchema(), null, 2)}\n`;
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
  expect(texts.map((text) => parseTarget(text).ok)).toEqual(expected);
});
