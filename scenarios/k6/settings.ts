import type { TargetTenant } from '../../targets/target.ts';

/**
 * What a script is told through the environment; `bilancia run` sets all of it, and each has a default for a plain
 * `k6 run -e BILANCIA_BASE_URL=http://127.0.0.1:8080 scenarios/k6/steady.ts`.
 */
export interface Settings {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly tenants: readonly TargetTenant[];
  readonly visitors: number;
  readonly rampSeconds: number;
  readonly holdSeconds: number;
  readonly seed: number;
  /** Think times are multiplied by this: 0.1 puts the pages of ten minutes into one, 0 is as fast as it goes. */
  readonly thinkScale: number;
  /** Part of each idempotency key, so that a second run on the same system is not taken for a replay. */
  readonly runId: string;
}

const defaultTenants: readonly TargetTenant[] = [
  { id: 'riviera', host: 'riviera.localhost', weight: 2 },
  { id: 'dolomiti', host: 'dolomiti.localhost', weight: 1 },
];

export function readSettings(defaults: {
  visitors: number;
  rampSeconds: number;
  holdSeconds: number;
}): Settings {
  const baseUrl = __ENV['BILANCIA_BASE_URL'];
  if (baseUrl === undefined)
    throw new Error(
      'Set BILANCIA_BASE_URL to the system to put load on, e.g. http://127.0.0.1:8080',
    );
  const tenants = __ENV['BILANCIA_TENANTS'];
  return {
    // No regular expression: the first one costs every virtual user 16 KB.
    baseUrl: baseUrl.endsWith('/') ? baseUrl.slice(0, -1) : baseUrl,
    tenants: tenants === undefined ? defaultTenants : (JSON.parse(tenants) as TargetTenant[]),
    visitors: number('BILANCIA_VISITORS', defaults.visitors),
    rampSeconds: number('BILANCIA_RAMP_SECONDS', defaults.rampSeconds),
    holdSeconds: number('BILANCIA_HOLD_SECONDS', defaults.holdSeconds),
    seed: number('BILANCIA_SEED', 1),
    thinkScale: number('BILANCIA_THINK_SCALE', 1),
    runId: __ENV['BILANCIA_RUN_ID'] ?? Date.now().toString(36),
  };
}

function number(name: string, otherwise: number): number {
  const given = __ENV[name];
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (!Number.isFinite(value) || value < 0)
    throw new Error(`${name} is "${given}", but must be a number from 0 up`);
  return value;
}
