import { systemIn } from '../described.ts';
import type { Env } from '../file/password.ts';
import { readTargetFile } from '../file/read.ts';
import { get } from '../get.ts';
import { isThisMachine, namesOf } from '../hosts.ts';
import { confirmationFlag } from '../reach.ts';
import type { Target } from '../target.ts';
import type { Check } from './check.ts';

export interface CheckRequest {
  /** Of the target file. */
  readonly path: string;
  readonly env: Env;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether the user may ask a system elsewhere for a page. */
  readonly confirmed: boolean;
}

/** Everything that a target is asked, only by reading. @throws unreadable-file, bad-text, bad-value */
export async function targetChecks({
  path,
  env,
  now,
  confirmed,
}: CheckRequest): Promise<{ readonly name: string; readonly checks: AsyncIterable<Check> }> {
  const file = await readTargetFile(path);
  const system = await systemIn(file, path, env);
  return {
    name: file.name,
    checks: (async function* all() {
      yield healthCheck(system, confirmed);
      if (file.aws === undefined) return;
      // AWS's clients take long to load.
      const { awsChecks } = await import('../aws/check/checks.ts');
      yield* awsChecks({ ...file, aws: file.aws }, env, now);
    })(),
  };
}

function healthCheck(target: Target, confirmed: boolean): Check {
  const url = new URL(target.healthPath, target.endpoints.baseUrl);
  return {
    capability: 'visitors',
    call: 'GET',
    resource: url.href,
    ask: async () => {
      const isOurs = await Promise.all(namesOf(target).map(isThisMachine)).catch(() => [false]);
      if (!confirmed && isOurs.includes(false))
        return { kind: 'not-tried', text: `not tried: confirm with ${confirmationFlag}` };
      const { status } = await get(target, url, { reads: false });
      return status >= 200 && status <= 299
        ? { kind: 'ok', text: `answers ${status}` }
        : { kind: 'off', text: `answers ${status}, not 2xx` };
    },
  };
}
