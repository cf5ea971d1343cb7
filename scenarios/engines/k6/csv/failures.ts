import type { FailureLine } from '../../../../core/run-folder/files/failures.ts';
import { reasonOfFailure } from './error-codes.ts';
import type { Request } from './request.ts';

/** Why requests of a name failed. */
export type FailureKind = Omit<FailureLine, 't' | 'n'>;

/** Kinds kept apart; what comes later is counted as one. */
const mostKinds = 1000;

const others: FailureKind = {
  name: '(other requests)',
  status: 0,
  reason: 'other reasons',
  error: '',
};

export interface FailureKinds {
  /** Index of a kind. `error` is what k6 said, and kept of the first. */
  readonly indexOf: (failed: Omit<Request, 'place'>) => number;
  readonly at: (index: number) => FailureKind;
}

/** Tells failures apart by name, place, tenant, status and error code. */
export function failureKinds(): FailureKinds {
  const kinds: FailureKind[] = [others];
  const indexes = new Map<string, number>();
  return {
    indexOf: ({ name, outside, tenant, status, errorCode = 0, error }) => {
      const key = JSON.stringify([errorCode, status, outside, tenant, name]);
      const known = indexes.get(key);
      if (known !== undefined) return known;
      if (kinds.length > mostKinds) return 0;
      const whose = tenant === undefined ? {} : { tenant };
      const code = errorCode === 0 ? {} : { code: String(errorCode) };
      const place = outside === undefined ? {} : { outside };
      const reason = reasonOfFailure(errorCode, status, error);
      const kind = { name, ...place, ...whose, status: status ?? 0, ...code, reason, error };
      const index = kinds.push(kind) - 1;
      indexes.set(key, index);
      return index;
    },
    at: (index) => kinds[index] ?? others,
  };
}
