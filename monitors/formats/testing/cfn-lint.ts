import { execFile } from 'node:child_process';
import { join, dirname } from 'node:path';
import { promisify } from 'node:util';
import { pythonWithPrograms } from '../../../tests/outside-tools/python.ts';

const run = promisify(execFile);

/** What the real cfn-lint prints, in either stream: nothing when there is neither an error nor a warning. */
export async function cfnLint(paths: readonly string[]): Promise<string> {
  const python = await pythonWithPrograms();
  // By Python, since the script's first line names the folder in which it was installed.
  const script = join(dirname(python), 'cfn-lint');
  const args = ['-I', script, '--format', 'parseable', ...paths];
  const { stdout, stderr } = await run(python, args).catch((error: unknown) => {
    if (isOutput(error)) return error;
    throw error;
  });
  return stdout + stderr;
}

function isOutput(value: unknown): value is { readonly stdout: string; readonly stderr: string } {
  return value instanceof Error && 'stdout' in value && 'stderr' in value;
}

/** YAML 1.1 with the short calls that templates use, each as `[tag, text]`. */
const loader = `
import json, sys, yaml
class Loader(yaml.SafeLoader): pass
Loader.add_multi_constructor('!', lambda loader, tag, node: [tag, loader.construct_scalar(node)])
print(json.dumps([yaml.load(text, Loader) for text in json.load(open(sys.argv[1]))]))
`;

/** What PyYAML, which comes with cfn-lint, reads in the texts that the JSON file `path` lists; as JSON. */
export async function loadByPyYaml(path: string): Promise<string> {
  const { stdout } = await run(await pythonWithPrograms(), ['-I', '-c', loader, path], {
    maxBuffer: 2 ** 26,
  });
  return stdout;
}
