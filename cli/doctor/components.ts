import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { artilleryRemedy, findArtillery } from '../../scenarios/engines/artillery/location.ts';
import { findK6, k6Remedy } from '../../scenarios/engines/k6/location.ts';
import { findPythonPrograms } from '../../setup/python/locate.mjs';
import { hasProxy, proxyJars } from '../../targets/sql-proxy.ts';
import type { Finding } from './finding.ts';
import { locate, programs } from './programs.ts';
import type { Environment, Program } from './programs.ts';

/** Every component, found or not. `BILANCIA_K6` naming no k6 is the error bad-value, and so of Artillery. */
export async function findComponents(
  env: Environment,
  workingDirectory: string,
): Promise<Finding[]> {
  const others = Object.values(programs).map((program) => find(program, env));
  return Promise.all([
    node(),
    k6(env),
    k6WithXk6Ts(env),
    artillery(env, workingDirectory),
    ...others,
    pythonPrograms(env),
    sqlProxy(env),
  ]);
}

async function node(): Promise<Finding> {
  const neededFor = 'Bilancia itself';
  return {
    name: 'Node.js',
    kind: 'component',
    state: 'found',
    required: true,
    value: process.versions.node,
    path: process.execPath,
    neededFor,
  };
}

async function k6(env: Environment): Promise<Finding> {
  const base = {
    name: 'k6',
    kind: 'component',
    required: true,
    neededFor: 'playing the visitors',
  } as const;
  const found = await findK6(env);
  if (found === undefined) return { ...base, state: 'missing', remedy: k6Remedy };
  return { ...base, state: 'found', value: found.version.replace(/^v/, ''), path: found.path };
}

async function k6WithXk6Ts(env: Environment): Promise<Finding> {
  const neededFor = 'tests that play the scripts with the older k6';
  const base = { name: 'k6 with xk6-ts', kind: 'component', required: false, neededFor } as const;
  const found = await findK6(env, 'v1-xk6-ts');
  if (found === undefined)
    return { ...base, state: 'missing', remedy: 'Build it with "bilancia doctor --xk6-ts".' };
  return { ...base, state: 'found', value: found.version.replace(/^v/, ''), path: found.path };
}

async function artillery(env: Environment, workingDirectory: string): Promise<Finding> {
  const neededFor = 'runs with --engine artillery, and Artillery scripts of your own';
  const base = { name: 'Artillery', kind: 'component', required: false, neededFor } as const;
  const found = findArtillery(env, workingDirectory);
  if (found === undefined) return { ...base, state: 'missing', remedy: artilleryRemedy };
  return { ...base, state: 'found', value: found.version, path: found.path };
}

async function pythonPrograms(env: Environment): Promise<Finding> {
  const name = 'Python programs';
  const neededFor = 'tests that compare with moto and cfn-lint';
  const base = { name, kind: 'component', required: false, neededFor } as const;
  const programs = await findPythonPrograms(env);
  if ('remedy' in programs) return { ...base, state: 'missing', remedy: programs.remedy };
  const { version, path } = programs.found;
  return { ...base, state: 'found', value: version, path };
}

async function sqlProxy(env: Environment): Promise<Finding> {
  const neededFor = 'a cluster with --sql-proxy; Java as well';
  const base = {
    name: 'ShardingSphere-Proxy',
    kind: 'component',
    required: false,
    neededFor,
  } as const;
  const path = proxyJars(env);
  if (hasProxy(path)) return { ...base, state: 'found', value: '5.1.0', path };
  return { ...base, state: 'missing', remedy: 'Fetch it with "bilancia doctor --sql-proxy".' };
}

async function find(program: Program, env: Environment): Promise<Finding> {
  const { name, required, neededFor, remedy } = program;
  const base = { name, kind: 'component', required, neededFor } as const;
  const path = locate(program, env);
  if (path === undefined) return { ...base, state: 'missing', remedy };
  const version =
    program.versionFlag === '' ? undefined : await versionOf(path, program.versionFlag);
  return { ...base, state: 'found', path, ...(version === undefined ? {} : { value: version }) };
}

/** The first thing like a version in what the program says; undefined when it says none, which is no reason to fail. */
async function versionOf(path: string, flag: string): Promise<string | undefined> {
  const output = await promisify(execFile)(path, [flag], { timeout: 20_000 }).then(
    ({ stdout, stderr }) => stdout + stderr,
    () => '',
  );
  return /\d+\.\d+(\.\d+)*/.exec(output)?.[0];
}
