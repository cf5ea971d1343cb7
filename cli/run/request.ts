import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { parseDuration } from '../../core/duration.ts';
import { knownError } from '../../core/errors.ts';
import { pick } from '../../core/nearest.ts';
import type { Target } from '../../targets/target.ts';
import { profiles } from '../../scenarios/profiles.ts';
import type { Profile } from '../../scenarios/profiles.ts';
import { openFilesLimit } from '../doctor/machine.ts';
import type { RunFlags } from './flags.ts';

/** What is to be run: one of our profiles, or a script of the user's own that brings its own load. */
export interface RunRequest {
  /** The profile's name, or the script as it was given. */
  readonly scenario: string;
  readonly profile?: Profile;
  readonly script: string;
  readonly visitors: number;
  readonly rampSeconds: number;
  readonly holdSeconds: number;
  readonly seed: number;
  readonly out: string;
  readonly objectives?: string;
  /** `NAME=value` pairs of the user's own for the script. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Files a generator has open besides a connection for each visitor. */
const otherFiles = 200;

/**
 * What the flags ask for, checked before anything is started.
 * @throws unknown-name, bad-value, unreadable-file, too-many-visitors
 */
export function requestOf(context: Context, flags: RunFlags, scenario: string): RunRequest {
  const common = {
    scenario,
    seed: flags.seed ?? 1,
    out: outFolder(context, flags, scenario),
    settings: settingsOf(flags.env ?? []),
    ...(flags.slo === undefined
      ? {}
      : { objectives: resolve(context.workingDirectory, flags.slo) }),
  };
  if (looksLikePath(scenario)) {
    return {
      ...common,
      script: scriptAt(context, scenario),
      visitors: 0,
      rampSeconds: 0,
      holdSeconds: 0,
    };
  }
  const profile = pick('scenario', scenario, profiles);
  const visitors = flags.visitors ?? profile.visitors;
  checkVisitors(visitors);
  return {
    ...common,
    profile,
    script: profile.script,
    visitors,
    rampSeconds: flags.ramp ?? profile.rampSeconds,
    holdSeconds: flags.duration ?? profile.holdSeconds,
  };
}

/** A whole number from 1 up, as typed after a flag. */
export function countOf(flag: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= 1 && Number.isSafeInteger(value)) return value;
    throw knownError('bad-value', {
      what: flag,
      given: text,
      expected: 'a whole number from 1 up',
    });
  };
}

/** A duration such as `3m`, as typed after a flag; in seconds. */
export function durationOf(flag: string): (text: string) => number {
  return (text) => parseDuration(text, flag);
}

/** What a script needs to know of the target and of the load, as its environment. */
export function scriptSettings(
  request: RunRequest,
  target: Target,
  runId: string,
): Record<string, string> {
  const load =
    request.profile === undefined
      ? {}
      : {
          BILANCIA_VISITORS: String(request.visitors),
          BILANCIA_RAMP_SECONDS: String(request.rampSeconds),
          BILANCIA_HOLD_SECONDS: String(request.holdSeconds),
        };
  return {
    BILANCIA_BASE_URL: target.baseUrl.href.replace(/\/$/, ''),
    BILANCIA_TENANTS: JSON.stringify(target.tenants),
    BILANCIA_SEED: String(request.seed),
    BILANCIA_RUN_ID: runId,
    ...load,
    ...request.settings,
  };
}

function looksLikePath(scenario: string): boolean {
  return /[/\\]/.test(scenario) || /\.(m?[jt]s)$/.test(scenario);
}

function scriptAt(context: Context, scenario: string): string {
  const path = isAbsolute(scenario) ? scenario : resolve(context.workingDirectory, scenario);
  if (existsSync(path)) return path;
  const expected = 'a k6 script, in JavaScript or TypeScript';
  throw knownError('unreadable-file', {
    what: 'Script',
    path,
    reason: 'there is no such file',
    expected,
  });
}

function checkVisitors(visitors: number): void {
  const limit = openFilesLimit();
  if (limit === undefined || visitors + otherFiles <= limit) return;
  const remedy = `Ask for ${limit - otherFiles} at most, or raise the limit with "ulimit -n ${visitors + otherFiles}".`;
  throw knownError('too-many-visitors', { visitors, limit, remedy });
}

function outFolder(context: Context, flags: RunFlags, scenario: string): string {
  if (flags.out !== undefined) return resolve(context.workingDirectory, flags.out);
  const stamp = new Date(context.now())
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replaceAll(/[-:]/g, '');
  const name = (scenario.split(/[/\\]/).at(-1) ?? scenario).replace(/\.(m?[jt]s)$/, '');
  return resolve(context.workingDirectory, 'runs', `${stamp}-${name}`);
}

function settingsOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(pair) ?? [];
      if (name !== undefined && value !== undefined) return [name, value];
      throw knownError('bad-value', { what: '--env', given: pair, expected: 'NAME=value' });
    }),
  );
}
