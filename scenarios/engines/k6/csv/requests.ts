import type { Outside, RequestOutcome } from '../../../../core/statistics/histogram-line.ts';
import { byStatus, endedWith } from '../../../../core/run-folder/files/series.ts';
import type { Columns } from './columns.ts';
import type { FailureKinds } from './failures.ts';
import type { Places } from './places.ts';
import { type Request, outcomeOf } from './request.ts';
import type { HistogramKey } from './seconds.ts';
import type { Target, UntoldPart } from './targets.ts';

/** Different request names kept apart; what comes later, such as URLs nobody named, is counted under one name. */
export const mostNames = 2000;
export const otherName = '(other requests)';

/** Histograms of a row, by outcome; whether it is the one of all names beyond those that are kept apart. */
type Row = Readonly<Record<RequestOutcome, number>> & { readonly isRest: boolean };

/** Tells what a request counts for. */
export type RequestSorter = (request: Request, columns: Columns) => Target;

/** Sorts requests by name, outcome and tenant. `register` gives a histogram's index. */
export function requestSorter(
  register: (key: HistogramKey) => number,
  failures: FailureKinds,
  places: Places,
): RequestSorter {
  const rows = new Map<string, Row>();
  /** By place. */
  const rests = new Map<Outside | undefined, Row>();

  const newRow = (
    { name, outside, tenant }: Pick<Request, 'name' | 'outside' | 'tenant'>,
    isRest: boolean,
  ): Row => {
    const place = outside === undefined ? {} : { outside };
    const whose = tenant === undefined ? {} : { tenant };
    const key = (outcome: RequestOutcome): number =>
      register({ kind: 'request', name, outcome, ...place, ...whose });
    return {
      ok: key('ok'),
      refused: key('refused'),
      shed: key('shed'),
      failed: key('failed'),
      isRest,
    };
  };

  const rowOf = (request: Request): Row => {
    const { name, outside, tenant } = request;
    const id = JSON.stringify([name, outside, tenant]);
    const known = rows.get(id);
    if (known !== undefined) return known;
    if (rows.size >= mostNames) {
      const rest =
        rests.get(outside) ?? newRow({ name: otherName, outside, tenant: undefined }, true);
      rests.set(outside, rest);
      return rest;
    }
    const row = newRow(request, false);
    rows.set(id, row);
    return row;
  };

  return (request, columns) => {
    const outcome = outcomeOf(request);
    const row = rowOf(request);
    const key = row[outcome ?? 'ok'];
    const untold = [
      ...untoldOf(request, columns, outcome),
      ...(row.isRest ? (['own-row'] as const) : []),
    ];
    const place = places.indexOf(request.place);
    if (outcome === 'shed')
      return {
        kind: 'duration',
        key,
        place,
        untold,
        counter: endedWith(byStatus.shed, request.status),
      };
    if (outcome !== 'failed') return { kind: 'duration', key, place, untold };
    return { kind: 'failure', key, failure: failures.indexOf(request), place, untold };
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
