import { every } from '../../core/every.ts';
import { reasonOf } from '../../core/errors.ts';
import type { SeriesLine } from '../../core/run-folder/files/series.ts';
import type { HistogramLine } from '../../core/statistics/histogram-line.ts';
import { type Cumulated, cumulated } from './cumulated.ts';
import { metricsRequest } from './metrics-request.ts';

/** Where live figures go. */
export interface OtlpEndpoint {
  /** Base URL; `/v1/metrics` is added. */
  readonly url: string;
  /** Handed over with each request, such as a token. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Who is told the figures of a run while it plays. */
export interface LiveFigures {
  readonly seeHistogram: (line: HistogramLine) => void;
  readonly seeSeries: (line: SeriesLine) => void;
  /** Sends what is left. Never fails: a run is not worth less without a dashboard. */
  readonly close: () => Promise<void>;
}

const sendEveryMs = 5_000;
/** A slow receiver must hold up nothing. */
const patienceMs = 4_000;

/**
 * Sends what a run counted so far every five seconds, as OTLP over HTTP in JSON, which Prometheus, Grafana Mimir and Cloud, and
 * the OpenTelemetry Collector take. What cannot be sent is told once, and sent with the next: everything is a total.
 * https://opentelemetry.io/docs/specs/otlp/#otlphttp
 * @param about attributes of the run, by name
 */
export function sendLiveFigures(
  { url, headers }: OtlpEndpoint,
  about: Readonly<Record<string, string>>,
  startedAt: number,
  tell: (text: string) => void,
): LiveFigures {
  const figures: Cumulated = cumulated();
  const over = new AbortController();
  const address = `${url.replace(/\/+$/, '')}/v1/metrics`;
  let isTold = false;
  const send = async (): Promise<void> => {
    if (figures.requests.size + figures.counters.size + figures.gauges.size === 0) return;
    const body = JSON.stringify(metricsRequest(figures, about, startedAt, Date.now()));
    try {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
        signal: AbortSignal.timeout(patienceMs),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`it answered ${answer.status}`);
    } catch (error) {
      if (!isTold) tell(`Live figures do not reach ${address}: ${causeOf(error)}.`);
      isTold = true;
    }
  };
  const sending = (async (): Promise<void> => {
    for await (const _ of every(sendEveryMs, over.signal)) await send();
  })();
  return {
    seeHistogram: figures.addHistogram,
    seeSeries: figures.addSeries,
    close: async () => {
      over.abort();
      await sending;
      await send();
    },
  };
}

/** What fetch throws says why in its cause alone. */
function causeOf(error: unknown): string {
  return reasonOf(error instanceof Error && error.cause !== undefined ? error.cause : error);
}
