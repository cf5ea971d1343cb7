import type { IncomingMessage } from 'node:http';
import { hostOfUrl } from '../../core/host.ts';
import { counters, gauges } from '../../core/run-folder/files/series.ts';
import { trendNames } from '../../core/run-folder/files/trends.ts';
import { outcomeOfExpected } from '../outcome.ts';
import { failureOf } from './failure.ts';
import type { Emitter, Script } from './script.ts';
import type { Sink } from './sink.ts';

/** A request of Artillery's http engine, as its traces tell of it. */
interface Request {
  readonly name?: string;
  readonly method?: string;
  readonly url?: string;
}

/** What got measures of an answer, milliseconds; of a connection that was kept, nothing or 0. */
interface Answer extends IncomingMessage {
  readonly timings?: { readonly phases?: { readonly [phase: string]: number | undefined } };
}

interface Open {
  readonly name: string;
  readonly host: string | null;
  readonly begun: number;
}

/** Names of the functions that are added to a script's own. */
const [before, after, failed] = ['bilanciaBefore', 'bilanciaAfter', 'bilanciaFailed'];

/** Different names that are kept apart. */
const mostNames = 2000;
const otherName = '(other requests)';

/** Told of what ended a request without an answer, which got's own events, and so the traces, mostly keep back. */
type ErrorHook = (
  error: NodeJS.ErrnoException,
  request: { readonly uuid?: string },
  context: object,
  emitter: Emitter,
  next: () => void,
) => void;

type Hook = (context: object, emitter: Emitter, next: () => void) => void;

/**
 * Follows what a script of the user's does, by what Artillery's http engine tells of each request and answer: its own
 * figures are whole milliseconds to the first byte, of answered requests only. What other engines do is not seen.
 */
export function watchScript(script: Script, sink: Sink): void {
  const watched = new WeakMap<Emitter, Fail>();
  const begun = new WeakMap<object, number>();
  let playing = 0;
  const change = (by: number): void => {
    playing = Math.max(0, playing + by);
    sink.gauge(gauges.virtualUsers, playing);
  };
  const onBefore: Hook = (context, emitter, next) => {
    // All virtual users of a worker have one emitter.
    if (!watched.has(emitter)) {
      watched.set(emitter, watchRequests(emitter, sink));
      // A virtual user whose flow fails ends with one, and without the function after it.
      emitter.on('error', () => change(-1));
    }
    begun.set(context, performance.now());
    change(1);
    next();
  };
  const onAfter: Hook = (context, _emitter, next) => {
    change(-1);
    sink.count(counters.iterations);
    const since = begun.get(context) ?? performance.now();
    sink.trend(trendNames.iterations, Math.round((performance.now() - since) * 1000));
    next();
  };
  const onError: ErrorHook = (error, { uuid = '' }, _context, emitter, next) => {
    watched.get(emitter)?.(error, uuid);
    next();
  };
  const own = (script.config.processor ??= {});
  own[before] = onBefore;
  own[after] = onAfter;
  own[failed] = onError;
  for (const scenario of script.scenarios ?? []) {
    if ((scenario.engine ?? 'http') !== 'http') continue;
    scenario.beforeScenario = [before, ...[scenario.beforeScenario ?? []].flat()];
    scenario.afterScenario = [...[scenario.afterScenario ?? []].flat(), after];
    scenario.onError = [...[scenario.onError ?? []].flat(), failed];
  }
}

/** Ends the request of this id without an answer. */
type Fail = (error: NodeJS.ErrnoException, id: string) => void;

function watchRequests(emitter: Emitter, sink: Sink): Fail {
  const open = new Map<string, Open>();
  const names = new Set<string>();
  const nameOf = ({ name, method = 'GET', url = '' }: Request): string => {
    const full = name ?? `${method.toUpperCase()} ${url.replace(/[?#].*$/s, '')}`;
    if (!names.has(full) && names.size >= mostNames) return otherName;
    names.add(full);
    return full;
  };
  const close = (
    id: string,
    status: number,
    micros: number,
    address: string | null,
    error?: NodeJS.ErrnoException,
  ): void => {
    const request = open.get(id);
    if (request === undefined) return;
    open.delete(id);
    const isExpected = error === undefined && status < 400;
    sink.request({
      name: request.name,
      outcome: isExpected ? outcomeOfExpected(status) : 'failed',
      micros,
      status,
      host: request.host,
      address,
      ...(isExpected ? {} : { failure: failureOf(status, error) }),
    });
  };
  emitter.on('trace:http:request', (request: Request, id: string) => {
    const host = hostOfUrl(request.url ?? '') ?? null;
    open.set(id, { name: nameOf(request), host, begun: performance.now() });
  });
  emitter.on('trace:http:response', (answer: Answer, id: string) => {
    const address = answer.socket.remoteAddress ?? null;
    // Each hop of a redirect is a request of the same id.
    const request = open.get(id);
    answer.once('end', () => {
      if (request === undefined || open.get(id) !== request) return;
      const { wait = 0, dns = 0, tcp = 0, tls = 0, ...after } = answer.timings?.phases ?? {};
      const { request: sending = 0, firstByte = 0, download = 0 } = after;
      const whole = performance.now() - request.begun;
      // Without connecting, which got tells in whole milliseconds only.
      const ms = Math.max(sending + firstByte + download, whole - wait - dns - tcp - tls);
      close(id, answer.statusCode ?? 0, Math.round(ms * 1000), address);
    });
  });
  const fail: Fail = (error, id) => {
    const { begun = performance.now() } = open.get(id) ?? {};
    close(id, 0, Math.round((performance.now() - begun) * 1000), null, error);
  };
  emitter.on('trace:http:error', fail);
  return fail;
}
