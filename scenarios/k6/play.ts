import { sleep } from 'k6';
import http from 'k6/http';
import type { RefinedParams, ResponseType } from 'k6/http';
import { Counter, Trend } from 'k6/metrics';
import { factPrefix } from '../../core/client-history.ts';
import { beginsSomething } from '../visitors/steps.ts';
import type { LoadStep, Reply, RequestStep, TellStep, Visit } from '../visitors/steps.ts';

// The prefix keeps them apart from whatever a user's own metrics are called.
const started = new Counter('bilancia_visitors_started');
const finished = new Counter('bilancia_visitors_finished');
const bookings = new Counter('bilancia_bookings');
const pageViews = new Counter('bilancia_page_views');
/** How much longer than asked a think time took: the generator's own lateness, milliseconds. */
const thinkLag = new Trend('bilancia_think_lag', true);
/** One think time in so many is measured; each would be another point for every page. */
const lagSampling = 16;

/** Where a visit takes place, and until when (milliseconds since 1970): then it is cut short between two steps. */
export interface Stage {
  readonly baseUrl: string;
  readonly tenant: string;
  readonly host: string;
  /** That visitors say they have; undefined where they say nothing. */
  readonly address?: string | undefined;
  readonly until: number;
  readonly thinkScale: number;
}

/**
 * Plays one visit: sends its requests, lets its think times pass, writes its facts to the console.
 * @param load how what pages load is loaded, for visitors with a browser: each of the others would keep a copy of it
 */
export function play(
  visit: Visit,
  stage: Stage,
  load?: (step: LoadStep, stage: Stage) => void,
): void {
  if (Date.now() >= stage.until) return;
  started.add(1);
  let pages = 0;
  for (let next = visit.next(); next.done !== true;) {
    const step = next.value;
    let reply: Reply | undefined;
    if (beginsSomething(step) && Date.now() >= stage.until) {
      // Only here, so that an answer that came late is still heard: a booking that it confirms is known to be made.
      next = visit.return();
      continue;
    }
    if (step.kind === 'tell') {
      tell(step.fact, stage);
    } else if (step.kind === 'request') {
      reply = send(step, stage);
    } else if (step.kind === 'load') {
      load?.(step, stage);
    } else {
      pages += 1;
      think(step.seconds * stage.thinkScale, stage.until, pages);
    }
    next = visit.next(reply);
  }
  pageViews.add(pages);
  finished.add(1);
}

function tell(fact: TellStep['fact'], { tenant }: Stage): void {
  if (fact.kind === 'outcome') bookings.add(1, { outcome: fact.outcome });
  console.log(factPrefix + JSON.stringify({ at: Date.now(), tenant, ...fact }));
}

function think(seconds: number, until: number, count: number): void {
  const begun = Date.now();
  const allowed = Math.min(seconds * 1000, until - begun);
  if (allowed > 0) sleep(allowed / 1000);
  if (count % lagSampling === 1 && allowed === seconds * 1000)
    thinkLag.add(Math.max(0, Date.now() - begun - allowed));
}

/** What browsers take; answers that are not read are not unpacked either. */
export const acceptedEncodings = 'gzip, deflate, br';

/** What each request of a visitor says. */
export function headersOf({ host, address }: Stage): Record<string, string> {
  return address === undefined ? { Host: host } : { Host: host, 'X-Forwarded-For': address };
}

function send(step: RequestStep, stage: Stage): Reply {
  const headers = headersOf(stage);
  if (step.idempotencyKey !== undefined) headers['Idempotency-Key'] = step.idempotencyKey;
  if (step.token !== undefined) headers['Authorization'] = `Bearer ${step.token}`;
  if (step.body !== undefined) headers['Content-Type'] = 'application/json';
  if (step.ifNoneMatch !== undefined) headers['If-None-Match'] = step.ifNoneMatch;
  if (step.compressed === true) headers['Accept-Encoding'] = acceptedEncodings;
  const params: RefinedParams<ResponseType> = {
    headers,
    tags: { name: step.name, tenant: stage.tenant },
    responseType: step.reads ? 'text' : 'none',
    responseCallback: expecting(step.expected),
    redirects: 0,
  };
  // k6 itself makes a form of an object.
  const body = step.form ?? (step.body === undefined ? null : JSON.stringify(step.body));
  const response = http.request(step.method, stage.baseUrl + step.path, body, params);
  const hasBody = step.reads && typeof response.body === 'string';
  // One value by k6's own search costs a tenth of what its interpreter needs to parse the whole.
  return { status: response.status, at: hasBody ? (path) => response.json(path) : nothing };
}

function nothing(): undefined {
  return undefined;
}

const callbacks: Record<string, ReturnType<typeof http.expectedStatuses>> = {};

function expecting(statuses: readonly number[]): ReturnType<typeof http.expectedStatuses> {
  return (callbacks[statuses.join()] ??= http.expectedStatuses(...statuses));
}
