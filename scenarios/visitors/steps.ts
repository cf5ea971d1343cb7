import type { ClientFact } from '../../core/client-history.ts';

/**
 * What a visitor wants next. A visitor is a generator of steps that is fed with replies and knows no engine: whoever
 * plays it sends the requests, lets the time pass and writes down the facts.
 */
export type Step = RequestStep | LoadStep | ThinkStep | TellStep;

export interface RequestStep {
  readonly kind: 'request';
  /** Name under which the engine counts it: one per kind of page, never per URL. */
  readonly name: RequestName;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent instead, as the fields of a form. */
  readonly form?: Readonly<Record<string, string>>;
  /** Of someone who has signed in. */
  readonly token?: string;
  readonly idempotencyKey?: string;
  /** Entity tag of what the visitor's cache holds. */
  readonly ifNoneMatch?: string;
  /** Whether the answer may come compressed, as browsers ask for it; it is not read then. */
  readonly compressed?: boolean;
  /** Statuses that are answers and not errors, e.g. 409 for a unit that someone else was quicker to book. */
  readonly expected: readonly number[];
  /** Whether the visitor reads the JSON body; otherwise the player may throw it away. */
  readonly reads: boolean;
}

/** What a page loads besides itself, at once as a browser does; nothing of it is read. */
export interface LoadStep {
  readonly kind: 'load';
  readonly name: RequestName;
  readonly paths: readonly string[];
}

/** Whether a step is not the end of what went before. A booking that is announced is a beginning, too. */
export function beginsSomething(step: Step): boolean {
  return step.kind !== 'tell' || step.fact.kind === 'attempt';
}

/** Time that passes before the next step, in seconds. */
export interface ThinkStep {
  readonly kind: 'think';
  readonly seconds: number;
}

export interface TellStep {
  readonly kind: 'tell';
  readonly fact: FactOf<ClientFact>;
}

/** A fact without what the player adds: the time, and the tenant whose site is visited. */
export type FactOf<F extends ClientFact> = F extends ClientFact ? Omit<F, 'at' | 'tenant'> : never;

/** The answer to a request step; status 0: none came (timeout, connection refused or broken). */
export interface Reply {
  readonly status: number;
  /**
   * What stands at a path of its JSON body (`unit.code`, `units.0.id`), or how many items a list has (`units.#`).
   * Undefined where there is nothing, the body is no JSON, or the step does not read it. Engines can look up single
   * values at a fraction of the cost of a whole body.
   */
  readonly at: (path: string) => unknown;
}

export type Visit = Generator<Step, void, Reply | undefined>;

/** A part of a visit that comes to a result, such as a page that was read. */
export type Part<T> = Generator<Step, T, Reply | undefined>;

export const requestNames = [
  'home',
  'campsite',
  'section',
  'offers',
  'units',
  'quote',
  'book',
  'booking',
  'book-again',
  'booking-page',
  'asset',
  'inventory',
  'visit',
  // Of staff.
  'sign-in',
  'desk',
  'register',
  'check-in',
  'check-out',
  'folio',
  'charge',
  'payment',
  'police-export',
  'occupancy',
  // Of a channel manager.
  'push',
  'channel-book',
  'channel-book-again',
  'cancel',
] as const;
export type RequestName = (typeof requestNames)[number];
