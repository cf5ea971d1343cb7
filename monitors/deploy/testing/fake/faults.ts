import type { Asked } from './protocol.ts';
import { ServiceError } from './service-error.ts';

/** A request as the server saw it. */
export interface Seen extends Asked {
  /** From 1 on, over all services. */
  readonly number: number;
}

/** What goes wrong, and with which requests. */
export interface Fault {
  readonly hits: (request: Seen) => boolean;
  readonly effect: Effect;
}

/** An error instead of an answer; the connection dropped before the work is done, or after; or an answer that waits. */
export type Effect =
  | { readonly kind: 'error'; readonly error: ServiceError }
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  | { readonly kind: 'delay'; readonly milliseconds: number };

export const throttled: Effect = {
  kind: 'error',
  error: new ServiceError('ThrottlingException', 'Rate exceeded'),
};

export const failed: Effect = {
  kind: 'error',
  error: new ServiceError('ValidationException', 'Planted: the request is not valid.'),
};

export function denied(operation: string): Fault {
  const message = `User: arn:aws:iam::012345678901:user/ci is not authorized to perform: ${operation}`;
  return {
    hits: (request) => request.operation === operation,
    effect: { kind: 'error', error: new ServiceError('AccessDeniedException', message, 403) },
  };
}

export function every(n: number, effect: Effect): Fault {
  return { hits: ({ number }) => number % n === 0, effect };
}

/** Of the requests that change something. */
export function nthWrite(n: number, effect: Effect): Fault {
  let writes = 0;
  return {
    hits: (request) => {
      if (isWrite(request)) writes += 1;
      return isWrite(request) && writes === n;
    },
    effect,
  };
}

export function on(operation: string, effect: Effect): Fault {
  return { hits: (request) => request.operation === operation, effect };
}

export function isWrite({ operation }: Asked): boolean {
  return !/^(Describe|List|Get)/.test(operation);
}
