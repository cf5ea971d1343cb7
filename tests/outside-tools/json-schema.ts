// @module-tag needs/python-programs
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { pythonWithPrograms } from './python.ts';

/** Schemas as their owners published them, in `fixtures/`. */
export const foreignSchemas = {
  testRun: fixture('k6-operator-1.6.0-testruns.yaml.gz'),
  artilleryScript: fixture('artillery-2.0.34-script.schema.json.gz'),
  dltScenarios: fixture('aws-dlt-4.2.3-scenarios.schema.json.gz'),
} as const;

/**
 * A schema in JSON or YAML, packed or not. That of a Kubernetes resource is taken out of its definition, and made to refuse
 * fields that it does not name, as an API server does on strict validation.
 */
const program = `
import gzip, json, sys, yaml
from jsonschema.validators import validator_for
path, documents = sys.argv[1:]
schema = yaml.load((gzip.open if path.endswith('.gz') else open)(path, 'rb'), yaml.CSafeLoader)
def close(node):
  if isinstance(node, dict):
    if isinstance(node.get('properties'), dict) and node.get('type') == 'object':
      node.setdefault('additionalProperties', False)
    for child in node.values(): close(child)
  elif isinstance(node, list):
    for child in node: close(child)
if schema.get('kind') == 'CustomResourceDefinition':
  schema = schema['spec']['versions'][0]['schema']['openAPIV3Schema']
  close(schema['properties']['spec'])
validator = validator_for(schema)
validator.check_schema(schema)
print(json.dumps([
  [error.json_path + ': ' + error.message for error in validator(schema).iter_errors(document)]
  for document in json.load(open(documents))
]))
`;

/** What another implementation of JSON Schema objects to in each of some documents: the place, and why. */
export async function schemaObjections(
  schema: string,
  documents: readonly unknown[],
): Promise<string[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-schema-'));
  try {
    const path = join(folder, 'documents.json');
    await writeFile(path, JSON.stringify(documents));
    const python = await pythonWithPrograms();
    const run = promisify(execFile);
    const { stdout } = await run(python, ['-I', '-c', program, schema, path]);
    return z.array(z.array(z.string())).parse(JSON.parse(stdout));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function fixture(name: string): string {
  return join(import.meta.dirname, 'fixtures', name);
}
