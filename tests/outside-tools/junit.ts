// @module-tag needs/python-programs
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { pythonWithPrograms } from './python.ts';

const read = z.object({
  /** What Jenkins' schema objects to. */
  errors: z.array(z.string()),
  suites: z.array(z.record(z.string(), z.string())),
  cases: z.array(
    z.object({
      classname: z.string(),
      name: z.string(),
      children: z.array(z.tuple([z.string(), z.string().nullable(), z.string()])),
    }),
  ),
});

/** Reads as other programs do: xmlschema checks, and Python's own parser reads. */
const program = `
import json, sys, xmlschema
from xml.etree import ElementTree
xsd, path = sys.argv[1:]
tree = ElementTree.parse(path).getroot()
print(json.dumps({
  'errors': [str(error.reason) for error in xmlschema.XMLSchema(xsd).iter_errors(path)],
  'suites': [dict(suite.attrib) for suite in tree.iter('testsuite')],
  'cases': [{
    'classname': case.get('classname'), 'name': case.get('name'),
    'children': [[child.tag, child.get('message'), child.text or ''] for child in case],
  } for case in tree.iter('testcase')],
}))
`;

/** What Jenkins' schema and a parser of others make of a file in JUnit's format. */
export async function readJunit(text: string): Promise<z.infer<typeof read>> {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-junit-'));
  try {
    const path = join(folder, 'junit.xml');
    await writeFile(path, text);
    const xsd = join(import.meta.dirname, 'fixtures', 'jenkins-junit-10.xsd');
    const python = await pythonWithPrograms();
    const { stdout } = await promisify(execFile)(python, ['-I', '-c', program, xsd, path]);
    return read.parse(JSON.parse(stdout));
  } finally {
    await rm(folder, { recursive: true });
  }
}
