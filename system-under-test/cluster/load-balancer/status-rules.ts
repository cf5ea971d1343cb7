import { type BalancerTimeouts, connectRetries } from './timeouts.ts';

/** No answer of a task: HAProxy speaks for itself. */
const own = '!{ var(txn.target_status) -m found }';
/** A task had been chosen. */
const chosen = '{ srv_name -m found }';

/**
 * Rules of the front end that make HAProxy's statuses those of AWS's load balancer, for the client (where they differ)
 * and for the log. HAProxy's termination state is on the left:
 *
 * | state | what happened | status |
 * | --- | --- | --- |
 * | CC, CH, CD before an answer | the client closed after its whole request | 460, unless an answer had begun |
 * | CR, PR | the client closed in mid-request, or sent nonsense | 400, no target |
 * | cR | the client's request did not come to its end in time | 408, no target |
 * | SC with a task | no task took a connection | 502 (HAProxy: 503) |
 * | sC | connecting took too long, each time | 504 (HAProxy: 503) |
 * | SC without a task | there is none to choose | 503, no target |
 * | SH, PH | the task broke off, or its answer is malformed | 502 |
 * | sH | the task's answer did not come in time | 504 |
 *
 * They need `option abortonclose`, which notices clients that leave. Like AWS's, the load balancer chooses a task for
 * whole requests only, as long as they fit into its buffer of 16 KiB; so when a task had been chosen, a 400 of HAProxy's
 * own (CH) means that the client is gone. To a client that takes nothing any more HAProxy does not answer, and runs no
 * further rule: the status is then what the request had come to, 400 before its end and 460 after it.
 *
 * One difference stays: when all tasks are unhealthy AWS's sends to each of them all the same, and HAProxy to none (503).
 *
 * Source: AWS's "Troubleshoot your Application Load Balancers", "The load balancer generates an HTTP error".
 */
export function statusRules({ connect, request }: BalancerTimeouts): readonly string[] {
  const allConnects = (connectRetries + 1) * connect * 1000;
  return [
    'http-request set-var(txn.status) str(400)',
    `http-request wait-for-body time ${request}ms`,
    'http-request set-var(txn.received) date(0,us)',
    'http-request set-var(txn.status) str(460) if { internal.htx.has_eom }',
    'http-response set-var(txn.target_status) status',
    // First: the 502 that follows would hide these.
    `http-after-response set-status 504 if ${own} ${chosen} { status 503 } { date(0,us),sub(txn.received) ge ${allConnects} }`,
    `http-after-response set-status 502 if ${own} ${chosen} { status 503 }`,
    'http-after-response set-var(txn.status) status',
    `http-after-response set-var(txn.status) str(460) if ${own} ${chosen} { status 400 }`,
  ];
}
