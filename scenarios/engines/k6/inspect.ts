import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { hasCode } from '../../../core/errors.ts';

const run = promisify(execFile);

/** What of a script's options we must not take from it by saying the same on k6's command line. */
export interface ScriptOptions {
  /** Ranges that it must not reach, in the form that k6 logs them. */
  readonly blacklist: readonly string[];
  /** Names that it has lead to other addresses, or ports, than they do elsewhere. */
  readonly hosts: Readonly<Record<string, string>>;
  readonly systemTags: readonly string[];
  /** Virtual users that it has at most, where k6 tells. */
  readonly virtualUsers: number | undefined;
  /** Whether it waits to be resumed before it plays anything. */
  readonly startsPaused: boolean;
  /** Whether the tag `ip` does no harm, see {@link isSafe}. */
  readonly mayTellAddresses: boolean;
}

interface Place {
  readonly workingDirectory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Flags of k6's for what the script is told. */
  readonly settings: readonly string[];
}

const optionsOf = z.object({
  blacklistIPs: z.array(z.string()).nullish(),
  hosts: z.record(z.string(), z.string()).nullish(),
  systemTags: z.array(z.string()).nullish(),
  paused: z.boolean().nullish(),
  maxVUs: z.number().nullish(),
});
const dependenciesOf = z.object({ imports: z.array(z.string()).nullish() });

/** Beyond this k6 would have to describe thousands of scenarios. */
const mostBytes = 1 << 26;

/**
 * Asks k6 for the options of a script as they will be, environment and configuration file included. It runs the script's
 * init code for that, which can send nothing. Undefined when k6 does not take the script: to play it will say why.
 */
export async function inspectScript(
  k6: string,
  script: string,
  place: Place,
): Promise<ScriptOptions | undefined> {
  const [all, dependencies] = await Promise.all([
    told(k6, ['inspect', '--execution-requirements'], script, place),
    told(k6, ['deps', '--json'], script, place),
  ]);
  // k6 2.2 plays iterations without a number of visitors, and says what they require only of those with one.
  const options = all ?? (await told(k6, ['inspect'], script, place));
  if (options === undefined) return undefined;
  const { blacklistIPs, hosts, systemTags, paused, maxVUs } = optionsOf.parse(options);
  // An archive has no dependencies that k6 could tell.
  const { imports } = dependencies === undefined ? {} : dependenciesOf.parse(dependencies);
  return {
    blacklist: blacklistIPs ?? [],
    hosts: hosts ?? {},
    systemTags: systemTags ?? [],
    virtualUsers: maxVUs ?? undefined,
    startsPaused: paused === true,
    // The script's own options lack the tags that k6 would give without it.
    mayTellAddresses: all !== undefined && Array.isArray(imports) && (await isSafe(imports)),
  };
}

/** Files of others that are known not to bring `k6/ws` along. */
const known = 'https://jslib.k6.io/';
/** What k6 does not list: modules that are required, those of bundled scripts above all. */
const hidden = /k6\/ws["'`]|\brequire\s*\(\s*(?:["'`][./]|[^"'`\s])/;

/**
 * k6 2.2 crashes when a session of `k6/ws` cannot be opened and the tag `ip` is on: a script that has that module, or may
 * have it, goes without the tag.
 */
async function isSafe(imports: readonly string[]): Promise<boolean> {
  if (imports.includes('k6/ws')) return false;
  const remote = imports.filter((name) => /^https?:/.test(name));
  if (remote.some((name) => !name.startsWith(known))) return false;
  const files = imports.filter((name) => name.startsWith('file:'));
  const texts = await Promise.all(files.map(textOf));
  return !texts.some((text) => text === undefined || hidden.test(text));
}

/** Undefined where there is no such file, as of those in an archive. */
async function textOf(url: string): Promise<string | undefined> {
  try {
    return await readFile(new URL(url), 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}

/** What a command of k6's tells of a script, in JSON; undefined when it ends with another status than 0. */
async function told(
  k6: string,
  command: readonly string[],
  script: string,
  { workingDirectory: cwd, env, settings }: Place,
): Promise<unknown> {
  // As k6 does when it plays, unless the user says otherwise.
  const all = env['K6_INCLUDE_SYSTEM_ENV_VARS'] === undefined ? ['--include-system-env-vars'] : [];
  try {
    const args = [...command, ...all, ...settings, script];
    const { stdout } = await run(k6, args, { cwd, env, maxBuffer: mostBytes });
    return JSON.parse(stdout);
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'number')
      return undefined;
    throw error;
  }
}
