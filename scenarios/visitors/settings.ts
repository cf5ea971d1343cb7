import type { TargetTenant } from '../../targets/target.ts';
import type { StaffFile } from './staff.ts';

/**
 * What a script is told through the environment, whatever plays it; `bilancia run` sets all of it, and each has a default
 * for a plain `k6 run -e BILANCIA_BASE_URL=http://127.0.0.1:8080 scenarios/k6/steady.ts`. It runs inside engines.
 */
export interface Settings {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly tenants: readonly TargetTenant[];
  readonly visitors: number;
  readonly rampSeconds: number;
  readonly holdSeconds: number;
  /** Equal steps that visitors come in, and how many are on the first; one step unless told. */
  readonly steps: number;
  readonly firstVisitors: number | undefined;
  readonly seed: number;
  /** Think times are multiplied by this: 0.1 puts the pages of ten minutes into one, 0 is as fast as it goes. */
  readonly thinkScale: number;
  /** Part of each idempotency key, so that a second run on the same system is not taken for a replay. */
  readonly runId: string;
  /** Whom the file `BILANCIA_STAFF_FILE` names; each engine reads it in its own way. */
  readonly staff?: StaffFile;
  /** Whether each visitor says in X-Forwarded-For that it has an address of its own: an edge's firewall counts by it. */
  readonly hasAddresses: boolean;
}

const defaultTenants: readonly TargetTenant[] = [
  { id: 'riviera', host: 'riviera.localhost', weight: 2 },
  { id: 'dolomiti', host: 'dolomiti.localhost', weight: 1 },
];

type Environment = Readonly<Record<string, string | undefined>>;

export function settingsFrom(
  env: Environment,
  defaults: Pick<Settings, 'visitors' | 'rampSeconds' | 'holdSeconds'> & {
    readonly steps?: number;
  },
): Settings {
  const baseUrl = env['BILANCIA_BASE_URL'];
  if (baseUrl === undefined)
    throw new Error(
      'Set BILANCIA_BASE_URL to the system to put load on, e.g. http://127.0.0.1:8080',
    );
  const tenants = env['BILANCIA_TENANTS'];
  return {
    // No regular expression: the first one costs every virtual user of k6 16 KB.
    baseUrl: baseUrl.endsWith('/') ? baseUrl.slice(0, -1) : baseUrl,
    tenants: tenants === undefined ? defaultTenants : (JSON.parse(tenants) as TargetTenant[]),
    visitors: number(env, 'BILANCIA_VISITORS', defaults.visitors),
    rampSeconds: number(env, 'BILANCIA_RAMP_SECONDS', defaults.rampSeconds),
    holdSeconds: number(env, 'BILANCIA_HOLD_SECONDS', defaults.holdSeconds),
    steps: Math.max(1, Math.round(number(env, 'BILANCIA_STEPS', defaults.steps ?? 1))),
    firstVisitors:
      env['BILANCIA_FIRST_VISITORS'] === undefined
        ? undefined
        : number(env, 'BILANCIA_FIRST_VISITORS', 0),
    seed: number(env, 'BILANCIA_SEED', 1),
    thinkScale: number(env, 'BILANCIA_THINK_SCALE', 1),
    runId: env['BILANCIA_RUN_ID'] ?? Date.now().toString(36),
    hasAddresses: env['BILANCIA_ADDRESSES'] === '1',
  };
}

function number(env: Environment, name: string, otherwise: number): number {
  const given = env[name];
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (!Number.isFinite(value) || value < 0)
    throw new Error(`${name} is "${given}", but must be a number from 0 up`);
  return value;
}
