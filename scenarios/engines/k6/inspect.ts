import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

/** What of a script's options we must not take from it by saying the same on k6's command line. */
export interface ScriptOptions {
  /** Ranges that it must not reach, in the form that k6 logs them. */
  readonly blacklist: readonly string[];
  readonly systemTags: readonly string[];
}

const inspected = z.object({
  blacklistIPs: z.array(z.string()).nullish(),
  systemTags: z.array(z.string()).nullish(),
});

/** Beyond this k6 would have to describe thousands of scenarios. */
const mostBytes = 1 << 26;

/**
 * Asks k6 for the options of a script as they will be, environment and configuration file included. It runs the script's
 * init code for that, which can send nothing. Undefined when k6 does not take the script: to play it will say why.
 */
export async function inspectScript(
  k6: string,
  script: string,
  where: {
    readonly workingDirectory: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly settings: readonly string[];
  },
): Promise<ScriptOptions | undefined> {
  const { workingDirectory: cwd, env, settings } = where;
  // As k6 does when it plays, unless the user says otherwise.
  const all = env['K6_INCLUDE_SYSTEM_ENV_VARS'] === undefined ? ['--include-system-env-vars'] : [];
  const args = ['inspect', '--execution-requirements', ...all, ...settings, script];
  const stdout = await outputOf(k6, args, { cwd, env, maxBuffer: mostBytes });
  if (stdout === undefined) return undefined;
  const { blacklistIPs, systemTags } = inspected.parse(JSON.parse(stdout));
  return { blacklist: blacklistIPs ?? [], systemTags: systemTags ?? [] };
}

/** Undefined when it ends with another status than 0. */
async function outputOf(
  command: string,
  args: readonly string[],
  options: Parameters<typeof run>[2],
): Promise<string | undefined> {
  try {
    const { stdout } = await run(command, args, options);
    return String(stdout);
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'number')
      return undefined;
    throw error;
  }
}
