import { isHopeless } from '../../core/aws/failures.ts';
import { permissionIn } from '../../core/aws/permission.ts';
import { BilanciaError } from '../../core/errors.ts';
import type { Outcome } from '../../core/outcome.ts';

/** One thing that a target is asked, only by reading. */
export interface Check {
  /** What it is needed for: `topology`, `container-events`. */
  readonly capability: string;
  /** The call, which in AWS is also the name of the permission: `ecs:ListTasks`. */
  readonly call: string;
  /** What it is about: an ARN, a bucket, a URL. */
  readonly resource: string;
  /**
   * Asks, and says in a clause what came of it.
   * @throws a known error when it cannot; not-offered where everything is well but it is not there
   */
  readonly ask: () => Promise<Answered>;
}

/** `off`: asked, and what the capability needs is not there. `not-tried`: to try it would change something. */
export interface Answered {
  readonly kind: 'ok' | 'off' | 'not-tried';
  readonly text: string;
}

/** `unsure`: it could not be asked now, so that nothing is known. */
export interface Checked extends Pick<Check, 'capability' | 'call' | 'resource'> {
  readonly kind: Answered['kind'] | 'denied' | 'refused' | 'unsure';
  readonly text: string;
  /** The permission that is missing. */
  readonly missing?: { readonly action: string; readonly resource: string };
}

/** Asks one after the other. Once nothing more can be learned, as after credentials expired, the rest is not asked. */
export async function* askAll(
  checks: AsyncIterable<Check>,
  interrupted: AbortSignal,
): AsyncGenerator<Checked, void, undefined> {
  let hopeless: string | undefined;
  for await (const check of checks) {
    const { capability, call, resource } = check;
    const because = hopeless ?? (interrupted.aborted ? 'it was interrupted' : undefined);
    if (because !== undefined) {
      yield { capability, call, resource, kind: 'unsure', text: `not asked: ${because}` };
      continue;
    }
    const checked = await ask(check);
    if (checked.hopeless) hopeless = 'no other call would fare better';
    yield checked.result;
  }
}

async function ask(check: Check): Promise<{ result: Checked; hopeless: boolean }> {
  const { capability, call, resource } = check;
  const about = { capability, call, resource };
  try {
    return { result: { ...about, ...(await check.ask()) }, hopeless: false };
  } catch (error) {
    if (!(error instanceof BilanciaError)) throw error;
    // Throttling is of one call, and the next one may be answered.
    const hopeless = isHopeless(error) && error.code !== 'aws-throttled';
    return { result: { ...about, ...failed(check, error) }, hopeless };
  }
}

function failed(
  { call, resource }: Check,
  { code, message }: BilanciaError,
): Pick<Checked, 'kind' | 'text' | 'missing'> {
  if (code === 'aws-denied') {
    // The message begins with the one that was denied, where a check makes several calls.
    const action = /^AWS denies (\S+) in /.exec(message)?.[1] ?? call;
    const named = { action, resource: permissionIn(message)?.resource ?? resource };
    return {
      kind: 'denied',
      text: `denied: it needs ${named.action} on ${named.resource}`,
      missing: named,
    };
  }
  if (code === 'aws-throttled') return { kind: 'unsure', text: 'throttled: ask again later' };
  if (code === 'aws-credentials' || code === 'aws-unreachable' || code === 'target-unreachable')
    return { kind: 'unsure', text: message };
  return { kind: 'refused', text: message };
}

/** What all answers come to: `fail` when anything is missing, `inconclusive` when anything could not be asked. */
export function outcomeOf(checked: readonly Checked[]): Outcome {
  const kinds = new Set(checked.map(({ kind }) => kind));
  if (kinds.has('denied') || kinds.has('refused') || kinds.has('off')) return 'fail';
  if (kinds.has('unsure') || !kinds.has('ok')) return 'inconclusive';
  return 'pass';
}
