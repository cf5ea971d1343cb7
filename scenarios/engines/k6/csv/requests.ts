import type { RequestOutcome } from '../../../../core/statistics/histogram-line.ts';
import type { Columns } from './columns.ts';
import type { FailureKinds } from './failures.ts';
import { type Request, outcomeOf } from './request.ts';
import type { HistogramKey } from './seconds.ts';
import type { Target, UntoldPart } from './targets.ts';

/** Different request names kept apart; what comes later, such as URLs nobody named, is counted under one name. */
export const mostNames = 2000;
export const otherName = '(other requests)';

type Keys = Record<RequestOutcome, number>;

/** Tells what a request counts for. */
export type RequestSorter = (request: Request, columns: Columns) => Target;

/** Sorts requests by name and outcome. `register` gives a histogram's index. */
export function requestSorter(
  register: (key: HistogramKey) => number,
  failures: FailureKinds,
): RequestSorter {
  const keysOf = new Map<string, Keys>();

  const keysNamed = ({ name, outside }: Pick<Request, 'name' | 'outside'>): Keys => {
    // Places are few and have no colon, so that no name can be taken for another in another place.
    const row = `${outside ?? ''}:${name}`;
    const known = keysOf.get(row);
    if (known !== undefined) return known;
    if (keysOf.size >= mostNames && name !== otherName)
      return keysNamed({ name: otherName, outside });
    const place = outside === undefined ? {} : { outside };
    const keyFor = (outcome: RequestOutcome): number =>
      register({ kind: 'request', name, outcome, ...place });
    const keys = { ok: keyFor('ok'), refused: keyFor('refused'), failed: keyFor('failed') };
    keysOf.set(row, keys);
    return keys;
  };

  return (request, columns) => {
    const outcome = outcomeOf(request);
    const key = keysNamed(request)[outcome ?? 'ok'];
    const untold = untoldOf(request, columns, outcome);
    if (outcome !== 'failed') return { kind: 'duration', key, untold };
    return { kind: 'failure', key, failure: failures.indexOf(request), untold };
  };
}

function untoldOf(
  { status, errorCode }: Request,
  { name }: Columns,
  outcome: RequestOutcome | undefined,
): UntoldPart[] {
  return [
    ...(name === -1 ? (['name'] as const) : []),
    ...(outcome === undefined ? (['outcome'] as const) : []),
    ...(outcome === 'failed' && status === undefined && errorCode === undefined
      ? (['reason'] as const)
      : []),
  ];
}
