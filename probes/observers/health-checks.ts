import { pause } from '../../core/pause.ts';
import type { HealthCheck } from '../../core/run-folder/files/edge.ts';
import { lookOnce } from '../health-check.ts';
import type { Observer } from './observer.ts';

/** Of Route 53's fast interval; each checker has a phase of its own, and they know nothing of each other. */
export const healthCheckPlan = { checkers: 8, everyMs: 10_000 };

/** What passes, and how long: tests let it pass faster. */
export interface Clock {
  readonly now: () => number;
  /** @param looks come to an end when all that were begun do */
  readonly pause: (ms: number, until: AbortSignal, looks: Promise<unknown>) => Promise<void>;
}

const realClock: Clock = { now: Date.now, pause };

/** Looks at a target through its edge as Route 53 would. */
export const healthChecks: Observer = {
  file: 'healthChecks',
  watch: ({ target, until }) => {
    if (target.edgeLog === undefined) return undefined;
    const url = new URL(target.healthPath, target.endpoints.baseUrl);
    return checkHealth(url, target.tenants[0]?.host, until);
  },
};

/** The looks of all checkers as they come in, until the signal aborts. */
export async function* checkHealth(
  url: URL,
  host: string | undefined,
  until: AbortSignal,
  clock: Clock = realClock,
): AsyncGenerator<HealthCheck> {
  const { checkers, everyMs } = healthCheckPlan;
  const begun = clock.now();
  const due = Array.from({ length: checkers }, () => begun + Math.random() * everyMs);
  const seen: HealthCheck[] = [];
  let looks: Promise<unknown> = Promise.resolve();
  const take = async (checker: number): Promise<void> => {
    const look = await lookOnce(url, host, until);
    if (look !== undefined) seen.push({ at: Math.round(clock.now()), checker, ...look });
  };
  while (!until.aborted) {
    const next = Math.min(...due);
    await clock.pause(Math.max(0, next - clock.now()), until, looks);
    if (until.aborted) break;
    for (const [checker, time] of due.entries()) {
      if (time > clock.now()) continue;
      due[checker] = time + everyMs;
      looks = Promise.all([looks, take(checker)]).then(() => undefined);
    }
    yield* seen.splice(0);
  }
  yield* seen.splice(0);
}
