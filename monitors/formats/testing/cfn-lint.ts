import { execFile } from 'node:child_process';
import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../../core/cache-folder.ts';
import { hasCode, reasonOf } from '../../../core/errors.ts';

const run = promisify(execFile);

/** The release whose schemas know mute rules, wall clocks and warm-up. */
const version = '1.58.0';

export type CfnLint =
  | {
      readonly there: true;
      readonly check: (paths: readonly string[]) => Promise<string>;
      /** What PyYAML, which comes with it, reads in a file, as JSON. */
      readonly load: (path: string) => Promise<string>;
    }
  | { readonly there: false; readonly why: string };

/** The real cfn-lint, in the user's cache folder; installed there when Python is on the machine and it is not yet. */
export async function cfnLint(): Promise<CfnLint> {
  const folder = join(cacheFolder(process.env), `cfn-lint-${version}`);
  try {
    if (!(await isThere(folder))) await install(folder);
  } catch (error) {
    return {
      there: false,
      why: `cfn-lint cannot be installed: ${reasonOf(error).split('\n')[0] ?? ''}`,
    };
  }
  return {
    there: true,
    check: (paths) => check(folder, paths),
    load: (path) => load(folder, path),
  };
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** Under another name first: two tests that install at once must not see each other's half. */
async function install(folder: string): Promise<void> {
  const temporary = await mkdtemp(`${folder}-`).catch(() => mkdtemp(join(tmpdir(), 'cfn-lint-')));
  try {
    await run('python3', ['-m', 'venv', temporary]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    await run(join(temporary, 'bin', 'python'), [...pip, `cfn-lint==${version}`]);
    await rename(temporary, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** What cfn-lint prints, in either stream: nothing when there is neither an error nor a warning. */
async function check(folder: string, paths: readonly string[]): Promise<string> {
  // By Python, since the script's first line names the folder in which it was installed.
  const script = [join(folder, 'bin', 'cfn-lint'), '--format', 'parseable', ...paths];
  const { stdout, stderr } = await run(join(folder, 'bin', 'python'), script).catch(
    (error: unknown) => {
      if (isOutput(error)) return error;
      throw error;
    },
  );
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

async function load(folder: string, path: string): Promise<string> {
  const { stdout } = await run(join(folder, 'bin', 'python'), ['-c', loader, path], {
    maxBuffer: 2 ** 26,
  });
  return stdout;
}
