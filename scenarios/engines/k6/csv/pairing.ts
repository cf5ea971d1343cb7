import type { Request } from './request.ts';

/** A request whose outcome is still to come. Micros: how long it took. */
interface Open {
  readonly request: Request;
  readonly tags: string;
  readonly second: number;
  readonly micros: number;
}

export interface Pairing {
  readonly begin: (open: Open) => void;
  /** Whether the request just before failed, if these tags are its own. */
  readonly tell: (tags: string, failed: boolean) => void;
  /** Nothing more comes of the request before. */
  readonly settle: () => void;
}

/**
 * Scripts may leave the tags out that tell how a request ended. Then the record `http_req_failed` does, which k6 writes
 * after the request's other ones and before any other request's. Without it the request counts as far as it is known.
 */
export function pairing(
  count: (request: Request, second: number, micros: number) => void,
): Pairing {
  let open: Open | undefined;
  const close = (expected: boolean | undefined): void => {
    if (open === undefined) return;
    const { request, second, micros } = open;
    open = undefined;
    count(expected === undefined ? request : { ...request, expected }, second, micros);
  };
  return {
    begin: (next) => {
      close(undefined);
      open = next;
    },
    tell: (tags, failed) => {
      if (open?.tags === tags) close(!failed);
    },
    settle: () => close(undefined),
  };
}
