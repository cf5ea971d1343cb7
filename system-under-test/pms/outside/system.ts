import {
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';

import type { Message } from './message.ts';

/** As metrics name them: 0 closed, 1 open, 2 half open; the order of the list is the number. */
export const breakerStates = ['closed', 'open', 'half-open'] as const;
export type BreakerState = (typeof breakerStates)[number];

/** A system outside the PMS that is told what happened; it is slow, dead or wrong at times. */
export interface OutsideSystem {
  readonly name: string;
  /** Outbox topics that begin with this are for this system. */
  readonly topicPrefix: string;
  readonly breaker: () => BreakerState;
  /**
   * Hands one message over. Messages come at least once and not always in order: receivers tell them apart by `id`.
   *
   * @throws MessageRejected when the system read the message and will never take it
   * @throws when the system cannot be reached, is too slow or has a fault of its own, or the breaker is open
   */
  readonly deliver: (message: Message) => Promise<void>;
}

/** How one kind of system is spoken to. */
export interface Protocol {
  readonly name: string;
  readonly topicPrefix: string;
  readonly request: (message: Message) => { method: 'PUT' | 'POST'; path: string; body: unknown };
}

export interface Patience {
  /** Longest wait for an answer. */
  readonly timeoutMs: number;
  /** Failures in a row that open the breaker. */
  readonly failures: number;
  /** Wait before the first try after the breaker opened; it doubles, with jitter, up to `longestWaitMs`. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

export const defaultPatience: Patience = {
  timeoutMs: 2000,
  failures: 3,
  firstWaitMs: 1000,
  longestWaitMs: 30_000,
};

/** The system understood and refused: sending the same again is useless, and the system is not broken. */
export class MessageRejected extends Error {
  override readonly name = 'MessageRejected';
}

const states: Readonly<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Isolated]: 'open',
};

/** A client with a timeout inside a circuit breaker: `protocol` says what is sent where below `baseUrl`. */
export function outsideSystem(
  protocol: Protocol,
  baseUrl: URL,
  patience: Patience = defaultPatience,
): OutsideSystem {
  const breaker = circuitBreaker(
    handleWhen((error) => !(error instanceof MessageRejected)),
    {
      breaker: new ConsecutiveBreaker(patience.failures),
      halfOpenAfter: new ExponentialBackoff({
        initialDelay: patience.firstWaitMs,
        maxDelay: patience.longestWaitMs,
      }),
    },
  );
  const policy = wrap(breaker, timeout(patience.timeoutMs, TimeoutStrategy.Aggressive));
  return {
    name: protocol.name,
    topicPrefix: protocol.topicPrefix,
    breaker: () => states[breaker.state],
    deliver: (message) => policy.execute(({ signal }) => send(protocol, baseUrl, message, signal)),
  };
}

async function send(
  protocol: Protocol,
  baseUrl: URL,
  message: Message,
  signal: AbortSignal,
): Promise<void> {
  const { method, path, body } = protocol.request(message);
  const url = new URL(`${protocol.name}/${path}`, baseUrl);
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method, headers, body: JSON.stringify(body), signal });
  const text = await response.text();
  if (response.ok) return;
  const said = `${protocol.name} answered ${response.status} to message ${message.id}: ${text.slice(0, 200)}`;
  throw mayRetry(response.status) ? new Error(said) : new MessageRejected(said);
}

/** RFC 9110: a client error stays one, except for "too slow" (408), "too early" (425) and "too many" (429). */
function mayRetry(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429;
}
