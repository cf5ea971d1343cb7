import type { FailureLine } from '../../../../core/run-folder/files/failures.ts';
import { reasonOfFailure } from './error-codes.ts';

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
  readonly indexOf: (failure: {
    readonly name: string;
    readonly status: number;
    readonly errorCode: number;
    readonly error: string;
  }) => number;
  readonly at: (index: number) => FailureKind;
}

/** Tells failures apart by name, status and error code. */
export function failureKinds(): FailureKinds {
  const kinds: FailureKind[] = [others];
  const indexes = new Map<string, number>();
  return {
    indexOf: ({ name, status, errorCode, error }) => {
      const key = `${errorCode} ${status} ${name}`;
      const known = indexes.get(key);
      if (known !== undefined) return known;
      if (kinds.length > mostKinds) return 0;
      const code = errorCode === 0 ? {} : { code: String(errorCode) };
      const reason = reasonOfFailure(errorCode, status);
      const index = kinds.push({ name, status, ...code, reason, error }) - 1;
      indexes.set(key, index);
      return index;
    },
    at: (index) => kinds[index] ?? others,
  };
}
