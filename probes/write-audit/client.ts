import type { LookupFunction } from 'node:net';

/** Where elements are written, and by whom. */
export interface AuditPlace {
  /** `host:port`. */
  readonly writer: string;
  readonly reader: string | undefined;
  readonly user: string;
  readonly password: string;
  /** The account as it is now, where it may change. */
  readonly accountNow?: () => Promise<{ readonly user: string; readonly password: string }>;
  readonly schema: string;
  readonly lookup: LookupFunction;
}

/** A way to reach the database as a program may choose it: how soon it is well again shows what the choice is worth. */
export interface AuditClient {
  readonly name: string;
  /** Milliseconds between two writes. */
  readonly everyMs: number;
  readonly open: (place: AuditPlace) => OpenClient;
}

export interface OpenClient {
  /**
   * Writes an element once, whatever happens.
   * @param sent called when the statement goes out
   * @returns the server id of the node that took it
   */
  readonly add: (id: number, sent: () => void) => Promise<number>;
  /** The elements from `from` up to and without `to`, as an endpoint gives them. */
  readonly read: (endpoint: 'writer' | 'reader', from: number, to: number) => Promise<number[]>;
  readonly close: () => Promise<void>;
}
