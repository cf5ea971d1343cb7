import { setTimeout as sleep } from 'node:timers/promises';
import { bookingsThatWere, counters } from '../../core/run-folder/files/series.ts';
import { trendNames } from '../../core/run-folder/files/trends.ts';
import { outcomeOfExpected } from '../outcome.ts';
import { replyWith } from '../visitors/reply.ts';
import {
  beginsSomething,
  type Reply,
  type RequestStep,
  type TellStep,
  type Visit,
} from '../visitors/steps.ts';
import type { Answer, Client } from './client.ts';
import { failureOf } from './failure.ts';
import { hostOf } from './host-of.ts';
import type { Sink } from './sink.ts';

/** One think time in so many is measured, as in k6. */
const lagSampling = 16;

/** Where a visit takes place, and until when (milliseconds since 1970): then it is cut short between two steps. */
export interface Stage {
  readonly baseUrl: string;
  readonly tenant: string;
  readonly host: string;
  readonly until: number;
  readonly thinkScale: number;
}

/** Plays one visit: sends its requests, lets its think times pass, writes its facts down. */
export async function play(visit: Visit, stage: Stage, client: Client, sink: Sink): Promise<void> {
  if (Date.now() >= stage.until) return;
  sink.count(counters.visitorsStarted);
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
      tell(step.fact, stage, sink);
    } else if (step.kind === 'request') {
      reply = await send(step, stage, client, sink);
    } else if (step.kind === 'load') {
      // One after the other, on the visitor's one connection.
      for (const path of step.paths) await send(getOf(step.name, path), stage, client, sink);
    } else {
      pages += 1;
      await think(step.seconds * stage.thinkScale, stage.until, pages, sink);
    }
    next = visit.next(reply);
  }
  sink.count(counters.pageViews, pages);
  sink.count(counters.visitorsFinished);
}

function tell(fact: TellStep['fact'], { tenant }: Stage, sink: Sink): void {
  if (fact.kind === 'outcome') sink.count(bookingsThatWere(fact.outcome));
  sink.tell({ kind: 'fact', fact: { at: Date.now(), tenant, ...fact } });
}

async function think(seconds: number, until: number, count: number, sink: Sink): Promise<void> {
  const begun = Date.now();
  const allowed = Math.min(seconds * 1000, until - begun);
  if (allowed > 0) await sleep(allowed);
  if (count % lagSampling === 1 && allowed === seconds * 1000)
    sink.trend(trendNames.thinkLag, Math.max(0, Math.round((Date.now() - begun - allowed) * 1000)));
}

async function send(step: RequestStep, stage: Stage, client: Client, sink: Sink): Promise<Reply> {
  const answer = await new Promise<Answer>((resolve) => client.send(step, stage.host, resolve));
  const { status, micros, address, error, text } = answer;
  const isExpected = error === undefined && step.expected.includes(status);
  sink.request({
    name: step.name,
    tenant: stage.tenant,
    outcome: isExpected ? outcomeOfExpected(status) : 'failed',
    micros,
    status,
    host: hostOf(stage.baseUrl),
    address,
    ...(isExpected ? {} : { failure: failureOf(status, error) }),
  });
  sink.count(counters.bytesSent, answer.bytesSent);
  sink.count(counters.bytesReceived, answer.bytesReceived);
  return text === undefined ? replyWith(status) : replyOf(status, text);
}

function getOf(name: RequestStep['name'], path: string): RequestStep {
  return {
    kind: 'request',
    name,
    method: 'GET',
    path,
    expected: [200],
    reads: false,
    compressed: true,
  };
}

/** Parsed when a value is asked for, once. */
function replyOf(status: number, text: string): Reply {
  let parsed: Reply | undefined;
  return { status, at: (path) => (parsed ??= replyWith(status, valueOf(text))).at(path) };
}

/** Undefined when the text is no JSON, as a page of an error is. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
