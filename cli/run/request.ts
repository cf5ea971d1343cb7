import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { parseDuration } from '../../core/duration.ts';
import { knownError } from '../../core/errors.ts';
import { pick } from '../../core/nearest.ts';
import type { Phase } from '../../core/run-folder/manifest/phase.ts';
import type { Louder } from '../../run/louder.ts';
import { asTheScriptDoes, rampAndHold, stairs } from '../../run/request.ts';
import type { RunRequest } from '../../run/request.ts';
import { type Profile, profiles, rampSecondsFor } from '../../scenarios/profiles.ts';
import { browsersFor } from './browsers.ts';
import type { RunFlags } from './flags.ts';

/**
 * What the flags ask for, checked before anything is started.
 * @throws unknown-name, bad-value, unreadable-file
 */
export function requestOf(context: Context, flags: RunFlags, scenario: string): RunRequest {
  const engine = flags.engine ?? (isForArtillery(scenario) ? 'artillery' : 'k6');
  const common = {
    scenario,
    engine,
    seed: flags.seed ?? 1,
    out: outFolder(context, flags, scenario),
    settings: settingsOf(flags.env ?? []),
    abortEarly: flags.abortEarly,
    ...(flags.slo === undefined
      ? {}
      : { objectives: resolve(context.workingDirectory, flags.slo) }),
  };
  if (looksLikePath(scenario)) {
    refuseLoadFlags(flags);
    return {
      ...common,
      script: scriptAt(context, scenario, engine),
      visitors: 0,
      phases: asTheScriptDoes,
    };
  }
  const profile = pick('scenario', scenario, profiles);
  const visitors = flags.visitors ?? profile.visitors;
  return {
    ...common,
    profile,
    script: engine === 'k6' ? profile.script : profile.artilleryScript,
    visitors,
    virtualUsers: profile.virtualUsers(visitors),
    ...(flags.generators === undefined ? {} : { generators: flags.generators }),
    ...browsersFor(profile, engine, flags.browsers),
    phases: phasesOf(profile, visitors, flags),
    // What lies beyond the knee is of no use.
    abortEarly: flags.abortEarly || profile.steps !== undefined,
  };
}

function phasesOf(profile: Profile, visitors: number, flags: RunFlags): Phase[] {
  const { steps } = profile;
  const each = rampSecondsFor(profile, visitors / (steps ?? 1));
  const [rampSeconds, holdSeconds] = [flags.ramp ?? each, flags.duration ?? profile.holdSeconds];
  if (steps === undefined) return rampAndHold(visitors, rampSeconds, holdSeconds);
  return stairs({
    visitors,
    steps,
    rampSeconds: rampSeconds * steps,
    holdSeconds: holdSeconds * steps,
  });
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

/** `riviera=4`. @throws bad-value */
export function louderOf(text: string): Louder {
  const [, tenant = '', given = ''] = /^(.+)=(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  const times = Number(given);
  if (tenant !== '' && times > 1) return { tenant, times };
  const expected = 'a tenant and how many times its visitors, above 1, such as riviera=4';
  throw knownError('bad-value', { what: '--louder', given: text, expected });
}

/** A duration such as `3m`, as typed after a flag; in seconds. */
export function durationOf(flag: string): (text: string) => number {
  return (text) => parseDuration(text, flag);
}

/** A script of the user's own says itself who comes and when, so that these would be ignored in silence. */
function refuseLoadFlags(flags: RunFlags): void {
  const { visitors, duration, ramp, generators, louder, browsers } = flags;
  const load = { visitors, duration, ramp, generators, louder, browsers };
  const [given] = Object.entries(load).filter(([, value]) => value !== undefined);
  if (given === undefined) return;
  const problem = `--${given[0]} has no effect on a script of your own: set the load in its options, or pass values with --env`;
  throw knownError('bad-usage', { problem, help: 'bilancia run --help' });
}

const endings = /\.(m?[jt]s|ya?ml|json)$/;

function looksLikePath(scenario: string): boolean {
  return /[/\\]/.test(scenario) || endings.test(scenario);
}

/** k6 takes no such files, and Artillery hardly anything else. */
function isForArtillery(scenario: string): boolean {
  return /\.(ya?ml|json)$/.test(scenario);
}

const scriptsOf = {
  k6: 'a k6 script, in JavaScript or TypeScript',
  artillery: 'an Artillery script, in YAML, JSON or TypeScript',
} as const satisfies Record<RunRequest['engine'], string>;

function scriptAt(context: Context, scenario: string, engine: RunRequest['engine']): string {
  const path = isAbsolute(scenario) ? scenario : resolve(context.workingDirectory, scenario);
  if (existsSync(path)) return path;
  const expected = scriptsOf[engine];
  throw knownError('unreadable-file', {
    what: 'Script',
    path,
    reason: 'there is no such file',
    expected,
  });
}

/** Where a run goes: as asked for, else a new folder below `runs/`. */
export function outFolder(
  context: Context,
  flags: Pick<RunFlags, 'out'>,
  scenario: string,
): string {
  if (flags.out !== undefined) return resolve(context.workingDirectory, flags.out);
  const stamp = new Date(context.now())
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replaceAll(/[-:]/g, '');
  const name = (scenario.split(/[/\\]/).at(-1) ?? scenario).replace(endings, '');
  const folder = resolve(context.workingDirectory, 'runs', `${stamp}-${name}`);
  // Several runs may begin in one second.
  for (let nth = 1; ; nth += 1) {
    const path = nth === 1 ? folder : `${folder}-${nth}`;
    if (!existsSync(path)) return path;
  }
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
